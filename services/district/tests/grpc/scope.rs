//! Drawing scope lists.

use crate::calls::reason;
use crate::fixture::{APPLIED, DISTRICT, Fixture, PLAN, acted_by, from_system, plan, result, teacher};
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::roster::v1::{
    DrawScopeListsRequest, RemovalReason, RemoveTeacherItem, ScopeListSummary, TeacherItem,
};
use contracts::pb::types::v1::{Answer, Degree, Employment, Level as WireLevel};
use district::scope_list::PART_MEMBERS;
use domain::ids::RecordId;
use domain::record::{Plan, ScopeList, State};
use domain::vocabulary::{Level, ScopeStatus};
use tonic_types::StatusExt as _;

/// Preschool: two in scope, one at the standard, one near retirement, one undecided, one retired. Primary: one undecided.
fn roster() -> Vec<TeacherItem> {
    vec![
        teacher("GV07", "Lò Thị Hà", "1985-03-31"),
        teacher("", "Vàng Thị Páo", "1980-01-01"),
        TeacherItem {
            degree: Degree::College.into(),
            teacher_training: Answer::Yes.into(),
            ..teacher("GV03", "Giàng Thị Mỷ", "1988-05-06")
        },
        teacher("GV04", "Tẩn Thị Sính", "1970-01-31"),
        TeacherItem { degree: Degree::College.into(), ..teacher("GV05", "Lý Thị Xua", "1982-02-03") },
        TeacherItem {
            employment: Employment::Retired.into(),
            ..teacher("GV01", "Phàn Thị Mẩy", "1965-02-03")
        },
        TeacherItem {
            level: WireLevel::Primary.into(),
            degree: Degree::Elementary.into(),
            ..teacher("GV06", "Chẻo Thị Lan", "1985-02-03")
        },
    ]
}

async fn lists(node: &Fixture, level: Level) -> Vec<(RecordId, u64, ScopeList)> {
    let view = node.node.ledger.read().await;
    let parts = view.district(DISTRICT).scope_parts(node.plan_key(), level);
    parts.into_iter().map(|(record, row)| (record, row.revision, row.state.clone())).collect()
}

#[tokio::test]
async fn every_employed_teacher_is_judged_and_stands_on_the_list_of_the_level() {
    let node = Fixture::new().await;
    node.push(roster()).await;
    let before = node.size().await;
    let drawn = node.draw().await.unwrap();
    assert_eq!(node.kinds_after(before).await, [102, 102, 102, 2]);
    let preschool = ScopeListSummary {
        level: WireLevel::Preschool.into(),
        teachers: 5,
        in_scope: 2,
        meets_standard: 1,
        near_retirement: 1,
        undecided: 1,
    };
    assert_eq!(drawn[0], preschool);
    assert_eq!((drawn[1].teachers, drawn[1].undecided), (1, 1));
    // A level without teachers has a list all the same.
    assert_eq!(drawn[2], ScopeListSummary { level: WireLevel::LowerSecondary.into(), ..Default::default() });

    let (_, _, list) = lists(&node, Level::Preschool).await.remove(0);
    let members: Vec<_> = list.members.iter().map(|one| (one.rank, one.status, one.months_left)).collect();
    // Ranks are those of the codes among all teachers, the retired one and the other level included; no code comes first.
    assert_eq!(
        members,
        [
            (1, ScopeStatus::InScope, list.members[0].months_left),
            (3, ScopeStatus::MeetsStandard, list.members[1].months_left),
            (4, ScopeStatus::NearRetirement, 83),
            (5, ScopeStatus::Undecided, list.members[3].months_left),
            (7, ScopeStatus::InScope, list.members[4].months_left),
        ]
    );
    assert_eq!((list.policy.as_str(), list.part, list.parts), ("R1", 1, 1));
    assert_eq!(list.members[2].reason, "UNDER_84_MONTHS");
    assert!(list.members.iter().all(|one| one.revision == 1));
}

