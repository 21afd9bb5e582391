//! What clerks send to running nodes, through the public edge.

use crate::nodes::Running;
use contracts::pb::nomination::v1 as nomination;
use contracts::pb::nomination::v1::nomination_service_client::NominationServiceClient;
use contracts::pb::plan::v1 as plan;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::progress::v1 as progress;
use contracts::pb::progress::v1::progress_service_client::ProgressServiceClient;
use contracts::pb::roster::v1 as roster;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::types::v1 as types;
use runtime::client::Connection;

/// The plan of these stories.
pub const PLAN: &str = "LC-2021";

/// Who acts in every story: one officer in one office.
pub fn acted_by() -> Option<types::ActedBy> {
    let (person, office) = ("Lò Thị Hoa".to_owned(), "Phòng GD&ĐT".to_owned());
    Some(types::ActedBy { person, office, on_behalf_of: None })
}

/// Size of the journal after a call.
fn size(recorded: Option<types::Recorded>) -> u64 {
    recorded.and_then(|recorded| recorded.position).expect("something was recorded").position
}

fn all_applied(outcomes: &[types::ItemOutcome]) {
    let refused: Vec<_> = outcomes.iter().filter(|one| one.code() == types::OutcomeCode::Refused).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

/// The department issues the plan of 2021 for these districts; gives the size of its journal.
pub async fn issue_plan(so: &Running, districts: &[&str]) -> u64 {
    let target = plan::Target {
        level: types::Level::Preschool.into(),
        low_percent: 11,
        high_percent: 13,
        min_degree: types::Degree::College.into(),
    };
    let plan = plan::Plan {
        plan_id: PLAN.to_owned(),
        version: 1,
        year: 2021,
        title: "Kế hoạch năm 2021".to_owned(),
        number: "1".to_owned(),
        date: "2021-02-01".to_owned(),
        legal_basis: "Nghị định 71/2020/NĐ-CP".to_owned(),
        first_day: "2021-01-01".to_owned(),
        achieve_by: "2021-12-31".to_owned(),
        report_before: "2021-11-01".to_owned(),
        review_date: "2021-01-31".to_owned(),
        policy: "R1".to_owned(),
        targets: vec![target],
        district_codes: districts.iter().map(|code| (*code).to_owned()).collect(),
        issued: true,
    };
    let request =
        plan::PutPlanRequest { request_id: "plan".to_owned(), acted_by: acted_by(), plan: Some(plan) };
    let answer = PlanServiceClient::new(so.office()).put_plan(request).await.expect("a plan").into_inner();
    all_applied(answer.outcome.as_slice());
    size(answer.recorded)
}

/// The department freezes a district's lists; gives the size of its journal.
pub async fn freeze(so: &Running, district: &str) -> u64 {
    let request = plan::FreezeScopeRequest {
        request_id: format!("freeze {district}"),
        acted_by: acted_by(),
        plan_id: PLAN.to_owned(),
        district_codes: vec![district.to_owned()],
        document: String::new(),
        refreeze_reason: String::new(),
    };
    let answer =
        PlanServiceClient::new(so.office()).freeze_scope(request).await.expect("a freeze").into_inner();
    all_applied(&answer.outcomes);
    size(answer.recorded)
}

/// A district enters preschool teachers who must be raised to the standard; gives the size of its journal.
pub async fn enter_teachers(district: &Running, codes: &[&str]) -> u64 {
    let teacher = |code: &&str| roster::TeacherItem {
        code: (*code).to_owned(),
        full_name: format!("Giáo viên {code}"),
        birth: "1985-05-17".to_owned(),
        sex: types::Sex::Female.into(),
        level: types::Level::Preschool.into(),
        degree: types::Degree::Intermediate.into(),
        ..roster::TeacherItem::default()
    };
    let request = roster::PushTeachersRequest {
        request_id: format!("teachers {}", codes.join(" ")),
        acted_by: acted_by(),
        items: codes.iter().map(teacher).collect(),
    };
    let answer = RosterServiceClient::new(district.office()).push_teachers(request).await;
    let answer = answer.expect("teachers").into_inner();
    all_applied(&answer.outcomes);
    size(answer.recorded)
}

/// A district draws its scope lists; gives the size of its journal.
pub async fn draw(district: &Running) -> u64 {
    let (request_id, plan_id) = ("draw".to_owned(), PLAN.to_owned());
    let redraw_reason = String::new();
    let request = roster::DrawScopeListsRequest { request_id, acted_by: acted_by(), plan_id, redraw_reason };
    let answer = RosterServiceClient::new(district.office()).draw_scope_lists(request).await;
    size(answer.expect("lists").into_inner().recorded)
}

/// A district sends a teacher to training; gives the size of its journal.
pub async fn nominate(district: &Running, code: &str) -> u64 {
    let decision = types::DocumentCite {
        authority: "UBND huyện".to_owned(),
        number: "45/QĐ-UBND".to_owned(),
        date: "2021-05-20".to_owned(),
    };
    let item = nomination::NominationItem {
        teacher: Some(nomination::TeacherKey { code: code.to_owned(), ..nomination::TeacherKey::default() }),
        plan_id: PLAN.to_owned(),
        target_degree: types::Degree::College.into(),
        decision: Some(decision),
        ..nomination::NominationItem::default()
    };
    let request = nomination::PushNominationsRequest {
        request_id: format!("nominate {code}"),
        acted_by: acted_by(),
        items: vec![item],
    };
    let answer = NominationServiceClient::new(district.office()).push_nominations(request).await;
    let answer = answer.expect("a nomination").into_inner();
    all_applied(&answer.outcomes);
    size(answer.recorded)
}

/// The preschool row of a district as the coordinator shows it, when it has folded a journal up to a size.
pub async fn row(looker: Connection, district: &str, at_least: &[(&Running, u64)]) -> Option<progress::Row> {
    let folded = |(node, size): &(&Running, u64)| progress::FoldedSize {
        agency: node.agency.to_string(),
        epoch: 1,
        size: *size,
    };
    let request = progress::GetProgressRequest {
        plan_id: PLAN.to_owned(),
        at_least: at_least.iter().map(folded).collect(),
        ..progress::GetProgressRequest::default()
    };
    let answer = ProgressServiceClient::new(looker).get_progress(request).await.ok()?.into_inner();
    answer.progress?.rows.into_iter().find(|row| row.district == district)
}
