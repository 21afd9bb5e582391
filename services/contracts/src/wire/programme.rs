//! Training programmes.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::training::v1 as wire;
use crate::pb::types::v1 as types;
use domain::vocabulary::{Degree, Level, StudyForm};

/// One programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeInput {
    /// Code in the college.
    pub code: String,
    /// Name.
    pub name: String,
    /// Level whose teachers it is for.
    pub level: Level,
    /// Degree that it leads to.
    pub degree: Degree,
    /// Form of study.
    pub study_form: StudyForm,
    /// Institution that awards the degree; empty = the college itself.
    pub awarding_institution: String,
    /// Credits; 0 = not set.
    pub credits: u32,
}

impl FromWire for ProgrammeInput {
    type Wire = wire::ProgrammeItem;

    fn read(item: wire::ProgrammeItem, fields: &mut Fields) -> Option<Self> {
        let wire::ProgrammeItem { code, name, level, degree, study_form, awarding_institution, credits } =
            item;
        let code = fields.text("code", &code, limits::CODE);
        let name = fields.text("name", &name, limits::NAME);
        let level = fields.word::<types::Level, _>("level", level);
        let degree = fields.word::<types::Degree, _>("degree", degree);
        let study_form = fields.word::<types::StudyForm, _>("study_form", study_form);
        let awarding_institution =
            fields.optional_text("awarding_institution", &awarding_institution, limits::NAME);
        let credits = fields.number("credits", credits, limits::CREDITS);
        Some(Self {
            code: code?,
            name: name?,
            level: level?,
            degree: degree?,
            study_form: study_form?,
            awarding_institution: awarding_institution?,
            credits: credits?,
        })
    }
}
