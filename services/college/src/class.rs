//! Classes, keyed by code, and their places.

use crate::desk::{Desk, Facts};
use contracts::refusal::{Reason, Refusal};
use contracts::wire::ClassInput;
use domain::ids::RecordId;
use domain::record::{Class, State, StoredOutcome, Verb};
use exchange::outcome::unchanged;

/// Enters or changes a class.
///
/// # Errors
/// PROGRAMME_NOT_FOUND, CAPACITY_BELOW_ENROLLED, TOO_MANY_ITEMS.
pub fn put(desk: &mut Desk<'_, '_>, input: &ClassInput) -> Result<StoredOutcome, Refusal> {
    let books = desk.books()?;
    let programme = books.programme(&input.programme_code).map(|found| found.record);
    let not_found =
        || Refusal::new(Reason::ProgrammeNotFound).at("programme_code").with("code", &input.programme_code);
    let programme = programme.ok_or_else(not_found)?;
    let known = books.class(&input.code).map(|found| (found.record, found.revision, found.state.clone()));
    let class = Class {
        act: desk.act(),
        code: input.code.clone(),
        programme: desk.reference(programme)?,
        capacity: input.capacity,
        starts_on: input.starts_on,
        removal: None,
    };
    let (record, verb) = match known {
        Some((record, revision, before)) if says_the_same(&before, &class) => {
            return Ok(unchanged(record, revision));
        }
        Some((record, _, _)) => {
            check_capacity(desk, record, input.capacity)?;
            (record, Verb::Changed)
        }
        None => (desk.new_id(), Verb::Recorded),
    };
    desk.record(record, verb, State::Class(class))
}

/// A class that a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The class.
    pub record: RecordId,
    /// Places.
    pub capacity: u32,
}

/// The class with a code.
///
/// # Errors
/// CLASS_NOT_FOUND.
pub fn find(desk: &Desk<'_, '_>, code: &str) -> Result<Room, Refusal> {
    let class = desk.books()?.class(code);
    let room = class.map(|found| Room { record: found.record, capacity: found.state.capacity });
    room.ok_or_else(|| Refusal::new(Reason::ClassNotFound).at("class_code").with("code", code))
}

/// Makes sure that one more learner fits (D34: the college refuses in its own journal, nobody else does).
///
/// # Errors
/// CLASS_FULL.
pub fn check_place(desk: &Desk<'_, '_>, room: Room, code: &str) -> Result<(), Refusal> {
    if desk.books()?.learners_in(room.record) < usize::try_from(room.capacity).unwrap_or(usize::MAX) {
        return Ok(());
    }
    let refusal = Refusal::new(Reason::ClassFull).at("class_code");
    Err(refusal.with("capacity", room.capacity).with("code", code))
}

fn check_capacity(desk: &Desk<'_, '_>, class: RecordId, capacity: u32) -> Result<(), Refusal> {
    let enrolled = desk.books()?.learners_in(class);
    if usize::try_from(capacity).unwrap_or(usize::MAX) >= enrolled {
        return Ok(());
    }
    let refusal = Refusal::new(Reason::CapacityBelowEnrolled).at("capacity");
    Err(refusal.with("capacity", capacity).with("enrolled", enrolled))
}

/// The same class: of the same programme, whatever has become of that since, and whoever entered it.
fn says_the_same(before: &Class, after: &Class) -> bool {
    before.programme.key() == after.programme.key()
        && Class { act: before.act.clone(), programme: before.programme, ..after.clone() } == *before
}
