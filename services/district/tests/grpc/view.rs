//! The view is what the journals say, and nothing else.

use crate::fixture::{
    COLLEGE, DEPARTMENT, DISTRICT, Fixture, NOW, act, acted_by, cite, date, from_system, key, sent, teacher,
};
use contracts::pb::nomination::v1::WithdrawalItem;
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{
    ListScopeMembersRequest, PushTeachersRequest, RemovalReason, RemoveTeacherItem,
};
use contracts::pb::types::v1::Level;
use district::{DistrictView, PERMISSIONS};
use domain::ids::{Digest, Position, RecordId, RecordKey, Reference};
use domain::record::{Enrollment, State};
use exchange::registry::HasRegistry;
use journal::ledger::{Loaded, View};
use journal::store::JournalKey;
use runtime::permission;
use uuid::Uuid;

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

/// Everything that the node holds, as a view is given it.
async fn held(node: &Fixture) -> Vec<(JournalKey, Vec<Loaded>)> {
    let ledger = &node.node.ledger;
    let mut journals = Vec::new();
    for journal in ledger.sizes().await.into_keys() {
        let entries = ledger.store().entries(journal, 0, 1_000).await.unwrap();
        let loaded = entries.iter().map(|entry| {
            let header = &entry.header;
            let fact = &entry.fact.content.as_ref().unwrap().body;
            let person = entry.person.as_ref().and_then(|part| part.content.as_ref());
            let person = person.map(|content| content.body.as_slice());
            let state =
                contracts::body::decode(header.kind, header.schema_revision, header.min_reader, fact, person);
            Loaded {
                key: RecordKey { agency: header.agency, record: header.record },
                position: header.position,
                revision: header.revision,
                kind: header.kind,
                leaf: entry.leaf,
                recorded_at: header.recorded_at,
                schema_revision: header.schema_revision,
                fault: state.as_ref().err().cloned(),
                state: state.ok(),
            }
        });
        journals.push((journal, loaded.collect()));
    }
    journals
}

#[tokio::test]
async fn the_order_of_journals_does_not_matter_and_repeats_change_nothing() {
    let node = played().await;
    let journals = held(&node).await;
    assert_eq!(journals.len(), 2);
    let fold = |order: &[usize]| {
        let mut view = DistrictView::default();
        let entries = order.iter().flat_map(|at| journals[*at].1.iter());
        entries.for_each(|loaded| view.apply(loaded.clone()));
        view
    };
    let now = node.node.ledger.read().await;
    for order in [[0, 1].as_slice(), &[1, 0], &[1, 0, 0, 1]] {
        let view = fold(order);
        assert_eq!(view.district(DISTRICT), now.district(DISTRICT));
        assert_eq!(view.department(DEPARTMENT), now.department(DEPARTMENT));
        let anchor = &node.node.anchor;
        assert_eq!(view.registry().agency(anchor, COLLEGE), now.registry().agency(anchor, COLLEGE));
    }
    drop(now);
    // Of one record the newer entry wins, whichever comes first.
    let mut late = DistrictView::default();
    let mut entries: Vec<_> = journals.iter().flat_map(|(_, entries)| entries).collect();
    entries.reverse();
    entries.into_iter().for_each(|loaded| late.apply(loaded.clone()));
    assert_eq!(late.district(DISTRICT).teachers, fold(&[0, 1]).district(DISTRICT).teachers);
}

#[test]
fn enrollments_are_kept_as_colleges_report_them() {
    let reference = |record: u128| Reference {
        agency: COLLEGE,
        record: RecordId(Uuid::from_u128(record)),
        revision: 1,
        seen: Position { epoch: 1, position: 1 },
    };
    let enrollment = |begun_on: &str| Enrollment {
        act: act(),
        learner: reference(1),
        nomination: None,
        class: reference(2),
        begun_on: date(begun_on),
        steps: Vec::new(),
        void: false,
        person: None,
    };
    let key = RecordKey { agency: COLLEGE, record: RecordId(Uuid::from_u128(3)) };
    let mut view = DistrictView::default();
    for (position, begun_on) in [(2, "2021-09-06"), (1, "2021-09-05")] {
        view.apply(Loaded {
            key,
            position: Position { epoch: 1, position },
            revision: position,
            kind: 203,
            leaf: Digest([0; 32]),
            recorded_at: NOW,
            schema_revision: 1,
            fault: None,
            state: Some(State::Enrollment(enrollment(begun_on))),
        });
    }
    assert_eq!(view.enrollments().get(key).unwrap().state.begun_on, date("2021-09-06"));
}

#[test]
fn every_rpc_of_the_districts_services_has_its_callers() {
    let rpcs = permission::rpcs(contracts::FILE_DESCRIPTOR_SET).unwrap();
    let own = ["lienthong.roster.v1.RosterService/", "lienthong.nomination.v1.NominationService/"];
    let served = rpcs.iter().filter(|rpc| own.iter().any(|service| rpc.starts_with(service)));
    let mut named = 0;
    for rpc in served {
        assert_eq!(PERMISSIONS.iter().filter(|(name, _)| name == rpc).count(), 1, "{rpc}");
        named += 1;
    }
    assert_eq!(PERMISSIONS.len(), named + 1);
    assert!(PERMISSIONS.iter().all(|(name, _)| rpcs.iter().any(|rpc| rpc == name)));
}
