//! What is read from the department's view; nothing of it is personal.

use crate::view::DepartmentView;
use contracts::page::{PageQuery, page_size};
use contracts::pb::plan::v1 as pb;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::show;
use domain::ids::AgencyId;
use exchange::node::Node;
use exchange::registry::HasRegistry;

/// The newest version of a plan, with the codes of its districts as the registry has them today.
pub(super) async fn plan(node: &Node<DepartmentView>, plan_id: &str) -> Result<pb::Plan, Refusal> {
    let view = node.ledger.read().await;
    let plan = view.plan(node.anchor.department, plan_id);
    let not_found = || Refusal::new(Reason::PlanNotFound).at("plan_id").with("plan_id", plan_id);
    let plan = plan.ok_or_else(not_found)?;
    let code = |unit: &AgencyId| view.registry().agency(&node.anchor, *unit);
    let units = plan.state.units.iter().filter_map(code);
    Ok(show::plan(plan.state, units.map(|agency| agency.code.clone()).collect()))
}

/// A page of the registry, ascending by kind and code.
pub(super) async fn agencies(
    node: &Node<DepartmentView>,
    request: &pb::ListAgenciesRequest,
) -> Result<pb::ListAgenciesResponse, Refusal> {
    let query = PageQuery::new("ListAgencies", &[]);
    let rows = page_size(request.page_size)?;
    let after = query.after(&request.page_token)?;
    let view = node.ledger.read().await;
    let mut all: Vec<_> = view.registry().agencies(&node.anchor).collect();
    all.sort_by(|(one, a), (other, b)| (a.kind, &a.code, one).cmp(&(b.kind, &b.code, other)));
    let begin = match after {
        None => 0,
        Some(id) => {
            let place = all.iter().position(|(known, _)| known.0.as_bytes().as_slice() == id);
            // The registry forgets nobody: a token names an agency of it, or is none of ours.
            place.ok_or_else(|| Refusal::new(Reason::InvalidPageToken).at("page_token"))? + 1
        }
    };
    let page: Vec<_> = all.iter().skip(begin).take(rows).collect();
    let more = all.len() > begin + page.len();
    let last = page.last().filter(|_| more);
    Ok(pb::ListAgenciesResponse {
        agencies: page.iter().map(|(id, agency)| show::agency(*id, agency)).collect(),
        next_page_token: last.map_or_else(String::new, |(id, _)| query.token(id.0.as_bytes())),
    })
}
