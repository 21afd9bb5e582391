//! Rulings: the department settles a double claim (D31).

use crate::desk::Desk;
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::RulingInput;
use domain::ids::{RecordKey, Reference};
use domain::picture::breaks::{BreakKind, break_id};
use domain::record::{Ruling, State, StoredOutcome, Verb};
use exchange::outcome::unchanged;
use std::collections::BTreeSet;

/// Records a ruling. One record per break: the same again is UNCHANGED, another one is a counter-ruling and its next revision.
///
/// # Errors
/// BREAK_NOT_FOUND when the id is not that of a double claim or a likeness of these records (D35), or when a teacher record is not known here;
/// INVALID_VALUE when the one that counts is none of them.
pub fn record(desk: &mut Desk<'_, '_>, input: &RulingInput) -> Result<StoredOutcome, Refusal> {
    check_break(input)?;
    let persons = persons(desk, input)?;
    let counts_in = match input.counts_in {
        None => None,
        Some(key) => {
            Some(among(&persons, key).ok_or_else(|| Refusal::invalid("counts_in", Rule::NotOfTheList))?)
        }
    };
    let ruling = Ruling {
        act: desk.act(),
        break_id: input.break_id,
        persons,
        counts_in,
        document: input.document.clone(),
        removal: None,
        reason: Some(input.reason.clone()),
    };
    let before = desk
        .view()
        .ruling(desk.own(), input.break_id)
        .map(|known| (known.key.record, known.revision, known.state));
    match before {
        Some((record, revision, state)) if says_the_same(state, &ruling) => Ok(unchanged(record, revision)),
        Some((record, _, _)) => desk.record(record, Verb::Changed, State::Ruling(ruling)),
        None => {
            let id = desk.new_id();
            desk.record(id, Verb::Recorded, State::Ruling(ruling))
        }
    }
}

/// A ruling under another id would settle nothing: what was said wrongly before is said anew under the id of the same claim.
fn check_break(input: &RulingInput) -> Result<(), Refusal> {
    let of_persons = |kind| break_id(kind, &input.persons) == input.break_id;
    let settled = [BreakKind::DoubleClaim, BreakKind::DuplicateInDistrict, BreakKind::LikelySamePerson];
    if settled.into_iter().any(of_persons) {
        return Ok(());
    }
    Err(Refusal::new(Reason::BreakNotFound).at("break_id").with("break_id", input.break_id))
}

fn persons(desk: &Desk<'_, '_>, input: &RulingInput) -> Result<Vec<Reference>, Refusal> {
    let mut persons = Vec::with_capacity(input.persons.len());
    for (index, key) in input.persons.iter().enumerate() {
        let known = desk.tx().reference(*key).filter(|_| desk.view().knows_teacher(*key));
        let not_found = || Refusal::new(Reason::BreakNotFound).at(format!("persons[{index}]"));
        persons.push(known.ok_or_else(|| not_found().with("break_id", input.break_id))?);
    }
    persons.sort();
    Ok(persons)
}

fn among(persons: &[Reference], key: RecordKey) -> Option<Reference> {
    persons.iter().find(|reference| reference.key() == key).copied()
}

/// The same ruling: of the same records, whatever has become of them since, and whoever entered it.
fn says_the_same(before: &Ruling, after: &Ruling) -> bool {
    let keys = |persons: &[Reference]| persons.iter().map(Reference::key).collect::<BTreeSet<_>>();
    keys(&before.persons) == keys(&after.persons)
        && before.counts_in.map(|one| one.key()) == after.counts_in.map(|one| one.key())
        && before.document == after.document
        && before.reason == after.reason
        && before.removal == after.removal
}
