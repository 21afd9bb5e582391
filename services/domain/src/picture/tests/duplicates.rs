//! One valid number in two teacher records of one district: the person counts once (Inv 8; rules.md 8).

use super::land::{A, B, Land, counts, kinds, row, total};
use crate::band::Verdict;
use crate::picture::breaks::{BreakKind, break_id};
use crate::picture::{Picture, Row};
use crate::record::{Removal, State, WitnessedReference};
use crate::vocabulary::{Degree, Level, ScopeStatus};

const LEVEL: Level = Level::Primary;

fn number(land: &mut Land, teacher: WitnessedReference, number: &str) {
    land.change(teacher, |state| {
        let State::Teacher(teacher) = state else { panic!("not a teacher") };
        teacher.person.as_mut().unwrap().national_id = Some(number.to_owned());
    });
}

fn remove(land: &mut Land, teacher: WitnessedReference, removal: Removal) {
    land.change(teacher, |state| {
        let State::Teacher(teacher) = state else { panic!("not a teacher") };
        teacher.removal = Some(removal);
    });
}

/// A row of ten of whom the first two have one number.
fn twice(land: &mut Land) -> Vec<WitnessedReference> {
    let teachers = land.row(A, LEVEL, 10);
    teachers[..2].iter().for_each(|teacher| number(land, *teacher, "012185000077"));
    teachers
}

fn study(row: &Row) -> (u64, u64) {
    (row.enrolled, row.completed)
}

fn of_both(picture: &Picture) -> [&Row; 2] {
    [row(picture, A, LEVEL), total(picture, LEVEL)]
}

#[test]
fn a_person_with_two_records_in_one_district_counts_once_in_its_row_and_in_the_province() {
    // Which of the two records are sent.
    for senders in [vec![], vec![0], vec![1], vec![0, 1]] {
        let mut land = Land::new();
        let teachers = twice(&mut land);
        for sender in &senders {
            let nomination = land.send(A, teachers[*sender], "2021-06-01");
            let enrollment = land.enroll(Some(nomination), "2021-09-01");
            land.complete(enrollment, Degree::University, "2021-12-01");
        }
        let picture = land.picture();
        let sent = u64::from(!senders.is_empty());
        for row in of_both(&picture) {
            assert_eq!(counts(row), (9, sent, 0), "{senders:?}");
            assert_eq!((row.teachers, study(row)), (9, (sent, sent)), "{senders:?}");
        }
        assert_eq!(kinds(&picture), ["DUPLICATE_IN_DISTRICT"]);
        let open = &picture.breaks[0];
        let mut records = [0, 1].map(|index| teachers[index].reference.key());
        records.sort_unstable();
        assert_eq!((open.owner, open.level, open.person), (A, Some(LEVEL), Some(records[0])));
        assert_eq!(open.districts, ["105"]);
        assert_eq!(open.id, break_id(BreakKind::DuplicateInDistrict, &records));
    }
}

#[test]
fn the_verdict_is_taken_for_one_person_and_for_two() {
    // Who is sent: one is inside of 9 and of 10, two are above; only both records of the person make one or two.
    for (senders, verdict, cause) in [
        (vec![], Verdict::Below, ""),
        (vec![0], Verdict::Inside, ""),
        (vec![0, 1], Verdict::Unknown, "DUPLICATE"),
        (vec![2, 3], Verdict::Above, ""),
    ] {
        let mut land = Land::new();
        land.freeze_the_rest(&[(A, LEVEL)]);
        let teachers = twice(&mut land);
        for sender in senders {
            land.send(A, teachers[sender], "2021-06-01");
        }
        let picture = land.picture();
        assert_eq!(
            (row(&picture, A, LEVEL).verdict, row(&picture, A, LEVEL).cause()),
            (verdict, cause.to_owned())
        );
        assert_eq!(total(&picture, LEVEL).cause(), cause);
        // Whichever of both it is, the verdict of the other rows is not touched.
        assert_eq!(row(&picture, B, LEVEL).verdict, Verdict::NotApplicable);
    }
    // 19 or 20 in scope: nobody sent is below either way. 20 or 21: no count lies inside the band of 21.
    for (n, verdict, cause) in [(19, Verdict::Below, ""), (20, Verdict::Unknown, "DUPLICATE")] {
        let mut land = Land::new();
        let teachers = land.row(A, LEVEL, n + 1);
        teachers[..2].iter().for_each(|teacher| number(&mut land, *teacher, "012185000077"));
        let picture = land.picture();
        let open = row(&picture, A, LEVEL);
        assert_eq!((open.in_scope, open.verdict, open.cause().as_str()), (u64::from(n), verdict, cause));
    }
}

