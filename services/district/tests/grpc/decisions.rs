//! Decisions entered by themselves.

use crate::fixture::{APPLIED, Fixture, UNCHANGED, cite, refused, result, sent};
use crate::nominations::staffed;
use contracts::pb::nomination::v1::DecisionItem;

fn decision(number: &str, date: &str) -> DecisionItem {
    DecisionItem {
        cite: Some(cite(number, date)), signer: "Hảng A Sếnh".to_owned(), ..Default::default()
    }
}

#[tokio::test]
async fn a_decision_is_entered_once_and_completed_later() {
    let node = Fixture::new().await;
    let first = node.decide(vec![decision("45/QĐ-UBND", "2021-03-05")]).await;
    assert_eq!(result(&first[0]), APPLIED);
    assert_eq!(result(&node.decide(vec![decision("45/QĐ-UBND", "2021-03-05")]).await[0]), UNCHANGED);
    let scanned = DecisionItem {
        scan_name: "qd45.pdf".to_owned(),
        scan_sha256: "ab".repeat(32),
        signer: String::new(),
        ..decision("45/QĐ-UBND", "2021-03-05")
    };
    let second = node.decide(vec![scanned]).await;
    assert_eq!((&second[0].record_id, second[0].revision), (&first[0].record_id, 2));
    // What the item left empty stayed.
    assert_eq!(result(&node.decide(vec![decision("45/QĐ-UBND", "2021-03-05")]).await[0]), UNCHANGED);
}

#[tokio::test]
async fn number_authority_and_year_belong_to_one_decision() {
    let node = Fixture::new().await;
    let other = contracts::pb::types::v1::DocumentCite {
        authority: "UBND tỉnh Lai Châu".to_owned(),
        ..cite("45/QĐ-UBND", "2021-04-01")
    };
    let outcomes = node
        .decide(vec![
            decision("45/QĐ-UBND", "2021-03-05"),
            decision("45/QĐ-UBND", "2021-03-06"),
            decision("45/QĐ-UBND", "2022-03-06"),
            DecisionItem { cite: Some(other), ..Default::default() },
            DecisionItem::default(),
        ])
        .await;
    assert_eq!(result(&outcomes[1]), refused("DECISION_NUMBER_TAKEN", "items[1].cite.number"));
    assert_eq!(outcomes[1].problems[0].metadata["date"], "2021-03-05");
    assert_eq!((result(&outcomes[2]), result(&outcomes[3])), (APPLIED, APPLIED));
    assert_eq!(result(&outcomes[4]), refused("INVALID_VALUE", "items[4].cite"));
}

#[tokio::test]
async fn what_a_decision_revokes_must_be_recorded() {
    let node = Fixture::new().await;
    let revoking = |number: &str, revoked: &str, date: &str| DecisionItem {
        revokes: vec![cite(revoked, date)],
        ..decision(number, "2021-06-01")
    };
    let outcomes = node
        .decide(vec![
            decision("45/QĐ-UBND", "2021-03-05"),
            revoking("80/QĐ-UBND", "44/QĐ-UBND", "2021-03-05"),
            revoking("80/QĐ-UBND", "45/QĐ-UBND", "2021-03-04"),
            revoking("80/QĐ-UBND", "80/QĐ-UBND", "2021-06-01"),
            revoking("80/QĐ-UBND", "45/QĐ-UBND", "2021-03-05"),
        ])
        .await;
    assert_eq!(result(&outcomes[1]), refused("DECISION_NOT_FOUND", "items[1].revokes[0]"));
    assert_eq!(result(&outcomes[2]), refused("DECISION_NOT_FOUND", "items[2].revokes[0]"));
    assert_eq!(result(&outcomes[3]), refused("INVALID_VALUE", "items[3].revokes[0]"));
    assert_eq!(result(&outcomes[4]), APPLIED);
    let again = node.decide(vec![revoking("80/QĐ-UBND", "45/QĐ-UBND", "2021-03-05")]).await;
    assert_eq!(result(&again[0]), UNCHANGED);
}

#[tokio::test]
async fn nominations_find_the_decision_entered_before() {
    let node = staffed().await;
    let entered = node.decide(vec![decision("45/QĐ-UBND", "2021-03-05")]).await;
    let before = node.size().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    // The nomination, then the decision with its person.
    assert_eq!(node.kinds_after(before).await, [103, 6, 2]);
    let again = node.decide(vec![decision("45/QĐ-UBND", "2021-03-05")]).await;
    assert_eq!((result(&again[0]), &again[0].record_id), (UNCHANGED, &entered[0].record_id));
}
