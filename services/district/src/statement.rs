//! What the district states about one of its teachers and another agency's record: one person, or two (D30).
//!
//! A statement is one half. Nothing merges by itself, and nothing follows from what one owner says alone: the picture joins two records, or keeps them
//! apart, when both owners say the same.

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::{PersonStatementInput, SeenRecord, StatementRemovalInput};
use domain::ids::{RecordId, RecordKey, Reference};
use domain::record::{Removal, SamePerson, State, StoredOutcome, Verb};
use domain::vocabulary::AgencyKind;
use exchange::outcome::unchanged;

/// Records what one item states: one record per pair, its next revision when something else is said.
///
/// # Errors
/// TEACHER_NOT_FOUND when no teacher record with that id stands; AGENCY_NOT_FOUND when the registry does not have the owner of the other record; INVALID_VALUE
/// for an own record as the other one, for an owner that has no records of persons, and without revision and place of a record that the node does not hold; TOO_MANY_ITEMS.
pub fn push(desk: &mut Desk<'_, '_>, input: &PersonStatementInput) -> Result<StoredOutcome, Refusal> {
    let own = teacher(desk, input.teacher)?;
    let before = desk.district().statements.about(input.teacher, input.other.key);
    let before = before.map(|(record, row)| (record, row.clone()));
    let other = match &before {
        // Sent again without a place, the record is as it was seen before.
        Some((_, row)) if input.other.seen.is_none() => row.state.other,
        _ => other(desk, &input.other)?,
    };
    let stated = SamePerson {
        act: desk.act(),
        own,
        other,
        different: input.different,
        document: input.document.clone(),
        removal: None,
        reason: Some(input.reason.clone()),
    };
    let Some((record, row)) = before else {
        let record = desk.new_id();
        return desk.record(record, Verb::Recorded, State::SamePerson(stated));
    };
    // The teacher's own record may have changed since: that is no other statement.
    let known = SamePerson { act: stated.act.clone(), own: stated.own, ..row.state.clone() };
    if known == stated {
        return Ok(unchanged(record, row.revision));
    }
    let verb = if row.state.removal.is_some() { Verb::Revived } else { Verb::Changed };
    desk.record(record, verb, State::SamePerson(stated))
}

fn teacher(desk: &Desk<'_, '_>, record: RecordId) -> Result<Reference, Refusal> {
    let known = desk.district().teachers.get(record).filter(|row| row.state.removal.is_none());
    known.ok_or_else(|| Refusal::new(Reason::TeacherNotFound).at("teacher_record_id"))?;
    desk.reference(record)
}

/// The reference to the other record: as its owner told, else as the node itself holds it.
fn other(desk: &Desk<'_, '_>, other: &SeenRecord) -> Result<Reference, Refusal> {
    let RecordKey { agency, record } = other.key;
    if agency == desk.own() {
        return Err(Refusal::invalid("other.record.agency", Rule::NotExpected));
    }
    let (registry, anchor) = desk.registry();
    let owner = registry.agencies(anchor).find(|(id, _)| *id == agency);
    let missing = || Refusal::new(Reason::AgencyNotFound).at("other.record.agency").with("code", agency);
    let (_, owner) = owner.ok_or_else(missing)?;
    if !matches!(owner.kind, AgencyKind::District | AgencyKind::College) {
        return Err(Refusal::invalid("other.record.agency", Rule::NotOfTheList));
    }
    match other.seen {
        Some((revision, seen)) => Ok(Reference { agency, record, revision, seen }),
        None => desk.tx().reference(other.key).ok_or_else(|| Refusal::invalid("other.seen", Rule::Required)),
    }
}

/// Takes one statement back; the reason of that stands in place of the statement's own.
///
/// # Errors
/// PERSON_STATEMENT_NOT_FOUND when nothing was stated about the two records; TOO_MANY_ITEMS.
pub fn remove(desk: &mut Desk<'_, '_>, input: &StatementRemovalInput) -> Result<StoredOutcome, Refusal> {
    let found = desk.district().statements.about(input.teacher, input.other);
    let (record, row) = found.ok_or_else(|| Refusal::new(Reason::PersonStatementNotFound))?;
    if row.state.removal.is_some() {
        return Ok(unchanged(record, row.revision));
    }
    let gone = SamePerson {
        act: desk.act(),
        removal: Some(Removal::EnteredInError),
        reason: Some(input.reason.clone()),
        ..row.state.clone()
    };
    desk.record(record, Verb::Removed, State::SamePerson(gone))
}
