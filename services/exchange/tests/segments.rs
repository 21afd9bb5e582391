//! Every integrity fault is refused whole, every repeat is harmless, every omission still verifies (D16, D20, D21).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

use contracts::pb::journal::v1 as pb;
use contracts::pb::journal::v1::segment_item::Item as Wire;
use domain::date::Instant;
use domain::ids::{AgencyId, Digest, Position, RecordId};
use ed25519_dalek::SigningKey;
use exchange::core::segment::{Visibility, batch_len, push_segment, scoped_segment};
use exchange::core::verify::{Fault, Held, Mode, Verdict, parse, verify};
use journal::entry::{Entry, Header, PartKind, StoredPart};
use journal::merkle::Frontier;
use journal::note::Checkpoint;
use journal::store::{Item, JournalKey};
use uuid::Uuid;

fn journal() -> JournalKey {
    JournalKey { agency: AgencyId(Uuid::from_u128(5)), epoch: 1 }
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[4; 32])
}

/// An entry that ends its transaction, or has `left` more to come.
fn entry(position: u64, left: u32, word: &str) -> Entry {
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

fn entries(range: std::ops::RangeInclusive<u64>) -> Vec<Entry> {
    range.map(|position| entry(position, 0, "fact")).collect()
}

fn frontier(entries: &[Entry]) -> Frontier {
    let mut frontier = Frontier::default();
    entries.iter().for_each(|entry| frontier.append(entry.leaf));
    frontier
}

fn note(frontier: &Frontier, key: &SigningKey) -> String {
    let (agency, epoch) = (journal().agency, 1);
    Checkpoint { agency, epoch, size: frontier.size(), root: frontier.root() }.sign(key)
}

/// A segment of positions `from..=to` of a journal of `to` entries.
fn segment(from: u64, to: u64) -> pb::Segment {
    let all = entries(1..=to);
    let cut = &all[usize::try_from(from - 1).unwrap()..];
    push_segment(journal(), cut, note(&frontier(&all), &key()))
}

fn held(size: u64, repeated: &[Entry]) -> Held {
    Held {
        frontier: frontier(&entries(1..=size)),
        repeated: repeated.iter().map(|entry| entry.leaf).collect(),
    }
}

fn take(segment: pb::Segment, held: &Held) -> Result<Verdict, Fault> {
    let parsed = parse(segment, Mode::Push).map_err(|refused| refused.fault)?;
    verify(&parsed, held, &key().verifying_key()).map_err(|refused| refused.fault)
}

#[test]
fn what_is_new_leads_to_the_signed_root() {
    let Ok(Verdict::New { items, frontier: after }) = take(segment(3, 7), &held(2, &[])) else { panic!() };
    assert_eq!(items.len(), 5);
    assert_eq!(after, frontier(&entries(1..=7)));
}

#[test]
fn repeats_are_known_and_overlaps_give_only_what_is_new() {
    let known = entries(3..=5);
    assert_eq!(take(segment(3, 5), &held(5, &known)), Ok(Verdict::Known));
    let Ok(Verdict::New { items, .. }) = take(segment(3, 7), &held(5, &known)) else { panic!() };
    let positions: Vec<u64> = items
        .iter()
        .map(|item| match item {
            Item::Entry(entry) => entry.header.position.position,
            Item::Omitted(run) => run.first,
        })
        .collect();
    assert_eq!(positions, [6, 7]);
    assert_eq!(take(segment(9, 10), &held(5, &[])), Ok(Verdict::Early));
}

/// One way to spoil a segment, and how it must be refused.
type Spoil = (&'static str, fn(&mut pb::Segment), Fault);

fn entry_of(segment: &mut pb::Segment, at: usize) -> &mut pb::Entry {
    match segment.items[at].item.as_mut().unwrap() {
        Wire::Entry(entry) => entry,
        Wire::Omitted(_) => panic!("a push omits nothing"),
    }
}

fn spoils() -> Vec<Spoil> {
    vec![
        ("other body", |s| entry_of(s, 1).fact.as_mut().unwrap().body.push(1), Fault::BadRoot),
        ("other salt", |s| entry_of(s, 1).person.as_mut().unwrap().salt[0] ^= 1, Fault::BadRoot),
        ("person part missing", |s| entry_of(s, 1).person = None, Fault::BadRoot),
        ("fact withheld", withhold_fact, Fault::BadPart),
        ("hole", |s| drop(s.items.remove(1)), Fault::HoleInBatch),
        ("order", |s| s.items.swap(0, 1), Fault::HoleInBatch),
        ("tail cut", |s| drop(s.items.pop()), Fault::BadRoot),
        ("header not canonical", |s| entry_of(s, 0).header.extend([0x20, 0]), Fault::HeaderNotCanonical),
        ("foreign agency", |s| s.agency = vec![9; 16], Fault::WrongAgency),
        ("no agency", |s| s.agency = vec![9; 3], Fault::WrongAgency),
        (
            "foreign key",
            |s| s.checkpoint = note(&frontier(&entries(1..=7)), &SigningKey::from_bytes(&[8; 32])),
            Fault::BadSignature,
        ),
        ("no note", |s| s.checkpoint.clear(), Fault::BadSignature),
        ("note of another size", |s| s.checkpoint = note(&frontier(&entries(1..=8)), &key()), Fault::BadRoot),
        ("empty", |s| s.items.clear(), Fault::BatchTooLarge),
        (
            "omitted run",
            |s| {
                s.items[0].item =
                    Some(Wire::Omitted(pb::Omitted { first: 3, count: 1, hashes: vec![vec![0; 32]] }))
            },
            Fault::OmittedInPush,
        ),
    ]
}

fn withhold_fact(segment: &mut pb::Segment) {
    let fact = entry_of(segment, 1).fact.as_mut().unwrap();
    *fact = pb::Part { salt: Vec::new(), body: Vec::new(), commit: vec![7; 32] };
}

#[test]
fn every_spoilt_segment_is_refused_whole() {
    for (name, spoil, fault) in spoils() {
        let mut spoilt = segment(3, 7);
        spoil(&mut spoilt);
        assert_eq!(take(spoilt, &held(2, &[])), Err(fault), "{name}");
    }
}

#[test]
fn an_epoch_begins_with_its_opening_and_has_no_other() {
    let mut first = entry(1, 0, "fact");
    first.header.kind = 100;
    let first = Entry::new(first.header, first.fact, first.person);
    let cut = std::slice::from_ref(&first);
    let unopened = push_segment(journal(), cut, note(&frontier(cut), &key()));
    assert_eq!(take(unopened, &held(0, &[])), Err(Fault::HeaderNotCanonical));
    let mut second = entry(2, 0, "fact");
    second.header.kind = 1;
    let all = [entry(1, 0, "fact"), Entry::new(second.header, second.fact, second.person)];
    let twice = push_segment(journal(), &all, note(&frontier(&all), &key()));
    assert_eq!(take(twice, &held(0, &[])), Err(Fault::HeaderNotCanonical));
}

#[test]
fn other_bytes_at_a_held_position_are_a_fork() {
    let mut other = entries(3..=5);
    other[1] = entry(4, 0, "another history");
    assert_eq!(take(segment(3, 7), &held(5, &other)), Err(Fault::Fork));
}

#[test]
fn transactions_travel_whole() {
    let tx = vec![entry(1, 2, "a"), entry(2, 1, "b"), entry(3, 0, "c"), entry(4, 1, "d"), entry(5, 0, "e")];
    assert_eq!((batch_len(&tx[..2]), batch_len(&tx[..4]), batch_len(&tx)), (0, 3, 5));
    let cut = push_segment(journal(), &tx[..4], note(&frontier(&tx[..4]), &key()));
    assert_eq!(take(cut, &held(0, &[])), Err(Fault::TransactionCut));
    let uneven = vec![entry(1, 2, "a"), entry(2, 0, "b")];
    let wrong = push_segment(journal(), &uneven, note(&frontier(&uneven), &key()));
    assert_eq!(take(wrong, &held(0, &[])), Err(Fault::HoleInBatch));
    let many = entries(1..=501);
    assert_eq!(batch_len(&many), 500);
    let large = push_segment(journal(), &many, note(&frontier(&many), &key()));
    assert_eq!(take(large, &held(0, &[])), Err(Fault::BatchTooLarge));
}

#[test]
fn a_receiver_verifies_the_root_whatever_is_withheld() {
    let all = entries(1..=11);
    for mask in 0_u32..1 << 9 {
        let visible = |entry: &Entry| match mask >> (entry.header.position.position - 3) & 1 {
            0 => Visibility::Nothing,
            _ if entry.header.position.position.is_multiple_of(2) => Visibility::Fact,
            _ => Visibility::Full,
        };
        let sent =
            scoped_segment(journal(), &all[2..], note(&frontier(&all), &key()), String::new(), visible);
        let parsed = parse(sent, Mode::Pull).unwrap();
        let verdict = verify(&parsed, &held(2, &[]), &key().verifying_key()).unwrap();
        let Verdict::New { items, frontier: after } = verdict else { panic!() };
        assert_eq!(after, frontier(&all));
        let shown = items.iter().filter(|item| matches!(item, Item::Entry(_))).count();
        assert_eq!(shown, usize::try_from(mask.count_ones()).unwrap());
        let leaks = items.iter().any(|item| match item {
            Item::Entry(entry) => {
                let hidden = entry.header.position.position.is_multiple_of(2);
                hidden && entry.person.as_ref().is_some_and(|part| part.content.is_some())
            }
            Item::Omitted(_) => false,
        });
        assert!(!leaks, "a withheld personal part travelled");
    }
    assert_ne!(Digest([0; 32]), frontier(&all).root());
}
