//! Segments as an owner sends them, and what a receiver holds.

use contracts::pb::journal::v1 as pb;
use domain::date::Instant;
use domain::ids::{AgencyId, Position, RecordId};
use ed25519_dalek::SigningKey;
use exchange::core::segment::{Visibility, push_segment, scoped_segment};
use exchange::core::verify::{Fault, Held, Mode, Verdict, parse, verify};
use journal::entry::{Entry, Header, PartKind, StoredPart};
use journal::merkle::Frontier;
use journal::note::Checkpoint;
use journal::store::JournalKey;
use uuid::Uuid;

pub(crate) fn journal() -> JournalKey {
    JournalKey { agency: AgencyId(Uuid::from_u128(5)), epoch: 1 }
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_bytes(&[4; 32])
}

/// An entry that ends its transaction, or has `left` more to come.
pub(crate) fn entry(position: u64, left: u32, word: &str) -> Entry {
    let header = Header {
        agency: journal().agency,
        position: Position { epoch: 1, position },
        tx_remaining: left,
        kind: if position == 1 { 1 } else { 100 },
        schema_revision: 1,
        min_reader: 1,
        record: RecordId(Uuid::from_u128(u128::from(position))),
        revision: 1,
        verb: 1,
        recorded_at: Instant(1),
    };
    let part = |kind, body: &str| StoredPart::with_content(kind, [3; 16], body.as_bytes().to_vec());
    Entry::new(header, part(PartKind::Fact, word), Some(part(PartKind::Person, "person")))
}

pub(crate) fn entries(range: std::ops::RangeInclusive<u64>) -> Vec<Entry> {
    range.map(|position| entry(position, 0, "fact")).collect()
}

pub(crate) fn frontier(entries: &[Entry]) -> Frontier {
    let mut frontier = Frontier::default();
    entries.iter().for_each(|entry| frontier.append(entry.leaf));
    frontier
}

pub(crate) fn note(frontier: &Frontier, key: &SigningKey) -> String {
    let (agency, epoch) = (journal().agency, 1);
    Checkpoint { agency, epoch, size: frontier.size(), root: frontier.root() }.sign(key)
}

/// A segment of positions `from..=to` of a journal of `to` entries.
pub(crate) fn segment(from: u64, to: u64) -> pb::Segment {
    let all = entries(1..=to);
    let cut = &all[usize::try_from(from - 1).unwrap()..];
    push_segment(journal(), cut, note(&frontier(&all), &key()))
}

pub(crate) fn held(size: u64, repeated: &[Entry]) -> Held {
    Held {
        frontier: frontier(&entries(1..=size)),
        repeated: repeated.iter().map(|entry| entry.leaf).collect(),
        root_at_last: None,
    }
}

pub(crate) fn take(segment: pb::Segment, held: &Held) -> Result<Verdict, Fault> {
    let parsed = parse(segment, Mode::Push).map_err(|refused| refused.fault)?;
    verify(&parsed, held, &key().verifying_key()).map_err(|refused| refused.fault)
}

/// A segment as a pull gives it: positions 3 to 6 withheld, 7 shown.
pub(crate) fn pulled() -> pb::Segment {
    let all = entries(1..=7);
    let visible = |entry: &Entry| {
        if entry.header.position.position == 7 { Visibility::Full } else { Visibility::Nothing }
    };
    scoped_segment(journal(), &all[2..], note(&frontier(&all), &key()), String::new(), visible)
}
