//! One person in two districts: open claims, rulings, links (D30, D31).

use super::land::{A, B, Land, SO, counts, kinds, row, total};
use crate::band::Verdict;
use crate::date::BirthDate;
use crate::ids::AgencyId;
use crate::picture::breaks::{BreakKind, break_id};
use crate::picture::{Picture, Row};
use crate::record::{State, WitnessedReference};
use crate::vocabulary::{Degree, Level, ScopeStatus};

const LEVEL: Level = Level::Primary;

/// Two rows of ten, the first teacher of each with the same national number.
fn claimed(land: &mut Land) -> (WitnessedReference, WitnessedReference) {
    let one = land.row(A, LEVEL, 10)[0];
    let other = land.row(B, LEVEL, 10)[0];
    same_number(land, one, other);
    (one, other)
}

fn same_number(land: &mut Land, one: WitnessedReference, other: WitnessedReference) {
    for teacher in [one, other] {
        land.change(teacher, |state| {
            let State::Teacher(teacher) = state else { panic!("not a teacher") };
            teacher.person.as_mut().unwrap().national_id = Some("012185099999".to_owned());
        });
    }
}

/// Counts of A, of B, of the province.
type Three = [(u64, u64, u64); 3];

fn three(picture: &Picture) -> Three {
    [row(picture, A, LEVEL), row(picture, B, LEVEL), total(picture, LEVEL)].map(counts)
}

#[test]
fn a_double_claim_is_sent_in_neither_row_and_once_in_the_province() {
    // Who sends the person → (in scope, sent, disputed) of A, of B, of the province.
    let table: [(&[AgencyId], Three); 4] = [
        (&[], [(10, 0, 0), (10, 0, 0), (19, 0, 0)]),
        (&[A], [(10, 0, 1), (10, 0, 1), (19, 1, 1)]),
        (&[B], [(10, 0, 1), (10, 0, 1), (19, 1, 1)]),
        (&[A, B], [(10, 0, 1), (10, 0, 1), (19, 1, 1)]),
    ];
    for (senders, expected) in table {
        let mut land = Land::new();
        let (one, other) = claimed(&mut land);
        for sender in senders {
            land.send(*sender, if *sender == A { one } else { other }, "2021-06-01");
        }
        let picture = land.picture();
        assert_eq!(three(&picture), expected, "{senders:?}");
        // The lists hold both records.
        assert_eq!(total(&picture, LEVEL).teachers, 20);
        assert_eq!(kinds(&picture), ["DOUBLE_CLAIM"]);
        let claim = &picture.breaks[0];
        let mut records = [one, other].map(|teacher| teacher.reference.key());
        records.sort_unstable();
        assert_eq!(claim.records, records);
        assert_eq!((claim.person, claim.owner, claim.level), (Some(records[0]), SO, Some(LEVEL)));
        assert_eq!(claim.districts, ["105", "107"]);
        assert_eq!(claim.id, break_id(BreakKind::DoubleClaim, &[records[1], records[0]]));
    }
}

#[test]
fn a_row_with_a_disputed_person_has_a_verdict_only_if_both_ends_have_it() {
    // 10 in scope: one is inside, none is below, two are above.
    for (others, verdict, cause) in
        [(0, Verdict::Unknown, "DISPUTED"), (1, Verdict::Unknown, "DISPUTED"), (2, Verdict::Above, "")]
    {
        let mut land = Land::new();
        let teachers = land.row(A, LEVEL, 10);
        let other = land.row(B, LEVEL, 10)[0];
        same_number(&mut land, teachers[0], other);
        for teacher in &teachers[..=others] {
            land.send(A, *teacher, "2021-06-01");
        }
        let picture = land.picture();
        let row = row(&picture, A, LEVEL);
        assert_eq!((row.sent, row.verdict, row.cause().as_str()), (others as u64, verdict, cause));
    }
}

