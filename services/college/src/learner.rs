//! Who a student code (Mã SV) belongs to.

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::EnrollmentInput;
use domain::ids::RecordId;
use domain::record::{Enrollment, Learner, LearnerPerson, Removal, State, Verb};
use domain::text::fold;

/// Who holds the student code of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Nobody.
    Nobody,
    /// The person of the row.
    Same(RecordId),
    /// Somebody else, whose enrollments were all taken back: the code was given by mistake.
    Mistaken(RecordId),
}

/// Looks who holds the student code of a row. Persons are told apart by folded name and birth date.
///
/// # Errors
/// STUDENT_CODE_TAKEN when another person is enrolled under it.
pub fn holder(desk: &Desk<'_, '_>, input: &EnrollmentInput) -> Result<Holder, Refusal> {
    let books = desk.books()?;
    let Some(found) = books.learner(&input.student_code) else { return Ok(Holder::Nobody) };
    let same = found.state.person.as_ref().is_some_and(|person| {
        fold(&person.full_name) == fold(&input.full_name) && person.birth.agrees_with(input.birth)
    });
    if same {
        Ok(Holder::Same(found.record))
    } else if books.enrollment_of(found.record).is_none() {
        Ok(Holder::Mistaken(found.record))
    } else {
        Err(Refusal::new(Reason::StudentCodeTaken).at("student_code"))
    }
}

/// Records the learner of a first report: the one whom the code belongs to, or a new one. A code given by mistake leaves its holder.
///
/// # Errors
/// INTERNAL.
pub fn admit(desk: &mut Desk<'_, '_>, holder: Holder, input: &EnrollmentInput) -> Result<RecordId, Refusal> {
    match holder {
        Holder::Same(record) => return Ok(record),
        Holder::Mistaken(record) => {
            if let Some(before) = desk.books()?.learner_record(record).cloned() {
                let removal = Some(Removal::EnteredInError);
                let gone = Learner { act: desk.act(), removal, ..before };
                desk.put(record, Verb::Removed, State::Learner(gone))?;
            }
        }
        Holder::Nobody => {}
    }
    let person = LearnerPerson {
        student_code: input.student_code.clone(),
        full_name: input.full_name.clone(),
        birth: input.birth,
        national_id: input.nomination.as_ref().and_then(|key| key.national_id.clone()),
    };
    let learner = Learner { act: desk.act(), removal: None, person: Some(person) };
    let record = desk.new_id();
    desk.put(record, Verb::Recorded, State::Learner(learner))?;
    Ok(record)
}

/// A learner's enrollment that stands.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// The learner.
    pub learner: RecordId,
    /// Who the learner is; `None` when erased.
    pub person: Option<LearnerPerson>,
    /// The enrollment.
    pub record: RecordId,
    /// Its revision.
    pub revision: u64,
    /// Its state.
    pub state: Enrollment,
}

/// The enrollment under a student code that was not taken back.
///
/// # Errors
/// ENROLLMENT_NOT_FOUND.
pub fn enrolled(desk: &Desk<'_, '_>, student_code: &str) -> Result<Enrolled, Refusal> {
    let books = desk.books()?;
    let found = books.learner(student_code).and_then(|learner| {
        let enrollment = books.enrollment_of(learner.record)?;
        Some(Enrolled {
            learner: learner.record,
            person: learner.state.person.clone(),
            record: enrollment.record,
            revision: enrollment.revision,
            state: enrollment.state.clone(),
        })
    });
    found.ok_or_else(not_enrolled)
}

/// Nobody is enrolled under the student code.
#[must_use]
pub fn not_enrolled() -> Refusal {
    Refusal::new(Reason::EnrollmentNotFound).at("student_code")
}
