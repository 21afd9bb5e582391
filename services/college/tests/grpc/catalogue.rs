//! Programmes and classes.

use crate::samples::{HA, MY, class, classes, college, enroll, programme, programmes, row};
use crate::station::{NAME, Station, by_system, reason};
use college::PERMISSIONS;
use contracts::pb::training::v1 as pb;
use contracts::pb::types::v1::Degree;

#[tokio::test]
async fn programmes_and_classes_are_kept_by_code() {
    let (station, _) = college(&[]).await;
    let longer = pb::ProgrammeItem { credits: 66, ..programme() };
    let second = pb::ProgrammeItem { code: "TH".to_owned(), ..programme() };
    assert_eq!(
        programmes(&station, "1", vec![programme(), longer, second]).await,
        ["UNCHANGED 1", "APPLIED 2", "APPLIED 1"]
    );
    let other = pb::ClassItem { programme_code: "TH".to_owned(), ..class("A", 2) };
    assert_eq!(
        classes(&station, "2", vec![class("A", 2), class("A", 40), other]).await,
        ["UNCHANGED 1", "APPLIED 2", "APPLIED 3"]
    );
    let nowhere = pb::ClassItem { programme_code: "XX".to_owned(), ..class("C", 40) };
    assert_eq!(
        classes(&station, "3", vec![nowhere, class("C", 0), class("C", 40)]).await,
        ["PROGRAMME_NOT_FOUND items[0].programme_code", "INVALID_VALUE items[1].capacity", "APPLIED 1"]
    );
}

#[tokio::test]
async fn a_college_awards_no_university_degree_itself() {
    let station = Station::new().await;
    let by = |institution: &str| pb::ProgrammeItem {
        degree: Degree::University.into(),
        awarding_institution: institution.to_owned(),
        ..programme()
    };
    let refused = "AWARD_NOT_ALLOWED items[0].awarding_institution";
    assert_eq!(programmes(&station, "1", vec![by("")]).await, [refused]);
    assert_eq!(programmes(&station, "2", vec![by(&NAME.to_uppercase())]).await, [refused]);
    assert_eq!(programmes(&station, "3", vec![by("Trường Đại học Tây Bắc")]).await, ["APPLIED 1"]);
}

#[tokio::test]
async fn a_class_is_not_made_smaller_than_it_is_full() {
    let (station, _) = college(&[MY, HA]).await;
    assert_eq!(enroll(&station, "1", vec![row("SV1", MY), row("SV2", HA)]).await, ["APPLIED 1", "APPLIED 1"]);
    assert_eq!(
        classes(&station, "2", vec![class("A", 1), class("A", 3), class("A", 2)]).await,
        ["CAPACITY_BELOW_ENROLLED items[0].capacity", "APPLIED 2", "APPLIED 3"]
    );
}

#[tokio::test]
async fn classes_are_listed_page_by_page_with_the_places_taken() {
    let (station, _) = college(&[MY, HA]).await;
    classes(&station, "1", vec![class("C", 5)]).await;
    enroll(&station, "2", vec![row("SV1", MY), row("SV2", HA)]).await;
    let station = station.reopen().await;
    let size = station.size().await;
    let (mut told, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListClassesRequest { page_size: 2, page_token };
        let page = station.client().list_classes(by_system(request)).await.unwrap().into_inner();
        told.extend(page.classes.into_iter().map(|one| {
            let (item, of) = (one.item.unwrap(), one.programme.unwrap());
            (item.code, item.capacity, one.learners, of == programme())
        }));
        page_token = page.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let told: Vec<_> =
        told.iter().map(|(code, places, taken, of)| (code.as_str(), *places, *taken, *of)).collect();
    assert_eq!(told, [("A", 2, 2, true), ("B", 1, 0, true), ("C", 5, 0, true)]);
    assert_eq!(station.size().await, size, "nothing of it is personal");
    let foreign = pb::ListClassesRequest { page_size: 0, page_token: "AAAA".to_owned() };
    let status = station.client().list_classes(by_system(foreign)).await.unwrap_err();
    assert_eq!(reason(&status), "INVALID_PAGE_TOKEN");
}

#[test]
fn every_rpc_has_its_row_in_the_permissions() {
    let all = runtime::permission::rpcs(contracts::FILE_DESCRIPTOR_SET).unwrap();
    let served = ["lienthong.training.v1.TrainingService/", "lienthong.exchange.v1.NodeService/"];
    let is_served = |rpc: &&str| served.iter().any(|service| rpc.starts_with(service));
    let mut expected: Vec<_> = all.iter().map(String::as_str).filter(is_served).collect();
    let mut rows: Vec<_> = PERMISSIONS.iter().map(|(rpc, _)| *rpc).collect();
    expected.sort_unstable();
    rows.sort_unstable();
    assert_eq!(rows, expected);
}
