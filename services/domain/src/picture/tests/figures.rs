//! in_scope@1, sent@1, enrolled@1, completed@1, in the rows.

use super::land::{A, B, Land, SO, cite, counts, day, kinds, row, total};
use crate::band::Verdict;
use crate::record::{NominationState, State};
use crate::vocabulary::{Degree, Level, ScopeStatus};

const LEVEL: Level = Level::Primary;

#[test]
fn a_row_counts_its_frozen_list_by_status() {
    let mut land = Land::new();
    let statuses = [
        ScopeStatus::InScope,
        ScopeStatus::InScope,
        ScopeStatus::MeetsStandard,
        ScopeStatus::NearRetirement,
        ScopeStatus::NearRetirement,
        ScopeStatus::Undecided,
        ScopeStatus::NotEmployed,
    ];
    let members: Vec<_> =
        (0..).zip(statuses).map(|(number, status)| (land.teacher(A, LEVEL, number), status)).collect();
    land.freeze(A, LEVEL, &members);
    let picture = land.picture();
    let cells = |row: &crate::picture::Row| {
        (row.teachers, row.in_scope, row.meets_standard, row.near_retirement, row.undecided)
    };
    assert_eq!(cells(row(&picture, A, LEVEL)), (6, 2, 1, 2, 1));
    assert_eq!(cells(total(&picture, LEVEL)), (6, 2, 1, 2, 1));
}

#[test]
fn rows_stand_by_code_and_level_and_name_the_plan() {
    let picture = Land::new().picture();
    let order: Vec<_> = picture.rows.iter().map(|row| (row.code.as_str(), row.level)).collect();
    let expected: Vec<_> =
        ["105", "107"].iter().flat_map(|code| Level::ALL.map(|level| (*code, level))).collect();
    assert_eq!(order, expected);
    assert_eq!(picture.plan.id, "LC-2021");
    assert_eq!(picture.totals.len(), 3);
    assert_eq!((picture.cutoff, picture.is_final), (day("2021-12-31"), true));
}

#[test]
fn a_row_without_a_frozen_list_has_no_verdict() {
    let mut land = Land::new();
    land.row(A, LEVEL, 10);
    let picture = land.picture();
    let open = row(&picture, B, LEVEL);
    assert_eq!(
        (open.in_scope, open.verdict, open.cause()),
        (0, Verdict::Unknown, "SCOPE_NOT_FROZEN".to_owned())
    );
    assert_eq!((open.min_count, open.max_count, open.shortfall, open.excess), (None, None, None, None));
    assert_eq!(total(&picture, LEVEL).cause(), "SCOPE_NOT_FROZEN");
    assert_eq!(row(&picture, A, LEVEL).verdict, Verdict::Below);
}

#[test]
fn every_verdict_with_its_counts() {
    // N, sent, verdict, min, max, shortfall, excess of the band 10-12.
    let table = [
        (0, 0, Verdict::NotApplicable, 0, 0, Some(0), Some(0)),
        (10, 0, Verdict::Below, 1, 1, Some(1), Some(0)),
        (10, 1, Verdict::Inside, 1, 1, Some(0), Some(0)),
        (10, 3, Verdict::Above, 1, 1, Some(0), Some(2)),
        (8, 1, Verdict::Unattainable, 1, 0, None, None),
        (41, 5, Verdict::Unattainable, 5, 4, None, None),
    ];
    for (n, sent, verdict, min, max, shortfall, excess) in table {
        let mut land = Land::new();
        let teachers = land.row(A, LEVEL, n);
        for teacher in teachers.iter().take(sent) {
            land.send(A, *teacher, "2021-06-01");
        }
        let picture = land.picture();
        let row = row(&picture, A, LEVEL);
        assert_eq!((row.in_scope, row.sent, row.verdict), (u64::from(n), sent as u64, verdict), "N {n}");
        assert_eq!((row.min_count, row.max_count), (Some(min), Some(max)), "N {n}");
        assert_eq!((row.shortfall, row.excess), (shortfall, excess), "N {n}");
        assert_eq!(row.percent.is_none(), n == 0);
    }
}