#[test]
fn the_provinces_verdict_is_taken_for_one_person_and_for_two() {
    // (9 others in scope in A, extra in B) → 19 or 20 persons; 2 of 19 lie inside 10-12 percent only as 2 of 20.
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    land.freeze_the_rest(&[(A, LEVEL), (B, LEVEL)]);
    land.send(A, one, "2021-06-01");
    land.send(B, other, "2021-06-02");
    let picture = land.picture();
    let open = total(&picture, LEVEL);
    // One person: 1 of 19 is below (min 2); two persons: 2 of 20 is inside.
    assert_eq!(
        (counts(open), open.verdict, open.cause().as_str()),
        ((19, 1, 1), Verdict::Unknown, "DISPUTED")
    );
    assert_eq!((open.min_count, open.shortfall), (Some(2), Some(1)));
    // Without a second decision it is below either way: 1 of 19, 1 of 20.
    let mut land = Land::new();
    let (one, _) = claimed(&mut land);
    land.freeze_the_rest(&[(A, LEVEL), (B, LEVEL)]);
    land.send(A, one, "2021-06-01");
    let picture = land.picture();
    assert_eq!(
        (counts(total(&picture, LEVEL)), total(&picture, LEVEL).verdict),
        ((19, 1, 1), Verdict::Below)
    );
}

#[test]
fn a_ruling_that_they_are_one_person_counts_in_one_row() {
    for (place, expected) in
        [(A, [(10, 1, 0), (10, 0, 0), (19, 1, 0)]), (B, [(10, 0, 0), (10, 1, 0), (19, 1, 0)])]
    {
        let mut land = Land::new();
        let (one, other) = claimed(&mut land);
        land.send(A, one, "2021-06-01");
        land.send(B, other, "2021-06-02");
        land.rule(&[one, other], Some(if place == A { one } else { other }));
        let picture = land.picture();
        assert_eq!(three(&picture), expected, "{place}");
        assert!(picture.breaks.is_empty());
    }
}

#[test]
fn after_a_ruling_anybodys_decision_counts_in_the_row_ruled() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    let nomination = land.send(B, other, "2021-06-02");
    let enrollment = land.enroll(Some(nomination), "2021-09-01");
    land.complete(enrollment, Degree::University, "2021-12-01");
    land.rule(&[one, other], Some(one));
    let picture = land.picture();
    assert_eq!(three(&picture), [(10, 1, 0), (10, 0, 0), (19, 1, 0)]);
    let study = |row: &Row| (row.enrolled, row.completed);
    assert_eq!(study(row(&picture, A, LEVEL)), (1, 1));
    assert_eq!(study(row(&picture, B, LEVEL)), (0, 0));
    assert_eq!(study(total(&picture, LEVEL)), (1, 1));
}

#[test]
fn a_ruling_that_they_are_two_persons_counts_both() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    land.send(A, one, "2021-06-01");
    land.send(B, other, "2021-06-02");
    land.rule(&[one, other], None);
    let picture = land.picture();
    assert_eq!(three(&picture), [(10, 1, 0), (10, 1, 0), (20, 2, 0)]);
    assert!(picture.breaks.is_empty());
}

#[test]
fn a_newer_ruling_on_the_same_persons_holds_and_one_taken_back_does_not() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    land.send(A, one, "2021-06-01");
    land.rule(&[one, other], Some(other));
    let second = land.rule(&[one, other], None);
    let picture = land.picture();
    assert_eq!(three(&picture), [(10, 1, 0), (10, 0, 0), (20, 1, 0)]);
    assert!(picture.breaks.is_empty());
    land.change(second, |state| {
        let State::Ruling(ruling) = state else { panic!("not a ruling") };
        ruling.removal = Some(crate::record::Removal::EnteredInError);
    });
    assert_eq!(three(&land.picture()), [(10, 0, 0), (10, 1, 0), (19, 1, 0)]);
}

#[test]
fn both_halves_of_a_link_make_one_person_and_one_half_makes_nothing() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    land.send(A, one, "2021-06-01");
    land.half(one, other);
    assert_eq!(kinds(&land.picture()), ["DOUBLE_CLAIM"]);
    land.half(other, one);
    let picture = land.picture();
    // The person is a member of both lists, so both rows count; the province counts once.
    assert_eq!(three(&picture), [(10, 1, 0), (10, 1, 0), (19, 1, 0)]);
    assert!(picture.breaks.is_empty());
}

