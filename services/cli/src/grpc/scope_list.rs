//! `lienthong scope list`: the members of a drawn list in order of priority, for the screen or for print.

use super::act::{PAGE, own_node, pages, word};
use crate::args::AskArgs;
use crate::exit::{Exit, call_failed};
use crate::reach::Reached;
use crate::sheet::{Cell, Column, Sheet, column};
use contracts::pb::roster::v1 as pb;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use contracts::pb::types::v1 as types;
use domain::vocabulary::{Level, ScopeStatus};
use runtime::client::Connection;
use tonic::Status;

/// The words for a level of the wire.
pub(super) fn level_word(level: i32) -> (&'static str, &'static str) {
    word::<types::Level, Level>(level).map_or(("–", "–"), |level| (level.vi(), level.en()))
}

/// Every member of a list with a status; 0 for all. Leaves a read trace at the node.
pub(super) async fn members(
    mut client: RosterServiceClient<Connection>,
    plan: &str,
    level: i32,
    status: i32,
) -> Result<Vec<pb::ScopeMemberRow>, Status> {
    pages(async |page_token| {
        let request = pb::ListScopeMembersRequest {
            plan_id: plan.to_owned(),
            level,
            status,
            page_size: PAGE,
            page_token,
        };
        let page = client.list_scope_members(request).await?.into_inner();
        Ok((page.members, page.next_page_token))
    })
    .await
}

const COLUMNS: &[Column] = &[
    column("rank", "TT", "No.", 5),
    column("level", "Cấp học", "Level", 12),
    column("code", "Mã GV", "Code", 14),
    column("full_name", "Họ và tên", "Name", 28),
    column("status", "Kết quả", "Status", 24),
    column("reason", "Lý do", "Reason", 60),
    column("retirement", "Tháng nghỉ hưu", "Retires", 10),
    column("months_left", "Số tháng còn lại", "Months left", 9),
];

fn row(rank: usize, level: Level, member: pb::ScopeMemberRow) -> Vec<Cell> {
    let status = word::<types::ScopeStatus, ScopeStatus>(member.status);
    let english = |status: ScopeStatus| status.code().to_lowercase().replace('_', " ");
    vec![
        Cell::Number(i64::try_from(rank).unwrap_or(i64::MAX)),
        Cell::word(level.code(), level.vi(), level.en()),
        Cell::text(member.code),
        Cell::text(member.full_name),
        status
            .map_or_else(|| Cell::text(""), |status| Cell::word(status.code(), status.vi(), english(status))),
        Cell::word(member.reason, member.reason_vi, member.reason_en),
        Cell::text(member.retirement),
        Cell::Number(member.months_left.into()),
    ]
}

/// `lienthong scope list`.
pub(super) async fn list(
    plan: &str,
    level: Option<Level>,
    status: Option<ScopeStatus>,
    ask: &AskArgs,
) -> Result<Exit, Exit> {
    let Reached { connection, url } = own_node(&ask.reach)?;
    let levels = level.map_or_else(|| Level::ALL.to_vec(), |level| vec![level]);
    let status = status.map_or(types::ScopeStatus::Unspecified, types::ScopeStatus::from);
    let mut rows = Vec::new();
    for level in levels {
        let client = RosterServiceClient::new(connection.clone());
        let of_level = members(client, plan, types::Level::from(level).into(), status.into()).await;
        let of_level = of_level.map_err(|status| call_failed(&url, &status))?;
        rows.extend((1..).zip(of_level).map(|(rank, member)| row(rank, level, member)));
    }
    let title = format!("Danh sách rà soát theo kế hoạch {plan} / Scope list of plan {plan}");
    Ok(Sheet { title, columns: COLUMNS, rows }.give(&ask.view))
}