#[test]
fn a_decision_counts_by_its_date_and_number() {
    let table = [
        ("2020-12-31", "45/QĐ", 0),
        ("2021-01-01", "45/QĐ", 1),
        ("2021-12-31", "45/QĐ", 1),
        ("2022-01-01", "45/QĐ", 0),
        ("2021-06-01", " ", 0),
    ];
    for (date, number, sent) in table {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        let decision = land.decision(A, date).reference;
        let mut cite = cite(date);
        number.clone_into(&mut cite.number);
        land.nominate(A, teacher, NominationState::Sent { decision, cite });
        assert_eq!(row(&land.picture(), A, LEVEL).sent, sent, "{date} {number:?}");
    }
}

#[test]
fn d_is_the_earlier_of_the_cut_off_and_the_plans_date() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    land.send(A, teachers[0], "2021-06-30");
    land.send(A, teachers[1], "2021-07-01");
    land.send(A, teachers[2], "2022-03-01");
    land.sync("2022-06-01");
    let world = land.world();
    for (cutoff, d, sent) in
        [("2021-06-30", "2021-06-30", 1), ("2021-07-01", "2021-07-01", 2), ("2022-05-01", "2021-12-31", 2)]
    {
        let picture = world.picture("LC-2021", Some(day(cutoff)), super::land::noon("2022-06-01")).unwrap();
        assert_eq!((picture.d, row(&picture, A, LEVEL).sent), (day(d), sent), "{cutoff}");
    }
}

#[test]
fn a_degree_below_the_plans_does_not_count() {
    // Preschool asks for college, the others for university.
    for (level, degree, sent) in [
        (Level::Preschool, Degree::Intermediate, 0),
        (Level::Preschool, Degree::College, 1),
        (Level::Preschool, Degree::University, 1),
        (Level::Primary, Degree::College, 0),
        (Level::Primary, Degree::University, 1),
        (Level::LowerSecondary, Degree::College, 0),
        (Level::LowerSecondary, Degree::Master, 1),
    ] {
        let mut land = Land::new();
        let teacher = land.row(A, level, 10)[0];
        let nomination = land.send(A, teacher, "2021-06-01");
        land.change(nomination, |state| {
            let State::Nomination(nomination) = state else { panic!("not a nomination") };
            nomination.target_degree = degree;
        });
        assert_eq!(row(&land.picture(), A, level).sent, sent, "{level:?} {degree:?}");
    }
}

#[test]
fn a_withdrawal_by_d_subtracts_a_later_one_does_not_a_correction_always_does() {
    for (withdrawn, sent) in [("2021-12-31", 0), ("2022-01-01", 1)] {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        let nomination = land.send(A, teacher, "2021-06-01");
        land.withdraw(nomination, withdrawn);
        assert_eq!(row(&land.picture(), A, LEVEL).sent, sent, "{withdrawn}");
    }
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    land.sync("2022-02-01");
    land.void(nomination);
    land.sync("2022-09-01");
    assert_eq!(row(&land.picture_at(super::land::noon("2022-08-01")), A, LEVEL).sent, 1);
    assert_eq!(row(&land.picture_at(super::land::noon("2022-09-01")), A, LEVEL).sent, 0);
}

#[test]
fn a_draft_is_not_sent_and_one_of_several_nominations_is_enough() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    land.nominate(A, teachers[0], NominationState::Draft);
    let first = land.send(A, teachers[1], "2021-03-01");
    land.withdraw(first, "2021-04-01");
    land.send(A, teachers[1], "2021-05-01");
    land.send(A, teachers[1], "2021-05-02");
    assert_eq!(row(&land.picture(), A, LEVEL).sent, 1);
}

#[test]
fn whoever_sent_a_member_the_row_of_the_list_counts_it() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.row(B, LEVEL, 10);
    land.send(B, teacher, "2021-06-01");
    let picture = land.picture();
    assert_eq!(row(&picture, A, LEVEL).sent, 1);
    assert_eq!(row(&picture, B, LEVEL).sent, 0);
}

#[test]
fn enrolled_and_completed_go_by_the_cut_off() {
    // begun, diploma (degree, date) → enrolled, completed at the plan's date.
    let table = [
        ("2021-12-31", None, 1, 0),
        ("2022-01-01", None, 0, 0),
        ("2021-09-01", Some((Degree::University, "2021-12-31")), 1, 1),
        ("2021-09-01", Some((Degree::University, "2022-01-01")), 1, 0),
        ("2021-09-01", Some((Degree::College, "2021-12-31")), 1, 0),
        ("2021-09-01", Some((Degree::Master, "2021-12-31")), 1, 1),
    ];
    for (begun, diploma, enrolled, completed) in table {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        let nomination = land.send(A, teacher, "2021-06-01");
        let enrollment = land.enroll(Some(nomination), begun);
        if let Some((degree, date)) = diploma {
            land.complete(enrollment, degree, date);
        }
        let picture = land.picture();
        let row = row(&picture, A, LEVEL);
        assert_eq!((row.enrolled, row.completed), (enrolled, completed), "{begun} {diploma:?}");
    }
}

