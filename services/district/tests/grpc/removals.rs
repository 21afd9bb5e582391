//! Removing teachers, and reviving them.

use crate::fixture::{APPLIED, Fixture, UNCHANGED, refused, result, sent, teacher};
use contracts::pb::nomination::v1::CorrectionItem;
use contracts::pb::roster::v1::{RemovalReason, RemoveTeacherItem};

fn removal(code: &str, reason: RemovalReason) -> RemoveTeacherItem {
    RemoveTeacherItem { code: code.to_owned(), reason: reason.into() }
}

#[tokio::test]
async fn a_removed_teacher_is_listed_no_more_and_revived_by_the_code() {
    let node = Fixture::new().await;
    let row = || teacher("GV01", "Lò Thị Hà", "1985-03-31");
    let first = node.push(vec![row()]).await;
    let removed = node.remove(vec![removal("GV01", RemovalReason::Duplicate)]).await;
    assert_eq!((result(&removed[0]), removed[0].revision), (APPLIED, 2));
    assert!(node.list().await.is_empty());
    assert_eq!(result(&node.remove(vec![removal("GV01", RemovalReason::Duplicate)]).await[0]), UNCHANGED);
    let other_reason = node.remove(vec![removal("GV01", RemovalReason::EnteredInError)]).await;
    assert_eq!(result(&other_reason[0]), refused("TEACHER_NOT_FOUND", "items[0].code"));
    // Nobody is sent who was removed.
    let outcomes = node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    assert_eq!(result(&outcomes[0]), refused("TEACHER_NOT_FOUND", "items[0].teacher.code"));
    let revived = node.push(vec![row()]).await;
    assert_eq!((&revived[0].record_id, revived[0].revision), (&first[0].record_id, 3));
    assert_eq!(node.list().await.len(), 1);
}

#[tokio::test]
async fn a_code_under_a_tombstone_is_free_for_another_person() {
    let node = Fixture::new().await;
    let first = node.push(vec![teacher("GV01", "Lò Thị Hà", "1985-03-31")]).await;
    node.remove(vec![removal("GV01", RemovalReason::EnteredInError)]).await;
    let second = node.push(vec![teacher("GV01", "Vàng A Páo", "1980-01-01")]).await;
    assert_eq!(result(&second[0]), APPLIED);
    assert_ne!(second[0].record_id, first[0].record_id);
}

#[tokio::test]
async fn whoever_has_a_nomination_is_removed_only_after_its_correction() {
    let node = Fixture::new().await;
    node.push(vec![teacher("GV01", "Lò Thị Hà", "1985-03-31")]).await;
    let nomination = node.nominate(vec![sent("GV01", "45/QĐ-UBND", "2021-03-05")]).await;
    let outcomes = node
        .remove(vec![
            removal("GV01", RemovalReason::Duplicate),
            removal("GV99", RemovalReason::Duplicate),
            removal("GV01", RemovalReason::Unspecified),
        ])
        .await;
    assert_eq!(result(&outcomes[0]), refused("TEACHER_HAS_NOMINATION", "items[0].code"));
    assert_eq!(outcomes[0].problems[0].metadata["nomination"], nomination[0].record_id);
    assert_eq!(result(&outcomes[1]), refused("TEACHER_NOT_FOUND", "items[1].code"));
    assert_eq!(result(&outcomes[2]), refused("INVALID_VALUE", "items[2].reason"));
    let record_id = nomination[0].record_id.clone();
    node.correct(vec![CorrectionItem { record_id, reason: "Nhập trùng".to_owned() }]).await;
    let outcomes = node.remove(vec![removal("GV01", RemovalReason::Duplicate)]).await;
    assert_eq!(result(&outcomes[0]), APPLIED);
}
