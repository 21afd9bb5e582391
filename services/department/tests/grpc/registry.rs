//! The registry, and who may call what.

use crate::station::{DEPARTMENT, NOW, Station, act, agency, by_system, district, reason};
use contracts::pb::plan::v1 as pb;
use department::registry::{RegisterError, register};
use department::{PERMISSIONS, registry};
use domain::record::OutcomeCode;
use domain::vocabulary::AgencyKind;
use exchange::registry::HasRegistry;
use runtime::trust::RegisteredAgency;

#[tokio::test]
async fn an_agency_is_registered_once_and_its_names_are_kept() {
    let station = Station::new().await;
    let ledger = &station.node.ledger;
    let same = register(ledger, NOW, &act("tu"), &agency(105, "Huyện 105")).await.unwrap();
    let expected = registry::Registered { code: OutcomeCode::Unchanged, revision: 1 };
    assert_eq!(same, expected);
    let renamed = register(ledger, NOW, &act("tu"), &agency(105, "Thành phố Lai Châu")).await.unwrap();
    assert_eq!((renamed.code, renamed.revision), (OutcomeCode::Applied, 2));
    let key = RegisteredAgency { signing_key: [7; 32], ..agency(105, "Thành phố Lai Châu") };
    assert_eq!(register(ledger, NOW, &act("tu"), &key).await.unwrap().revision, 3);

    let station = station.reopen().await;
    let view = station.node.ledger.read().await;
    let known = view.registry().agency(&station.node.anchor, district(105)).unwrap();
    let names: Vec<_> = known.names.iter().map(|name| (name.name.as_str(), name.from)).collect();
    assert_eq!(names, [("Huyện 105", None), ("Thành phố Lai Châu", Some(NOW.date()))]);
    assert_eq!((known.signing_key, known.code_list.as_str()), ([7; 32], "GSO"));
    assert_eq!(view.agencies(DEPARTMENT).count(), 2);
}

#[tokio::test]
async fn a_code_belongs_to_one_agency_of_its_kind() {
    let station = Station::new().await;
    let ledger = &station.node.ledger;
    let other = RegisteredAgency { code: "105".to_owned(), ..agency(110, "Huyện khác") };
    let size = station.size().await;
    let refused = register(ledger, NOW, &act("tu"), &other).await.unwrap_err();
    assert!(
        matches!(refused, RegisterError::CodeTaken { code, holder } if code == "105" && holder == district(105))
    );
    assert_eq!(station.size().await, size);
    let college = RegisteredAgency { kind: AgencyKind::College, ..other };
    let done = register(ledger, NOW, &act("tu"), &college).await.unwrap();
    assert_eq!(done.code, OutcomeCode::Applied, "kinds have lists of their own");
}

#[tokio::test]
async fn the_registry_is_read_page_by_page() {
    let station = Station::new().await;
    for code in [112, 107] {
        register(&station.node.ledger, NOW, &act("tu"), &agency(code, &format!("Huyện {code}")))
            .await
            .unwrap();
    }
    let mut codes = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = pb::ListAgenciesRequest { page_size: 3, page_token };
        let page = station.client().list_agencies(by_system(request)).await.unwrap().into_inner();
        codes.extend(page.agencies.into_iter().map(|agency| agency.code));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    assert_eq!(codes, ["105", "106", "107", "112"]);
    let foreign = pb::ListAgenciesRequest { page_size: 0, page_token: "x".to_owned() };
    let status = station.client().list_agencies(by_system(foreign)).await.unwrap_err();
    assert_eq!(reason(&status).0, "INVALID_PAGE_TOKEN");
}

#[test]
fn every_rpc_has_its_row_in_the_permissions() {
    let all = runtime::permission::rpcs(contracts::FILE_DESCRIPTOR_SET).unwrap();
    let served = ["lienthong.plan.v1.PlanService/", "lienthong.exchange.v1.NodeService/"];
    let mut expected: Vec<_> = all
        .iter()
        .map(String::as_str)
        .filter(|rpc| served.iter().any(|service| rpc.starts_with(service)))
        .collect();
    let mut rows: Vec<_> = PERMISSIONS.iter().map(|(rpc, _)| *rpc).collect();
    expected.sort_unstable();
    rows.sort_unstable();
    assert_eq!(rows, expected);
}
