//! Records that a college owns.

use super::common::{Act, Removal, WitnessedReference};
use crate::date::{BirthDate, LegalDate};
use crate::ids::Reference;
use crate::vocabulary::{Degree, Level, StudyForm};

/// A training programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Act.
    pub act: Act,
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
    /// Tombstone.
    pub removal: Option<Removal>,
}

/// A class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Act.
    pub act: Act,
    /// Code in the college.
    pub code: String,
    /// Programme.
    pub programme: Reference,
    /// Places.
    pub capacity: u32,
    /// First day.
    pub starts_on: Option<LegalDate>,
    /// Tombstone.
    pub removal: Option<Removal>,
}

/// Personal part of a learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearnerPerson {
    /// The college's own code.
    pub student_code: String,
    /// Full name.
    pub full_name: String,
    /// Birth date.
    pub birth: BirthDate,
    /// Valid national number.
    pub national_id: Option<String>,
}

/// A learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// Act.
    pub act: Act,
    /// Tombstone.
    pub removal: Option<Removal>,
    /// Personal part.
    pub person: Option<LearnerPerson>,
}

/// What may happen to an enrollment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Bảo lưu.
    Deferred,
    /// Học tiếp.
    Resumed,
    /// Thôi học.
    Withdrawn,
    /// Buộc thôi học.
    Dismissed,
    /// Chuyển lớp, from this class.
    Transferred {
        /// Class left.
        from: Reference,
    },
}

/// One dated step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrollmentStep {
    /// What happened.
    pub kind: StepKind,
    /// From when.
    pub effective: LegalDate,
}

/// Personal part of an enrollment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrollmentPerson {
    /// The college's own code.
    pub student_code: String,
    /// Full name.
    pub full_name: String,
    /// Birth date.
    pub birth: BirthDate,
    /// Reason of the last step or correction.
    pub reason: String,
}

/// An enrollment with its dated history (D7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrollment {
    /// Act.
    pub act: Act,
    /// Learner record of the same college.
    pub learner: Reference,
    /// Nomination that sent the person.
    pub nomination: Option<WitnessedReference>,
    /// Class of today.
    pub class: Reference,
    /// Day on which study began.
    pub begun_on: LegalDate,
    /// Steps since, ascending by date.
    pub steps: Vec<EnrollmentStep>,
    /// True when entered in error: never counts.
    pub void: bool,
    /// Personal part.
    pub person: Option<EnrollmentPerson>,
}

/// Result of one term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermResult {
    /// Term as the college writes it.
    pub term: String,
    /// Credits earned in all; 0 = not said.
    pub credits: u32,
    /// Result as the college writes it.
    pub result: String,
}

/// A diploma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diploma {
    /// Degree.
    pub degree: Degree,
    /// Number on the diploma.
    pub number: String,
    /// Number in the register; may be empty.
    pub register_number: String,
    /// Date of award.
    pub date: LegalDate,
    /// Awarding institution.
    pub institution: String,
}

/// Personal part of a completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletionPerson {
    /// The college's own code.
    pub student_code: String,
    /// Full name.
    pub full_name: String,
    /// Reason of a correction.
    pub reason: String,
}

/// Results of one enrollment, up to the diploma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Act.
    pub act: Act,
    /// Enrollment record of the same college.
    pub enrollment: Reference,
    /// Nomination of that enrollment.
    pub nomination: Option<Reference>,
    /// Term results, ascending by term.
    pub terms: Vec<TermResult>,
    /// Diploma.
    pub diploma: Option<Diploma>,
    /// True when entered in error.
    pub void: bool,
    /// Personal part.
    pub person: Option<CompletionPerson>,
}
