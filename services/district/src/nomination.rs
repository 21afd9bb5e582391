//! Sending teachers to training (cử đi đào tạo).
//!
//! What stands on paper is recorded. A person outside the scope list, a decision outside the plan's year, a degree below what the plan asks of the level: all
//! three are facts that the figures leave out and show as breaks (D32-D34); a refused row would only hide them. Refused is what names nobody or
//! contradicts what is recorded, a person who is no longer employed, and a degree that leads nobody on: below what the plan asks, and not above
//! what the person holds. (A degree not above the own one alone is none: whoever lacks the teacher-training major may need the same degree again.)

mod additions;
mod end;
mod lifecycle;
mod replaced;
mod wanted;

pub use additions::Additions;
pub use end::{correct, withdraw};

use crate::decision::{self, Cited};
use crate::desk::{Desk, Facts};
use crate::person::{Given, find};
use crate::view::{CiteKey, Known, Newest};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::{NominationInput, TeacherKey};
use domain::ids::{RecordId, RecordKey};
use domain::lifecycle::nomination::sent_by;
use domain::record::{Nomination, NominationState, State, StoredOutcome, Verb};
use domain::vocabulary::Degree;
use exchange::outcome::{applied, unchanged, with_note};
use replaced::Replaced;

/// The teacher whom an item names; fields of refusals stand below `teacher`.
fn teacher<'a>(desk: &'a Desk<'_, '_>, key: &TeacherKey) -> Result<Known<'a>, Refusal> {
    let given = Given {
        code: &key.code,
        full_name: &key.full_name,
        birth: key.birth,
        national_id: key.national_id.as_deref(),
    };
    find(&desk.district().teachers, &given).map_err(|mut refusal| {
        refusal.field =
            Some(refusal.field.map_or_else(|| "teacher".to_owned(), |field| format!("teacher.{field}")));
        refusal
    })
}

/// What an item comes to before anything is recorded.
struct Case {
    teacher: RecordId,
    plan: RecordKey,
    cited: Option<Cited>,
    /// The person's nomination that the item is about; `None` for a new one.
    before: Option<(RecordId, Newest<Nomination>)>,
    replaced: Option<Replaced>,
}

/// Sends one teacher, or enters a draft.
///
/// # Errors
/// TEACHER_NOT_FOUND, TEACHER_AMBIGUOUS, TEACHER_CONTRADICTION, NOT_EMPLOYED, PLAN_NOT_FOUND, DEGREE_TOO_LOW, DECISION_DATE_CONFLICT, ALREADY_NOMINATED,
/// NOMINATION_NOT_FOUND, INVALID_VALUE, TOO_MANY_ITEMS. A refused item records nothing, a replacement included. The note INSTITUTION_UNKNOWN goes with an
/// item that names an institution which no college of the registry is called.
pub fn push(
    desk: &mut Desk<'_, '_>,
    input: &NominationInput,
    additions: &mut Additions,
) -> Result<StoredOutcome, Refusal> {
    let case = case(desk, input)?;
    let ends = case.replaced.as_ref().map_or(0, Replaced::entries);
    let decision = case.cited.as_ref().map_or(0, Cited::entries);
    desk.need_room_beside(1 + ends + decision, additions.weight(desk, case.cited.as_ref()))?;

    let cite = case.cited.as_ref().map(|cited| cited.cite.clone());
    let decision = case.cited.map(|cited| decision::settle(desk, cited)).transpose()?;
    let sent_by = decision.zip(cite);
    let replaces = match (case.replaced, &sent_by) {
        (Some(replaced), Some((decision, _))) => Some(replaced.settle(desk, *decision, &input.reason)?),
        _ => None,
    };
    let person = desk.reference(case.teacher)?;
    if let Some(decision) = decision {
        additions.add(desk, decision.record, person);
    }
    let wanted = wanted::wanted(desk, input, (person, case.plan), sent_by, replaces)?;
    let note = wanted::unseen(&wanted);
    record(desk, wanted, case.before).map(|outcome| with_note(outcome, note))
}

/// Records what an item asks for, as a new nomination or the next revision of the one there is.
fn record(
    desk: &mut Desk<'_, '_>,
    wanted: Nomination,
    before: Option<(RecordId, Newest<Nomination>)>,
) -> Result<StoredOutcome, Refusal> {
    let sent = matches!(wanted.state, NominationState::Sent { .. });
    let Some((record, before)) = before else {
        let verb = if sent { Verb::Nominated } else { Verb::Recorded };
        let record = desk.new_id();
        return Ok(applied(&desk.put(record, verb, State::Nomination(wanted))?));
    };
    let now = lifecycle::renewed(&before.state, wanted);
    if (Nomination { act: before.state.act.clone(), ..now.clone() }) == before.state {
        return Ok(unchanged(record, before.revision));
    }
    let was_draft = before.state.state == NominationState::Draft && sent;
    let verb = if was_draft { Verb::Nominated } else { Verb::Changed };
    Ok(applied(&desk.put(record, verb, State::Nomination(now))?))
}

fn case(desk: &Desk<'_, '_>, input: &NominationInput) -> Result<Case, Refusal> {
    let known = teacher(desk, &input.teacher)?;
    let (teacher, row) = (known.record, known.row);
    let again = sent_before(desk, teacher, input);
    if !again && !row.state.employment.is_employed() {
        return Err(Refusal::new(Reason::NotEmployed).at("teacher"));
    }
    let (plan, terms) = desk.plan(&input.plan_id)?;
    let required = terms.state.target(row.state.level).map(|target| target.min_degree);
    if !again {
        check_degree(input.target_degree, required, row.state.degree)?;
    }
    let cited = input.decision.as_ref().map(|cite| decision::cited(desk, cite)).transpose()?;
    let rows: Vec<_> = desk.district().nominations.of_teacher_in(teacher, plan).collect();
    let decision = cited.as_ref().map(|cited| (cited.reference(), &cited.cite));
    let before = lifecycle::choose(&rows, decision, &desk.act())?;
    let before = before.map(|(record, row)| (record, row.clone()));
    let replaced = match input.replaces_code.as_deref().zip(cited.as_ref()) {
        None => None,
        Some((code, cited)) => {
            let done = before.as_ref().and_then(|(_, row)| row.state.replaces);
            Some(Replaced::find(desk, code, (teacher, plan), cited, done.map(|one| one.record))?)
        }
    };
    Ok(Case { teacher, plan, cited, before, replaced })
}

/// Whether the person was sent to this degree by this very decision already. That stands on paper, whatever became of the person since: files are
/// read again, and by then some have left or hold the degree.
fn sent_before(desk: &Desk<'_, '_>, teacher: RecordId, input: &NominationInput) -> bool {
    let Some(cite) = &input.decision else { return false };
    let found = desk.district().decisions.find(&CiteKey::of(cite));
    let Some((decision, _, _)) = found.filter(|(_, _, known)| known.date == cite.date) else { return false };
    desk.district().nominations.of_teacher(teacher).any(|(_, row)| {
        let by_it = sent_by(&row.state).is_some_and(|(known, _)| known.record == decision);
        by_it && row.state.target_degree == input.target_degree
    })
}

/// Whether the degree leads the person on: it does not when it is below the plan's and not above the one held.
fn check_degree(given: Degree, required: Option<Degree>, held: Degree) -> Result<(), Refusal> {
    match required {
        Some(required) if given < required && given <= held => {
            let low = Refusal::new(Reason::DegreeTooLow).at("target_degree");
            Err(low.with("given", given.code()).with("required", required.code()))
        }
        _ => Ok(()),
    }
}
