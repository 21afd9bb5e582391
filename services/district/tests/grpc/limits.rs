//! What one call holds: bytes of its message, entries and bytes of its transaction, bytes of its answer.

use crate::fixture::{APPLIED, Fixture, acted_by, cite, from_system, refused, result, sent, teacher};
use crate::nominations::staffed;
use contracts::pb::nomination::v1::nomination_service_client::NominationServiceClient;
use contracts::pb::nomination::v1::{ListNominationsRequest, NominationItem, PushNominationsRequest};
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{PushTeachersRequest, TeacherItem};
use contracts::pb::types::v1::{ActedBy, DocumentCite, OnBehalfOf, OutcomeCode};
use runtime::config::Limits;
use std::sync::Arc;

/// So many letters of four bytes each, the most that a field of this length holds.
fn letters(count: usize) -> String {
    "\u{20000}".repeat(count)
}

/// An act as long as the contract allows.
fn longest_act() -> Option<ActedBy> {
    Some(ActedBy {
        person: letters(200),
        office: letters(200),
        on_behalf_of: Some(OnBehalfOf {
            institution: letters(200),
            document: Some(DocumentCite {
                authority: letters(200),
                number: letters(60),
                date: "2021-03-05".to_owned(),
            }),
        }),
    })
}

fn longest_teacher(at: usize) -> TeacherItem {
    TeacherItem {
        school_code: format!("S{at}"),
        school_name: letters(200),
        subject: letters(200),
        major: letters(200),
        ..teacher(&format!("GV{at:03}"), &letters(200), "1985-03-31")
    }
}

#[tokio::test]
async fn two_hundred_of_the_longest_teachers_are_taken_as_far_as_a_transaction_holds_bytes() {
    let node = Fixture::new().await;
    let mut rest: Vec<TeacherItem> = (0..200).map(longest_teacher).collect();
    let mut calls = 0;
    while !rest.is_empty() {
        calls += 1;
        assert!(calls < 10, "{} rows are never taken", rest.len());
        let items = rest.clone();
        let request = PushTeachersRequest { request_id: node.request_id(), acted_by: longest_act(), items };
        let answer = node.roster.push_teachers(from_system(request)).await.unwrap().into_inner();
        let taken = answer.outcomes.iter().take_while(|one| result(one) == APPLIED).count();
        assert!(taken >= 40 || taken == rest.len(), "only {taken} rows in one call");
        for (at, outcome) in answer.outcomes.iter().enumerate().skip(taken) {
            assert_eq!(result(outcome), refused("TOO_MANY_ITEMS", &format!("items[{at}]")));
            assert!(outcome.problems[0].text_en.contains("Send the rest in another request"));
        }
        rest.drain(..taken);
    }
    assert!(calls > 1);
    assert_eq!(node.list().await.len(), 200);
}

#[tokio::test]
async fn two_hundred_of_the_longest_nominations_are_taken_as_far_as_a_transaction_holds_bytes() {
    let node = Fixture::new().await;
    node.push((0..200).map(|at| teacher(&format!("GV{at:03}"), "Lò Thị Hà", "1985-03-31")).collect()).await;
    let items: Vec<NominationItem> = (0..200)
        .map(|at| NominationItem {
            programme: letters(200),
            institution: letters(200),
            reason: letters(1_000),
            decision: Some(DocumentCite { authority: letters(200), ..cite(&format!("{at}"), "2021-03-05") }),
            ..sent(&format!("GV{at:03}"), "", "")
        })
        .collect();
    let request = PushNominationsRequest { request_id: node.request_id(), acted_by: longest_act(), items };
    let nominations =
        contracts::pb::nomination::v1::nomination_service_server::NominationService::push_nominations;
    let answer = nominations(&node.nominations, from_system(request)).await.unwrap().into_inner();
    let (taken, left): (Vec<_>, Vec<_>) =
        answer.outcomes.iter().partition(|one| one.code() == OutcomeCode::Applied);
    assert!(taken.len() >= 20, "only {} rows in one call", taken.len());
    assert!(left.iter().all(|one| one.problems[0].reason == "TOO_MANY_ITEMS"));
    assert_eq!(node.listed_nominations().await.len(), taken.len());
}

#[tokio::test]
async fn a_call_whose_every_item_is_wrong_in_every_field_is_answered() {
    let node = Fixture::new().await;
    let worst = TeacherItem {
        sex: 9,
        level: 9,
        degree: 99,
        teacher_training: 9,
        suitable: 9,
        nvsp: 9,
        recruited_on: "?".to_owned(),
        hardship_years: Some(99),
        employment: 99,
        majors_table_sha256: "?".to_owned(),
        school_code: letters(41),
        subject: letters(201),
        major: letters(201),
        ..teacher(&letters(41), "", "?")
    };
    let outcomes = node.push(vec![worst; 200]).await;
    for (at, outcome) in outcomes.iter().enumerate() {
        assert_eq!(outcome.code(), OutcomeCode::Refused);
        assert!(outcome.problems.iter().all(|one| one.field.starts_with(&format!("items[{at}]."))));
        // In full they would be too long for the journal; some are told.
        assert!((2..13).contains(&outcome.problems.len()), "{}", outcome.problems.len());
    }
    // What fits is said in full.
    let few = vec![TeacherItem { birth: "?".to_owned(), sex: 9, ..teacher("GV01", "", "") }; 3];
    assert!(node.push(few).await.iter().all(|one| one.problems.len() == 3));
}

#[tokio::test]
async fn a_message_over_the_configured_limit_is_refused_before_anything_is_read() {
    let node = staffed().await;
    let limits = Limits { max_body_bytes: 2_000, ..Limits::default() };
    let routes = || district::routes(Arc::clone(&node.node), &limits);
    let size = node.size().await;
    let teachers = |count: usize| PushTeachersRequest {
        request_id: format!("rows-{count}"),
        acted_by: acted_by(),
        items: vec![teacher("GV09", "Lò Thị Hà", "1985-03-31"); count],
    };
    let mut roster = RosterServiceClient::new(routes());
    let status = roster.push_teachers(from_system(teachers(50))).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::OutOfRange, "{status}");
    assert_eq!(node.size().await, size);
    let answer = roster.push_teachers(from_system(teachers(1))).await.unwrap().into_inner();
    assert_eq!(result(&answer.outcomes[0]), APPLIED);

    let mut nominations = NominationServiceClient::new(routes());
    let many = vec![sent("GV01", "45/QĐ-UBND", "2021-03-05"); 50];
    let request = PushNominationsRequest { request_id: "many".to_owned(), acted_by: acted_by(), items: many };
    let status = nominations.push_nominations(from_system(request)).await.unwrap_err();
    assert_eq!(status.code(), tonic::Code::OutOfRange, "{status}");
    let listed = nominations.list_nominations(from_system(ListNominationsRequest::default())).await.unwrap();
    assert_eq!(listed.into_inner().nominations, []);
}
