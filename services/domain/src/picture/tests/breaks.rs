//! Every break that is not about who is who: what brings it about, and whose it is.

use super::land::{A, B, COLLEGE, Land, SO, day, kinds, noon, row};
use crate::ids::{AgencyId, RecordKey};
use crate::picture::Picture;
use crate::picture::breaks::{BreakKind, break_id};
use crate::record::{NominationState, State, WitnessedReference};
use crate::vocabulary::{Degree, Employment, Level, ScopeStatus};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

const LEVEL: Level = Level::Primary;

fn only(picture: &Picture, kind: &str, owner: AgencyId, person: Option<WitnessedReference>) {
    assert_eq!(kinds(picture), [kind]);
    let open = &picture.breaks[0];
    assert_eq!((open.owner, open.person), (owner, person.map(|person| person.reference.key())), "{kind}");
    assert!(open.records.is_sorted() && open.text_vi.len() > 40 && open.text_en.len() > 40);
    assert_eq!(open.id, break_id(open.kind, &open.records));
    assert!(open.since >= noon("2021-01-04"), "{kind} since {}", open.since);
}

#[test]
fn codes_are_unique_ascending_and_documented() {
    let codes: Vec<_> = BreakKind::ALL.iter().map(|kind| kind.code()).collect();
    assert!(codes.is_sorted() && codes.iter().collect::<BTreeSet<_>>().len() == codes.len());
    let document = include_str!("../../../../../docs/breaks.md");
    for kind in BreakKind::ALL {
        let words = kind.words();
        let [vi, en] = words.name;
        let [how_vi, how_en] = words.settled;
        let line = format!("| `{}` | {vi} | {en} | {} | {how_vi} | {how_en} |", words.code, words.owner);
        assert!(document.contains(&line), "docs/breaks.md lacks: {line}");
        assert!(words.text.iter().all(|text| text.len() > 40 && text.ends_with('.')), "{}", words.code);
    }
}

#[test]
fn the_id_is_made_of_the_kind_and_the_sorted_references() {
    let key = |agency: AgencyId, number: u128| RecordKey {
        agency,
        record: crate::ids::RecordId(uuid::Uuid::from_u128(number)),
    };
    let mut bytes = b"DOUBLE_CLAIM".to_vec();
    for (agency, number) in [(105_u128, 9_u128), (107, 1)] {
        bytes.extend(agency.to_be_bytes());
        bytes.extend(number.to_be_bytes());
    }
    let expected: [u8; 32] = Sha256::digest(&bytes).into();
    let id = break_id(BreakKind::DoubleClaim, &[key(B, 1), key(A, 9), key(B, 1)]);
    assert_eq!(id.0, expected);
}

#[test]
fn sent_outside_the_list() {
    for status in [None, Some(ScopeStatus::MeetsStandard), Some(ScopeStatus::NearRetirement)] {
        let mut land = Land::new();
        let teacher = land.teacher(A, LEVEL, 50);
        let members: Vec<_> = status.map(|status| (teacher, status)).into_iter().collect();
        land.freeze(A, LEVEL, &members);
        land.send(A, teacher, "2021-06-01");
        let picture = land.picture();
        only(&picture, "SENT_OUTSIDE_LIST", A, Some(teacher));
        assert_eq!((picture.breaks[0].level, row(&picture, A, LEVEL).sent), (Some(LEVEL), 0));
        assert!(picture.breaks[0].text_vi.starts_with("[Huyện 105, Tiểu học] "));
    }
    // While nothing is frozen there is no list to be outside of.
    let mut land = Land::new();
    let teacher = land.teacher(A, LEVEL, 50);
    land.send(A, teacher, "2021-06-01");
    assert!(land.picture().breaks.is_empty());
}

#[test]
fn undecided_and_sent() {
    let mut land = Land::new();
    let teacher = land.teacher(A, LEVEL, 50);
    land.freeze(A, LEVEL, &[(teacher, ScopeStatus::Undecided)]);
    land.send(A, teacher, "2021-06-01");
    only(&land.picture(), "UNDECIDED_SENT", A, Some(teacher));
}

