//! Freezes of rows (D32).

use crate::agency::Peer;
use crate::samples::{freeze, list, plan, put_plan, record, told};
use crate::station::{DEPARTMENT, Station, by_system, district, journal_of};
use contracts::pb::plan::v1 as pb;
use domain::record::{ScopeList, State, WitnessedReference};
use domain::vocabulary::Level;
use std::convert::Infallible;

async fn issue(station: &Station, request_id: &str, plan: pb::Plan) -> WitnessedReference {
    let request = by_system(put_plan(request_id, plan));
    station.client().put_plan(request).await.unwrap();
    let key = station.node.ledger.read().await.plan(DEPARTMENT, "LC-2021").unwrap().key;
    let seen = station.node.ledger.transact(crate::station::NOW, |tx| Ok::<_, Infallible>(tx.witnessed(key)));
    seen.await.unwrap().answer.unwrap()
}

/// Freezes district 105; gives what was told of its preschool row.
async fn freeze_105(station: &Station, request_id: &str) -> String {
    let response = station.client().freeze_scope(by_system(freeze(request_id, &["105"]))).await.unwrap();
    let told = told(&response.into_inner().outcomes);
    assert_eq!(told.len(), 3, "one outcome per level");
    assert_eq!(&told[1..], ["SCOPE_LIST_NOT_FOUND district_codes[0]"; 2], "the lists are of preschool alone");
    told[0].clone()
}

async fn write(district: &Peer, number: u128, list: ScopeList) {
    district.write(record(number), State::ScopeList(list)).await;
}

#[tokio::test]
async fn a_row_is_frozen_on_the_leaves_of_its_whole_list() {
    let station = Station::new().await;
    let seen = issue(&station, "plan", plan()).await;
    let district_105 = journal_of(105).await;
    write(&district_105, 901, list(seen, 1, 2, &[1, 2, 4])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "early").await, "SCOPE_LIST_NOT_FOUND district_codes[0]");
    write(&district_105, 902, list(seen, 2, 2, &[5, 6])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "1").await, "APPLIED 1");
    assert_eq!(freeze_105(&station, "2").await, "UNCHANGED 1");

    let station = station.reopen().await;
    let view = station.node.ledger.read().await;
    let row = view.frozen(seen.reference.key(), district(105), Level::Preschool).unwrap();
    assert_eq!(row.state.in_scope, 3);
    assert_eq!(row.state.plan, seen);
    assert_eq!((row.state.policy.as_str(), row.state.document.as_str()), ("R1", "215/SGDĐT"));
    let journal = district_105.journal().await;
    let leaves = station.node.ledger.store().leaves(journal, 2, 3).await.unwrap();
    assert_eq!(row.state.lists.iter().map(|part| part.leaf).collect::<Vec<_>>(), leaves);
    drop(view);
    assert_eq!(freeze_105(&station, "3").await, "UNCHANGED 1");
    write(&district_105, 902, list(seen, 2, 2, &[5, 6, 8])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "4").await, "SCOPE_ALREADY_FROZEN refreeze_reason");
    let why = "Huyện bổ sung một giáo viên";
    let again = || pb::FreezeScopeRequest { refreeze_reason: why.to_owned(), ..freeze("5", &["105"]) };
    for expected in ["APPLIED 2", "APPLIED 2", "UNCHANGED 2"] {
        let request = match expected {
            "UNCHANGED 2" => freeze("6", &["105"]),
            _ => again(),
        };
        let answer = station.client().freeze_scope(by_system(request)).await.unwrap().into_inner();
        assert_eq!(told(&answer.outcomes)[0], expected);
    }
    {
        let view = station.node.ledger.read().await;
        let row = view.frozen(seen.reference.key(), district(105), Level::Preschool).unwrap();
        assert_eq!((row.state.in_scope, row.state.reason.as_deref()), (4, Some(why)));
    }
    // Another document for the same list is another freeze only when somebody says why.
    let corrected = |id: &str, why: &str| pb::FreezeScopeRequest {
        document: "216/SGDĐT".to_owned(),
        refreeze_reason: why.to_owned(),
        ..freeze(id, &["105"])
    };
    for (id, why, expected) in [("7", "", "UNCHANGED 2"), ("8", "Nhầm số văn bản", "APPLIED 3")] {
        let answer = station.client().freeze_scope(by_system(corrected(id, why))).await.unwrap().into_inner();
        assert_eq!(told(&answer.outcomes)[0], expected);
    }
}

#[tokio::test]
async fn a_newer_version_of_the_plan_asks_for_a_freeze_without_a_reason() {
    let station = Station::new().await;
    let seen = issue(&station, "plan", plan()).await;
    let district_105 = journal_of(105).await;
    write(&district_105, 901, list(seen, 1, 1, &[1, 2])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "1").await, "APPLIED 1");
    let amended = issue(&station, "amended", pb::Plan { version: 2, ..plan() }).await;
    write(&district_105, 901, list(amended, 1, 1, &[1, 2])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "2").await, "APPLIED 2");
}

#[tokio::test]
async fn parts_that_do_not_belong_together_are_not_frozen() {
    let station = Station::new().await;
    let seen = issue(&station, "plan", plan()).await;
    let district_105 = journal_of(105).await;
    write(&district_105, 901, list(seen, 1, 2, &[1, 2])).await;
    let other_policy = ScopeList { policy: "R2".to_owned(), ..list(seen, 2, 2, &[4]) };
    write(&district_105, 902, other_policy).await;
    station.pull(&district_105).await;
    let changed = "SCOPE_LIST_CHANGED district_codes[0]";
    assert_eq!(freeze_105(&station, "1").await, changed);
    write(&district_105, 902, list(seen, 2, 2, &[2, 4])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "2").await, changed, "a teacher stands in both parts");
    write(&district_105, 902, list(seen, 2, 2, &[4])).await;
    station.pull(&district_105).await;
    assert_eq!(freeze_105(&station, "3").await, "APPLIED 1");
    let amended = pb::Plan { version: 2, ..plan() };
    issue(&station, "amended", amended).await;
    assert_eq!(freeze_105(&station, "4").await, changed, "the list was drawn for the version before");
}

#[tokio::test]
async fn rows_that_cannot_be_frozen_say_why() {
    let station = Station::new().await;
    let ask = |request_id: &'static str, codes: &'static [&'static str]| {
        let mut client = station.client();
        async move {
            let response = client.freeze_scope(by_system(freeze(request_id, codes))).await;
            told(&response.unwrap().into_inner().outcomes)
        }
    };
    assert_eq!(ask("1", &["105"]).await, ["PLAN_NOT_FOUND plan_id"; 3]);
    let draft = pb::Plan { issued: false, district_codes: vec!["105".to_owned()], ..plan() };
    issue(&station, "draft", draft.clone()).await;
    assert_eq!(ask("2", &["105"]).await, ["PLAN_NOT_ISSUED plan_id"; 3]);
    issue(&station, "issued", pb::Plan { issued: true, ..draft }).await;
    let told = ask("3", &["999", "106", "105"]).await;
    assert_eq!(told[..3], ["AGENCY_NOT_FOUND district_codes[0]"; 3]);
    assert_eq!(told[3..6], ["AGENCY_NOT_FOUND district_codes[1]"; 3], "the plan has no such row");
    assert_eq!(told[6..], ["SCOPE_LIST_NOT_FOUND district_codes[2]"; 3]);
}
