//! What is read from the department's view; nothing of it is personal.

use crate::view::DepartmentView;
use contracts::page::{PageQuery, page_size};
use contracts::pb::plan::v1 as pb;
use contracts::refusal::{Reason, Refusal};
use contracts::wire::show;
use domain::record::Plan;
use exchange::node::Node;
use exchange::registry::HasRegistry;

/// The newest version of a plan, with the codes of its districts as the registry has them today.
pub(super) async fn plan(node: &Node<DepartmentView>, plan_id: &str) -> Result<pb::Plan, Refusal> {
    let view = node.ledger.read().await;
    let plan = view.plan(node.anchor.department, plan_id);
    let not_found = || Refusal::new(Reason::PlanNotFound).at("plan_id").with("plan_id", plan_id);
    Ok(shown(node, &view, plan.ok_or_else(not_found)?.state))
}

fn shown(node: &Node<DepartmentView>, view: &DepartmentView, plan: &Plan) -> pb::Plan {
    let units = plan.units.iter().filter_map(|unit| view.registry().agency(&node.anchor, *unit));
    show::plan(plan, units.map(|agency| agency.code.clone()).collect())
}

/// A page of the plans, ascending by year and id.
pub(super) async fn plans(
    node: &Node<DepartmentView>,
    request: &pb::ListPlansRequest,
) -> Result<pb::ListPlansResponse, Refusal> {
    let query = PageQuery::new("ListPlans", &[]);
    let rows = page_size(request.page_size)?;
    let after = query.after(&request.page_token)?;
    let view = node.ledger.read().await;
    let mut all: Vec<_> = view.plans(node.anchor.department).collect();
    all.sort_by(|one, other| {
        (one.state.year, &one.state.plan_id).cmp(&(other.state.year, &other.state.plan_id))
    });
    let begin = match after {
        None => 0,
        Some(id) => {
            let place = all.iter().position(|plan| plan.key.record.0.as_bytes().as_slice() == id);
            place.ok_or_else(|| Refusal::new(Reason::InvalidPageToken).at("page_token"))? + 1
        }
    };
    let page: Vec<_> = all.iter().skip(begin).take(rows).collect();
    let more = all.len() > begin + page.len();
    let last = page.last().filter(|_| more);
    Ok(pb::ListPlansResponse {
        plans: page.iter().map(|plan| shown(node, &view, plan.state)).collect(),
        next_page_token: last.map_or_else(String::new, |plan| query.token(plan.key.record.0.as_bytes())),
    })
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
