//! The first report of a student code: learner and enrollment.

use super::notes::with_notes;
use super::{check_free, command, holds_place, step_refused};
use crate::class::{self, Room};
use crate::desk::{Desk, Facts};
use crate::learner::{Holder, admit, not_enrolled};
use crate::nominee::{Clue, find};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{EnrollmentInput, Reported};
use domain::ids::RecordKey;
use domain::lifecycle::{Change, enrollment};
use domain::record::{Enrollment, EnrollmentPerson, State, StoredOutcome, Verb};
use exchange::outcome::applied;

/// Enrolls the person of a row against the nomination that it names.
pub(super) fn report(
    desk: &mut Desk<'_, '_>,
    input: &EnrollmentInput,
    room: Room,
    holder: Holder,
) -> Result<StoredOutcome, Refusal> {
    let nomination = nomination(desk, input)?;
    check_free(desk, nomination, None)?;
    let enrollment = begun(desk, input, room, nomination)?;
    if holds_place(&enrollment) {
        class::check_place(desk, room, &input.class_code)?;
    }
    // The learner, the enrollment, and a holder whom the code had been given by mistake.
    desk.need_room(3)?;
    let learner = admit(desk, holder, input)?;
    let enrollment = Enrollment { learner: desk.reference(learner)?, ..enrollment };
    let record = desk.new_id();
    let outcome = applied(&desk.put(record, Verb::Enrolled, State::Enrollment(enrollment.clone()))?);
    Ok(with_notes(desk, &enrollment, outcome))
}

fn nomination(desk: &Desk<'_, '_>, input: &EnrollmentInput) -> Result<RecordKey, Refusal> {
    match &input.nomination {
        Some(key) => {
            let clue = Clue { key, full_name: &input.full_name, birth: input.birth };
            find(desk.nominations(), &clue)
        }
        None if input.reported == Reported::Studying => {
            Err(Refusal::new(Reason::NominationNotFound).at("nomination"))
        }
        // A step of an enrollment that nobody reported.
        None => Err(not_enrolled()),
    }
}

/// The enrollment as it begins, with the step that the row may report at once. A transfer or a return is no beginning: what came before it has to be
/// reported first. The learner's record does not exist yet and plays no part in the rule; the class stands in its place.
fn begun(
    desk: &Desk<'_, '_>,
    input: &EnrollmentInput,
    room: Room,
    nomination: RecordKey,
) -> Result<Enrollment, Refusal> {
    let class = desk.reference(room.record)?;
    let begun = Enrollment {
        act: desk.act(),
        learner: class,
        nomination: Some(desk.witnessed(nomination)?),
        class,
        begun_on: input.begun_on,
        steps: Vec::new(),
        void: false,
        person: Some(EnrollmentPerson {
            student_code: input.student_code.clone(),
            full_name: input.full_name.clone(),
            birth: input.birth,
            reason: input.reason.clone(),
        }),
    };
    let Reported::Step { kind, effective } = input.reported else { return Ok(begun) };
    match enrollment::step(&begun, command(kind, class), effective, desk.act()) {
        Ok(Change::Changed(next)) => Ok(next),
        Ok(Change::Unchanged) => Ok(begun),
        Err(error) => Err(step_refused(error, kind, &begun)),
    }
}
