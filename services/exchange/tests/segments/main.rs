//! Every integrity fault is refused whole, every repeat is harmless, every omission still verifies (D16, D20, D21).
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod samples;
mod spoils;

use domain::ids::Digest;
use exchange::core::segment::{Visibility, batch_len, push_segment, scoped_segment};
use exchange::core::verify::{Fault, Held, Mode, Verdict, parse, verify};
use journal::entry::Entry;
use journal::note::Checkpoint;
use journal::store::Item;
use samples::{entries, entry, frontier, held, journal, key, note, segment, take};

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

#[test]
fn an_epoch_begins_with_its_opening_and_has_no_other() {
    let mut first = entry(1, 0, "fact");
    first.header.kind = 100;
    let first = Entry::new(first.header, first.fact, first.person);
    let cut = std::slice::from_ref(&first);
    let unopened = push_segment(journal(), cut, note(&frontier(cut), &key()));
    assert_eq!(take(unopened, &held(0, &[])), Err(Fault::EpochNotOpened));
    let mut second = entry(2, 0, "fact");
    second.header.kind = 1;
    let all = [entry(1, 0, "fact"), Entry::new(second.header, second.fact, second.person)];
    let twice = push_segment(journal(), &all, note(&frontier(&all), &key()));
    assert_eq!(take(twice, &held(0, &[])), Err(Fault::EpochNotOpened));
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
fn a_transaction_over_the_limits_of_append_has_its_own_reason() {
    let transaction = |count: u32, body: &str| -> Vec<Entry> {
        (0..count).map(|at| entry(u64::from(at) + 1, count - 1 - at, body)).collect()
    };
    let send = |all: &[Entry]| push_segment(journal(), all, note(&frontier(all), &key()));
    assert!(matches!(take(send(&transaction(400, "fact")), &held(0, &[])), Ok(Verdict::New { .. })));
    assert_eq!(take(send(&transaction(401, "fact")), &held(0, &[])), Err(Fault::TransactionTooLarge));
    let sixty = "x".repeat(60 << 10);
    assert!(matches!(take(send(&transaction(12, &sixty)), &held(0, &[])), Ok(Verdict::New { .. })));
    assert_eq!(take(send(&transaction(13, &sixty)), &held(0, &[])), Err(Fault::TransactionTooLarge));
    let apart: Vec<Entry> = (1..=18).map(|at| entry(at, 0, &sixty)).collect();
    assert_eq!(take(send(&apart), &held(0, &[])), Err(Fault::BatchTooLarge));
}

#[test]
fn another_root_signed_for_a_held_size_is_refused_even_in_a_repeat() {
    let known = entries(3..=5);
    let mut repeat = segment(3, 5);
    let other = Checkpoint { agency: journal().agency, epoch: 1, size: 5, root: Digest([7; 32]) };
    repeat.checkpoint = other.sign(&key());
    assert_eq!(take(repeat.clone(), &held(5, &known)), Err(Fault::BadRoot));
    let longer = Held { root_at_last: Some(frontier(&entries(1..=5)).root()), ..held(9, &known) };
    assert_eq!(take(segment(3, 5), &longer), Ok(Verdict::Known));
    assert_eq!(take(repeat, &longer), Err(Fault::BadRoot));
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
