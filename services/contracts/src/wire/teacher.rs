//! Teachers to enter, change or remove.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::roster::v1 as wire;
use crate::pb::types::v1 as types;
use crate::refusal::Rule;
use domain::date::LegalDate;
use domain::ids::Digest;
use domain::record::{Removal, TeacherPerson};
use domain::vocabulary::{Degree, Employment, Level};

/// One teacher as the district's system has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeacherInput {
    /// Code (may be empty), name, birth date, sex, valid national number, subject, major.
    pub person: TeacherPerson,
    /// School code; empty when not given.
    pub school_code: String,
    /// School name; empty when not given.
    pub school_name: String,
    /// Level.
    pub level: Level,
    /// Highest degree.
    pub degree: Degree,
    /// Whether the major is of teacher training; `None` = unknown.
    pub teacher_training: Option<bool>,
    /// Whether the major suits the subject; `None` = unknown.
    pub suitable: Option<bool>,
    /// Whether the certificate of pedagogical training is held; `None` = unknown.
    pub nvsp: Option<bool>,
    /// Date of joining the service; `None` = before 01/07/2020.
    pub recruited_on: Option<LegalDate>,
    /// Years in especially difficult areas, 0 to 60.
    pub hardship_years: Option<u32>,
    /// Working state.
    pub employment: Employment,
    /// Digest of the majors table that settled the yes/no columns.
    pub majors_table: Option<Digest>,
    /// Whether the recorded national number is to be taken away; then none is given.
    pub clear_national_id: bool,
}

impl FromWire for TeacherInput {
    type Wire = wire::TeacherItem;

    fn read(item: wire::TeacherItem, fields: &mut Fields) -> Option<Self> {
        let person = person(&item, fields);
        let school_code = fields.optional_text("school_code", &item.school_code, limits::CODE);
        let school_name = fields.optional_text("school_name", &item.school_name, limits::NAME);
        let level = fields.word::<types::Level, _>("level", item.level);
        let degree = fields.word::<types::Degree, _>("degree", item.degree);
        let teacher_training = fields.answer("teacher_training", item.teacher_training);
        let suitable = fields.answer("suitable", item.suitable);
        let nvsp = fields.answer("nvsp", item.nvsp);
        let recruited_on = fields.optional_date("recruited_on", &item.recruited_on);
        let hardship_years = match item.hardship_years {
            Some(years) => fields.number("hardship_years", years, limits::HARDSHIP_YEARS).map(Some),
            None => Some(None),
        };
        let employment = fields.optional_word::<types::Employment, _>("employment", item.employment);
        let majors_table = fields.optional_digest("majors_table_sha256", &item.majors_table_sha256);
        let clear_national_id = match (item.clear_national_id, item.national_id.trim()) {
            (clear, "") | (clear @ false, _) => Some(clear),
            (true, _) => fields.broken("clear_national_id", Rule::NotExpected, &[]),
        };
        Some(Self {
            person: person?,
            school_code: school_code?,
            school_name: school_name?,
            level: level?,
            degree: degree?,
            teacher_training: teacher_training?,
            suitable: suitable?,
            nvsp: nvsp?,
            recruited_on: recruited_on?,
            hardship_years: hardship_years?,
            employment: employment?.unwrap_or(Employment::Working),
            majors_table: majors_table?,
            clear_national_id: clear_national_id?,
        })
    }
}

fn person(item: &wire::TeacherItem, fields: &mut Fields) -> Option<TeacherPerson> {
    // Every field is named, so that a new one does not compile before it is read here or above.
    let wire::TeacherItem {
        code,
        full_name,
        birth,
        sex,
        national_id,
        subject,
        major,
        school_code: _,
        school_name: _,
        level: _,
        degree: _,
        teacher_training: _,
        suitable: _,
        nvsp: _,
        recruited_on: _,
        hardship_years: _,
        employment: _,
        majors_table_sha256: _,
        clear_national_id: _,
    } = item;
    let code = fields.optional_text("code", code, limits::CODE);
    let full_name = fields.text("full_name", full_name, limits::NAME);
    let birth = fields.birth("birth", birth);
    let sex = fields.word::<types::Sex, _>("sex", *sex);
    let national_id = fields.national_id("national_id", national_id);
    let subject = fields.optional_text("subject", subject, limits::NAME);
    let major = fields.optional_text("major", major, limits::NAME);
    Some(TeacherPerson {
        code: code?,
        full_name: full_name?,
        birth: birth?,
        sex: sex?,
        national_id,
        subject: subject?,
        major: major?,
    })
}

/// One teacher to remove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalInput {
    /// Teacher code.
    pub code: String,
    /// Why.
    pub removal: Removal,
}

impl FromWire for RemovalInput {
    type Wire = wire::RemoveTeacherItem;

    fn read(item: wire::RemoveTeacherItem, fields: &mut Fields) -> Option<Self> {
        let wire::RemoveTeacherItem { code, reason } = item;
        let code = fields.text("code", &code, limits::CODE);
        let removal = match wire::RemovalReason::try_from(reason) {
            Ok(wire::RemovalReason::EnteredInError) => Some(Removal::EnteredInError),
            Ok(wire::RemovalReason::Duplicate) => Some(Removal::Duplicate),
            Ok(wire::RemovalReason::Unspecified) => fields.broken("reason", Rule::Required, &[]),
            Err(_) => fields.broken("reason", Rule::NotOfTheList, &[]),
        };
        Some(Self { code: code?, removal: removal? })
    }
}
