//! Receive times, as_of, lateness, freshness (D12-D15, D23).

use super::land::{A, B, COLLEGE, COORDINATOR, Land, SO, day, kinds, noon, row, total};
use crate::band::Verdict;
use crate::date::Instant;
use crate::picture::World;
use crate::record::{NominationState, Seen, State};
use crate::vocabulary::Level;

const LEVEL: Level = Level::Primary;
const HOUR: i64 = 3_600_000;

#[test]
fn a_picture_folds_what_was_received_by_then() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    land.sync("2021-02-01");
    land.send(A, teachers[0], "2021-03-01");
    land.receive(A, noon("2021-03-05"));
    land.send(A, teachers[1], "2021-03-06");
    land.receive(A, noon("2021-03-09"));
    let sent = |as_of: Instant| row(&land.picture_at(as_of), A, LEVEL).sent;
    assert_eq!(sent(noon("2021-03-05").plus_ms(-1)), 0);
    assert_eq!(sent(noon("2021-03-05")), 1);
    assert_eq!(sent(noon("2021-03-09")), 2);
    let before = land.picture_at(noon("2021-03-05"));
    assert!(!before.is_final);
    assert_eq!(row(&before, A, LEVEL).last_seen, Some(noon("2021-03-05")));
    assert_eq!(row(&before, B, LEVEL).last_seen, Some(noon("2021-02-01")));
    assert_eq!(total(&before, LEVEL).last_seen, Some(noon("2021-02-01")));
    assert!(
        land.world().picture("LC-2021", None, noon("2021-01-03")).is_err(),
        "the plan was not received yet"
    );
    assert!(land.world().picture("LC-2022", None, noon("2022-01-03")).is_err());
}

#[test]
fn plans_are_listed_with_the_instant_from_which_they_can_be_asked_for() {
    let mut land = Land::new();
    let plan = super::land::plan();
    let draft = crate::record::Plan { plan_id: "LC-2022".to_owned(), issued: false, ..plan };
    let draft = land.add(SO, State::Plan(draft));
    land.sync("2021-02-01");
    let shown = |land: &Land| -> Vec<(String, Instant, Option<Instant>)> {
        land.world().plans().into_iter().map(|plan| (plan.id, plan.since, plan.issued_since)).collect()
    };
    let first = ("LC-2021".to_owned(), noon("2021-01-04"), Some(noon("2021-01-04")));
    assert_eq!(shown(&land), [first.clone(), ("LC-2022".to_owned(), noon("2021-02-01"), None)]);
    land.change(draft, |state| {
        let State::Plan(plan) = state else { panic!("not a plan") };
        plan.issued = true;
    });
    land.sync("2021-03-01");
    let issued = ("LC-2022".to_owned(), noon("2021-02-01"), Some(noon("2021-03-01")));
    assert_eq!(shown(&land), [first, issued]);
    assert!(World::new(COORDINATOR).plans().is_empty());
}

#[test]
fn recorded_late_goes_by_the_first_entry_that_made_it_count() {
    let end = Instant::end_of(day("2021-12-31"));
    // (received at, late)
    for (received, late) in [(end.plus_ms(-1), 0), (end, 1), (end.plus_ms(HOUR), 1)] {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        land.send(A, teacher, "2021-12-20");
        land.receive(A, received);
        land.sync("2022-01-05");
        let picture = land.picture_at(noon("2022-01-05"));
        let row = row(&picture, A, LEVEL);
        assert_eq!((row.sent, row.recorded_late), (1, late));
        assert_eq!(total(&picture, LEVEL).recorded_late, late);
        assert_eq!(kinds(&picture), vec!["LATE_EVIDENCE"; usize::from(late == 1)]);
    }
}

#[test]
fn a_draft_in_time_is_late_when_its_number_came_late_and_a_later_change_is_not() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    let draft = land.nominate(A, teachers[0], NominationState::Draft);
    let early = land.send(A, teachers[1], "2021-12-01");
    land.sync("2021-12-10");
    let decision = land.decision(A, "2021-12-20").reference;
    land.change(draft, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        nomination.state = NominationState::Sent { decision, cite: super::land::cite("2021-12-20") };
    });
    land.change(early, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        "Ngành khác".clone_into(&mut nomination.programme);
    });
    land.sync("2022-01-02");
    let picture = land.picture_at(noon("2022-01-02"));
    let row = row(&picture, A, LEVEL);
    assert_eq!((row.sent, row.recorded_late), (2, 1));
}

