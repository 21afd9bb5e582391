//! The full state of every kind of journal record, as owners write it and everybody else reads it.
//!
//! A record's state is split in what is always there and a `person` part that may be withheld or erased (D4); whatever a figure needs stands
//! outside `person` (D5).

pub mod college;
pub mod common;
pub mod district;
pub mod education;
pub mod kind;

pub use college::{
    Class, Completion, CompletionPerson, Diploma, Enrollment, EnrollmentPerson, EnrollmentStep, Learner,
    LearnerPerson, Programme, StepKind, TermResult,
};
pub use common::{
    Act, Decision, DecisionPerson, DocumentCite, EpochOpened, EpochReason, JournalStanding, JournalStop,
    OnBehalfOf, OutcomeCode, Problem, ReadTrace, Receipt, Removal, RequestDone, RequestHash, SamePerson,
    Seen, StoredOutcome, WitnessedReference,
};
pub use district::{
    Nomination, NominationEnd, NominationPerson, NominationState, Proposal, School, ScopeList, ScopeMember,
    Teacher, TeacherPerson,
};
pub use education::{Agency, DatedName, Plan, PlanTarget, Ruling, ScopeFrozen};
pub use kind::{Kind, Role, Verb};

/// The state of one record of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "the large ones, teachers and nominations, are by far the most frequent"
)]
pub enum State {
    /// Kind 1.
    EpochOpened(EpochOpened),
    /// Kind 2.
    RequestDone(RequestDone),
    /// Kind 6.
    Decision(Decision),
    /// Kind 7.
    ReadTrace(ReadTrace),
    /// Kind 8.
    SamePerson(SamePerson),
    /// Kind 100.
    School(School),
    /// Kind 101.
    Teacher(Teacher),
    /// Kind 102.
    ScopeList(ScopeList),
    /// Kind 103.
    Nomination(Nomination),
    /// Kind 104.
    Proposal(Proposal),
    /// Kind 200.
    Programme(Programme),
    /// Kind 201.
    Class(Class),
    /// Kind 202.
    Learner(Learner),
    /// Kind 203.
    Enrollment(Enrollment),
    /// Kind 204.
    Completion(Completion),
    /// Kind 300.
    Agency(Agency),
    /// Kind 301.
    Plan(Plan),
    /// Kind 302.
    ScopeFrozen(ScopeFrozen),
    /// Kind 303.
    Ruling(Ruling),
    /// Kind 600.
    Receipt(Receipt),
    /// Kind 601.
    Seen(Seen),
    /// Whether an agency's journal is taken.
    JournalStanding(JournalStanding),
}

impl State {
    /// The kind of this record.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::EpochOpened(_) => Kind::EpochOpened,
            Self::RequestDone(_) => Kind::RequestDone,
            Self::Decision(_) => Kind::Decision,
            Self::ReadTrace(_) => Kind::ReadTrace,
            Self::SamePerson(_) => Kind::SamePerson,
            Self::School(_) => Kind::School,
            Self::Teacher(_) => Kind::Teacher,
            Self::ScopeList(_) => Kind::ScopeList,
            Self::Nomination(_) => Kind::Nomination,
            Self::Proposal(_) => Kind::Proposal,
            Self::Programme(_) => Kind::Programme,
            Self::Class(_) => Kind::Class,
            Self::Learner(_) => Kind::Learner,
            Self::Enrollment(_) => Kind::Enrollment,
            Self::Completion(_) => Kind::Completion,
            Self::Agency(_) => Kind::Agency,
            Self::Plan(_) => Kind::Plan,
            Self::ScopeFrozen(_) => Kind::ScopeFrozen,
            Self::Ruling(_) => Kind::Ruling,
            Self::Receipt(_) => Kind::Receipt,
            Self::Seen(_) => Kind::Seen,
            Self::JournalStanding(_) => Kind::JournalStanding,
        }
    }
}
