//! Enrollments, their steps, corrections and reversals, and the search that comes before.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::training::v1 as wire;
use crate::refusal::Rule;
use domain::date::{BirthDate, LegalDate};
use domain::ids::RecordKey;
use domain::record::DocumentCite;

/// How an enrollment names its nomination: by record, which wins, or by the decision with what else is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationKey {
    /// The nomination, from a search. Else `decision` is given.
    pub nomination: Option<RecordKey>,
    /// The decision.
    pub decision: Option<DocumentCite>,
    /// Teacher code of the district; empty when not given.
    pub teacher_code: String,
    /// Valid national number, digits alone.
    pub national_id: Option<String>,
}

impl FromWire for NominationKey {
    type Wire = wire::NominationKey;

    fn read(key: wire::NominationKey, fields: &mut Fields) -> Option<Self> {
        let wire::NominationKey { nomination, decision, teacher_code, national_id } = key;
        if nomination.is_none() && decision.is_none() {
            fields.broken::<()>("decision", Rule::Required, &[]);
        }
        let nomination = fields.optional("nomination", nomination);
        let decision = fields.optional("decision", decision);
        let teacher_code = fields.optional_text("teacher_code", &teacher_code, limits::CODE);
        let national_id = fields.national_id("national_id", &national_id);
        Some(Self { nomination: nomination?, decision: decision?, teacher_code: teacher_code?, national_id })
    }
}

/// What an enrollment row reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// Đang học: a first report, or nothing new.
    Studying,
    /// A dated step.
    Step {
        /// What happened.
        kind: ReportedStep,
        /// From when.
        effective: LegalDate,
    },
}

/// A step of an enrollment as reported; a transfer goes to the class of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportedStep {
    /// Bảo lưu.
    Deferred,
    /// Học tiếp.
    Resumed,
    /// Thôi học.
    Withdrawn,
    /// Buộc thôi học.
    Dismissed,
    /// Chuyển lớp.
    Transferred,
}

/// One enrollment, or one step of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrollmentInput {
    /// The college's own code of the learner.
    pub student_code: String,
    /// Full name.
    pub full_name: String,
    /// Birth date.
    pub birth: BirthDate,
    /// The nomination; `None` where the row gives none (a first report is refused then, by the college's rule).
    pub nomination: Option<NominationKey>,
    /// Class code.
    pub class_code: String,
    /// Day on which study began.
    pub begun_on: LegalDate,
    /// What is reported.
    pub reported: Reported,
    /// Reason; may be empty.
    pub reason: String,
}

impl FromWire for EnrollmentInput {
    type Wire = wire::EnrollmentItem;

    fn read(item: wire::EnrollmentItem, fields: &mut Fields) -> Option<Self> {
        let wire::EnrollmentItem {
            student_code,
            full_name,
            birth,
            nomination,
            class_code,
            begun_on,
            status,
            effective,
            reason,
        } = item;
        let student_code = fields.text("student_code", &student_code, limits::CODE);
        let full_name = fields.text("full_name", &full_name, limits::NAME);
        let birth = fields.birth("birth", &birth);
        let nomination = fields.optional("nomination", nomination);
        let class_code = fields.text("class_code", &class_code, limits::CODE);
        let begun_on = fields.date("begun_on", &begun_on);
        let reported = reported(fields, status, &effective);
        let reason = fields.optional_text("reason", &reason, limits::FREE_TEXT);
        Some(Self {
            student_code: student_code?,
            full_name: full_name?,
            birth: birth?,
            nomination: nomination?,
            class_code: class_code?,
            begun_on: begun_on?,
            reported: reported?,
            reason: reason?,
        })
    }
}

fn reported(fields: &mut Fields, status: i32, effective: &str) -> Option<Reported> {
    use wire::EnrollmentStatus as Status;
    let kind = match Status::try_from(status) {
        Ok(Status::Unspecified) => return fields.broken("status", Rule::Required, &[]),
        Err(_) => return fields.broken("status", Rule::NotOfTheList, &[]),
        // The day from which a first report holds is the day on which study began.
        Ok(Status::Studying) => {
            return fields.optional_date("effective", effective).map(|_| Reported::Studying);
        }
        Ok(Status::Deferred) => ReportedStep::Deferred,
        Ok(Status::Resumed) => ReportedStep::Resumed,
        Ok(Status::Withdrawn) => ReportedStep::Withdrawn,
        Ok(Status::Dismissed) => ReportedStep::Dismissed,
        Ok(Status::Transferred) => ReportedStep::Transferred,
    };
    Some(Reported::Step { kind, effective: fields.date("effective", effective)? })
}

