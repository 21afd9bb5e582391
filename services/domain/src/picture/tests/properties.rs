//! The picture is a function of the set of entries: no interleaving, repeat or erasure changes a figure.

use super::land::{A, B, COORDINATOR, Land, noon};
use crate::ids::Position;
use crate::picture::{Content, Entry, Picture, Row, World};
use crate::record::{State, WitnessedReference};
use crate::vocabulary::{Degree, Level, ScopeStatus};
use proptest::prelude::*;

/// What happens in a small year, drawn at random.
#[derive(Debug, Clone)]
pub(super) struct Act {
    pub(super) what: u8,
    who: usize,
    other: usize,
    day: u32,
}

pub(super) fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (0..12_u8, 0..40_usize, 0..40_usize, 1..28_u32);
    prop::collection::vec(act.prop_map(|(what, who, other, day)| Act { what, who, other, day }), 0..40)
}

/// A land in which the acts were played.
pub(super) fn play(acts: &[Act], statuses: &[ScopeStatus]) -> Land {
    let mut land = Land::new();
    let mut teachers: Vec<WitnessedReference> = Vec::new();
    for (number, district) in [(0, A), (100, B)] {
        for level in [Level::Preschool, Level::Primary] {
            let offset = if level == Level::Primary { 50 } else { 0 };
            let row: Vec<_> =
                (0..10).map(|index| land.teacher(district, level, number + offset + index)).collect();
            let members: Vec<_> = row.iter().copied().zip(statuses.iter().copied().cycle()).collect();
            land.freeze(district, level, &members);
            teachers.extend(row);
        }
    }
    land.sync("2021-02-01");
    let mut nominations = Vec::new();
    let mut enrollments = Vec::new();
    // Receipt times never go back (D13).
    let mut acts = acts.to_vec();
    acts.sort_by_key(|act| act.day);
    for act in &acts {
        let (one, other) = (teachers[act.who], teachers[act.other]);
        let date = format!("2021-06-{:02}", act.day);
        let nomination = nominations.get(act.other % nominations.len().max(1)).copied();
        match act.what {
            0..=3 => nominations.push(land.send(one.reference.agency, one, &date)),
            4 => nominations.push(land.send(B, one, &date)),
            5 => drop(nomination.map(|nomination| land.void(nomination))),
            6 => enrollments.push(land.enroll(nomination, &date)),
            7 => {
                if let Some(enrollment) = enrollments.last() {
                    land.complete(*enrollment, Degree::University, &date);
                }
            }
            8 => same_number(&mut land, &[one, other]),
            9 => drop(land.rule(&[one, other], (act.day % 2 == 0).then_some(one))),
            10 => {
                land.half(one, other);
                land.half(other, one);
            }
            _ => land.sync(&date),
        }
    }
    land.sync("2022-01-02");
    land
}

fn same_number(land: &mut Land, teachers: &[WitnessedReference]) {
    for teacher in teachers {
        land.change(*teacher, |state| {
            let State::Teacher(teacher) = state else { panic!("not a teacher") };
            if let Some(person) = &mut teacher.person {
                person.national_id = Some("012185077777".to_owned());
            }
        });
    }
}

pub(super) fn statuses() -> impl Strategy<Value = Vec<ScopeStatus>> {
    let status = prop_oneof![
        6 => Just(ScopeStatus::InScope),
        1 => Just(ScopeStatus::Undecided),
        1 => Just(ScopeStatus::MeetsStandard),
        1 => Just(ScopeStatus::NearRetirement),
        1 => Just(ScopeStatus::NotEmployed),
    ];
    prop::collection::vec(status, 1..12)
}

pub(super) fn picture(entries: &[Entry]) -> Picture {
    let mut world = World::new(COORDINATOR);
    entries.iter().for_each(|entry| world.apply(entry.clone()));
    world.picture("LC-2021", None, noon("2022-01-02")).unwrap()
}

/// The same entries in another order of journals, some of them twice: what a coordinator may read.
fn shuffled(entries: &[Entry], seed: u64) -> Vec<Entry> {
    let mut random = seed | 1;
    let mut key = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    let mut keyed: Vec<(u64, Entry)> = entries.iter().map(|entry| (key(), entry.clone())).collect();
    keyed.extend(entries.iter().step_by(3).map(|entry| (key(), entry.clone())));
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, entry)| entry).collect()
}