#[test]
fn enrollments_after_the_plans_date_count_at_a_later_cut_off() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    let enrollment = land.enroll(Some(nomination), "2022-02-01");
    land.complete(enrollment, Degree::University, "2024-06-01");
    land.sync("2024-07-01");
    let at = |cutoff| {
        let picture = land.world().picture("", Some(day(cutoff)), super::land::noon("2024-07-01")).unwrap();
        let row = row(&picture, A, LEVEL);
        (row.sent, row.enrolled, row.completed)
    };
    assert_eq!(at("2021-12-31"), (1, 0, 0));
    assert_eq!(at("2022-02-01"), (1, 1, 0));
    assert_eq!(at("2024-06-01"), (1, 1, 1));
}

#[test]
fn what_was_entered_in_error_never_counts() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    let nominations: Vec<_> =
        teachers.iter().take(3).map(|teacher| land.send(A, *teacher, "2021-06-01")).collect();
    let first = land.enroll(Some(nominations[0]), "2021-09-01");
    land.complete(first, Degree::University, "2021-12-01");
    land.void(first);
    let second = land.enroll(Some(nominations[1]), "2021-09-01");
    let diploma = land.complete(second, Degree::University, "2021-12-01");
    land.void(diploma);
    let third = land.enroll(Some(nominations[2]), "2021-09-01");
    land.complete(third, Degree::University, "2021-12-01");
    land.void(nominations[2]);
    let picture = land.picture();
    let row = row(&picture, A, LEVEL);
    assert_eq!((row.sent, row.enrolled, row.completed), (2, 1, 0));
}

#[test]
fn undecided_persons_are_outside_n_and_inside_the_verdict() {
    // D23's example: sent 4 of 45, and up to two more who may be in scope: BELOW at 45, no count at 46, BELOW at 47.
    let level = Level::LowerSecondary;
    for (undecided, verdict, cause) in [(0, Verdict::Below, ""), (2, Verdict::Unknown, "UNDECIDED")] {
        let mut land = Land::new();
        let mut members: Vec<_> =
            (0..45).map(|number| (land.teacher(A, level, number), ScopeStatus::InScope)).collect();
        let open: Vec<_> = (0..undecided).map(|number| land.teacher(A, level, 500 + number)).collect();
        for (teacher, _) in members.clone().iter().take(4) {
            land.send(A, *teacher, "2021-06-01");
        }
        members.extend(open.iter().map(|teacher| (*teacher, ScopeStatus::Undecided)));
        land.freeze(A, level, &members);
        land.freeze_the_rest(&[(A, level)]);
        let picture = land.picture();
        for row in [row(&picture, A, level), total(&picture, level)] {
            assert_eq!((row.in_scope, row.undecided, row.sent), (45, u64::from(undecided), 4));
            assert_eq!((row.verdict, row.cause().as_str()), (verdict, cause));
        }
    }
}

#[test]
fn a_newer_freeze_takes_the_place_of_an_older_one() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    land.send(A, teachers[0], "2021-06-01");
    let fewer: Vec<_> = teachers[1..].iter().map(|teacher| (*teacher, ScopeStatus::InScope)).collect();
    land.freeze(A, LEVEL, &fewer);
    let picture = land.picture();
    assert_eq!(counts(row(&picture, A, LEVEL)), (9, 0, 0));
    assert_eq!(kinds(&picture), ["SENT_OUTSIDE_LIST"]);
    assert!(
        picture.breaks[0].districts == ["105"]
            && picture.breaks[0].owner == A
            && picture.breaks[0].owner_code == "105"
    );
}

#[test]
fn a_nomination_of_another_plan_does_not_count() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let mut other = super::land::plan();
    "LC-2022".clone_into(&mut other.plan_id);
    other.issued = false;
    let other = land.add(SO, State::Plan(other));
    let nomination = land.send(A, teacher, "2021-06-01");
    land.change(nomination, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        nomination.plan = other.reference;
    });
    assert_eq!(row(&land.picture(), A, LEVEL).sent, 0);
}