#[test]
fn one_decision_in_time_is_enough() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.send(A, teacher, "2021-12-01");
    land.sync("2021-12-10");
    land.send(A, teacher, "2021-12-30");
    let picture = land.picture();
    assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).recorded_late), (1, 0));
    assert!(picture.breaks.is_empty());
}

#[test]
fn lateness_goes_by_d_not_by_the_plans_date() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.send(A, teacher, "2021-06-01");
    land.sync("2021-08-01");
    let at = |cutoff| {
        let picture = land.world().picture("LC-2021", Some(day(cutoff)), noon("2021-08-01")).unwrap();
        row(&picture, A, LEVEL).recorded_late
    };
    assert_eq!((at("2021-06-30"), at("2021-08-01"), at("2021-12-31")), (1, 0, 0));
}

#[test]
fn a_row_is_stale_before_the_earlier_of_the_end_of_d_and_two_hours_ago() {
    let end = Instant::end_of(day("2021-12-31"));
    let now = noon("2021-06-10");
    // (district last seen, as of, stale)
    let table = [
        (now.plus_ms(-2 * HOUR), now, false),
        (now.plus_ms(-2 * HOUR - 1), now, true),
        (end.plus_ms(-1), noon("2022-06-10"), true),
        (end, noon("2022-06-10"), false),
        (end.plus_ms(-HOUR), end.plus_ms(HOUR / 2), false),
    ];
    for (seen, as_of, stale) in table {
        let mut land = Land::new();
        land.row(A, LEVEL, 10);
        land.row(B, LEVEL, 8);
        land.freeze_the_rest(&[(A, LEVEL), (B, LEVEL)]);
        land.receive(SO, noon("2021-02-01"));
        land.receive(A, seen);
        land.receive(B, seen);
        let agencies = vec![B];
        land.add(COORDINATOR, State::Seen(Seen { time: as_of, agencies }));
        let picture = land.picture_at(as_of);
        let (verdict, cause) = if stale { (Verdict::Unknown, "STALE_SOURCE") } else { (Verdict::Below, "") };
        let open = row(&picture, A, LEVEL);
        assert_eq!((open.verdict, open.cause().as_str()), (verdict, cause), "{seen} as of {as_of}");
        // Any stale district makes the province stale; the other row is not touched by it, and no count of 8 lies inside.
        assert_eq!(total(&picture, LEVEL).verdict, verdict);
        assert_eq!(row(&picture, B, LEVEL).verdict, Verdict::Unattainable);
        // Nobody is in scope here, whoever was sent.
        assert_eq!(row(&picture, A, Level::Preschool).verdict, Verdict::NotApplicable);
    }
}

#[test]
fn the_college_never_makes_a_verdict_stale() {
    let mut land = Land::new();
    land.row(A, LEVEL, 10);
    for agency in [SO, A, B] {
        land.receive(agency, noon("2022-01-05"));
    }
    let picture = land.picture_at(noon("2022-01-05"));
    assert_eq!(row(&picture, A, LEVEL).verdict, Verdict::Below);
    assert!(picture.outcomes.records > 0 && COLLEGE != A);
}

#[test]
fn a_receipt_without_a_time_says_durable_and_no_more() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.sync("2021-12-30");
    land.send(A, teacher, "2021-12-29");
    // The coordinator does not trust its clock: durable, time unknown (D13).
    land.receive(A, Instant(0));
    let picture = land.picture_at(noon("2021-12-31"));
    assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).recorded_late), (1, 0));
    assert_eq!(row(&picture, A, LEVEL).last_seen, Some(noon("2021-12-30")));
    // It cannot have been received before the last time that the journal says.
    assert_eq!(row(&land.picture_at(noon("2021-12-29")), A, LEVEL).sent, 0);
    // A known time of a later receipt that covers it holds from then on.
    land.receive(A, noon("2022-01-03"));
    assert_eq!(row(&land.picture_at(noon("2021-12-31")), A, LEVEL).sent, 0);
    let picture = land.picture_at(noon("2022-01-03"));
    assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).recorded_late), (1, 1));
}
