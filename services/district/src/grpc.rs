//! The district's services on the wire.

mod items;
mod nomination;
mod roster;

pub use nomination::NominationHandler;
pub use roster::RosterHandler;

use crate::listing::{Page, Window};
use crate::view::DistrictView;
use contracts::page::{PageQuery, page_size};
use contracts::pb::nomination::v1::nomination_service_server::NominationServiceServer;
use contracts::pb::roster::v1::roster_service_server::RosterServiceServer;
use contracts::refusal::{Reason, Refusal};
use domain::ids::RecordId;
use exchange::node::Node;
use runtime::config::Limits;
use runtime::permission::{Caller, Table};
use std::sync::Arc;
use tonic::service::Routes;
use uuid::Uuid;

const WRITE: &[Caller] = &[Caller::OwnSystem];
const PROPOSE: &[Caller] = &[Caller::OwnSystem, Caller::OwnUnitUser];
const READ: &[Caller] = &[Caller::OwnSystem, Caller::OwnReader, Caller::OwnNode];

/// Who may call the district's node.
pub const PERMISSIONS: &Table = &[
    (roster::PUSH_TEACHERS, WRITE),
    (roster::REMOVE_TEACHERS, WRITE),
    (roster::LIST_TEACHERS, READ),
    (roster::PUSH_PERSON_STATEMENTS, WRITE),
    (roster::REMOVE_PERSON_STATEMENTS, WRITE),
    (roster::PUSH_PROPOSALS, PROPOSE),
    (roster::DRAW_SCOPE_LISTS, WRITE),
    (roster::LIST_SCOPE_MEMBERS, READ),
    (nomination::PUSH_DECISIONS, WRITE),
    (nomination::PUSH_NOMINATIONS, WRITE),
    (nomination::WITHDRAW_NOMINATIONS, WRITE),
    (nomination::CORRECT_NOMINATIONS, WRITE),
    (nomination::LIST_NOMINATIONS, READ),
    ("lienthong.exchange.v1.NodeService/GetNodeStatus", READ),
];

/// The district's services; `limits` are those of its config.
#[must_use]
pub fn routes(node: Arc<Node<DistrictView>>, limits: &Limits) -> Routes {
    let roster = RosterServiceServer::new(RosterHandler::new(Arc::clone(&node)));
    let nomination = NominationServiceServer::new(NominationHandler::new(node));
    Routes::new(runtime::tune!(roster, limits)).add_service(runtime::tune!(nomination, limits))
}

/// The window that a size and a token ask for.
fn window(query: &PageQuery, size: i32, token: &str) -> Result<Window, Refusal> {
    let after = query.after(token)?.map(|bytes| {
        let id = Uuid::from_slice(&bytes).map(RecordId);
        id.map_err(|_| Refusal::new(Reason::InvalidPageToken).at("page_token"))
    });
    Ok(Window { after: after.transpose()?, size: page_size(size)? })
}

/// The token of the page after this one; empty when it is the last.
fn next_token<T>(query: &PageQuery, page: &Page<T>) -> String {
    page.next.map_or_else(String::new, |record| query.token(record.0.as_bytes()))
}

/// Rows of a page, for the read trace.
fn count<T>(page: &Page<T>) -> u64 {
    u64::try_from(page.rows.len()).unwrap_or(u64::MAX)
}
