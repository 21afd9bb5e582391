//! Decisions (quyết định): entering them, and finding them by what a letter cites.

use crate::desk::{Desk, Facts};
use crate::view::CiteKey;
use contracts::refusal::{Reason, Refusal, Rule};
use contracts::wire::DecisionInput;
use domain::ids::{Position, RecordId, Reference};
use domain::record::{Decision, DecisionPerson, DocumentCite, State, StoredOutcome, Verb};
use exchange::desk::Weight;
use exchange::outcome::{applied, unchanged};

/// Persons that one decision record lists at most: a part of an entry holds 64 KiB (D9). The nominations name the decision in any case.
pub const MOST_PERSONS: usize = 1_000;
/// Bytes that one person takes on the list of a decision, at most.
pub const PERSON_BYTES: usize = 64;

/// A decision as an item cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The cite; of a recorded decision as recorded, whose spelling every nomination keeps.
    pub cite: DocumentCite,
    /// Whether it is to be recorded first.
    pub is_new: bool,
    reference: Reference,
}

impl Cited {
    /// The reference to it. For a new one only the record holds, until [`settle`] has recorded it.
    #[must_use]
    pub const fn reference(&self) -> Reference {
        self.reference
    }

    /// Entries that it takes.
    #[must_use]
    pub fn entries(&self) -> usize {
        usize::from(self.is_new)
    }
}

/// Looks a cited decision up; one that is not recorded gets its record id, and nothing is recorded yet.
///
/// # Errors
/// DECISION_DATE_CONFLICT when the number of that authority and year is recorded with another date.
pub fn cited(desk: &Desk<'_, '_>, cite: &DocumentCite) -> Result<Cited, Refusal> {
    match desk.district().decisions.find(&CiteKey::of(cite)) {
        None => {
            let (agency, record, seen) = (desk.own(), desk.new_id(), Position::default());
            let reference = Reference { agency, record, revision: 1, seen };
            Ok(Cited { cite: cite.clone(), is_new: true, reference })
        }
        Some((record, _, known)) if known.date == cite.date => {
            Ok(Cited { cite: known.clone(), is_new: false, reference: desk.reference(record)? })
        }
        Some((_, _, known)) => Err(Refusal::new(Reason::DecisionDateConflict)
            .at("decision.date")
            .with("date", cite.date)
            .with("number", &cite.number)
            .with("recorded", known.date)),
    }
}

/// Records a cited decision where it is new, and gives the reference to it.
///
/// # Errors
/// INTERNAL, as [`Desk::put`].
pub fn settle(desk: &mut Desk<'_, '_>, cited: Cited) -> Result<Reference, Refusal> {
    if !cited.is_new {
        return Ok(cited.reference);
    }
    let decision = Decision {
        act: desk.act(),
        cite: Some(cited.cite),
        scan: None,
        persons: Vec::new(),
        revokes: Vec::new(),
        replaces: Vec::new(),
        removal: None,
        person: Some(DecisionPerson::default()),
    };
    desk.put(cited.reference.record, Verb::Recorded, State::Decision(decision))
}

/// Adds persons to the list of a decision, those it has already left out.
///
/// # Errors
/// INTERNAL, as [`Desk::put`].
pub fn add_persons(desk: &mut Desk<'_, '_>, record: RecordId, persons: &[Reference]) -> Result<(), Refusal> {
    let Some(row) = desk.district().decisions.get(record) else { return Ok(()) };
    let mut decision = row.state.clone();
    for person in persons {
        let listed = decision.persons.iter().any(|one| one.key() == person.key());
        if !listed && decision.persons.len() < MOST_PERSONS {
            decision.persons.push(*person);
        }
    }
    if decision.persons == row.state.persons {
        return Ok(());
    }
    decision.act = desk.act();
    desk.put(record, Verb::Changed, State::Decision(decision)).map(|_| ())
}

