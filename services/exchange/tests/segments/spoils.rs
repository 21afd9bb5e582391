//! Every way to spoil a segment that anybody thought of, and any that nobody thought of.

use crate::samples::{entries, entry, frontier, held, key, note, pulled, segment, take};
use contracts::pb::journal::v1 as pb;
use contracts::pb::journal::v1::segment_item::Item as Wire;
use domain::ids::AgencyId;
use ed25519_dalek::SigningKey;
use exchange::core::verify::{Fault, Mode, Verdict, parse, verify};
use journal::note::Checkpoint;
use proptest::prelude::*;
use prost::Message;
use uuid::Uuid;

/// One way to spoil a segment, and how it must be refused.
type Spoil = (&'static str, fn(&mut pb::Segment), Fault);

fn entry_of(segment: &mut pb::Segment, at: usize) -> &mut pb::Entry {
    match segment.items[at].item.as_mut().unwrap() {
        Wire::Entry(entry) => entry,
        Wire::Omitted(_) => panic!("a push omits nothing"),
    }
}

/// What is wrong with the entries or the address.
fn spoilt_entries() -> Vec<Spoil> {
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
        ("no agency", |s| s.agency = vec![9; 3], Fault::SegmentMalformed),
        ("agency too long", |s| s.agency.push(0), Fault::SegmentMalformed),
        ("no epoch", |s| s.epoch = 0, Fault::SegmentMalformed),
        ("another epoch", |s| s.epoch = 2, Fault::SegmentMalformed),
        ("no first position", |s| s.first = 0, Fault::SegmentMalformed),
        ("first position beyond all journals", |s| s.first = u64::MAX, Fault::SegmentMalformed),
        ("first position one too far", |s| s.first = 1 << 63, Fault::SegmentMalformed),
        ("greatest first position", |s| s.first = (1 << 63) - 1, Fault::HoleInBatch),
        ("a receipt", |s| s.receipt = "x".to_owned(), Fault::SegmentMalformed),
        ("no item in an item", |s| s.items[1].item = None, Fault::SegmentMalformed),
        ("an entry of another agency", |s| entry_of(s, 0).header = foreign_header(), Fault::WrongAgency),
        ("no header", |s| entry_of(s, 0).header.clear(), Fault::HeaderNotCanonical),
        ("header cut", |s| entry_of(s, 0).header.truncate(20), Fault::HeaderNotCanonical),
        ("no fact", |s| entry_of(s, 0).fact = None, Fault::BadPart),
        ("salt too long", |s| entry_of(s, 0).fact.as_mut().unwrap().salt.push(0), Fault::BadPart),
        ("salt too short", |s| entry_of(s, 0).fact.as_mut().unwrap().salt.truncate(15), Fault::BadPart),
        ("content and commitment", |s| person_of(s).commit = vec![0; 32], Fault::BadPart),
        ("part too large", |s| person_of(s).body = vec![0; (64 << 10) + 1], Fault::PartTooLarge),
    ]
}

