//! Who was sent to the college, as the districts recorded it.

use super::index::{Index, Row, Table};
use domain::ids::{Position, RecordKey};
use domain::record::{DocumentCite, Nomination, NominationState};
use domain::text::{fold, fold_number};

/// Nominations and the ways a clerk finds them. Drafts and those entered in error are kept, and found by their record alone.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Nominations {
    rows: Table<RecordKey, Nomination>,
    by_decision: Index<String, RecordKey>,
    by_national_id: Index<String, RecordKey>,
    by_name: Index<String, RecordKey>,
}

impl Nominations {
    pub(super) fn apply(
        &mut self,
        key: RecordKey,
        position: Position,
        revision: u64,
        state: Option<Nomination>,
    ) {
        let after = state.as_ref().map(Keys::of).unwrap_or_default();
        let row = Row { position, revision, state };
        let Some(before) = self.rows.take(key, row) else {
            return;
        };
        let before = before.and_then(|row| row.state).map(|state| Keys::of(&state)).unwrap_or_default();
        move_key(&mut self.by_decision, before.decision, after.decision, key);
        move_key(&mut self.by_national_id, before.national_id, after.national_id, key);
        move_key(&mut self.by_name, before.name, after.name, key);
    }

    /// A nomination by its record.
    #[must_use]
    pub fn get(&self, key: RecordKey) -> Option<&Nomination> {
        self.rows.get(&key).map(|(_, state)| state)
    }

    /// Nominations by decisions of this number and symbol, of whatever date and authority.
    pub fn with_number(&self, number: &str) -> impl Iterator<Item = (RecordKey, &Nomination)> {
        self.found(self.by_decision.get(&fold_number(number)))
    }

    /// Nominations of this national number.
    pub fn with_national_id(&self, digits: &str) -> impl Iterator<Item = (RecordKey, &Nomination)> {
        self.found(self.by_national_id.get(digits))
    }

    /// Nominations of persons whose folded name is this one's.
    pub fn with_name(&self, name: &str) -> impl Iterator<Item = (RecordKey, &Nomination)> {
        self.found(self.by_name.get(&fold(name)))
    }

    fn found(&self, keys: impl Iterator<Item = RecordKey>) -> impl Iterator<Item = (RecordKey, &Nomination)> {
        keys.into_iter().filter_map(|key| self.get(key).map(|state| (key, state)))
    }
}

/// The decision that sent the person; `None` for a draft and for what was entered in error.
#[must_use]
pub(crate) const fn decision(nomination: &Nomination) -> Option<&DocumentCite> {
    match &nomination.state {
        NominationState::Sent { cite, .. } | NominationState::Ended { cite, .. } => Some(cite),
        NominationState::Draft | NominationState::Void => None,
    }
}

/// What a nomination is found by; nothing while it does not send anybody.
#[derive(Default)]
struct Keys {
    decision: Option<String>,
    national_id: Option<String>,
    name: Option<String>,
}

impl Keys {
    fn of(nomination: &Nomination) -> Self {
        let Some(cite) = decision(nomination) else {
            return Self::default();
        };
        let person = nomination.person.as_ref();
        Self {
            decision: Some(fold_number(&cite.number)),
            national_id: person.and_then(|person| person.national_id.clone()),
            name: person.map(|person| fold(&person.full_name)),
        }
    }
}

fn move_key(
    index: &mut Index<String, RecordKey>,
    before: Option<String>,
    after: Option<String>,
    key: RecordKey,
) {
    if before == after {
        return;
    }
    if let Some(before) = before {
        index.remove(&before, key);
    }
    if let Some(after) = after {
        index.add(after, key);
    }
}
