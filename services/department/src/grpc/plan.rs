//! `PlanService`.

use super::read;
use crate::desk::Desk;
use crate::view::DepartmentView;
use crate::{freeze, plan, ruling};
use contracts::pb::plan::v1 as pb;
use contracts::pb::plan::v1::plan_service_server::PlanService;
use contracts::refusal::Refusal;
use contracts::wire::{self, FreezeScopeInput, PlanInput, PlanQuery, RulingInput, show};
use domain::record::{Act, StoredOutcome};
use exchange::node::{Call, Node};
use exchange::outcome;
use journal::ledger::Answer;
use prost::Message;
use runtime::identity::Identity;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub(super) const PUT_PLAN: &str = "lienthong.plan.v1.PlanService/PutPlan";
pub(super) const FREEZE_SCOPE: &str = "lienthong.plan.v1.PlanService/FreezeScope";
pub(super) const RECORD_RULINGS: &str = "lienthong.plan.v1.PlanService/RecordRulings";

/// [`PlanService`] over the department's node.
pub(super) struct PlanServer {
    node: Arc<Node<DepartmentView>>,
}

/// A call that writes, once its envelope was checked.
struct Envelope<'a, M> {
    rpc: &'static str,
    caller: &'a Identity,
    request_id: &'a str,
    act: &'a Act,
    request: &'a M,
}

impl PlanServer {
    pub(super) const fn new(node: Arc<Node<DepartmentView>>) -> Self {
        Self { node }
    }

    async fn answer<M: Message>(
        &self,
        envelope: Envelope<'_, M>,
        decide: impl Fn(&mut Desk<'_, '_>) -> Result<Vec<StoredOutcome>, Refusal>,
    ) -> Result<Answer, Refusal> {
        let Envelope { rpc, caller, request_id, act, request } = envelope;
        let call = Call { caller, rpc, request_id, request };
        let anchor = &self.node.anchor;
        self.node.answer(call, |tx| decide(&mut Desk::new(tx, anchor.department, anchor, act))).await
    }
}

#[tonic::async_trait]
impl PlanService for PlanServer {
    async fn put_plan(
        &self,
        request: Request<pb::PutPlanRequest>,
    ) -> Result<Response<pb::PutPlanResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let (act, input) = wire::check_one::<PlanInput>(
            "plan",
            &request.request_id,
            request.acted_by.clone(),
            request.plan.clone(),
        )?;
        let envelope = Envelope {
            rpc: PUT_PLAN,
            caller: &caller,
            request_id: &request.request_id,
            act: &act,
            request: &request,
        };
        let answer = self.answer(envelope, |desk| Ok(vec![plan::put(desk, &input)?])).await?;
        Ok(Response::new(pb::PutPlanResponse {
            outcome: answer.outcomes.first().map(show::outcome),
            recorded: Some(show::recorded(answer.position, answer.repeated)),
        }))
    }

    async fn get_plan(
        &self,
        request: Request<pb::GetPlanRequest>,
    ) -> Result<Response<pb::GetPlanResponse>, Status> {
        let query: PlanQuery = wire::whole(request.into_inner())?;
        let plan = read::plan(&self.node, &query.plan_id).await?;
        Ok(Response::new(pb::GetPlanResponse { plan: Some(plan) }))
    }

    async fn list_plans(
        &self,
        request: Request<pb::ListPlansRequest>,
    ) -> Result<Response<pb::ListPlansResponse>, Status> {
        Ok(Response::new(read::plans(&self.node, &request.into_inner()).await?))
    }

    async fn freeze_scope(
        &self,
        request: Request<pb::FreezeScopeRequest>,
    ) -> Result<Response<pb::FreezeScopeResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let (act, input) = wire::check_whole::<FreezeScopeInput>(
            &request.request_id,
            request.acted_by.clone(),
            request.clone(),
        )?;
        let envelope = Envelope {
            rpc: FREEZE_SCOPE,
            caller: &caller,
            request_id: &request.request_id,
            act: &act,
            request: &request,
        };
        let answer = self.answer(envelope, |desk| Ok(freeze::rows(desk, &input))).await?;
        Ok(Response::new(pb::FreezeScopeResponse {
            outcomes: show::outcomes(&answer.outcomes),
            recorded: Some(show::recorded(answer.position, answer.repeated)),
        }))
    }

    async fn record_rulings(
        &self,
        request: Request<pb::RecordRulingsRequest>,
    ) -> Result<Response<pb::RecordRulingsResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let request = request.into_inner();
        let act = wire::check_envelope(&request.request_id, request.acted_by.clone(), request.items.len())?;
        let items = wire::items::<RulingInput>(request.items.clone());
        let envelope = Envelope {
            rpc: RECORD_RULINGS,
            caller: &caller,
            request_id: &request.request_id,
            act: &act,
            request: &request,
        };
        let answer = self.answer(envelope, |desk| Ok(outcome::each(desk, &items, ruling::record))).await?;
        Ok(Response::new(pb::RecordRulingsResponse {
            outcomes: show::outcomes(&answer.outcomes),
            recorded: Some(show::recorded(answer.position, answer.repeated)),
        }))
    }

    async fn list_agencies(
        &self,
        request: Request<pb::ListAgenciesRequest>,
    ) -> Result<Response<pb::ListAgenciesResponse>, Status> {
        let page = read::agencies(&self.node, &request.into_inner()).await?;
        Ok(Response::new(page))
    }
}
