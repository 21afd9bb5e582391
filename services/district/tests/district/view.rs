//! The view is what the journals say, and nothing else.

use crate::fixture::{Fixture, acted_by, cite, from_system, key, sent, teacher};
use contracts::pb::nomination::v1::WithdrawalItem;
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{
    ListScopeMembersRequest, PushTeachersRequest, RemovalReason, RemoveTeacherItem,
};
use contracts::pb::types::v1::Level;

async fn played() -> Fixture {
    let node = Fixture::new().await;
    let rows =
        ["GV01", "GV02", "GV03", "GV04"].map(|code| teacher(code, &format!("Lò Thị {code}"), "1985-03-31"));
    node.push(rows.to_vec()).await;
    node.push(vec![teacher("GV02", "Lò Thị GV02", "1984")]).await;
    node.draw().await.unwrap();
    let rows = ["GV01", "GV02"].map(|code| sent(code, "45/QĐ-UBND", "2021-03-05"));
    node.nominate(rows.to_vec()).await;
    node.withdraw(vec![WithdrawalItem {
        teacher: Some(key("GV01")),
        revoked_number: "45/QĐ-UBND".to_owned(),
        decision: Some(cite("80/QĐ-UBND", "2021-06-01")),
        reason: String::new(),
    }])
    .await;
    node.remove(vec![RemoveTeacherItem {
        code: "GV04".to_owned(),
        reason: RemovalReason::EnteredInError.into(),
    }])
    .await;
    node
}

async fn answers(node: &Fixture) -> String {
    let members = ListScopeMembersRequest {
        plan_id: "LC-2021".to_owned(),
        level: Level::Preschool.into(),
        ..Default::default()
    };
    let members = node.roster.list_scope_members(from_system(members)).await.unwrap().into_inner();
    format!("{:#?}{:#?}{:#?}", node.list().await, node.listed_nominations().await, members)
}

#[tokio::test]
async fn a_node_opened_again_answers_as_before() {
    let node = played().await;
    let request = || PushTeachersRequest {
        request_id: "kept".to_owned(),
        acted_by: acted_by(),
        items: vec![teacher("GV09", "Lò Thị Hoa", "1985-03-31")],
    };
    let first = node.roster.push_teachers(from_system(request())).await.unwrap().into_inner();
    let before = answers(&node).await;
    let node = node.reopened().await;
    assert_eq!(answers(&node).await, before);
    let again = node.roster.push_teachers(from_system(request())).await.unwrap().into_inner();
    assert_eq!(again.outcomes, first.outcomes);
    assert!(again.recorded.unwrap().repeated);
    // What stands is found by the same keys, so that a file read again changes nothing.
    let size = node.size().await;
    node.push(vec![teacher("GV02", "Lò Thị GV02", "1984")]).await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    node.draw().await.unwrap();
    let kinds = node.kinds_after(size).await;
    // One teacher was removed and one entered since the list was drawn: it alone is drawn again.
    assert_eq!(kinds, [2, 2, 102, 2]);
}
