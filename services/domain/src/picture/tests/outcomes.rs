//! Parked, quarantined and unreadable records, and the verdict with and without them (D22, D23).

use super::land::{A, B, COLLEGE, Land, SO, kinds, noon, row, total};
use crate::band::Verdict;
use crate::picture::{Content, Outcome, Picture};
use crate::record::{Kind, NominationState, State, WitnessedReference};
use crate::vocabulary::{Level, ScopeStatus};

const LEVEL: Level = Level::Primary;

fn sum_holds(picture: &Picture) {
    let outcomes = &picture.outcomes;
    let four = outcomes.applied + outcomes.parked + outcomes.quarantined + outcomes.unreadable;
    assert_eq!(outcomes.records, four);
    assert_eq!(outcomes.not_applied.len() as u64, four - outcomes.applied);
}

fn outcome_of(picture: &Picture, record: WitnessedReference) -> &'static str {
    let found = picture.outcomes.not_applied.iter().find(|(key, _)| *key == record.reference.key());
    found.map_or("APPLIED", |(_, outcome)| outcome.code())
}

/// A nomination whose next revision cites a decision that was not received yet.
fn parked_withdrawal(land: &mut Land, teacher: WitnessedReference) -> WitnessedReference {
    let nomination = land.send(B, teacher, "2021-06-01");
    land.sync("2021-12-30");
    let decision = land.decision(A, "2021-12-01").reference;
    land.change(nomination, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        let NominationState::Sent { decision: first, cite } = nomination.state.clone() else {
            panic!("not sent")
        };
        let effective = super::land::day("2021-12-01");
        let end = crate::record::NominationEnd { replaced: false, effective, decision };
        nomination.state = NominationState::Ended { decision: first, cite, end };
    });
    land.receive(B, noon("2022-01-02"));
    nomination
}

#[test]
fn a_parked_revision_leaves_the_last_applied_one_and_opens_the_verdict() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.row(B, LEVEL, 10);
    let nomination = parked_withdrawal(&mut land, teacher);
    let now = noon("2022-01-02");
    let agencies = vec![A, B];
    land.add(super::land::COORDINATOR, State::Seen(crate::record::Seen { time: now, agencies }));
    let picture = land.picture_at(now);
    sum_holds(&picture);
    assert_eq!(outcome_of(&picture, nomination), "PARKED");
    let open = row(&picture, A, LEVEL);
    assert_eq!((open.sent, open.verdict, open.cause().as_str()), (1, Verdict::Unknown, "PARKED"));
    // The partner arrives: what was parked is applied, without any timer.
    land.receive(A, now);
    let picture = land.picture_at(now);
    sum_holds(&picture);
    assert_eq!(outcome_of(&picture, nomination), "APPLIED");
    assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).verdict), (0, Verdict::Below));
}

#[test]
fn a_freeze_waits_for_its_list() {
    let mut land = Land::new();
    let teachers: Vec<_> = (0..10).map(|number| land.teacher(A, LEVEL, number)).collect();
    let members: Vec<_> = teachers.iter().map(|teacher| (*teacher, ScopeStatus::InScope)).collect();
    land.sync("2021-02-01");
    let freeze = land.freeze(A, LEVEL, &members);
    land.receive(SO, noon("2021-02-02"));
    let waiting = land.picture_at(noon("2021-02-02"));
    assert_eq!(outcome_of(&waiting, freeze), "PARKED");
    let open = row(&waiting, A, LEVEL);
    assert_eq!((open.in_scope, open.cause().as_str()), (0, "SCOPE_NOT_FROZEN+PARKED"));
    land.receive(A, noon("2021-02-03"));
    assert_eq!(row(&land.picture_at(noon("2021-02-03")), A, LEVEL).in_scope, 10);
}

#[test]
fn a_newer_freeze_that_waits_leaves_the_older_n_without_a_verdict() {
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    land.sync("2021-02-01");
    let members: Vec<_> = teachers.iter().map(|teacher| (*teacher, ScopeStatus::MeetsStandard)).collect();
    land.freeze(A, LEVEL, &members);
    land.receive(SO, noon("2021-02-01"));
    let picture = land.picture_at(noon("2021-02-01"));
    let open = row(&picture, A, LEVEL);
    assert_eq!((open.in_scope, open.verdict, open.cause().as_str()), (10, Verdict::Unknown, "PARKED"));
}

#[test]
fn a_nomination_that_nobody_can_read_may_send_anybody_of_the_district() {
    for (content, code) in [
        (Content::Unreadable { schema_revision: 9 }, "UNREADABLE"),
        (Content::Quarantined { reason: "BODY".to_owned() }, "QUARANTINED"),
    ] {
        let mut land = Land::new();
        land.row(A, LEVEL, 10);
        land.row(B, LEVEL, 10);
        land.freeze_the_rest(&[(A, LEVEL), (B, LEVEL)]);
        let record = land.decision(A, "2021-05-01").reference.record;
        land.entries.pop();
        let opaque = land.write_raw(A, record, Kind::Nomination.number(), content);
        land.sync("2022-01-02");
        let picture = land.picture_at(noon("2022-01-02"));
        sum_holds(&picture);
        assert_eq!(outcome_of(&picture, opaque), code);
        assert_eq!(
            (row(&picture, A, LEVEL).verdict, row(&picture, A, LEVEL).cause().as_str()),
            (Verdict::Unknown, code)
        );
        assert_eq!(row(&picture, B, LEVEL).verdict, Verdict::Below);
        // 1 of 20 is as much below as none.
        assert_eq!(total(&picture, LEVEL).verdict, Verdict::Below);
    }
}

#[test]
fn a_missing_target_is_a_break_across_journals_and_quarantine_inside_one() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let mut ghost = land.send(A, teacher, "2021-06-01");
    let enrollment = land.enroll(Some(ghost), "2021-09-01");
    // The leaf that the college saw is not the leaf that the district's journal has.
    ghost.leaf.0[0] ^= 1;
    land.change(enrollment, |state| {
        let State::Enrollment(enrollment) = state else { panic!("not an enrollment") };
        enrollment.nomination = Some(ghost);
    });
    let picture = land.picture();
    assert_eq!(outcome_of(&picture, enrollment), "APPLIED");
    assert_eq!(kinds(&picture), ["DANGLING_REFERENCE"]);
    assert_eq!(picture.breaks[0].owner, COLLEGE);

    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    land.change(nomination, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        // A school of the same journal that does not exist.
        nomination.teacher.record = crate::ids::RecordId(uuid::Uuid::from_u128(7));
    });
    let picture = land.picture();
    sum_holds(&picture);
    let quarantined = Outcome::Quarantined { reason: "DANGLING_REFERENCE".to_owned() };
    assert_eq!(picture.outcomes.not_applied, [(nomination.reference.key(), quarantined)]);
    // The last applied revision stands, with the verdict taken without it too.
    assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).cause().as_str()), (1, "QUARANTINED"));
    assert_eq!(kinds(&picture), ["RECORD_QUARANTINED"]);
}

#[test]
fn entries_that_the_coordinator_does_not_hold_are_not_folded() {
    let mut land = Land::new();
    land.row(A, LEVEL, 10);
    let before = land.picture_at(noon("2021-01-04"));
    assert_eq!(row(&before, A, LEVEL).cause(), "SCOPE_NOT_FROZEN");
    let vector: Vec<_> = land.world().vector().collect();
    assert_eq!(before.vector, vector);
    assert!(vector.iter().any(|(agency, epoch, size)| (*agency, *epoch) == (A, 1) && *size == 11));
}
