//! Entries and owners for the stories.

use domain::date::Instant;
use domain::ids::{AgencyId, Position, RecordId};
use domain::record::{Act, Role, School, State};
use ed25519_dalek::SigningKey;
use journal::entry::{Entry, Header, PartKind, StoredPart};
use journal::ids::SeededEntropy;
use journal::ledger::{Loaded, Owner, View};
use journal::merkle::Frontier;
use journal::store::{Commit, Extension, Item, JournalKey};
use std::sync::Arc;
use uuid::Uuid;

pub(crate) const NOW: Instant = Instant(1_609_459_200_000);

pub(crate) fn key() -> JournalKey {
    JournalKey { agency: AgencyId(Uuid::from_u128(0xA)), epoch: 1 }
}

pub(crate) fn owner(seed: u64) -> Owner {
    Owner {
        agency: key().agency,
        role: Role::District,
        key: Arc::new(SigningKey::from_bytes(&[9; 32])),
        entropy: Arc::new(SeededEntropy::new(seed)),
    }
}

pub(crate) fn record(number: u64) -> RecordId {
    RecordId(Uuid::from_u128(0xB000 + u128::from(number)))
}

pub(crate) fn entry(position: u64) -> Entry {
    let header = Header {
        agency: key().agency,
        position: Position { epoch: 1, position },
        tx_remaining: 0,
        kind: 101,
        schema_revision: 1,
        min_reader: 1,
        record: record(position % 3),
        revision: position,
        verb: 1,
        recorded_at: NOW,
    };
    let fact = StoredPart::with_content(PartKind::Fact, [1; 16], position.to_be_bytes().to_vec());
    let person = StoredPart::with_content(PartKind::Person, [2; 16], b"Nguyen Thi Ha".to_vec());
    Entry::new(header, fact, position.is_multiple_of(2).then_some(person))
}

/// A commit of `count` entries after a tree.
pub(crate) fn extension(after: &Frontier, count: u64) -> Extension {
    let mut frontier = after.clone();
    let expected = after.size();
    let items = (expected + 1..=expected + count)
        .map(|position| {
            let entry = entry(position);
            frontier.append(entry.leaf);
            Item::Entry(Box::new(entry))
        })
        .collect();
    Extension { journal: key(), expected, items, frontier }
}

pub(crate) fn commit(after: &Frontier, count: u64) -> Commit {
    Commit { extensions: vec![extension(after, count)], ..Commit::default() }
}

pub(crate) fn school(name: &str) -> State {
    let act = Act { office: "Phòng GD&ĐT".to_owned(), on_behalf_of: None, person: Some("thu".to_owned()) };
    State::School(School { act, code: "S1".to_owned(), name: name.to_owned(), removal: None })
}

/// A view that remembers names of schools in the order they came.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Schools(pub(crate) Vec<(u64, String)>);

impl View for Schools {
    fn apply(&mut self, entry: Loaded) {
        if let Some(State::School(school)) = entry.state {
            self.0.push((entry.position.position, school.name));
        }
    }
}