#[test]
fn decisions_outside_the_plans_dates() {
    for (date, kind) in [("2020-12-31", "DECISION_BEFORE_PLAN"), ("2022-01-01", "DECISION_AFTER_DEADLINE")] {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        land.send(A, teacher, date);
        only(&land.picture(), kind, A, Some(teacher));
        // Another decision sends the person: nothing is left to settle.
        land.send(A, teacher, "2021-06-01");
        assert!(land.picture().breaks.is_empty());
    }
    // A decision after an early cut-off only waits for a later picture.
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.send(A, teacher, "2021-06-01");
    land.sync("2021-07-01");
    let picture = land.world().picture("", Some(day("2021-03-31")), noon("2021-07-01")).unwrap();
    assert!(picture.breaks.is_empty());
}

#[test]
fn a_degree_below_the_plans() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    land.change(nomination, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        nomination.target_degree = Degree::College;
    });
    only(&land.picture(), "TARGET_DEGREE_TOO_LOW", A, Some(teacher));
}

#[test]
fn sent_and_no_longer_employed() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.send(A, teacher, "2021-06-01");
    land.change(teacher, |state| {
        let State::Teacher(teacher) = state else { panic!("not a teacher") };
        teacher.employment = Employment::Left;
    });
    let picture = land.picture();
    only(&picture, "SENT_NOT_EMPLOYED", A, Some(teacher));
    // The frozen list holds all the same.
    assert_eq!(row(&picture, A, LEVEL).sent, 1);
}

#[test]
fn enrolled_without_a_nomination() {
    let mut land = Land::new();
    land.row(A, LEVEL, 10);
    let enrollment = land.enroll(None, "2021-09-01");
    only(&land.picture(), "ENROLLED_WITHOUT_NOMINATION", COLLEGE, None);
    land.void(enrollment);
    assert!(land.picture().breaks.is_empty());
}

#[test]
fn enrolled_by_a_nomination_that_does_not_count() {
    type Undo = fn(&mut Land, WitnessedReference);
    let ways: [(&str, Undo); 3] = [
        ("void", |land, nomination| {
            land.void(nomination);
        }),
        ("withdrawn by D", |land, nomination| {
            land.withdraw(nomination, "2021-10-01");
        }),
        ("withdrawn before study began", |land, nomination| {
            land.withdraw(nomination, "2021-08-31");
        }),
    ];
    for (way, undo) in ways {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        let nomination = land.send(A, teacher, "2021-06-01");
        land.enroll(Some(nomination), "2021-09-01");
        undo(&mut land, nomination);
        let picture = land.picture();
        only(&picture, "ENROLLED_NOT_SENT", A, Some(teacher));
        assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).enrolled), (0, 0), "{way}");
    }
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let draft = land.nominate(A, teacher, NominationState::Draft);
    land.enroll(Some(draft), "2021-09-01");
    only(&land.picture(), "ENROLLED_NOT_SENT", A, Some(teacher));
}

#[test]
fn a_nomination_that_changed_after_the_enrollment() {
    // A withdrawal after D does not subtract, but the college should know.
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    land.enroll(Some(nomination), "2021-09-01");
    land.withdraw(nomination, "2022-01-01");
    let picture = land.picture();
    only(&picture, "STALE_BASIS", COLLEGE, Some(teacher));
    assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).enrolled), (1, 1));
    // What does not matter does not make it stale.
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    land.enroll(Some(nomination), "2021-09-01");
    land.change(nomination, |state| {
        let State::Nomination(nomination) = state else { panic!("not a nomination") };
        "Cơ sở khác".clone_into(&mut nomination.institution);
    });
    assert!(land.picture().breaks.is_empty());
}

#[test]
fn study_begun_before_the_decision_counts_and_is_shown() {
    for (begun, open) in [("2021-05-31", true), ("2021-06-01", false), ("2021-06-02", false)] {
        let mut land = Land::new();
        let teacher = land.row(A, LEVEL, 10)[0];
        let nomination = land.send(A, teacher, "2021-06-01");
        let enrollment = land.enroll(Some(nomination), begun);
        let picture = land.picture();
        if open {
            only(&picture, "BEGUN_BEFORE_DECISION", COLLEGE, Some(teacher));
        } else {
            assert!(picture.breaks.is_empty(), "{begun}");
        }
        // An enrollment counts if it began by the cut-off (D33).
        assert_eq!((row(&picture, A, LEVEL).sent, row(&picture, A, LEVEL).enrolled), (1, 1));
        land.void(enrollment);
        assert!(land.picture().breaks.is_empty());
    }
}

