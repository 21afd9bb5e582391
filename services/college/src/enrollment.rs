//! Enrollments (nhập học): first reports, steps, corrections, reversals.

mod correct;
mod first;
mod later;
mod notes;
mod reverse;

pub use correct::correct;
pub use reverse::reverse;

use crate::class;
use crate::desk::{Desk, Facts};
use crate::learner::{Holder, enrolled, holder};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{EnrollmentInput, ReportedStep};
use domain::ids::{RecordId, RecordKey, Reference};
use domain::lifecycle::NotAllowed;
use domain::lifecycle::enrollment::{Command, Status, status};
use domain::record::{Enrollment, EnrollmentPerson, LearnerPerson, StoredOutcome};

/// Takes one row in: a first report of its student code makes learner and enrollment, a later one adds a dated step or says what is known.
///
/// # Errors
/// The item reasons of `ReportEnrollments`.
pub fn report(desk: &mut Desk<'_, '_>, input: &EnrollmentInput) -> Result<StoredOutcome, Refusal> {
    let room = class::find(desk, &input.class_code)?;
    let holder = holder(desk, input)?;
    match holder {
        Holder::Same(learner) if desk.books()?.enrollment_of(learner).is_some() => {
            let enrolled = enrolled(desk, &input.student_code)?;
            later::report(desk, input, room, &enrolled)
        }
        _ => first::report(desk, input, room, holder),
    }
}

/// A step as the rules know it; a transfer goes to the class of the row.
const fn command(step: ReportedStep, class: Reference) -> Command {
    match step {
        ReportedStep::Deferred => Command::Defer,
        ReportedStep::Resumed => Command::Resume,
        ReportedStep::Withdrawn => Command::Withdraw,
        ReportedStep::Dismissed => Command::Dismiss,
        ReportedStep::Transferred => Command::Transfer { to: class },
    }
}

/// The refusal of a step that may not follow, at the field at fault.
fn step_refused(error: NotAllowed, step: ReportedStep, state: &Enrollment) -> Refusal {
    let field = match error {
        NotAllowed::DateBeforeLast => "effective",
        NotAllowed::SameClass => "class_code",
        _ => "status",
    };
    not_allowed(field, step_code(step), state)
}

/// Code of a step, as the contract names it.
const fn step_code(step: ReportedStep) -> &'static str {
    match step {
        ReportedStep::Deferred => "DEFERRED",
        ReportedStep::Resumed => "RESUMED",
        ReportedStep::Withdrawn => "WITHDRAWN",
        ReportedStep::Dismissed => "DISMISSED",
        ReportedStep::Transferred => "TRANSFERRED",
    }
}

/// Whether the learner holds a place in a class.
fn holds_place(state: &Enrollment) -> bool {
    matches!(status(state), Status::Studying | Status::Deferred)
}

/// The refusal of what does not follow from where the learner stands.
fn not_allowed(field: &str, step: &str, state: &Enrollment) -> Refusal {
    let state = match status(state) {
        Status::Studying => "STUDYING",
        Status::Deferred => "DEFERRED",
        Status::Withdrawn => "WITHDRAWN",
        Status::Dismissed => "DISMISSED",
        Status::Void => "VOID",
    };
    Refusal::new(Reason::EnrollmentStepNotAllowed).at(field).with("state", state).with("step", step)
}

/// One nomination carries one person at a time: whoever has left, or was never there, makes room for another enrollment against it.
fn check_free(desk: &Desk<'_, '_>, nomination: RecordKey, own: Option<RecordId>) -> Result<(), Refusal> {
    let mut others = desk.books()?.enrollments_against(nomination);
    let taken = others.any(|found| Some(found.record) != own && holds_place(found.state));
    if taken { Err(crate::nominee::contradicts("student_code")) } else { Ok(()) }
}

/// Who studies, with the reason of this step or correction.
fn person(learner: &LearnerPerson, reason: &str) -> EnrollmentPerson {
    EnrollmentPerson {
        student_code: learner.student_code.clone(),
        full_name: learner.full_name.clone(),
        birth: learner.birth,
        reason: reason.to_owned(),
    }
}
