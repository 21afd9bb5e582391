//! Withdrawals, replacements, corrections.

use crate::fixture::{APPLIED, Fixture, UNCHANGED, cite, key, refused, result, sent, teacher};
use crate::nominations::staffed;
use contracts::pb::nomination::v1::{CorrectionItem, NominationItem, NominationStatus, WithdrawalItem};
use contracts::pb::roster::v1::TeacherItem;
use contracts::pb::types::v1::{Degree, Employment, Level};

fn withdrawal(code: &str, revoked: &str, number: &str, date: &str) -> WithdrawalItem {
    WithdrawalItem {
        teacher: Some(key(code)),
        revoked_number: revoked.to_owned(),
        decision: Some(cite(number, date)),
        reason: "Nghỉ ốm dài ngày".to_owned(),
    }
}

fn instead_of(code: &str, item: NominationItem) -> NominationItem {
    NominationItem { replaces_code: code.to_owned(), reason: "Thay người".to_owned(), ..item }
}

async fn status(node: &Fixture, code: &str) -> (NominationStatus, String) {
    let listed = node.listed_nominations().await;
    let found = listed.iter().find(|one| one.teacher_code == code).unwrap();
    (found.status(), found.ended_on.clone())
}

#[tokio::test]
async fn a_withdrawal_ends_a_nomination_on_its_own_date() {
    let node = staffed().await;
    let row = sent("GV01", "45/QĐ-UBND", "2021-03-05");
    node.nominate(vec![row.clone()]).await;
    let before = node.size().await;
    let end = || vec![withdrawal("GV01", "45/qđ-ubnd", "80/QĐ-UBND", "2021-06-01")];
    assert_eq!(result(&node.withdraw(end()).await[0]), APPLIED);
    assert_eq!(node.kinds_after(before).await, [6, 103, 6, 2]);
    assert_eq!(status(&node, "GV01").await, (NominationStatus::Withdrawn, "2021-06-01".to_owned()));
    // Both files read again change nothing.
    let before = node.size().await;
    assert_eq!(result(&node.withdraw(end()).await[0]), UNCHANGED);
    assert_eq!(result(&node.nominate(vec![row]).await[0]), UNCHANGED);
    assert_eq!(node.kinds_after(before).await, [2, 2]);
    // Sent again by a new decision, and the old file once more.
    let again = node.nominate(vec![sent("GV01", "90/QĐ-UBND", "2021-07-01")]).await;
    assert_eq!((result(&again[0]), again[0].revision), (APPLIED, 1));
    assert_eq!(result(&node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await[0]), UNCHANGED);
}

#[tokio::test]
async fn a_file_read_again_after_its_persons_left_or_studied_changes_nothing() {
    let node = staffed().await;
    let rows = || {
        vec![
            sent("GV01", "45/QĐ-UBND", "2021-03-05"),
            NominationItem {
                target_degree: Degree::College.into(),
                ..sent("GV03", "45/QĐ-UBND", "2021-03-05")
            },
            instead_of("GV01", sent("GV02", "80/QĐ-UBND", "2021-06-01")),
        ]
    };
    let first = node.nominate(rows()).await;
    assert!(first.iter().all(|one| result(one) == APPLIED), "{first:?}");
    let end = || vec![withdrawal("GV03", "45/QĐ-UBND", "90/QĐ-UBND", "2021-07-01")];
    assert_eq!(result(&node.withdraw(end()).await[0]), APPLIED);
    let left = |item| TeacherItem { employment: Employment::Retired.into(), ..item };
    let number = "012185000123".to_owned();
    let now = node
        .push(vec![
            left(TeacherItem { national_id: number, ..teacher("GV01", "Lò Thị Hà", "1985-03-31") }),
            left(teacher("GV02", "Vàng A Páo", "1980-01-01")),
            TeacherItem {
                level: Level::Primary.into(),
                degree: Degree::College.into(),
                ..teacher("GV03", "Giàng Thị Mỷ", "1988-05-06")
            },
        ])
        .await;
    assert!(now.iter().all(|one| result(one) == APPLIED), "{now:?}");
    let before = node.size().await;
    let again = node.nominate(rows()).await;
    assert!(again.iter().all(|one| result(one) == UNCHANGED), "{again:?}");
    assert_eq!(result(&node.withdraw(end()).await[0]), UNCHANGED);
    assert_eq!(node.kinds_after(before).await, [2, 2]);
    // Somebody who left is sent by no other decision.
    let outcomes = node.nominate(vec![sent("GV01", "99/QĐ-UBND", "2021-08-01")]).await;
    assert_eq!(result(&outcomes[0]), refused("NOT_EMPLOYED", "items[0].teacher"));
}

