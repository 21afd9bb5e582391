//! Rulings on double claims (D31).

use crate::samples::{acted_by, person, record, told};
use crate::station::{DEPARTMENT, Station, act, by_system, district, journal_of};
use contracts::pb::plan::v1 as pb;
use domain::ids::{Digest, RecordKey};
use domain::picture::breaks::{BreakKind, break_id};
use domain::record::{State, Teacher};
use domain::vocabulary::{Degree, Employment, Level};

fn teacher() -> State {
    State::Teacher(Teacher {
        act: act("lan"),
        school: None,
        level: Level::Primary,
        degree: Degree::College,
        teacher_training: None,
        suitable: None,
        nvsp: None,
        employment: Employment::Working,
        recruited_on: None,
        hardship_years: None,
        majors_table: None,
        removal: None,
        person: None,
    })
}

/// Id of the double claim of these records.
fn claim(records: &[(u32, u128)]) -> Digest {
    let key = |(code, number): &(u32, u128)| RecordKey { agency: district(*code), record: record(*number) };
    break_id(BreakKind::DoubleClaim, &records.iter().map(key).collect::<Vec<_>>())
}

fn ruling() -> pb::RulingItem {
    pb::RulingItem {
        break_id: claim(&[(105, 1), (106, 2)]).to_string(),
        persons: vec![person(105, 1), person(106, 2)],
        same_person: true,
        counts_in: Some(person(106, 2)),
        document: "30/SGDĐT".to_owned(),
        reason: "Chuyển công tác từ tháng 8".to_owned(),
    }
}

async fn rule(station: &Station, request_id: &str, items: Vec<pb::RulingItem>) -> Vec<String> {
    let request = pb::RecordRulingsRequest { request_id: request_id.to_owned(), acted_by: acted_by(), items };
    let response = station.client().record_rulings(by_system(request)).await.unwrap();
    told(&response.into_inner().outcomes)
}

async fn two_claims() -> Station {
    let station = Station::new().await;
    for (code, number) in [(105, 1), (106, 2)] {
        let district = journal_of(code).await;
        district.write(record(number), teacher()).await;
        station.pull(&district).await;
    }
    station
}

#[tokio::test]
async fn a_claim_is_settled_once_and_by_a_counter_ruling_anew() {
    let station = two_claims().await;
    assert_eq!(rule(&station, "1", vec![ruling()]).await, ["APPLIED 1"]);
    assert_eq!(rule(&station, "2", vec![ruling()]).await, ["UNCHANGED 1"]);
    let turned = pb::RulingItem { persons: vec![person(106, 2), person(105, 1)], ..ruling() };
    assert_eq!(
        rule(&station, "3", vec![turned]).await,
        ["UNCHANGED 1"],
        "the order of the records says nothing"
    );
    let counter = pb::RulingItem {
        same_person: false,
        counts_in: None,
        reason: "Hai người khác nhau".to_owned(),
        ..ruling()
    };
    assert_eq!(rule(&station, "4", vec![counter]).await, ["APPLIED 2"]);
    let station = station.reopen().await;
    let view = station.node.ledger.read().await;
    let known = view.ruling(DEPARTMENT, claim(&[(106, 2), (105, 1)])).unwrap();
    assert_eq!(known.state.counts_in, None);
    assert_eq!(known.state.persons.len(), 2);
    assert_eq!(known.state.reason.as_deref(), Some("Hai người khác nhau"));
}

#[tokio::test]
async fn a_ruling_about_nobody_is_refused_and_the_others_go_on() {
    let station = two_claims().await;
    let unknown = pb::RulingItem {
        break_id: claim(&[(105, 1), (106, 77)]).to_string(),
        persons: vec![person(105, 1), person(106, 77)],
        counts_in: Some(person(105, 1)),
        ..ruling()
    };
    let outside = pb::RulingItem { counts_in: Some(person(106, 77)), ..ruling() };
    let other = pb::RulingItem { break_id: "ab".repeat(32), ..ruling() };
    let told = rule(&station, "1", vec![unknown, outside, other, ruling()]).await;
    assert_eq!(
        told,
        [
            "BREAK_NOT_FOUND items[0].persons[1]",
            "INVALID_VALUE items[1].counts_in",
            "BREAK_NOT_FOUND items[2].break_id",
            "APPLIED 1"
        ]
    );
}