/// One correction of an enrollment; `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrollmentCorrectionInput {
    /// Student code.
    pub student_code: String,
    /// Right day on which study began.
    pub begun_on: Option<LegalDate>,
    /// Right class code.
    pub class_code: Option<String>,
    /// Right nomination.
    pub nomination: Option<NominationKey>,
    /// Why.
    pub reason: String,
}

impl FromWire for EnrollmentCorrectionInput {
    type Wire = wire::EnrollmentCorrectionItem;

    fn read(item: wire::EnrollmentCorrectionItem, fields: &mut Fields) -> Option<Self> {
        let wire::EnrollmentCorrectionItem { student_code, begun_on, class_code, nomination, reason } = item;
        let student_code = fields.text("student_code", &student_code, limits::CODE);
        let begun_on = fields.optional_date("begun_on", &begun_on);
        let class_code = fields.optional_text("class_code", &class_code, limits::CODE);
        let nomination = fields.optional("nomination", nomination);
        let reason = fields.text("reason", &reason, limits::FREE_TEXT);
        Some(Self {
            student_code: student_code?,
            begun_on: begun_on?,
            class_code: Some(class_code?).filter(|code| !code.is_empty()),
            nomination: nomination?,
            reason: reason?,
        })
    }
}

/// One enrollment or diploma entered in error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReversalInput {
    /// Student code.
    pub student_code: String,
    /// Why.
    pub reason: String,
}

impl FromWire for ReversalInput {
    type Wire = wire::ReversalItem;

    fn read(item: wire::ReversalItem, fields: &mut Fields) -> Option<Self> {
        let wire::ReversalItem { student_code, reason } = item;
        let student_code = fields.text("student_code", &student_code, limits::CODE);
        let reason = fields.text("reason", &reason, limits::FREE_TEXT);
        Some(Self { student_code: student_code?, reason: reason? })
    }
}

/// What a clerk knows of a person: at least a national number, or the number of the decision, or name and birth date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindNomineeInput {
    /// Valid national number, digits alone.
    pub national_id: Option<String>,
    /// Full name; empty when not known.
    pub full_name: String,
    /// Birth date.
    pub birth: Option<BirthDate>,
    /// Number and symbol of the decision; empty when not known.
    pub decision_number: String,
    /// Date of the decision.
    pub decision_date: Option<LegalDate>,
}

impl FromWire for FindNomineeInput {
    type Wire = wire::FindNomineeRequest;

    fn read(request: wire::FindNomineeRequest, fields: &mut Fields) -> Option<Self> {
        let wire::FindNomineeRequest { national_id, full_name, birth, decision_number, decision_date } =
            request;
        let national_id = fields.optional_national_id("national_id", &national_id);
        let full_name = fields.optional_text("full_name", &full_name, limits::NAME);
        let birth = fields.optional_birth("birth", &birth);
        let decision_number = fields.optional_text("decision_number", &decision_number, limits::NUMBER);
        let decision_date = fields.optional_date("decision_date", &decision_date);
        let known = Self {
            national_id: national_id?,
            full_name: full_name?,
            birth: birth?,
            decision_number: decision_number?,
            decision_date: decision_date?,
        };
        match known.missing() {
            Some(field) => fields.broken(field, Rule::Required, &[]),
            None => Some(known),
        }
    }
}

impl FindNomineeInput {
    /// What has to be given besides, so that there is something to search by: the other half of what was given, else the number.
    const fn missing(&self) -> Option<&'static str> {
        if self.national_id.is_some() || !self.decision_number.is_empty() {
            return None;
        }
        match (self.full_name.is_empty(), self.birth.is_some(), self.decision_date.is_some()) {
            (false, true, _) => None,
            (false, false, _) => Some("birth"),
            (true, true, _) => Some("full_name"),
            (true, false, true) => Some("decision_number"),
            (true, false, false) => Some("national_id"),
        }
    }
}
