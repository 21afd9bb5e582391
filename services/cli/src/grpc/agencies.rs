//! `lienthong agencies`: the registry of the department's node, and what the coordinator has of each agency.

use super::act::{PAGE, own_node, pages, word};
use super::progress;
use crate::args::AskArgs;
use crate::exit::{Exit, call_failed};
use crate::reach::{self, Reached};
use crate::sheet::{Cell, Column, Sheet, column};
use contracts::pb::plan::v1 as pb;
use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use contracts::pb::progress::v1 as picture;
use contracts::pb::types::v1 as types;
use domain::date::Instant;
use domain::vocabulary::AgencyKind;
use runtime::client::Connection;
use tonic::Status;

/// Every agency of the registry.
pub(super) async fn registry(connection: Connection) -> Result<Vec<pb::Agency>, Status> {
    let mut client = PlanServiceClient::new(connection);
    pages(async |page_token| {
        let request = pb::ListAgenciesRequest { page_size: PAGE, page_token };
        let page = client.list_agencies(request).await?.into_inner();
        Ok((page.agencies, page.next_page_token))
    })
    .await
}

/// The district of a code.
pub(super) fn district<'a>(registry: &'a [pb::Agency], code: &str) -> Option<&'a pb::Agency> {
    registry.iter().find(|agency| agency.kind() == types::AgencyKind::District && agency.code == code)
}

const COLUMNS: &[Column] = &[
    column("kind", "Loại", "Kind", 14),
    column("code", "Mã", "Code", 8),
    column("name", "Tên", "Name", 40),
    column("delivered", "Bộ điều phối có", "Coordinator has", 12),
    column("last_seen", "Thấy lần cuối", "Last seen", 26),
    column("agency", "Mã định danh", "Agency id", 38),
];

const fn kind_words(kind: AgencyKind) -> (&'static str, &'static str) {
    match kind {
        AgencyKind::District => ("huyện", "district"),
        AgencyKind::College => ("trường", "college"),
        AgencyKind::Education => ("Sở GD&ĐT", "education"),
        AgencyKind::HomeAffairs => ("Sở Nội vụ", "home affairs"),
        AgencyKind::Finance => ("Sở Tài chính", "finance"),
        AgencyKind::Coordinator => ("bộ điều phối", "coordinator"),
        AgencyKind::Communications => ("Sở TT&TT", "communications"),
        AgencyKind::Province => ("UBND tỉnh", "province"),
    }
}

fn row(agency: pb::Agency, picture: Option<&picture::Progress>) -> Vec<Cell> {
    let kind = word::<types::AgencyKind, AgencyKind>(agency.kind);
    let code = agency.kind().as_str_name().trim_start_matches("AGENCY_KIND_").to_owned();
    let (vi, en) = kind.map_or(("–", "–"), kind_words);
    let sizes = picture.map(|picture| {
        let own = picture.vector.iter().filter(|folded| folded.agency == agency.agency);
        own.map(|folded| folded.size).max().unwrap_or(0)
    });
    let is_district = kind == Some(AgencyKind::District);
    let rows = picture.iter().flat_map(|picture| &picture.rows);
    let own = rows.filter(|row| is_district && row.district == agency.code).map(|row| row.last_seen);
    let seen = own.max().filter(|seen| *seen > 0).map(|seen| Instant(seen).to_string());
    vec![
        Cell::word(code, vi, en),
        Cell::text(agency.code),
        Cell::text(agency.name),
        sizes.and_then(|size| i64::try_from(size).ok()).map_or_else(|| Cell::text(""), Cell::Number),
        Cell::text(seen.unwrap_or_default()),
        Cell::text(agency.agency),
    ]
}

/// `lienthong agencies`.
pub(super) async fn agencies(ask: &AskArgs) -> Result<Exit, Exit> {
    let Reached { connection, url } = own_node(&ask.reach)?;
    let registry = registry(connection).await.map_err(|status| call_failed(&url, &status))?;
    let picture = delivered(ask).await;
    if picture.is_none() {
        eprintln!("Chưa biết đơn vị nào đã gửi: bộ điều phối không trả lời, hoặc chưa có kế hoạch.");
        eprintln!("What was delivered is not known: the coordinator does not answer, or has no plan yet.");
    }
    let rows = registry.into_iter().map(|agency| row(agency, picture.as_ref())).collect();
    Ok(Sheet { title: "Danh bạ / Registry".to_owned(), columns: COLUMNS, rows }.give(&ask.view))
}

/// What the coordinator has folded; `None` where it cannot be asked.
async fn delivered(ask: &AskArgs) -> Option<picture::Progress> {
    let mut reach = ask.reach.clone();
    reach.url = None;
    let Reached { connection, .. } = reach::coordinator(&reach).ok()?;
    progress::get(connection, picture::GetProgressRequest::default()).await.ok()
}
