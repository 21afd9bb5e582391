//! What the department serves: `PlanService` over its node.

mod plan;
mod read;

use crate::view::DepartmentView;
use contracts::pb::plan::v1::plan_service_server::PlanServiceServer;
use exchange::node::Node;
use runtime::config::Limits;
use runtime::permission::{Caller, Table};
use std::sync::Arc;
use tonic::service::Routes;

const WRITERS: &[Caller] = &[Caller::OwnSystem];
const READERS: &[Caller] = &[Caller::OwnReader, Caller::OwnSystem, Caller::OwnNode];

/// Who may call what at a department's node.
pub const PERMISSIONS: &Table = &[
    (plan::PUT_PLAN, WRITERS),
    ("lienthong.plan.v1.PlanService/GetPlan", READERS),
    (plan::FREEZE_SCOPE, WRITERS),
    (plan::RECORD_RULINGS, WRITERS),
    ("lienthong.plan.v1.PlanService/ListPlans", READERS),
    ("lienthong.plan.v1.PlanService/ListAgencies", READERS),
    ("lienthong.exchange.v1.NodeService/GetNodeStatus", READERS),
];

/// The services of a department's node; `limits` are those of its config.
pub fn routes(node: Arc<Node<DepartmentView>>, limits: &Limits) -> Routes {
    let plans = PlanServiceServer::new(plan::PlanServer::new(node));
    Routes::new(runtime::tune!(plans, limits))
}
