//! Corrections and reversals.

use crate::samples::{
    HA, MY, college, correct, enroll, nomination, outcomes, record, results, reversal, reverse, row, step,
    unaward,
};
use crate::station::{COLLEGE, Station};
use contracts::pb::training::v1 as pb;
use contracts::pb::types::v1::{ItemOutcome, OutcomeCode};
use domain::record::{Enrollment, State};

fn correction(student_code: &str) -> pb::EnrollmentCorrectionItem {
    pb::EnrollmentCorrectionItem {
        student_code: student_code.to_owned(),
        reason: "Ghi nhầm".to_owned(),
        ..Default::default()
    }
}

async fn enrollment(station: &Station, student_code: &str) -> Enrollment {
    let view = station.node.ledger.read().await;
    let books = view.books(COLLEGE).unwrap();
    let learner = books.learner(student_code).unwrap().record;
    books.enrollment_of(learner).unwrap().state.clone()
}

#[tokio::test]
async fn day_class_and_nomination_are_put_right() {
    let (station, district) = college(&[MY, HA]).await;
    enroll(&station, "0", vec![row("SV1", MY)]).await;
    let day = pb::EnrollmentCorrectionItem { begun_on: "2021-09-20".to_owned(), ..correction("SV1") };
    let class = pb::EnrollmentCorrectionItem { class_code: "B".to_owned(), ..correction("SV1") };
    assert_eq!(
        correct(&station, "1", vec![day.clone(), day, class.clone(), class]).await,
        ["APPLIED 2", "UNCHANGED 2", "APPLIED 3", "UNCHANGED 3"]
    );
    let basis = |row: pb::EnrollmentItem| pb::EnrollmentCorrectionItem {
        nomination: row.nomination,
        ..correction("SV1")
    };
    assert_eq!(
        correct(&station, "2", vec![basis(row("SV1", HA)), basis(row("SV1", MY))]).await,
        ["NOMINATION_CONTRADICTION items[0].full_name", "UNCHANGED 3"]
    );
    let before = enrollment(&station, "SV1").await.nomination.unwrap();
    let mut amended = nomination(MY);
    amended.programme = "Giáo dục mầm non (sửa)".to_owned();
    district.write(record(MY.number), State::Nomination(amended)).await;
    station.pull(&district).await;
    assert_eq!(correct(&station, "3", vec![basis(row("SV1", MY))]).await, ["APPLIED 4"]);
    let state = enrollment(&station, "SV1").await;
    let after = state.nomination.unwrap();
    assert_eq!((before.reference.revision, after.reference.revision), (1, 2), "the basis is witnessed anew");
    assert_ne!(before.leaf, after.leaf);
    assert_eq!(state.person.unwrap().reason, "Ghi nhầm");
}

#[tokio::test]
async fn a_correction_obeys_the_rules_of_a_report() {
    let (station, _) = college(&[MY, HA]).await;
    let rows = vec![
        row("SV1", MY),
        step(row("SV1", MY), pb::EnrollmentStatus::Deferred, "2021-10-01"),
        pb::EnrollmentItem { class_code: "B".to_owned(), ..row("SV2", HA) },
    ];
    enroll(&station, "0", rows).await;
    let corrections = vec![
        correction("SV1"),
        pb::EnrollmentCorrectionItem { begun_on: "2021-10-02".to_owned(), ..correction("SV1") },
        pb::EnrollmentCorrectionItem { class_code: "B".to_owned(), ..correction("SV1") },
        pb::EnrollmentCorrectionItem { class_code: "Z".to_owned(), ..correction("SV1") },
        pb::EnrollmentCorrectionItem { begun_on: "2021-09-01".to_owned(), ..correction("SV9") },
    ];
    let expected = [
        "INVALID_VALUE items[0].begun_on",
        "ENROLLMENT_STEP_NOT_ALLOWED items[1].begun_on",
        "CLASS_FULL items[2].class_code",
        "CLASS_NOT_FOUND items[3].class_code",
        "ENROLLMENT_NOT_FOUND items[4].student_code",
    ];
    assert_eq!(correct(&station, "1", corrections).await, expected);
}