#[test]
fn statements_that_contradict_each_other_leave_the_person_disputed() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    land.send(A, one, "2021-06-01");
    land.rule(&[one, other], Some(one));
    assert_eq!(three(&land.picture()), [(10, 1, 0), (10, 0, 0), (19, 1, 0)]);
    land.half(one, other);
    land.half(other, one);
    land.rule(&[one, other], None);
    let picture = land.picture();
    assert_eq!(three(&picture), [(10, 0, 1), (10, 0, 1), (19, 1, 1)]);
    assert_eq!(kinds(&picture), ["RULING_CONTRADICTION"]);
    // Two rulings that place one person in two rows.
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    let third = land.row(B, Level::Preschool, 10)[0];
    land.send(A, one, "2021-06-01");
    land.rule(&[one, other], Some(one));
    land.rule(&[one, third], Some(third));
    let picture = land.picture();
    assert!(kinds(&picture).contains(&"RULING_CONTRADICTION"), "{:?}", kinds(&picture));
    assert_eq!(row(&picture, A, LEVEL).sent, 0);
}

#[test]
fn a_ruling_that_counts_a_person_where_it_does_not_look_settles_nothing() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    let third = land.teacher(A, LEVEL, 900);
    land.rule(&[one, other], Some(third));
    assert_eq!(kinds(&land.picture()), ["DOUBLE_CLAIM", "RULING_CONTRADICTION"]);
}

#[test]
fn when_levels_differ_the_province_counts_in_the_level_of_the_least_code() {
    let mut land = Land::new();
    let one = land.row(A, Level::Primary, 10)[0];
    let other = land.row(B, Level::Preschool, 10)[0];
    same_number(&mut land, one, other);
    land.send(B, other, "2021-06-01");
    let picture = land.picture();
    assert_eq!(counts(total(&picture, Level::Primary)), (10, 1, 1));
    assert_eq!(counts(total(&picture, Level::Preschool)), (9, 0, 0));
    assert_eq!(counts(row(&picture, A, Level::Primary)), (10, 0, 1));
    assert_eq!(counts(row(&picture, B, Level::Preschool)), (10, 0, 1));
}

#[test]
fn only_valid_numbers_of_standing_records_in_two_districts_are_a_claim() {
    let number = |text: &'static str| {
        move |state: &mut State| {
            let State::Teacher(teacher) = state else { panic!("not a teacher") };
            teacher.person.as_mut().unwrap().national_id = Some(text.to_owned());
        }
    };
    for (text, claims) in
        [("012185000077", 1), ("045123456", 1), ("01218500007", 0), ("000000000000", 0), ("", 0)]
    {
        let mut land = Land::new();
        for district in [A, B] {
            let teacher = land.row(district, LEVEL, 10)[0];
            land.change(teacher, number(text));
        }
        assert_eq!(land.picture().breaks.len(), claims, "{text:?}");
    }
    let mut land = Land::new();
    let (_, other) = claimed(&mut land);
    land.change(other, |state| {
        let State::Teacher(teacher) = state else { panic!("not a teacher") };
        teacher.removal = Some(crate::record::Removal::Duplicate);
    });
    assert!(land.picture().breaks.is_empty(), "removed");
}

#[test]
fn three_districts_are_one_claim_until_all_pairs_are_settled() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    let third = land.teacher(A, LEVEL, 901);
    land.send(A, one, "2021-06-01");
    land.rule(&[one, other], None);
    same_number(&mut land, third, other);
    // The third record (also of A) stands beside B's alone: A's first is another person than B's, and of its own district.
    let picture = land.picture();
    assert_eq!(kinds(&picture), ["DOUBLE_CLAIM", "DUPLICATE_IN_DISTRICT"]);
    let mut records = [third, other].map(|teacher| teacher.reference.key());
    records.sort_unstable();
    assert_eq!(picture.breaks[0].records, records);
    assert_eq!(counts(row(&picture, A, LEVEL)), (10, 1, 0));
}

#[test]
fn a_like_name_and_birth_date_only_opens_a_case() {
    for (name, birth, cases) in [
        ("LÒ  thị mai", "1980-02-01", 1),
        ("Lò Thị Mái", "1980-02-01", 1),
        ("Lò Thị Mai", "1980-02-02", 0),
        ("Lò Văn Mai", "1980-02-01", 0),
    ] {
        let mut land = Land::new();
        let one = land.row(A, LEVEL, 10)[0];
        let other = land.row(B, LEVEL, 10)[0];
        for (teacher, name, birth) in [(one, "Lò Thị Mai", "1980-02-01"), (other, name, birth)] {
            land.change(teacher, |state| {
                let State::Teacher(teacher) = state else { panic!("not a teacher") };
                let person = teacher.person.as_mut().unwrap();
                name.clone_into(&mut person.full_name);
                person.birth = BirthDate::Day(super::land::day(birth));
            });
        }
        land.send(A, one, "2021-06-01");
        let picture = land.picture();
        assert_eq!(kinds(&picture), vec!["LIKELY_SAME_PERSON"; cases], "{name} {birth}");
        assert_eq!(three(&picture), [(10, 1, 0), (10, 0, 0), (20, 1, 0)]);
        land.rule(&[one, other], None);
        assert!(land.picture().breaks.is_empty());
    }
}

