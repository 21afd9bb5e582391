//! Corrections: the right first day, class or nomination of an enrollment.

use super::notes::with_notes;
use super::{check_free, holds_place, not_allowed, person};
use crate::class;
use crate::desk::{Desk, Facts};
use crate::learner::{Enrolled, enrolled};
use crate::nominee::{Clue, find};
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::{EnrollmentCorrectionInput, NominationKey};
use domain::date::LegalDate;
use domain::ids::{RecordId, Reference};
use domain::record::{Completion, Enrollment, State, StoredOutcome, Verb, WitnessedReference};
use exchange::desk::Weight;
use exchange::outcome::{applied, unchanged};

/// Puts an enrollment right. The same nomination given again is witnessed anew: that settles a basis that has changed (D8).
///
/// # Errors
/// The item reasons of `CorrectEnrollments`.
pub fn correct(desk: &mut Desk<'_, '_>, input: &EnrollmentCorrectionInput) -> Result<StoredOutcome, Refusal> {
    if input.begun_on.is_none() && input.class_code.is_none() && input.nomination.is_none() {
        return Err(Refusal::invalid("begun_on", Rule::Required));
    }
    let enrolled = enrolled(desk, &input.student_code)?;
    let state = &enrolled.state;
    let begun_on = input.begun_on.map_or(Ok(state.begun_on), |day| first_day(desk, &enrolled, day))?;
    let class = input.class_code.as_ref().map_or(Ok(state.class), |code| right_class(desk, state, code))?;
    let nomination = match &input.nomination {
        Some(key) => Some(right_nomination(desk, &enrolled, key)?),
        None => state.nomination,
    };
    if begun_on == state.begun_on && class == state.class && nomination == state.nomination {
        return Ok(unchanged(enrolled.record, enrolled.revision));
    }
    let results = following(desk, enrolled.record, nomination)?;
    let measured = results.as_ref().map_or_else(Weight::default, |(_, state)| desk.weight(state));
    desk.need_room_beside(1, measured)?;
    let next = Enrollment {
        act: desk.act(),
        begun_on,
        class,
        nomination,
        person: enrolled.person.as_ref().map(|learner| person(learner, &input.reason)),
        ..state.clone()
    };
    let reference = desk.put(enrolled.record, Verb::Corrected, State::Enrollment(next.clone()))?;
    if let Some((record, state)) = results {
        desk.put(record, Verb::Corrected, state)?;
    }
    Ok(with_notes(desk, &next, applied(&reference)))
}

/// Study begins neither after its first step nor after its diploma.
fn first_day(desk: &Desk<'_, '_>, enrolled: &Enrolled, day: LegalDate) -> Result<LegalDate, Refusal> {
    let state = &enrolled.state;
    if state.steps.first().is_some_and(|step| step.effective < day) {
        return Err(not_allowed("begun_on", "BEGUN", state));
    }
    let completion = desk.books()?.completion_of(enrolled.record);
    let diploma = completion.filter(|found| !found.state.void).and_then(|found| found.state.diploma.as_ref());
    match diploma.filter(|diploma| diploma.date < day) {
        Some(diploma) => {
            let refusal = Refusal::new(Reason::DiplomaBeforeStart).at("begun_on");
            Err(refusal.with("begun_on", day).with("date", diploma.date))
        }
        None => Ok(day),
    }
}

fn right_class(desk: &Desk<'_, '_>, state: &Enrollment, code: &str) -> Result<Reference, Refusal> {
    let room = class::find(desk, code)?;
    if room.record == state.class.record {
        return Ok(state.class);
    }
    if holds_place(state) {
        class::check_place(desk, room, code)?;
    }
    desk.reference(room.record)
}

fn right_nomination(
    desk: &Desk<'_, '_>,
    enrolled: &Enrolled,
    key: &NominationKey,
) -> Result<WitnessedReference, Refusal> {
    // Without the learner's name and birth date, which may be erased, nothing can be compared.
    let learner =
        enrolled.person.as_ref().ok_or_else(|| Refusal::new(Reason::NominationNotFound).at("nomination"))?;
    let clue = Clue { key, full_name: &learner.full_name, birth: learner.birth };
    let found = find(desk.nominations(), &clue)?;
    check_free(desk, found, Some(enrolled.record))?;
    desk.witnessed(found)
}

/// Results name the nomination too, so that its district sees them: they follow the correction.
fn following(
    desk: &Desk<'_, '_>,
    enrollment: RecordId,
    nomination: Option<WitnessedReference>,
) -> Result<Option<(RecordId, State)>, Refusal> {
    let nomination = nomination.map(|basis| basis.reference);
    let results = desk
        .books()?
        .completion_of(enrollment)
        .filter(|found| {
            found.state.nomination.map(|known| known.key()) != nomination.map(|known| known.key())
        })
        .map(|found| (found.record, found.state.clone()));
    Ok(results.map(|(record, state)| {
        (record, State::Completion(Completion { act: desk.act(), nomination, ..state }))
    }))
}
