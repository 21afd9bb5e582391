//! Later reports of a student code: nothing new, or one dated step.

use super::{command, not_allowed, person, step_code, step_refused};
use crate::class::{self, Room};
use crate::desk::{Desk, Facts};
use crate::learner::Enrolled;
use crate::nominee::{Clue, contradiction, contradicts};
use contracts::refusal::Refusal;
use contracts::wire::{EnrollmentInput, Reported, ReportedStep};
use domain::date::LegalDate;
use domain::lifecycle::{Change, enrollment};
use domain::record::{Enrollment, State, StepKind, StoredOutcome, Verb};
use exchange::outcome::unchanged;

/// Takes a row of somebody who is enrolled. It must not contradict what stands: other first days, classes and nominations are corrections, which are
/// calls of their own.
pub(super) fn report(
    desk: &mut Desk<'_, '_>,
    input: &EnrollmentInput,
    room: Room,
    enrolled: &Enrolled,
) -> Result<StoredOutcome, Refusal> {
    check_nomination(desk, input, &enrolled.state)?;
    if input.begun_on != enrolled.state.begun_on {
        let step = match input.reported {
            Reported::Studying => "STUDYING",
            Reported::Step { kind, .. } => step_code(kind),
        };
        return Err(not_allowed("begun_on", step, &enrolled.state));
    }
    match input.reported {
        Reported::Studying => studying(room, enrolled),
        Reported::Step { kind, effective } => step(desk, input, room, enrolled, (kind, effective)),
    }
}

/// "Đang học" again: the files of a college are cumulative, so a row may speak of the first class as well as of today's.
fn studying(room: Room, enrolled: &Enrolled) -> Result<StoredOutcome, Refusal> {
    let state = &enrolled.state;
    let left = state.steps.iter().filter_map(|step| match step.kind {
        StepKind::Transferred { from } => Some(from),
        _ => None,
    });
    if left.chain([state.class]).any(|class| class.record == room.record) {
        Ok(unchanged(enrolled.record, enrolled.revision))
    } else {
        Err(not_allowed("class_code", "STUDYING", state))
    }
}

fn step(
    desk: &mut Desk<'_, '_>,
    input: &EnrollmentInput,
    room: Room,
    enrolled: &Enrolled,
    (kind, effective): (ReportedStep, LegalDate),
) -> Result<StoredOutcome, Refusal> {
    let class = desk.reference(room.record)?;
    let result = enrollment::step(&enrolled.state, command(kind, class), effective, desk.act());
    let next = match result {
        Err(error) => return Err(step_refused(error, kind, &enrolled.state)),
        Ok(Change::Unchanged) => return Ok(unchanged(enrolled.record, enrolled.revision)),
        Ok(Change::Changed(next)) => next,
    };
    if kind == ReportedStep::Transferred {
        class::check_place(desk, room, &input.class_code)?;
    } else if room.record != enrolled.state.class.record {
        return Err(not_allowed("class_code", step_code(kind), &enrolled.state));
    }
    let person = enrolled.person.as_ref().map(|learner| person(learner, &input.reason));
    let next = Enrollment { person, ..next };
    desk.record(enrolled.record, Verb::Stepped, State::Enrollment(next))
}

/// A row may name the nomination again, in any way; it must be the one that the enrollment stands on, whatever has become of it since.
fn check_nomination(desk: &Desk<'_, '_>, input: &EnrollmentInput, state: &Enrollment) -> Result<(), Refusal> {
    let (Some(key), Some(basis)) = (&input.nomination, state.nomination) else { return Ok(()) };
    let own = basis.reference.key();
    if key.nomination.is_some_and(|given| given != own) {
        return Err(contradicts("nomination"));
    }
    let clue = Clue { key, full_name: &input.full_name, birth: input.birth };
    let differs = desk.nominations().get(own).and_then(|nomination| contradiction(nomination, &clue));
    differs.map_or(Ok(()), |differs| Err(contradicts(differs)))
}