/// Enters one decision, or adds to one that nominations have cited. What the item leaves empty stays as recorded.
///
/// # Errors
/// DECISION_NUMBER_TAKEN when number, authority and year are recorded with another date; DECISION_NOT_FOUND when a decision that it revokes or
/// replaces is not recorded with that date; INVALID_VALUE when it revokes or replaces itself; TOO_MANY_ITEMS.
pub fn push(desk: &mut Desk<'_, '_>, input: &DecisionInput) -> Result<StoredOutcome, Refusal> {
    let key = CiteKey::of(&input.cite);
    let found =
        desk.district().decisions.find(&key).map(|(record, row, cite)| (record, row.clone(), cite.clone()));
    if let Some((_, _, cite)) = found.as_ref().filter(|(_, _, cite)| cite.date != input.cite.date) {
        return Err(Refusal::new(Reason::DecisionNumberTaken)
            .at("cite.number")
            .with("date", cite.date)
            .with("number", &cite.number));
    }
    let revokes = references(desk, &key, &input.revokes, "revokes")?;
    let replaces = references(desk, &key, &input.replaces, "replaces")?;
    let before = found.as_ref().map(|(_, row, _)| &row.state);
    // What the row gives comes on top of the persons that the record has.
    let listed = before.map_or(0, |before| before.persons.len() * PERSON_BYTES);
    desk.need_room_beside(0, Weight::MOST.with_bytes(listed))?;
    let decision = Decision {
        act: desk.act(),
        cite: Some(found.as_ref().map_or_else(|| input.cite.clone(), |(_, _, cite)| cite.clone())),
        scan: input.scan.or_else(|| before?.scan),
        persons: before.map_or_else(Vec::new, |before| before.persons.clone()),
        revokes: kept(before.map(|before| &before.revokes), revokes),
        replaces: kept(before.map(|before| &before.replaces), replaces),
        removal: None,
        person: Some(person(before, input)),
    };
    let Some((record, row, _)) = found else {
        let record = desk.new_id();
        return Ok(applied(&desk.put(record, Verb::Recorded, State::Decision(decision))?));
    };
    if (Decision { act: row.state.act.clone(), ..decision.clone() }) == row.state {
        return Ok(unchanged(record, row.revision));
    }
    Ok(applied(&desk.put(record, Verb::Changed, State::Decision(decision))?))
}

/// References to decisions cited by date and number.
fn references(
    desk: &Desk<'_, '_>,
    own: &CiteKey,
    cites: &[DocumentCite],
    field: &str,
) -> Result<Vec<Reference>, Refusal> {
    let find = |(at, cite): (usize, &DocumentCite)| {
        let field = format!("{field}[{at}]");
        let key = CiteKey::of(cite);
        if key == *own {
            let itself = Refusal::new(Reason::InvalidValue).at(field);
            return Err(itself.with("rule", Rule::NotExpected.code()));
        }
        let found = desk.district().decisions.find(&key).filter(|(_, _, known)| known.date == cite.date);
        let missing = || {
            let missing = Refusal::new(Reason::DecisionNotFound).at(field);
            missing.with("date", cite.date).with("number", &cite.number)
        };
        desk.reference(found.ok_or_else(missing)?.0)
    };
    cites.iter().enumerate().map(find).collect()
}

/// The references given; those recorded when none is given, or when they name the same decisions.
fn kept(before: Option<&Vec<Reference>>, given: Vec<Reference>) -> Vec<Reference> {
    let Some(before) = before else { return given };
    let same =
        before.len() == given.len() && before.iter().zip(&given).all(|(one, other)| one.key() == other.key());
    if given.is_empty() || same { before.clone() } else { given }
}

fn person(before: Option<&Decision>, input: &DecisionInput) -> DecisionPerson {
    let before = before.and_then(|before| before.person.as_ref());
    let or = |given: &str, known: Option<&String>| {
        if given.is_empty() { known.cloned().unwrap_or_default() } else { given.to_owned() }
    };
    DecisionPerson {
        signer: or(&input.signer, before.map(|person| &person.signer)),
        scan_name: or(&input.scan_name, before.map(|person| &person.scan_name)),
    }
}