#[test]
fn two_owners_settle_a_claim_when_both_say_that_they_are_two_persons() {
    let mut land = Land::new();
    let (one, other) = claimed(&mut land);
    land.send(A, one, "2021-06-01");
    let half = land.says(one, other, true);
    // One owner alone settles nothing, nor do two who say otherwise.
    assert_eq!(kinds(&land.picture()), ["DOUBLE_CLAIM"]);
    let answer = land.says(other, one, false);
    assert_eq!(kinds(&land.picture()), ["DOUBLE_CLAIM"]);
    assert_eq!(three(&land.picture()), [(10, 0, 1), (10, 0, 1), (19, 1, 1)]);
    let say = |different: bool, removal| {
        move |state: &mut State| {
            let State::SamePerson(half) = state else { panic!("not a statement") };
            (half.different, half.removal) = (different, removal);
        }
    };
    land.change(answer, say(true, None));
    assert_eq!(kinds(&land.picture()), Vec::<&str>::new());
    assert_eq!(three(&land.picture()), [(10, 1, 0), (10, 0, 0), (20, 1, 0)]);
    // The department says otherwise: nobody knows.
    let mut ruled = land.clone();
    ruled.rule(&[one, other], Some(one));
    assert!(kinds(&ruled.picture()).contains(&"RULING_CONTRADICTION"), "{:?}", kinds(&ruled.picture()));
    // Taken back, the claim is open again.
    land.change(half, say(true, Some(crate::record::Removal::EnteredInError)));
    assert_eq!(kinds(&land.picture()), ["DOUBLE_CLAIM"]);
}

#[test]
fn a_disputed_undecided_person_may_join_with_and_without_the_decision() {
    let mut land = Land::new();
    let mut members: Vec<_> =
        (0..9).map(|number| (land.teacher(A, LEVEL, number), ScopeStatus::InScope)).collect();
    let open = land.teacher(A, LEVEL, 77);
    members.push((open, ScopeStatus::Undecided));
    land.freeze(A, LEVEL, &members);
    let other = land.row(B, LEVEL, 10)[0];
    same_number(&mut land, open, other);
    land.send(A, open, "2021-06-01");
    let picture = land.picture();
    let row = row(&picture, A, LEVEL);
    // 0 of 9 below, 0 of 10 below, 1 of 10 inside.
    assert_eq!((counts(row), row.verdict), ((9, 0, 0), Verdict::Unknown));
    // Neither cause alone opens the row: settled by the claim alone nobody joins, by the columns alone nobody is sent.
    assert_eq!(row.cause(), "UNDECIDED+DISPUTED".to_owned());
    // The province has the person in scope through the other record.
    assert_eq!(counts(total(&picture, LEVEL)), (19, 1, 1));
}

#[test]
fn late_evidence_stands_beside_whoever_is_recorded_late_in_the_province_too() {
    let end = crate::date::Instant::end_of(super::land::day("2021-12-31"));
    // When each district's decision was received: recorded late, breaks of this kind.
    for (other_in_time, late, breaks) in [(false, 1, 2), (true, 0, 0)] {
        let mut land = Land::new();
        let (one, other) = claimed(&mut land);
        land.sync("2021-12-01");
        land.send(B, other, "2021-12-20");
        if other_in_time {
            land.receive(B, end.plus_ms(-1));
        }
        land.send(A, one, "2021-12-20");
        land.sync("2022-01-02");
        let picture = land.picture_at(super::land::noon("2022-01-02"));
        // Disputed: sent in no row, so late in none, but once in the province (D31).
        assert_eq!((row(&picture, A, LEVEL).recorded_late, row(&picture, B, LEVEL).recorded_late), (0, 0));
        assert_eq!((total(&picture, LEVEL).sent, total(&picture, LEVEL).recorded_late), (1, late));
        let shown = kinds(&picture).into_iter().filter(|kind| *kind == "LATE_EVIDENCE").count();
        assert_eq!(shown, breaks, "the other decision in time: {other_in_time}");
    }
}
