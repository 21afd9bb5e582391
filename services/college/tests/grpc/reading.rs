//! The search before an enrollment, lists, traces; repeats of requests.

use crate::samples::{HA, MY, Sent, college, date, enroll, nomination, record, reversal, row, unaward};
use crate::station::{DISTRICT, Station, by_system, reason};
use contracts::pb::training::v1 as pb;
use domain::ids::{Position, Reference};
use domain::record::{Kind, NominationEnd, NominationState, State};

async fn ask(station: &Station, request: pb::FindNomineeRequest) -> Vec<pb::Nominee> {
    station.client().find_nominee(by_system(request)).await.unwrap().into_inner().candidates
}

fn reasons(candidates: &[pb::Nominee]) -> Vec<(&str, Vec<&str>)> {
    candidates
        .iter()
        .map(|one| (one.full_name.as_str(), one.reasons.iter().map(String::as_str).collect()))
        .collect()
}

#[tokio::test]
async fn a_clerk_sees_candidates_with_what_speaks_for_and_against() {
    let namesake =
        Sent { number: 3, code: "GV0003", birth: "1971-12-30", national_id: Some("012171000777"), ..MY };
    let (station, district) = college(&[MY, HA, namesake]).await;
    let by_number = pb::FindNomineeRequest {
        national_id: "012185000123".to_owned(),
        full_name: "lo thi my".to_owned(),
        birth: "1985".to_owned(),
        ..Default::default()
    };
    let found = ask(&station, by_number.clone()).await;
    assert_eq!(
        reasons(&found),
        [
            (MY.name, vec!["SAME_NATIONAL_ID", "SAME_NAME", "SAME_BIRTH"]),
            (MY.name, vec!["OTHER_NATIONAL_ID", "SAME_NAME", "OTHER_BIRTH"])
        ]
    );
    let first = &found[0];
    assert_eq!(
        (first.national_id_masked.as_str(), first.district.as_str()),
        ("********0123", "Huyện Sìn Hồ")
    );
    assert!(first.in_force);

    enroll(&station, "1", vec![row("SV1", MY)]).await;
    let mut ended = nomination(HA);
    let NominationState::Sent { decision, cite } = ended.state else { panic!("it was sent") };
    let seen = Position { epoch: 1, position: 1 };
    let by = Reference { agency: DISTRICT, record: record(0x301), revision: 1, seen };
    let end = NominationEnd { replaced: false, effective: date("2021-08-01"), decision: by };
    ended.state = NominationState::Ended { decision, cite, end };
    district.write(record(HA.number), State::Nomination(ended)).await;
    station.pull(&district).await;
    let by_decision = |name: &str| pb::FindNomineeRequest {
        decision_number: "215/QĐ-UBND".to_owned(),
        decision_date: "2021-03-05".to_owned(),
        full_name: name.to_owned(),
        ..Default::default()
    };
    assert_eq!(
        reasons(&ask(&station, by_decision("Nguyễn Thị Hà")).await),
        [(HA.name, vec!["SAME_DECISION", "SAME_NAME", "ENDED"])]
    );
    let of_decision = ask(&station, by_decision("")).await;
    assert_eq!(of_decision.len(), 3, "the whole list attached to the decision");
    let my = of_decision.iter().find(|one| one.birth == MY.birth).unwrap();
    assert_eq!(my.reasons, ["SAME_DECISION", "ALREADY_ENROLLED"]);
    let other_day = pb::FindNomineeRequest {
        decision_date: "2021-03-06".to_owned(),
        ..by_decision("Nguyễn Thị Hà")
    };
    assert_eq!(
        reasons(&ask(&station, other_day).await),
        [(HA.name, vec!["OTHER_DECISION", "SAME_NAME", "ENDED"])]
    );
    assert!(ask(&station, by_decision("Không Có Ai")).await.is_empty());
}

#[tokio::test]
async fn nothing_to_search_by_is_refused() {
    let (station, _) = college(&[MY]).await;
    let size = station.size().await;
    let birth_alone = pb::FindNomineeRequest { birth: "1985".to_owned(), ..Default::default() };
    let status = station.client().find_nominee(by_system(birth_alone)).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_VALUE");
    assert_eq!(station.size().await, size, "nothing was read");
}

/// What a clerk types is seldom what the district wrote: capitals, missing accents, spaces, dashes from a word processor, letters taken apart.
#[tokio::test]
async fn a_clerk_need_not_write_as_the_district_did() {
    let old_card = Sent {
        number: 4,
        code: "GV0004",
        name: "Giàng A Páo",
        birth: "1979-01-01",
        national_id: Some("045123456"),
    };
    let (station, _) = college(&[MY, HA, old_card]).await;
    for number in ["215/qđ-ubnd", "215/QD-UBND", " 215 / QĐ – UBND "] {
        let request = pb::FindNomineeRequest { decision_number: number.to_owned(), ..Default::default() };
        assert_eq!(ask(&station, request).await.len(), 3, "{number}");
    }
    let decomposed = "Nguyê\u{303}n Thi\u{323} Ha\u{300}";
    for name in [decomposed, "NGUYỄN THỊ HÀ", "nguyen thi  ha", "Nguyễn\u{a0}Thị Hà"] {
        for birth in ["1990", "1990-07", "1990-07-02"] {
            let (full_name, birth) = (name.to_owned(), birth.to_owned());
            let request = pb::FindNomineeRequest { full_name, birth, ..Default::default() };
            let found = ask(&station, request).await;
            assert_eq!(reasons(&found), [(HA.name, vec!["SAME_NAME", "SAME_BIRTH"])], "{name:?}");
        }
    }
    let by_card = pb::FindNomineeRequest { national_id: "045123456".to_owned(), ..Default::default() };
    let found = ask(&station, by_card).await;
    assert_eq!(reasons(&found), [(old_card.name, vec!["SAME_NATIONAL_ID"])]);
    assert_eq!(found[0].national_id_masked, "*****3456");
}