#[tokio::test]
async fn drawing_again_records_what_changed_and_nothing_else() {
    let node = Fixture::new().await;
    node.push(roster()).await;
    let first = node.draw().await.unwrap();
    let before = node.size().await;
    assert_eq!(node.draw().await.unwrap(), first);
    assert_eq!(node.kinds_after(before).await, [2]);
    let record = lists(&node, Level::Preschool).await[0].0;
    let changed = TeacherItem { degree: Degree::None.into(), ..roster().remove(0) };
    node.push(vec![changed]).await;
    let before = node.size().await;
    node.draw().await.unwrap();
    assert_eq!(node.kinds_after(before).await, [102, 2]);
    let (again, revision, list) = lists(&node, Level::Preschool).await.remove(0);
    assert_eq!((again, revision, list.members[4].revision), (record, 2, 2));
}

#[tokio::test]
async fn a_repeat_gets_the_numbers_of_the_first_drawing() {
    let node = Fixture::new().await;
    node.push(roster()).await;
    let request = || DrawScopeListsRequest {
        request_id: "draw".to_owned(),
        acted_by: acted_by(),
        plan_id: "LC-2021".to_owned(),
        redraw_reason: String::new(),
    };
    let first = node.roster.draw_scope_lists(from_system(request())).await.unwrap().into_inner();
    node.push(vec![teacher("GV09", "Lò Thị Hoa", "1985-03-31")]).await;
    let again = node.roster.draw_scope_lists(from_system(request())).await.unwrap().into_inner();
    assert_eq!(again.lists, first.lists);
    assert!(again.recorded.unwrap().repeated);
    assert_eq!(node.draw().await.unwrap()[0].teachers, 6);
}

#[tokio::test]
async fn long_lists_come_in_parts_and_a_part_that_empties_stays() {
    let node = Fixture::new().await;
    let code = |at: usize| format!("GV{at:04}");
    let staff: Vec<_> = (0..=PART_MEMBERS).map(|at| teacher(&code(at), "Lò Thị Hà", "1985-03-31")).collect();
    for chunk in staff.chunks(200) {
        let outcomes = node.push(chunk.to_vec()).await;
        assert!(outcomes.iter().all(|one| result(one) == APPLIED));
    }
    assert_eq!(node.draw().await.unwrap()[0].in_scope, 701);
    let first = lists(&node, Level::Preschool).await;
    let sizes = |lists: &[(RecordId, u64, ScopeList)]| -> Vec<(u32, u32, usize)> {
        lists.iter().map(|(_, _, list)| (list.part, list.parts, list.members.len())).collect()
    };
    assert_eq!(sizes(&first), [(1, 2, PART_MEMBERS), (2, 2, 1)]);
    let last = RemoveTeacherItem { code: code(PART_MEMBERS), reason: RemovalReason::Duplicate.into() };
    node.remove(vec![last]).await;
    assert_eq!(node.draw().await.unwrap()[0].in_scope, 700);
    let second = lists(&node, Level::Preschool).await;
    assert_eq!(sizes(&second), [(1, 2, PART_MEMBERS), (2, 2, 0)]);
    assert_eq!((second[0].1, second[1].1), (1, 2));
    assert!(first.iter().zip(&second).all(|(one, other)| one.0 == other.0));
}

#[tokio::test]
async fn a_plan_has_to_be_published_issued_and_of_the_district() {
    let node = Fixture::alone().await;
    assert_eq!(reason(&node.draw().await.unwrap_err()), "PLAN_NOT_FOUND");
    node.publish(PLAN, State::Plan(plan(1, false))).await;
    assert_eq!(reason(&node.draw().await.unwrap_err()), "PLAN_NOT_ISSUED");
    let elsewhere = Plan { units: vec![crate::fixture::COLLEGE], ..plan(1, true) };
    node.publish(PLAN, State::Plan(elsewhere)).await;
    assert_eq!(reason(&node.draw().await.unwrap_err()), "PLAN_NOT_FOUND");
}