#[test]
fn diplomas_outside_the_enrolled() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    let nomination = land.send(A, teacher, "2021-06-01");
    let enrollment = land.enroll(Some(nomination), "2021-09-01");
    land.complete(enrollment, Degree::College, "2021-12-01");
    only(&land.picture(), "DIPLOMA_DEGREE_TOO_LOW", COLLEGE, Some(teacher));
    land.void(enrollment);
    only(&land.picture(), "COMPLETED_NOT_ENROLLED", COLLEGE, Some(teacher));
}

#[test]
fn a_newer_list_than_the_frozen_one() {
    let mut land = Land::new();
    let teachers: Vec<_> = (0..10).map(|number| land.teacher(A, LEVEL, number)).collect();
    let members: Vec<_> = teachers.iter().map(|teacher| (*teacher, ScopeStatus::InScope)).collect();
    let list = land.list(A, LEVEL, &members);
    land.freeze_list(A, LEVEL, &members, list);
    // Drawn again with the same members: nothing to say.
    land.list(A, LEVEL, &members);
    assert!(land.picture().breaks.is_empty());
    land.list(A, LEVEL, &members[1..]);
    let picture = land.picture();
    only(&picture, "SCOPE_LIST_CHANGED", SO, None);
    assert_eq!(row(&picture, A, LEVEL).in_scope, 10);
    // The same by a new revision of the frozen record.
    let mut land = Land::new();
    let members: Vec<_> =
        (0..10).map(|number| (land.teacher(A, LEVEL, number), ScopeStatus::InScope)).collect();
    let list = land.list(A, LEVEL, &members);
    land.freeze_list(A, LEVEL, &members, list);
    land.change(list, |state| {
        let State::ScopeList(list) = state else { panic!("not a list") };
        list.members.pop();
    });
    let picture = land.picture();
    only(&picture, "SCOPE_LIST_CHANGED", SO, None);
    assert_eq!(
        (picture.breaks[0].districts.as_slice(), row(&picture, A, LEVEL).in_scope),
        (["105".to_owned()].as_slice(), 10)
    );
}

#[test]
fn a_freeze_that_says_another_number_and_a_list_judged_by_another_policy() {
    let mut land = Land::new();
    let freeze = {
        let members: Vec<_> =
            (0..10).map(|number| (land.teacher(A, LEVEL, number), ScopeStatus::InScope)).collect();
        land.freeze(A, LEVEL, &members)
    };
    land.change(freeze, |state| {
        let State::ScopeFrozen(frozen) = state else { panic!("not a freeze") };
        frozen.in_scope = 11;
    });
    let picture = land.picture();
    only(&picture, "FREEZE_DIFFERS", SO, None);
    assert_eq!(row(&picture, A, LEVEL).in_scope, 10);

    let mut land = Land::new();
    land.row(A, LEVEL, 10);
    let plan = land.plan;
    land.change(plan, |state| {
        let State::Plan(plan) = state else { panic!("not a plan") };
        "R0".clone_into(&mut plan.policy);
    });
    only(&land.picture(), "STALE_BASIS", SO, None);
}

#[test]
fn a_record_changed_in_a_later_epoch_from_an_old_revision() {
    let mut land = Land::new();
    let teacher = land.row(A, LEVEL, 10)[0];
    land.change(teacher, |_| {});
    let size = land.entries.len();
    land.open_epoch(A);
    land.change(teacher, |_| {});
    assert!(land.picture().breaks.is_empty(), "the next revision in a later epoch is no conflict");
    // As a node restored from before the second revision would write it.
    land.entries[size].revision = 2;
    only(&land.picture(), "EPOCH_CONFLICT", A, None);
    land.change(teacher, |_| {});
    assert!(land.picture().breaks.is_empty(), "the owner wrote it anew");
}

#[test]
fn a_person_stands_in_no_cell_twice_removed() {
    // Void, late and outside at once: breaks never change a figure.
    let mut land = Land::new();
    let teachers = land.row(A, LEVEL, 10);
    let outside = land.teacher(A, LEVEL, 70);
    land.send(A, outside, "2021-06-01");
    land.send(A, teachers[0], "2020-06-01");
    let picture = land.picture();
    assert_eq!(kinds(&picture), ["DECISION_BEFORE_PLAN", "SENT_OUTSIDE_LIST"]);
    assert_eq!(row(&picture, A, LEVEL).sent, 0);
}
