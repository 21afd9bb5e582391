//! What happens to learners, row by row.

use crate::samples::{HA, MY, Sent, college, enroll, row, step};
use crate::station::COLLEGE;
use contracts::pb::training::v1 as pb;
use contracts::pb::training::v1::EnrollmentStatus::{Deferred, Dismissed, Resumed, Transferred, Withdrawn};

/// A cumulative file: every row since the beginning.
fn file() -> Vec<pb::EnrollmentItem> {
    let in_b = |row: pb::EnrollmentItem| pb::EnrollmentItem { class_code: "B".to_owned(), ..row };
    vec![
        row("SV1", MY),
        step(row("SV1", MY), Deferred, "2021-10-01"),
        step(row("SV1", MY), Resumed, "2021-11-01"),
        in_b(step(row("SV1", MY), Transferred, "2021-11-15")),
        in_b(step(row("SV1", MY), Withdrawn, "2021-12-01")),
    ]
}

#[tokio::test]
async fn a_file_taken_in_twice_changes_nothing_the_second_time() {
    let (station, _) = college(&[MY]).await;
    let first = enroll(&station, "1", file()).await;
    assert_eq!(first, ["APPLIED 1", "APPLIED 2", "APPLIED 3", "APPLIED 4", "APPLIED 5"]);
    let before = station.view().await;
    let station = station.reopen().await;
    assert_eq!(station.view().await, before, "the view is the fold of the journal");
    assert_eq!(enroll(&station, "2", file()).await, ["UNCHANGED 5"; 5]);
    let view = station.node.ledger.read().await;
    let books = view.books(COLLEGE).unwrap();
    let class = books.class("B").unwrap().record;
    let learner = books.learner("SV1").unwrap();
    let person = learner.state.person.as_ref().unwrap();
    assert_eq!((person.full_name.as_str(), person.national_id.as_deref()), (MY.name, MY.national_id));
    let enrollment = books.enrollment_of(learner.record).unwrap().state;
    assert_eq!((enrollment.class.record, enrollment.steps.len()), (class, 4));
    assert_eq!(books.learners_in(class), 0, "whoever has left holds no place");
}

#[tokio::test]
async fn steps_that_do_not_follow_are_refused() {
    let (station, _) = college(&[MY]).await;
    let rows = vec![
        step(row("SV1", MY), Resumed, "2021-10-01"),
        step(row("SV1", MY), Transferred, "2021-10-01"),
        row("SV1", MY),
        step(row("SV1", MY), Resumed, "2021-10-01"),
        step(row("SV1", MY), Deferred, "2021-09-01"),
        step(row("SV1", MY), Transferred, "2021-10-01"),
        pb::EnrollmentItem { begun_on: "2021-09-16".to_owned(), ..row("SV1", MY) },
        pb::EnrollmentItem { class_code: "B".to_owned(), ..row("SV1", MY) },
        pb::EnrollmentItem { class_code: "B".to_owned(), ..step(row("SV1", MY), Deferred, "2021-10-01") },
        step(row("SV1", MY), Dismissed, "2021-12-01"),
        step(row("SV1", MY), Deferred, "2021-12-02"),
    ];
    let expected = [
        "ENROLLMENT_STEP_NOT_ALLOWED items[0].status",
        "ENROLLMENT_STEP_NOT_ALLOWED items[1].class_code",
        "APPLIED 1",
        "ENROLLMENT_STEP_NOT_ALLOWED items[3].status",
        "ENROLLMENT_STEP_NOT_ALLOWED items[4].effective",
        "ENROLLMENT_STEP_NOT_ALLOWED items[5].class_code",
        "ENROLLMENT_STEP_NOT_ALLOWED items[6].begun_on",
        "ENROLLMENT_STEP_NOT_ALLOWED items[7].class_code",
        "ENROLLMENT_STEP_NOT_ALLOWED items[8].class_code",
        "APPLIED 2",
        "ENROLLMENT_STEP_NOT_ALLOWED items[10].status",
    ];
    assert_eq!(enroll(&station, "1", rows).await, expected);
}

#[tokio::test]
async fn a_first_row_may_carry_a_step_already() {
    let (station, _) = college(&[MY, HA]).await;
    let left = step(row("SV1", MY), Withdrawn, "2021-10-01");
    assert_eq!(enroll(&station, "1", vec![left]).await, ["APPLIED 1"]);
    let unknown = pb::EnrollmentItem { nomination: None, ..step(row("SV2", HA), Withdrawn, "2021-10-01") };
    assert_eq!(enroll(&station, "2", vec![unknown]).await, ["ENROLLMENT_NOT_FOUND items[0].student_code"]);
    let again = row("SV3", MY);
    assert_eq!(enroll(&station, "3", vec![again]).await, ["APPLIED 1"], "whoever has left may come again");
}

#[tokio::test]
async fn a_student_code_and_a_nomination_belong_to_one_person() {
    let (station, _) = college(&[MY, HA]).await;
    let rows =
        vec![row("SV1", MY), row("SV1", HA), row("SV2", MY), row("SV1", Sent { name: "LÒ THỊ  MỶ", ..MY })];
    let expected = [
        "APPLIED 1",
        "STUDENT_CODE_TAKEN items[1].student_code",
        "NOMINATION_CONTRADICTION items[2].student_code",
        "UNCHANGED 1",
    ];
    assert_eq!(enroll(&station, "1", rows).await, expected);
}

#[tokio::test]
async fn a_full_class_takes_nobody_until_a_place_is_free() {
    let (station, _) = college(&[MY, HA]).await;
    let in_b = |row: pb::EnrollmentItem| pb::EnrollmentItem { class_code: "B".to_owned(), ..row };
    let nowhere = pb::EnrollmentItem { class_code: "Z".to_owned(), ..row("SV1", MY) };
    let rows = vec![
        nowhere,
        in_b(row("SV1", MY)),
        in_b(row("SV2", HA)),
        row("SV2", HA),
        in_b(step(row("SV2", HA), Transferred, "2021-10-01")),
        in_b(step(row("SV1", MY), Withdrawn, "2021-10-01")),
        in_b(step(row("SV2", HA), Transferred, "2021-10-01")),
    ];
    let expected = [
        "CLASS_NOT_FOUND items[0].class_code",
        "APPLIED 1",
        "CLASS_FULL items[2].class_code",
        "APPLIED 1",
        "CLASS_FULL items[4].class_code",
        "APPLIED 2",
        "APPLIED 2",
    ];
    assert_eq!(enroll(&station, "1", rows).await, expected);
}

#[tokio::test]
async fn a_later_row_must_not_name_another_nomination() {
    let (station, _) = college(&[MY, HA]).await;
    let mut other = step(row("SV1", MY), Deferred, "2021-10-01");
    other.nomination.as_mut().unwrap().decision.as_mut().unwrap().number = "216/QĐ-UBND".to_owned();
    let mut silent = step(row("SV1", MY), Deferred, "2021-10-01");
    silent.nomination = None;
    assert_eq!(
        enroll(&station, "1", vec![row("SV1", MY), other, silent]).await,
        ["APPLIED 1", "NOMINATION_CONTRADICTION items[1].nomination.decision", "APPLIED 2"]
    );
}