#[tokio::test]
async fn study_begun_before_the_decision_is_taken_in_with_a_note() {
    let (station, _) = college(&[MY, HA]).await;
    let on = |student_code, sent, day: &str| pb::EnrollmentItem {
        begun_on: day.to_owned(),
        ..row(student_code, sent)
    };
    let rows = vec![on("SV1", MY, "2021-03-04"), on("SV2", HA, "2021-03-05")];
    let told = outcomes::enroll(&station, "1", rows.clone()).await;
    let applied = |outcome: &ItemOutcome| (outcome.code(), outcome.revision);
    assert_eq!(told.iter().map(applied).collect::<Vec<_>>(), [(OutcomeCode::Applied, 1); 2]);
    let note = &told[0].problems[0];
    assert_eq!((note.reason.as_str(), note.field.as_str()), ("BEGUN_BEFORE_DECISION", "items[0].begun_on"));
    for known in ["04/03/2021", "05/03/2021", "215/QĐ-UBND"] {
        assert!(note.text_vi.contains(known), "{}", note.text_vi);
    }
    assert_eq!(told[1].problems, [], "the day of the decision is in time");
    assert_eq!(outcomes::enroll(&station, "1", rows).await, told, "a repeat tells the note again");
    let earlier = pb::EnrollmentCorrectionItem { begun_on: "2021-03-01".to_owned(), ..correction("SV2") };
    let later = pb::EnrollmentCorrectionItem { begun_on: "2021-09-15".to_owned(), ..correction("SV1") };
    assert_eq!(
        correct(&station, "2", vec![earlier, later]).await,
        ["BEGUN_BEFORE_DECISION items[0].begun_on", "APPLIED 2"]
    );
    assert_eq!(enrollment(&station, "SV2").await.begun_on.to_string(), "2021-03-01");
}

#[tokio::test]
async fn results_follow_the_nomination() {
    let (station, district) = college(&[MY]).await;
    enroll(&station, "0", vec![row("SV1", MY)]).await;
    results(&station, "1", vec![crate::results::diploma("SV1", "CĐ001")]).await;
    district
        .write(record(50), State::Nomination(nomination(crate::samples::Sent { number: 50, ..MY })))
        .await;
    station.pull(&district).await;
    let key = domain::ids::RecordKey { agency: crate::station::DISTRICT, record: record(50) };
    let name = pb::NominationKey { nomination: Some(crate::samples::record_ref(key)), ..Default::default() };
    let other = pb::EnrollmentCorrectionItem { nomination: Some(name), ..correction("SV1") };
    assert_eq!(correct(&station, "2", vec![other]).await, ["APPLIED 2"]);
    let late = pb::EnrollmentCorrectionItem { begun_on: "2021-12-21".to_owned(), ..correction("SV1") };
    assert_eq!(correct(&station, "3", vec![late]).await, ["DIPLOMA_BEFORE_START items[0].begun_on"]);
    let view = station.node.ledger.read().await;
    let books = view.books(COLLEGE).unwrap();
    let learner = books.learner("SV1").unwrap().record;
    let found = books.enrollment_of(learner).unwrap();
    assert_eq!(books.completion_of(found.record).unwrap().state.nomination.unwrap().key(), key);
}

#[tokio::test]
async fn an_enrollment_in_error_is_taken_back_and_its_code_is_free() {
    let (station, _) = college(&[MY, HA]).await;
    enroll(&station, "0", vec![row("SV1", MY), row("SV2", HA)]).await;
    results(&station, "1", vec![crate::results::diploma("SV2", "CĐ001")]).await;
    assert_eq!(
        reverse(&station, "2", vec![reversal("SV1"), reversal("SV1"), reversal("SV9"), reversal("SV2")])
            .await,
        [
            "APPLIED 2",
            "UNCHANGED 2",
            "ENROLLMENT_NOT_FOUND items[2].student_code",
            "ENROLLMENT_HAS_DIPLOMA items[3].student_code"
        ]
    );
    assert_eq!(unaward(&station, "3", vec![reversal("SV2")]).await, ["APPLIED 2"]);
    assert_eq!(reverse(&station, "4", vec![reversal("SV2")]).await, ["APPLIED 2"]);
    // SV1 had been given to the wrong person.
    assert_eq!(enroll(&station, "5", vec![row("SV1", HA), row("SV2", MY)]).await, ["APPLIED 1"; 2]);
    let station = station.reopen().await;
    assert_eq!(enrollment(&station, "SV1").await.person.unwrap().full_name, HA.name);
    let view = station.node.ledger.read().await;
    let books = view.books(COLLEGE).unwrap();
    assert_eq!(books.learners_in(books.class("A").unwrap().record), 2);
}
