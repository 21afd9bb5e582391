//! Reversals: an enrollment entered in error never counts.

use super::person;
use crate::desk::{Desk, Facts};
use crate::learner::{enrolled, not_enrolled};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::ReversalInput;
use domain::lifecycle::{Change, enrollment};
use domain::record::{Enrollment, State, StoredOutcome, Verb};
use exchange::outcome::unchanged;

/// Takes an enrollment back. Taken back already, it is UNCHANGED.
///
/// # Errors
/// ENROLLMENT_NOT_FOUND, ENROLLMENT_HAS_DIPLOMA, TOO_MANY_ITEMS.
pub fn reverse(desk: &mut Desk<'_, '_>, input: &ReversalInput) -> Result<StoredOutcome, Refusal> {
    let Ok(enrolled) = enrolled(desk, &input.student_code) else { return again(desk, input) };
    let completion = desk.books()?.completion_of(enrolled.record);
    let diploma = completion.filter(|found| !found.state.void).and_then(|found| found.state.diploma.as_ref());
    let number = diploma.map(|diploma| diploma.number.clone());
    match enrollment::reverse(&enrolled.state, number.is_some(), desk.act()) {
        Ok(Change::Changed(next)) => {
            let person = enrolled.person.as_ref().map(|learner| person(learner, &input.reason));
            let next = Enrollment { person, ..next };
            desk.record(enrolled.record, Verb::Voided, State::Enrollment(next))
        }
        Ok(Change::Unchanged) => Ok(unchanged(enrolled.record, enrolled.revision)),
        Err(_) => {
            let refusal = Refusal::new(Reason::EnrollmentHasDiploma).at("student_code");
            Err(refusal.with("number", number.unwrap_or_default()))
        }
    }
}

/// Nobody stands under the code: it was taken back before, or never was.
fn again(desk: &Desk<'_, '_>, input: &ReversalInput) -> Result<StoredOutcome, Refusal> {
    let books = desk.books()?;
    let reversed = books.learner(&input.student_code).and_then(|learner| books.reversed_of(learner.record));
    reversed.map(|found| unchanged(found.record, found.revision)).ok_or_else(not_enrolled)
}