#[tokio::test]
async fn withdrawals_that_fit_nothing_are_refused() {
    let node = staffed().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let outcomes = node
        .withdraw(vec![
            withdrawal("GV99", "45/QĐ-UBND", "80/QĐ-UBND", "2021-06-01"),
            withdrawal("GV01", "44/QĐ-UBND", "80/QĐ-UBND", "2021-06-01"),
            withdrawal("GV02", "45/QĐ-UBND", "80/QĐ-UBND", "2021-06-01"),
            withdrawal("GV01", "45/QĐ-UBND", "80/QĐ-UBND", "2021-03-04"),
            withdrawal("GV01", "45/QĐ-UBND", "45/QĐ-UBND", "2021-03-06"),
            withdrawal("GV01", "45/QĐ-UBND", "80/QĐ-UBND", "2021-06-01"),
            withdrawal("GV01", "45/QĐ-UBND", "81/QĐ-UBND", "2021-06-02"),
        ])
        .await;
    let expected = [
        refused("TEACHER_NOT_FOUND", "items[0].teacher.code"),
        refused("NOMINATION_NOT_FOUND", "items[1].revoked_number"),
        refused("NOMINATION_NOT_FOUND", "items[2].revoked_number"),
        refused("INVALID_VALUE", "items[3].decision.date"),
        refused("DECISION_DATE_CONFLICT", "items[4].decision.date"),
        APPLIED,
        refused("NOMINATION_ENDED", "items[6].revoked_number"),
    ];
    for (outcome, expected) in outcomes.iter().zip(expected) {
        assert_eq!(result(outcome), expected);
    }
    assert_eq!(outcomes[6].problems[0].metadata["ended_on"], "2021-06-01");
}

#[tokio::test]
async fn a_number_that_several_years_bear_has_to_be_told_apart() {
    let node = staffed().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    node.withdraw(vec![withdrawal("GV01", "45/QĐ-UBND", "80/QĐ-UBND", "2021-06-01")]).await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2022-03-05")]).await;
    // One of the two stands: it is meant.
    let second = || vec![withdrawal("GV01", "45/QĐ-UBND", "81/QĐ-UBND", "2022-06-01")];
    assert_eq!(result(&node.withdraw(second()).await[0]), APPLIED);
    let outcomes = node.withdraw(second()).await;
    assert_eq!(result(&outcomes[0]), refused("NOMINATION_AMBIGUOUS", "items[0].revoked_number"));
}

#[tokio::test]
async fn a_replacement_ends_one_nomination_and_begins_another_together() {
    let node = staffed().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let before = node.size().await;
    let row = || vec![instead_of("GV01", sent("GV02", "70/QĐ-UBND", "2021-05-05"))];
    assert_eq!(result(&node.nominate(row()).await[0]), APPLIED);
    assert_eq!(node.kinds_after(before).await, [6, 103, 103, 6, 2]);
    assert_eq!(status(&node, "GV01").await, (NominationStatus::Replaced, "2021-05-05".to_owned()));
    assert_eq!(status(&node, "GV02").await, (NominationStatus::Sent, String::new()));
    let before = node.size().await;
    assert_eq!(result(&node.nominate(row()).await[0]), UNCHANGED);
    assert_eq!(node.kinds_after(before).await, [2]);
    // The first person, sent again later, is not ended once more by the old file.
    node.nominate(vec![sent("GV01", "90/QĐ-UBND", "2021-07-01")]).await;
    assert_eq!(result(&node.nominate(row()).await[0]), UNCHANGED);
    let listed = node.listed_nominations().await;
    assert_eq!(listed.iter().filter(|one| one.status() == NominationStatus::Sent).count(), 2);
}

#[tokio::test]
async fn a_replacement_of_nobody_is_refused_whole() {
    let node = staffed().await;
    node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let before = node.size().await;
    let row = |code: &str| instead_of(code, sent("GV02", "70/QĐ-UBND", "2021-05-05"));
    let outcomes = node
        .nominate(vec![
            row("GV03"),
            row("GV99"),
            row("GV02"),
            instead_of("GV01", sent("GV02", "70/QĐ-UBND", "2021-03-01")),
            instead_of("GV01", NominationItem { decision: None, ..sent("GV02", "", "") }),
        ])
        .await;
    let expected = [
        refused("NOMINATION_NOT_FOUND", "items[0].replaces_code"),
        refused("TEACHER_NOT_FOUND", "items[1].replaces_code"),
        refused("INVALID_VALUE", "items[2].replaces_code"),
        refused("INVALID_VALUE", "items[3].decision.date"),
        refused("INVALID_VALUE", "items[4].decision"),
    ];
    for (outcome, expected) in outcomes.iter().zip(expected) {
        assert_eq!(result(outcome), expected);
    }
    assert_eq!(node.kinds_after(before).await, [2]);
}

#[tokio::test]
async fn an_error_is_marked_once_and_frees_the_person() {
    let node = staffed().await;
    let outcomes = node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let error =
        |record: &str| CorrectionItem { record_id: record.to_owned(), reason: "Nhầm người".to_owned() };
    let record = outcomes[0].record_id.as_str();
    let nobody = "01890000-0000-7000-8000-000000000000";
    let corrected = node.correct(vec![error(record), error(record), error(nobody), error("x")]).await;
    let expected = [
        APPLIED,
        refused("NOMINATION_VOID", "items[1].record_id"),
        refused("NOMINATION_NOT_FOUND", "items[2].record_id"),
        refused("INVALID_VALUE", "items[3].record_id"),
    ];
    for (outcome, expected) in corrected.iter().zip(expected) {
        assert_eq!(result(outcome), expected);
    }
    assert_eq!(status(&node, "GV01").await.0, NominationStatus::Void);
    let again = node.nominate(vec![sent("GV01", "46/QĐ-UBND", "2021-03-06")]).await;
    assert_eq!(result(&again[0]), APPLIED);
    let void = node.withdraw(vec![withdrawal("GV01", "45/QĐ-UBND", "80/QĐ-UBND", "2021-06-01")]).await;
    assert_eq!(result(&void[0]), refused("NOMINATION_NOT_FOUND", "items[0].revoked_number"));
}
