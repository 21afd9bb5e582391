//! Nominations, withdrawals and corrections.

use super::fields::Fields;
use super::{FromWire, TeacherKey, limits};
use crate::pb::nomination::v1 as wire;
use crate::pb::types::v1 as types;
use crate::refusal::Rule;
use domain::ids::RecordId;
use domain::record::DocumentCite;
use domain::vocabulary::{Degree, StudyForm};

/// One nomination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationInput {
    /// Whom.
    pub teacher: TeacherKey,
    /// Plan id.
    pub plan_id: String,
    /// Degree to be reached: college or university.
    pub target_degree: Degree,
    /// Programme of study; may be empty.
    pub programme: String,
    /// Form of study.
    pub study_form: Option<StudyForm>,
    /// Training institution as written; may be empty.
    pub institution: String,
    /// The decision; `None` in a draft.
    pub decision: Option<DocumentCite>,
    /// Code of the teacher whose place this person takes; given only together with a decision.
    pub replaces_code: Option<String>,
    /// Reason of a replacement; may be empty.
    pub reason: String,
}

impl FromWire for NominationInput {
    type Wire = wire::NominationItem;

    fn read(item: wire::NominationItem, fields: &mut Fields) -> Option<Self> {
        let wire::NominationItem {
            teacher,
            plan_id,
            target_degree,
            programme,
            study_form,
            institution,
            decision,
            replaces_code,
            reason,
        } = item;
        let undecided = decision.is_none();
        let teacher = fields.required("teacher", teacher);
        let plan_id = fields.text("plan_id", &plan_id, limits::CODE);
        let target_degree = match fields.word::<types::Degree, _>("target_degree", target_degree) {
            Some(degree @ (Degree::College | Degree::University)) => Some(degree),
            Some(_) => fields.broken("target_degree", Rule::NotOfTheList, &[]),
            None => None,
        };
        let programme = fields.optional_text("programme", &programme, limits::NAME);
        let study_form = fields.optional_word::<types::StudyForm, _>("study_form", study_form);
        let institution = fields.optional_text("institution", &institution, limits::NAME);
        let decision = fields.optional("decision", decision);
        let replaces_code = fields.optional_text("replaces_code", &replaces_code, limits::CODE);
        let reason = fields.optional_text("reason", &reason, limits::FREE_TEXT);
        if undecided && replaces_code.as_ref().is_some_and(|code| !code.is_empty()) {
            // The other nomination ends on the decision's date, which a draft does not have.
            return fields.broken("decision", Rule::Required, &[]);
        }
        Some(Self {
            teacher: teacher?,
            plan_id: plan_id?,
            target_degree: target_degree?,
            programme: programme?,
            study_form: study_form?,
            institution: institution?,
            decision: decision?,
            replaces_code: Some(replaces_code?).filter(|code| !code.is_empty()),
            reason: reason?,
        })
    }
}

/// One withdrawal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalInput {
    /// Whose nomination.
    pub teacher: TeacherKey,
    /// Number and symbol of the decision that is revoked.
    pub revoked_number: String,
    /// The decision that revokes, effective on its date.
    pub decision: DocumentCite,
    /// Reason; may be empty.
    pub reason: String,
}

impl FromWire for WithdrawalInput {
    type Wire = wire::WithdrawalItem;

    fn read(item: wire::WithdrawalItem, fields: &mut Fields) -> Option<Self> {
        let wire::WithdrawalItem { teacher, revoked_number, decision, reason } = item;
        let teacher = fields.required("teacher", teacher);
        let revoked_number = fields.text("revoked_number", &revoked_number, limits::NUMBER);
        let decision = fields.required("decision", decision);
        let reason = fields.optional_text("reason", &reason, limits::FREE_TEXT);
        Some(Self {
            teacher: teacher?,
            revoked_number: revoked_number?,
            decision: decision?,
            reason: reason?,
        })
    }
}

/// One nomination entered in error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionInput {
    /// Nomination record.
    pub record: RecordId,
    /// Why it was an error.
    pub reason: String,
}

impl FromWire for CorrectionInput {
    type Wire = wire::CorrectionItem;

    fn read(item: wire::CorrectionItem, fields: &mut Fields) -> Option<Self> {
        let wire::CorrectionItem { record_id, reason } = item;
        let record = fields.record("record_id", &record_id);
        let reason = fields.text("reason", &reason, limits::FREE_TEXT);
        Some(Self { record: record?, reason: reason? })
    }
}