fn chain_holds(row: &Row) {
    assert!(row.completed <= row.enrolled && row.enrolled <= row.sent && row.sent <= row.in_scope, "{row:?}");
    assert!(row.recorded_late <= row.sent && row.disputed <= row.in_scope);
    let parts = row.in_scope + row.meets_standard + row.near_retirement + row.undecided;
    // In a total a person in two rows is in scope once, and on the lists twice.
    assert!(row.teachers == parts || row.district.is_none() && row.teachers > parts, "{row:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_interleaving_and_any_repeat_give_the_same_picture(acts in acts(), statuses in statuses(), seed: u64) {
        let land = play(&acts, &statuses);
        prop_assert_eq!(picture(&land.entries), picture(&shuffled(&land.entries, seed)));
    }

    #[test]
    fn each_figure_is_a_part_of_the_one_before(acts in acts(), statuses in statuses()) {
        let picture = picture(&play(&acts, &statuses).entries);
        picture.rows.iter().chain(&picture.totals).for_each(chain_holds);
        for total in &picture.totals {
            let rows: Vec<&Row> = picture.rows.iter().filter(|row| row.level == total.level).collect();
            let sum = |part: fn(&Row) -> u64| rows.iter().map(|row| part(row)).sum::<u64>();
            prop_assert_eq!(total.teachers, sum(|row| row.teachers));
            prop_assert_eq!(total.undecided, sum(|row| row.undecided));
            prop_assert_eq!(total.meets_standard, sum(|row| row.meets_standard));
            prop_assert_eq!(total.near_retirement, sum(|row| row.near_retirement));
            if picture.breaks.is_empty() && acts.iter().all(|act| !(8..=10).contains(&act.what)) {
                // Nobody has two records: totals are sums.
                prop_assert_eq!(total.in_scope, sum(|row| row.in_scope));
                prop_assert_eq!(total.sent, sum(|row| row.sent));
                prop_assert_eq!(total.enrolled, sum(|row| row.enrolled));
                prop_assert_eq!(total.completed, sum(|row| row.completed));
            }
        }
        // A person is in at most one total, so all of them together never hold more than the rows.
        let all = |rows: &[Row], part: fn(&Row) -> u64| rows.iter().map(part).sum::<u64>();
        prop_assert!(all(&picture.totals, |row| row.in_scope) <= all(&picture.rows, |row| row.in_scope));
    }

    #[test]
    fn once_claims_are_settled_names_and_numbers_make_no_figure(acts in acts(), statuses in statuses()) {
        let settled: Vec<Act> = acts.into_iter().filter(|act| act.what != 8).collect();
        let land = play(&settled, &statuses);
        let erased: Vec<Entry> = land.entries.iter().cloned().map(erase).collect();
        let (before, after) = (picture(&land.entries), picture(&erased));
        prop_assert_eq!(before.rows, after.rows);
        prop_assert_eq!(before.totals, after.totals);
    }

    #[test]
    fn what_was_received_later_never_changes_an_earlier_picture(acts in acts(), statuses in statuses()) {
        let land = play(&acts, &statuses);
        let at = noon("2021-06-15");
        let early: Vec<Entry> = held_by(&land, at);
        let fold = |entries: &[Entry]| {
            let mut world = World::new(COORDINATOR);
            entries.iter().for_each(|entry| world.apply(entry.clone()));
            let picture = world.picture("LC-2021", None, at).unwrap();
            (picture.rows, picture.totals, picture.breaks, picture.outcomes)
        };
        prop_assert_eq!(fold(&early), fold(&land.entries));
    }
}

/// The entry without its personal part.
fn erase(mut entry: Entry) -> Entry {
    if let Content::State(state) = &mut entry.content
        && let State::Teacher(teacher) = &mut **state
    {
        teacher.person = None;
    }
    entry
}

/// What the coordinator held at an instant: its own entries up to then, and what their receipts cover.
fn held_by(land: &Land, at: crate::date::Instant) -> Vec<Entry> {
    let receipts: Vec<_> = land
        .entries
        .iter()
        .filter_map(|entry| match &entry.content {
            Content::State(state) => match &**state {
                State::Receipt(receipt) if receipt.time <= at => Some(*receipt),
                _ => None,
            },
            _ => None,
        })
        .collect();
    let is_covered = |entry: &Entry| {
        let Position { epoch, position } = entry.at;
        receipts.iter().any(|receipt| {
            receipt.agency == entry.key.agency && receipt.epoch == epoch && receipt.size >= position
        })
    };
    let own_time = |entry: &Entry| match &entry.content {
        Content::State(state) => match &**state {
            State::Receipt(receipt) => receipt.time <= at,
            State::Seen(seen) => seen.time <= at,
            _ => false,
        },
        _ => false,
    };
    land.entries
        .iter()
        .filter(|entry| if entry.key.agency == COORDINATOR { own_time(entry) } else { is_covered(entry) })
        .cloned()
        .collect()
}

#[test]
fn a_picture_of_ten_thousand_teachers_is_made_of_what_is_there() {
    let mut land = Land::new();
    let teachers = land.row(A, Level::Primary, 10_000);
    for teacher in teachers.iter().step_by(10) {
        land.send(A, *teacher, "2021-06-01");
    }
    let picture = land.picture();
    let row = super::land::row(&picture, A, Level::Primary);
    assert_eq!((row.in_scope, row.sent, row.percent.as_deref()), (10_000, 1000, Some("10.00")));
}