#[tokio::test]
async fn a_number_that_is_none_is_told_what_is_wrong_with_it() {
    let (station, _) = college(&[MY]).await;
    let size = station.size().await;
    let request = pb::FindNomineeRequest { national_id: "12185000123".to_owned(), ..Default::default() };
    let status = station.client().find_nominee(by_system(request)).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_VALUE");
    assert!(status.message().contains("có thể mất số 0 ở đầu"), "{status}");
    assert_eq!(station.size().await, size, "nothing was read");
}

#[tokio::test]
async fn every_read_of_persons_leaves_a_trace_without_their_data() {
    let (station, _) = college(&[MY]).await;
    enroll(&station, "1", vec![row("SV1", MY)]).await;
    let size = station.size().await;
    let name = pb::FindNomineeRequest {
        full_name: MY.name.to_owned(),
        birth: MY.birth.to_owned(),
        ..Default::default()
    };
    assert_eq!(ask(&station, name).await.len(), 1);
    let list = pb::ListEnrollmentsRequest::default();
    station.client().list_enrollments(by_system(list)).await.unwrap();
    let traces = station.entries_after(size).await;
    assert_eq!(traces.len(), 2);
    for (trace, rpc) in traces.iter().zip(["FindNominee", "ListEnrollments"]) {
        assert_eq!(trace.header.kind, Kind::ReadTrace.number());
        let text = String::from_utf8_lossy(&trace.fact.content.as_ref().unwrap().body).into_owned();
        assert!(text.contains(rpc) && text.contains(":system:qlsv"), "{text}");
        assert!(!text.contains("Mỷ") && !text.contains("1985") && !text.contains("SV1"), "{text}");
        assert!(trace.person.is_none());
    }
}

#[tokio::test]
async fn enrollments_are_listed_page_by_page_by_student_code() {
    let third =
        Sent { number: 3, code: "GV0003", name: "Giàng A Páo", birth: "1979-01-01", national_id: None };
    let (station, _) = college(&[MY, HA, third]).await;
    let b = pb::EnrollmentItem { class_code: "B".to_owned(), ..row("SV2", third) };
    enroll(&station, "1", vec![row("SV3", MY), row("SV1", HA), b]).await;
    crate::samples::results(&station, "2", vec![crate::results::diploma("SV3", "CĐ001")]).await;
    crate::samples::reverse(&station, "3", vec![reversal("SV2")]).await;
    let station = station.reopen().await;
    let mut rows = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = pb::ListEnrollmentsRequest { page_size: 2, page_token };
        let page = station.client().list_enrollments(by_system(request)).await.unwrap().into_inner();
        rows.extend(page.enrollments);
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.student_code.as_str(), row.class_code.as_str(), row.void, row.diploma_number.as_str())
        })
        .collect();
    assert_eq!(told, [("SV1", "A", false, ""), ("SV2", "B", true, ""), ("SV3", "A", false, "CĐ001")]);
    let foreign = pb::ListEnrollmentsRequest { page_size: 0, page_token: "AAAA".to_owned() };
    let status = station.client().list_enrollments(by_system(foreign)).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_PAGE_TOKEN");
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_other_content_is_a_conflict() {
    let (station, _) = college(&[MY]).await;
    let first = enroll(&station, "same", vec![row("SV1", MY), row("SV1", HA)]).await;
    let size = station.size().await;
    let station = station.reopen().await;
    let again = enroll(&station, "same", vec![row("SV1", MY), row("SV1", HA)]).await;
    assert_eq!(again, first, "refusals are part of the answer");
    assert_eq!(station.size().await, size);
    assert_eq!(
        unaward(&station, "same", vec![reversal("SV1")]).await,
        ["DIPLOMA_NOT_FOUND items[0].student_code"]
    );
    let other = pb::ReportEnrollmentsRequest {
        request_id: "same".to_owned(),
        acted_by: Some(contracts::pb::types::v1::ActedBy {
            person: "mai".to_owned(),
            office: "Phòng Đào tạo".to_owned(),
            on_behalf_of: None,
        }),
        items: vec![row("SV2", MY)],
    };
    let status = station.client().report_enrollments(by_system(other)).await.unwrap_err();
    assert_eq!(reason(&status), "REQUEST_ID_CONFLICT");
}

#[tokio::test]
async fn what_does_not_fit_into_one_transaction_is_refused_and_not_half_done() {
    const NAMES: usize = 200;
    let sent: Vec<Sent> = (0..NAMES)
        .map(|at| Sent {
            number: 1_000 + at as u128,
            code: Box::leak(format!("GV{at:04}").into_boxed_str()),
            name: "Nguyễn Thị Hà",
            birth: "1990-07-02",
            national_id: None,
        })
        .collect();
    let (station, _) = college(&sent).await;
    crate::samples::classes(&station, "large", vec![crate::samples::class("A", 1_000)]).await;
    let rows: Vec<_> = sent.iter().enumerate().map(|(at, one)| row(&format!("SV{at}"), *one)).collect();
    let told = enroll(&station, "1", rows.clone()).await;
    let done = told.iter().filter(|one| *one == "APPLIED 1").count();
    assert_eq!(told[done..].iter().filter(|one| one.starts_with("TOO_MANY_ITEMS")).count(), NAMES - done);
    assert_eq!(done, 199);
    let again = enroll(&station, "2", rows).await;
    assert_eq!(again[..done], vec!["UNCHANGED 1".to_owned(); done]);
    assert_eq!(again[done..], ["APPLIED 1"]);
}