#[tokio::test]
async fn a_plan_of_another_publisher_is_none() {
    let node = Fixture::alone().await;
    // The same plan in the district's own hands would be a forgery: the view keeps plans by owner.
    let view = node.node.ledger.read().await;
    assert!(view.department(DISTRICT).plan("LC-2021").is_none());
    drop(view);
    node.publish(PLAN, State::Plan(plan(1, true))).await;
    let view = node.node.ledger.read().await;
    assert!(view.department(DISTRICT).plan("LC-2021").is_none());
    assert!(view.department(crate::fixture::DEPARTMENT).plan("LC-2021").is_some());
}

#[tokio::test]
async fn a_frozen_list_stands_until_the_plan_has_a_newer_version() {
    let node = Fixture::new().await;
    node.push(roster()).await;
    node.draw().await.unwrap();
    node.freeze(Level::Preschool).await;
    node.push(vec![teacher("GV09", "Lò Thị Hoa", "1985-03-31")]).await;
    // One list is frozen: it stands, the others are drawn (a new code moved a rank of none of them).
    let drawn = node.draw().await.unwrap();
    assert_eq!((drawn[0].teachers, drawn[1].teachers), (5, 1));
    node.freeze(Level::Primary).await;
    node.freeze(Level::LowerSecondary).await;
    assert_eq!(reason(&node.draw().await.unwrap_err()), "SCOPE_ALREADY_FROZEN");
    node.publish(PLAN, State::Plan(plan(2, true))).await;
    assert_eq!(node.draw().await.unwrap()[0].teachers, 6);
}

#[tokio::test]
async fn a_frozen_list_is_drawn_anew_for_a_reason_that_stays_personal() {
    let node = Fixture::new().await;
    node.push(roster()).await;
    node.draw().await.unwrap();
    for level in Level::ALL {
        node.freeze(level).await;
    }
    let decided = TeacherItem { teacher_training: Answer::Yes.into(), ..roster().remove(4) };
    node.push(vec![decided]).await;
    let refused = node.draw().await.unwrap_err();
    assert_eq!(reason(&refused), "SCOPE_ALREADY_FROZEN");
    let field = refused.get_error_details().bad_request().unwrap().field_violations[0].field.clone();
    assert_eq!(field, "redraw_reason");
    assert!(refused.message().contains("redraw_reason"), "{}", refused.message());

    let before = node.size().await;
    let drawn = node.draw_because("Bổ sung bằng của GV05").await.unwrap();
    assert_eq!((drawn[0].meets_standard, drawn[0].undecided), (2, 0));
    assert_eq!(node.kinds_after(before).await, [102, 2], "lists that say the same are not written again");
    let (_, revision, list) = lists(&node, Level::Preschool).await.remove(0);
    assert_eq!((revision, list.reason.as_deref()), (2, Some("Bổ sung bằng của GV05")));
    let (_, revision, list) = lists(&node, Level::Primary).await.remove(0);
    assert_eq!((revision, list.reason), (1, None));
    // Another reason for the same list makes no other list; without one the frozen lists stand again.
    let before = node.size().await;
    node.draw_because("Lập lại lần nữa").await.unwrap();
    assert_eq!(node.kinds_after(before).await, [2]);
    assert_eq!(reason(&node.draw().await.unwrap_err()), "SCOPE_ALREADY_FROZEN");
}

#[tokio::test]
async fn what_was_judged_survives_the_erasure_of_a_person() {
    let node = Fixture::new().await;
    let outcomes = node.push(roster()).await;
    let drawn = node.draw().await.unwrap();
    let erased = outcomes[0].record_id.parse().map(RecordId).unwrap();
    node.erase(&[erased]).await;
    let node = node.reopened().await;
    assert_eq!(node.draw().await.unwrap(), drawn);
    let list = node.list().await;
    let shown =
        list.iter().find(|one| one.record.as_ref().unwrap().record_id == outcomes[0].record_id).unwrap();
    let item = shown.teacher.as_ref().unwrap();
    assert_eq!((item.code.as_str(), item.full_name.as_str(), item.birth.as_str()), ("", "", ""));
}