/// What is wrong with the checkpoint.
fn spoilt_notes() -> Vec<Spoil> {
    vec![
        (
            "foreign key",
            |s| s.checkpoint = note(&frontier(&entries(1..=7)), &SigningKey::from_bytes(&[8; 32])),
            Fault::BadSignature,
        ),
        ("no note", |s| s.checkpoint.clear(), Fault::CheckpointMalformed),
        ("a line more in the note", |s| extend_note(s), Fault::CheckpointMalformed),
        ("the signature twice", |s| sign_twice(s), Fault::CheckpointMalformed),
        ("cosigned by anybody", |s| cosign(s), Fault::CheckpointMalformed),
        ("key of another name", |s| rename_key(s), Fault::CheckpointMalformed),
        ("bytes after the note", |s| s.checkpoint.push(' '), Fault::CheckpointMalformed),
        (
            "line ends of another kind",
            |s| s.checkpoint = s.checkpoint.replace('\n', "\r\n"),
            Fault::CheckpointMalformed,
        ),
        (
            "size with a zero before",
            |s| s.checkpoint = s.checkpoint.replacen("\n7\n", "\n07\n", 1),
            Fault::CheckpointMalformed,
        ),
        ("a note of 4 MiB", |s| s.checkpoint = "x".repeat(4 << 20), Fault::CheckpointMalformed),
        ("note of another agency", |s| s.checkpoint = note_of(9, 1), Fault::CheckpointOfOtherJournal),
        ("note of another epoch", |s| s.checkpoint = note_of(5, 2), Fault::CheckpointOfOtherJournal),
        ("note of another size", |s| s.checkpoint = note(&frontier(&entries(1..=8)), &key()), Fault::BadRoot),
        ("empty", |s| s.items.clear(), Fault::BatchEmpty),
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

fn person_of(segment: &mut pb::Segment) -> &mut pb::Part {
    entry_of(segment, 1).person.as_mut().unwrap()
}

fn foreign_header() -> Vec<u8> {
    let mut header = entry(3, 0, "fact").header;
    header.agency = AgencyId(Uuid::from_u128(9));
    header.encode()
}

/// A checkpoint of the right size and root, signed by the right key, about another journal.
fn note_of(agency: u128, epoch: u32) -> String {
    let frontier = frontier(&entries(1..=7));
    let agency = AgencyId(Uuid::from_u128(agency));
    Checkpoint { agency, epoch, size: frontier.size(), root: frontier.root() }.sign(&key())
}

fn extend_note(segment: &mut pb::Segment) {
    segment.checkpoint = segment.checkpoint.replacen("\n\n", "\nextension\n\n", 1);
}

fn sign_twice(segment: &mut pb::Segment) {
    let line = segment.checkpoint.rsplit_once("\n\n").unwrap().1.to_owned();
    segment.checkpoint.push_str(&line);
}

fn cosign(segment: &mut pb::Segment) {
    let checkpoint = Checkpoint::parse(&segment.checkpoint).unwrap();
    segment.checkpoint +=
        &checkpoint.cosign(AgencyId(Uuid::from_u128(9)), 1, &SigningKey::from_bytes(&[8; 32]));
}

fn rename_key(segment: &mut pb::Segment) {
    let (text, line) = segment.checkpoint.rsplit_once("\n\n").unwrap();
    segment.checkpoint = format!("{text}\n\n{}", line.replace("/1 ", "/2 "));
}

fn withhold_fact(segment: &mut pb::Segment) {
    let fact = entry_of(segment, 1).fact.as_mut().unwrap();
    *fact = pb::Part { salt: Vec::new(), body: Vec::new(), commit: vec![7; 32] };
}

#[test]
fn every_spoilt_segment_is_refused_whole() {
    for (name, spoil, fault) in spoilt_entries().into_iter().chain(spoilt_notes()) {
        let mut spoilt = segment(3, 7);
        spoil(&mut spoilt);
        assert_eq!(take(spoilt, &held(2, &[])), Err(fault), "{name}");
    }
}

fn run_of(segment: &mut pb::Segment) -> &mut pb::Omitted {
    match segment.items[0].item.as_mut().unwrap() {
        Wire::Omitted(run) => run,
        Wire::Entry(_) => panic!("the run comes first"),
    }
}

#[test]
fn a_spoilt_run_is_refused_before_anything_is_computed_with_it() {
    let spoils: [Spoil; 9] = [
        ("no entry in it", |s| run_of(s).count = 0, Fault::SegmentMalformed),
        ("more than all positions", |s| run_of(s).count = u64::MAX, Fault::SegmentMalformed),
        ("beyond the last position", |s| run_of(s).count = 1 << 63, Fault::SegmentMalformed),
        ("elsewhere", |s| run_of(s).first = 4, Fault::HoleInBatch),
        ("a hash more than needed", |s| run_of(s).hashes.push(vec![0; 32]), Fault::SegmentMalformed),
        ("a hash less", |s| drop(run_of(s).hashes.pop()), Fault::SegmentMalformed),
        ("a short hash", |s| run_of(s).hashes[0].truncate(31), Fault::SegmentMalformed),
        ("another hash", |s| run_of(s).hashes[0][0] ^= 1, Fault::BadRoot),
        (
            "one run as two",
            |s| {
                let second = pb::Omitted { first: 5, count: 2, hashes: run_of(s).hashes.split_off(1) };
                run_of(s).count = 2;
                s.items.insert(1, pb::SegmentItem { item: Some(Wire::Omitted(second)) });
            },
            Fault::SegmentMalformed,
        ),
    ];
    let take = |segment: pb::Segment| {
        let parsed = parse(segment, Mode::Pull).map_err(|refused| refused.fault)?;
        verify(&parsed, &held(2, &[]), &key().verifying_key()).map_err(|refused| refused.fault)
    };
    assert!(matches!(take(pulled()), Ok(Verdict::New { .. })));
    for (name, spoil, fault) in spoils {
        let mut spoilt = pulled();
        spoil(&mut spoilt);
        assert_eq!(take(spoilt), Err(fault), "{name}");
    }
}

/// One change of the bytes of a message.
#[derive(Debug, Clone)]
enum Change {
    Flip(prop::sample::Index, u8),
    Insert(prop::sample::Index, u8),
    Remove(prop::sample::Index),
    Cut(prop::sample::Index),
    Repeat(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, with)| Change::Flip(at, with)),
        (at(), any::<u8>()).prop_map(|(at, with)| Change::Insert(at, with)),
        at().prop_map(Change::Remove),
        at().prop_map(Change::Cut),
        (at(), at()).prop_map(|(from, to)| Change::Repeat(from, to)),
    ]
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    let len = bytes.len();
    match change {
        _ if len == 0 => {}
        Change::Flip(at, with) => bytes[at.index(len)] ^= with,
        Change::Insert(at, with) => bytes.insert(at.index(len), *with),
        Change::Remove(at) => drop(bytes.remove(at.index(len))),
        Change::Cut(at) => bytes.truncate(at.index(len)),
        Change::Repeat(from, to) => {
            let (from, to) = (from.index(len), to.index(len));
            let piece = bytes[from.min(to)..from.max(to)].to_vec();
            bytes.extend(piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_is_done_to_a_segment_it_is_refused_or_says_the_same(
        changes in prop::collection::vec(change(), 1..4), pull in any::<bool>()
    ) {
        let (valid, mode) = if pull { (pulled(), Mode::Pull) } else { (segment(3, 7), Mode::Push) };
        let mut bytes = valid.encode_to_vec();
        changes.iter().for_each(|change| apply(&mut bytes, change));
        let Ok(spoilt) = pb::Segment::decode(bytes.as_slice()) else { return Ok(()) };
        let Ok(parsed) = parse(spoilt, mode) else { return Ok(()) };
        let expected = parse(valid, mode).unwrap();
        let (held, key) = (held(2, &[]), key().verifying_key());
        if let Ok(verdict) = verify(&parsed, &held, &key) {
            prop_assert_eq!(verdict, verify(&expected, &held, &key).unwrap());
            prop_assert_eq!((parsed.journal, parsed.last, parsed.note), (expected.journal, expected.last, expected.note));
        }
    }
}
