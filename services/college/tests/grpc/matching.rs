//! Which nomination a row means.

use crate::agency::Peer;
use crate::samples::{HA, MY, Sent, college, enroll, nomination, record, record_ref, row};
use crate::station::{COLLEGE, DISTRICT, NOW, OTHER_DISTRICT, Station};
use contracts::pb::training::v1 as pb;
use domain::ids::RecordKey;
use domain::record::{NominationState, Role, State};

/// The row without teacher code and number.
fn bare(student_code: &str, sent: Sent) -> pb::EnrollmentItem {
    with_key(row(student_code, sent), |key| {
        key.teacher_code.clear();
        key.national_id.clear();
    })
}

fn with_key(row: pb::EnrollmentItem, change: impl Fn(&mut pb::NominationKey)) -> pb::EnrollmentItem {
    let mut key = row.nomination.clone().unwrap();
    change(&mut key);
    pb::EnrollmentItem { nomination: Some(key), ..row }
}

/// The nomination behind a student code.
async fn behind(station: &Station, student_code: &str) -> RecordKey {
    let view = station.node.ledger.read().await;
    let books = view.books(COLLEGE).unwrap();
    let learner = books.learner(student_code).unwrap().record;
    let enrollment = books.enrollment_of(learner).unwrap();
    enrollment.state.nomination.unwrap().reference.key()
}

#[tokio::test]
async fn a_person_is_found_by_code_by_number_and_by_name_with_birth_date() {
    let third =
        Sent { number: 3, code: "GV0003", name: "Giàng A Páo", birth: "1979-01-01", national_id: None };
    let (station, _) = college(&[MY, HA, third]).await;
    let by_code = with_key(row("SV2", HA), |key| {
        let decision = key.decision.as_mut().unwrap();
        decision.authority = "Ubnd  huyện SÌN HỒ".to_owned();
        decision.number = "215/qđ-ubnd".to_owned();
    });
    let by_number = with_key(row("SV1", MY), |key| key.teacher_code.clear());
    let by_name = pb::EnrollmentItem { class_code: "B".to_owned(), ..bare("SV3", third) };
    let by_name =
        pb::EnrollmentItem { full_name: "GIÀNG A  PÁO".to_owned(), birth: "1979".to_owned(), ..by_name };
    assert_eq!(enroll(&station, "1", vec![by_code, by_number, by_name]).await, ["APPLIED 1"; 3]);
    for (student_code, number) in [("SV1", 1), ("SV2", 2), ("SV3", 3)] {
        let expected = RecordKey { agency: DISTRICT, record: record(number) };
        assert_eq!(behind(&station, student_code).await, expected);
    }
}

#[tokio::test]
async fn a_record_named_wins_and_must_not_be_contradicted() {
    let (station, _) = college(&[MY, HA]).await;
    let key = |number| record_ref(RecordKey { agency: DISTRICT, record: record(number) });
    let named = |student_code, sent, number| {
        with_key(row(student_code, sent), |name| {
            name.decision = None;
            name.nomination = Some(key(number));
        })
    };
    let told =
        enroll(&station, "1", vec![named("SV1", MY, 2), named("SV1", MY, 77), named("SV1", MY, 1)]).await;
    assert_eq!(
        told,
        [
            "NOMINATION_CONTRADICTION items[0].nomination.teacher_code",
            "NOMINATION_NOT_FOUND items[1].nomination",
            "APPLIED 1"
        ]
    );
}

#[tokio::test]
async fn a_contradiction_names_what_differs() {
    let (station, _) = college(&[MY, HA]).await;
    let cases = [
        (pb::EnrollmentItem { full_name: "Lò Thị May".to_owned(), ..row("SV1", MY) }, "full_name"),
        (pb::EnrollmentItem { birth: "1985-03-30".to_owned(), ..row("SV1", MY) }, "birth"),
        (
            with_key(row("SV1", MY), |key| key.national_id = "012185000124".to_owned()),
            "nomination.national_id",
        ),
        (with_key(row("SV1", MY), |key| key.teacher_code = "GV0009".to_owned()), "nomination.teacher_code"),
    ];
    for (at, (case, field)) in cases.into_iter().enumerate() {
        let told = enroll(&station, &format!("{at}"), vec![case]).await;
        assert_eq!(told, [format!("NOMINATION_CONTRADICTION items[0].{field}")]);
    }
    // A number of the old card says nothing about one of 12 digits.
    let old_card = with_key(row("SV1", MY), |key| key.national_id = "045123456".to_owned());
    assert_eq!(enroll(&station, "old", vec![old_card]).await, ["APPLIED 1"]);
}

#[tokio::test]
async fn nobody_and_several_are_told_apart() {
    let twin = Sent { number: 3, code: "GV0003", national_id: None, ..HA };
    let (station, district) = college(&[MY, HA, twin]).await;
    let nobody = "NOMINATION_NOT_FOUND items[0].nomination";
    let other_day =
        with_key(row("SV1", MY), |key| key.decision.as_mut().unwrap().date = "2021-03-06".to_owned());
    assert_eq!(enroll(&station, "1", vec![other_day]).await, [nobody]);
    let stranger = Sent { name: "Vàng Thị Sua", ..MY };
    assert_eq!(enroll(&station, "2", vec![bare("SV1", stranger)]).await, [nobody]);
    let without = pb::EnrollmentItem { nomination: None, ..row("SV1", MY) };
    assert_eq!(enroll(&station, "3", vec![without]).await, [nobody]);
    assert_eq!(
        enroll(&station, "4", vec![bare("SV2", HA)]).await,
        ["NOMINATION_AMBIGUOUS items[0].nomination"]
    );
    assert_eq!(enroll(&station, "5", vec![row("SV2", HA)]).await, ["APPLIED 1"]);

    let mut void = nomination(MY);
    void.state = NominationState::Void;
    district.write(record(MY.number), State::Nomination(void)).await;
    station.pull(&district).await;
    assert_eq!(enroll(&station, "6", vec![row("SV1", MY)]).await, [nobody], "it was entered in error");
}

#[tokio::test]
async fn one_decision_of_two_districts_needs_more_than_a_code() {
    let (station, _) = college(&[MY]).await;
    let other = Peer::new(OTHER_DISTRICT, Role::District, NOW).await;
    other.write(record(9), State::Nomination(nomination(Sent { number: 9, ..HA }))).await;
    let same_code = Sent { number: 10, code: MY.code, national_id: None, ..HA };
    other.write(record(10), State::Nomination(nomination(same_code))).await;
    station.pull(&other).await;
    assert_eq!(
        enroll(&station, "1", vec![row("SV1", MY)]).await,
        ["NOMINATION_AMBIGUOUS items[0].nomination"]
    );
    let by_number = with_key(row("SV1", MY), |key| key.teacher_code.clear());
    assert_eq!(enroll(&station, "2", vec![by_number]).await, ["APPLIED 1"]);
}
