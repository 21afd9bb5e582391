//! Plans.

use crate::samples::{plan, put_plan};
use crate::station::{DEPARTMENT, Station, by_system, district, reason};
use contracts::pb::plan::v1 as pb;
use contracts::pb::types::v1::{ItemOutcome, OutcomeCode};
use tonic::Status;

async fn put(station: &Station, request_id: &str, plan: pb::Plan) -> Result<ItemOutcome, Status> {
    let request = by_system(put_plan(request_id, plan));
    let response = station.client().put_plan(request).await?.into_inner();
    Ok(response.outcome.unwrap())
}

fn told(outcome: &ItemOutcome) -> (OutcomeCode, u64) {
    (outcome.code(), outcome.revision)
}

#[tokio::test]
async fn a_plan_is_drafted_issued_and_then_amended_by_versions() {
    let station = Station::new().await;
    let draft = pb::Plan { issued: false, title: "Dự thảo".to_owned(), ..plan() };
    let first = put(&station, "1", draft.clone()).await.unwrap();
    assert_eq!(told(&first), (OutcomeCode::Applied, 1));
    let again = put(&station, "2", draft).await.unwrap();
    assert_eq!(told(&again), (OutcomeCode::Unchanged, 1));
    let issued = put(&station, "3", plan()).await.unwrap();
    assert_eq!(told(&issued), (OutcomeCode::Applied, 2));
    let amended = pb::Plan { version: 2, title: "Sửa đổi".to_owned(), ..plan() };
    let second = put(&station, "4", amended.clone()).await.unwrap();
    assert_eq!(told(&second), (OutcomeCode::Applied, 3));
    assert_eq!((&first.record_id, &first.record_id), (&issued.record_id, &second.record_id));

    let view = station.node.ledger.read().await;
    let known = view.plan(DEPARTMENT, "LC-2021").unwrap();
    assert_eq!(known.state.units, [district(105), district(106)]);
    drop(view);
    let query = || by_system(pb::GetPlanRequest { plan_id: "LC-2021".to_owned() });
    let expected = pb::Plan { district_codes: vec!["105".to_owned(), "106".to_owned()], ..amended };
    let shown = station.client().get_plan(query()).await.unwrap().into_inner();
    assert_eq!(shown.plan.as_ref(), Some(&expected));
    let station = station.reopen().await;
    let rebuilt = station.client().get_plan(query()).await.unwrap().into_inner();
    assert_eq!(rebuilt, shown);
}

#[tokio::test]
async fn an_issued_version_changes_no_more() {
    let station = Station::new().await;
    put(&station, "1", plan()).await.unwrap();
    let size = station.size().await;
    let changed = |change: fn(&mut pb::Plan)| {
        let mut other = plan();
        change(&mut other);
        other
    };
    let cases: [(pb::Plan, (&str, &str)); 3] = [
        (changed(|plan| plan.title = "Khác".to_owned()), ("PLAN_ISSUED", "plan.version")),
        (changed(|plan| plan.issued = false), ("PLAN_ISSUED", "plan.version")),
        (
            changed(|plan| {
                plan.version = 2;
                plan.issued = false;
            }),
            ("INVALID_VALUE", "plan.issued"),
        ),
    ];
    for (at, (other, expected)) in cases.into_iter().enumerate() {
        let status = put(&station, &format!("case {at}"), other).await.unwrap_err();
        let (given, field) = reason(&status);
        assert_eq!((given.as_str(), field.as_str()), expected);
    }
    assert_eq!(station.size().await, size, "a refused call records nothing");
    let second = pb::Plan { version: 2, ..plan() };
    put(&station, "2", second).await.unwrap();
    let status = put(&station, "3", plan()).await.unwrap_err();
    assert_eq!(reason(&status), ("INVALID_VALUE".to_owned(), "plan.version".to_owned()));
}

#[tokio::test]
async fn what_is_wrong_with_a_plan_is_told_with_its_fields() {
    let station = Station::new().await;
    let unknown = pb::Plan { district_codes: vec!["105".to_owned(), "999".to_owned()], ..plan() };
    let status = put(&station, "1", unknown).await.unwrap_err();
    assert_eq!(reason(&status), ("AGENCY_NOT_FOUND".to_owned(), "plan.district_codes[1]".to_owned()));
    let wrong = pb::Plan { policy: "R9".to_owned(), ..plan() };
    let status = put(&station, "2", wrong).await.unwrap_err();
    assert_eq!(reason(&status), ("INVALID_VALUE".to_owned(), "plan.policy".to_owned()));
    let query = by_system(pb::GetPlanRequest { plan_id: "LC-2022".to_owned() });
    let status = station.client().get_plan(query).await.unwrap_err();
    assert_eq!(reason(&status).0, "PLAN_NOT_FOUND");
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_other_content_is_a_conflict() {
    let station = Station::new().await;
    let send = |station: &Station, plan| {
        let mut client = station.client();
        async move { client.put_plan(by_system(put_plan("same", plan))).await }
    };
    let first = send(&station, plan()).await.unwrap().into_inner();
    let size = station.size().await;
    let station = station.reopen().await;
    let again = send(&station, plan()).await.unwrap().into_inner();
    assert_eq!(again.outcome, first.outcome);
    let (first, again) = (first.recorded.unwrap(), again.recorded.unwrap());
    assert_eq!(again.position, first.position);
    assert_eq!((first.repeated, again.repeated), (false, true));
    assert_eq!(station.size().await, size);
    let other = pb::Plan { title: "Khác".to_owned(), ..plan() };
    let status = send(&station, other).await.unwrap_err();
    assert_eq!(reason(&status).0, "REQUEST_ID_CONFLICT");
}

#[tokio::test]
async fn plans_are_listed_page_by_page_by_year_and_id() {
    let station = Station::new().await;
    let next = pb::Plan { plan_id: "LC-2022".to_owned(), year: 2022, issued: false, ..plan() };
    let more = pb::Plan { plan_id: "A-2022".to_owned(), year: 2022, ..plan() };
    for (id, plan) in [("1", next), ("2", more), ("3", plan()), ("4", pb::Plan { version: 2, ..plan() })] {
        put(&station, id, plan).await.unwrap();
    }
    let station = station.reopen().await;
    let (mut told, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListPlansRequest { page_size: 2, page_token };
        let page = station.client().list_plans(by_system(request)).await.unwrap().into_inner();
        told.extend(page.plans.into_iter().map(|plan| (plan.plan_id, plan.version, plan.issued)));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let expected = [("LC-2021", 2, true), ("A-2022", 1, true), ("LC-2022", 1, false)];
    assert_eq!(told, expected.map(|(id, version, issued)| (id.to_owned(), version, issued)));
    let foreign = pb::ListPlansRequest { page_size: 0, page_token: "x".to_owned() };
    let status = station.client().list_plans(by_system(foreign)).await.unwrap_err();
    assert_eq!(reason(&status).0, "INVALID_PAGE_TOKEN");
}