#[test]
fn whoever_is_in_scope_by_one_record_is_in_scope_and_other_columns_count_once_too() {
    let mut land = Land::new();
    let members: Vec<_> = [ScopeStatus::MeetsStandard, ScopeStatus::InScope, ScopeStatus::InScope]
        .into_iter()
        .enumerate()
        .map(|(index, status)| (land.teacher(A, LEVEL, u32::try_from(index).unwrap()), status))
        .collect();
    land.freeze(A, LEVEL, &members);
    for (teacher, _) in &members[..2] {
        number(&mut land, *teacher, "012185000077");
    }
    let picture = land.picture();
    for row in of_both(&picture) {
        assert_eq!((row.teachers, row.meets_standard, row.in_scope), (2, 0, 2));
    }
}

#[test]
fn a_ruling_settles_it_from_fact_alone() {
    for (same, expected) in [(true, (9, 1, 0)), (false, (10, 2, 0))] {
        let mut land = Land::new();
        let teachers = twice(&mut land);
        let (one, other) = (teachers[0], teachers[1]);
        land.send(A, one, "2021-06-01");
        land.send(A, other, "2021-06-02");
        land.rule(&[one, other], same.then_some(other));
        let picture = land.picture();
        assert!(picture.breaks.is_empty());
        for row in of_both(&picture) {
            assert_eq!(counts(row), expected, "one person: {same}");
        }
        // Personal parts may be erased now (D5).
        for teacher in [one, other] {
            land.change(teacher, |state| {
                let State::Teacher(teacher) = state else { panic!("not a teacher") };
                teacher.person = None;
            });
        }
        assert_eq!(land.picture().rows, picture.rows);
    }
}

#[test]
fn a_record_removed_as_duplicate_counts_once_until_the_list_is_frozen_anew() {
    let mut land = Land::new();
    let teachers = twice(&mut land);
    remove(&mut land, teachers[1], Removal::Duplicate);
    let picture = land.picture();
    assert_eq!(
        (counts(row(&picture, A, LEVEL)), kinds(&picture)),
        ((9, 0, 0), vec!["DUPLICATE_IN_DISTRICT"])
    );
    let rest = teachers.iter().enumerate().filter(|(index, _)| *index != 1);
    let rest: Vec<_> = rest.map(|(_, teacher)| (*teacher, ScopeStatus::InScope)).collect();
    land.freeze(A, LEVEL, &rest);
    let picture = land.picture();
    assert_eq!((counts(row(&picture, A, LEVEL)), kinds(&picture)), ((9, 0, 0), vec![]));
    // Entered in error: it was nobody's number.
    let mut land = Land::new();
    let teachers = twice(&mut land);
    remove(&mut land, teachers[1], Removal::EnteredInError);
    let picture = land.picture();
    assert_eq!((counts(row(&picture, A, LEVEL)), kinds(&picture)), ((10, 0, 0), vec![]));
}

#[test]
fn a_corrected_number_makes_two_persons() {
    let mut land = Land::new();
    let teachers = twice(&mut land);
    number(&mut land, teachers[1], "012185000078");
    let picture = land.picture();
    assert_eq!((counts(row(&picture, A, LEVEL)), kinds(&picture)), ((10, 0, 0), vec![]));
}

#[test]
fn on_the_lists_of_two_levels_the_person_stays_on_both_and_is_once_in_the_province() {
    let mut land = Land::new();
    let one = land.row(A, Level::Preschool, 10)[0];
    let other = land.row(A, LEVEL, 10)[0];
    [one, other].into_iter().for_each(|teacher| number(&mut land, teacher, "012185000077"));
    land.send(A, other, "2021-06-01");
    let picture = land.picture();
    assert_eq!(counts(row(&picture, A, Level::Preschool)), (10, 1, 0));
    assert_eq!(counts(row(&picture, A, LEVEL)), (10, 1, 0));
    let both = [Level::Preschool, LEVEL].map(|level| counts(total(&picture, level)));
    assert_eq!(both, [(10, 1, 0), (9, 0, 0)]);
}

#[test]
fn two_records_here_and_one_elsewhere_are_claimed_once_in_this_row() {
    let mut land = Land::new();
    let teachers = twice(&mut land);
    let other = land.row(B, LEVEL, 10)[0];
    number(&mut land, other, "012185000077");
    land.send(A, teachers[1], "2021-06-01");
    let picture = land.picture();
    assert_eq!(kinds(&picture), ["DOUBLE_CLAIM", "DUPLICATE_IN_DISTRICT"]);
    assert_eq!(counts(row(&picture, A, LEVEL)), (9, 0, 1));
    assert_eq!(counts(row(&picture, B, LEVEL)), (10, 0, 1));
    assert_eq!(counts(total(&picture, LEVEL)), (18, 1, 1));
}
