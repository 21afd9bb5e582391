//! `NominationService`.

use super::items::{self, with_items};
use super::{count, next_token, window};
use crate::view::DistrictView;
use crate::{decision, listing, nomination};
use contracts::page::PageQuery;
use contracts::pb::nomination::v1 as pb;
use contracts::pb::nomination::v1::nomination_service_server::NominationService;
use contracts::wire::{CorrectionInput, DecisionInput, NominationInput, WithdrawalInput, show};
use domain::ids::RecordKey;
use exchange::node::Node;
use runtime::identity::Identity;
use std::sync::Arc;
use tonic::{Request, Response, Status};

pub(super) const PUSH_DECISIONS: &str = "lienthong.nomination.v1.NominationService/PushDecisions";
pub(super) const PUSH_NOMINATIONS: &str = "lienthong.nomination.v1.NominationService/PushNominations";
pub(super) const WITHDRAW_NOMINATIONS: &str = "lienthong.nomination.v1.NominationService/WithdrawNominations";
pub(super) const CORRECT_NOMINATIONS: &str = "lienthong.nomination.v1.NominationService/CorrectNominations";
pub(super) const LIST_NOMINATIONS: &str = "lienthong.nomination.v1.NominationService/ListNominations";

with_items! {
    PUSH_DECISIONS => pb::PushDecisionsRequest, DecisionInput, PushDecisionsResponse;
    PUSH_NOMINATIONS => pb::PushNominationsRequest, NominationInput, PushNominationsResponse;
    WITHDRAW_NOMINATIONS => pb::WithdrawNominationsRequest, WithdrawalInput, WithdrawNominationsResponse;
    CORRECT_NOMINATIONS => pb::CorrectNominationsRequest, CorrectionInput, CorrectNominationsResponse;
}

/// The service over a node.
pub struct NominationHandler {
    node: Arc<Node<DistrictView>>,
}

impl NominationHandler {
    /// The service.
    #[must_use]
    pub const fn new(node: Arc<Node<DistrictView>>) -> Self {
        Self { node }
    }
}

#[tonic::async_trait]
impl NominationService for NominationHandler {
    async fn push_decisions(
        &self,
        request: Request<pb::PushDecisionsRequest>,
    ) -> Result<Response<pb::PushDecisionsResponse>, Status> {
        items::answer(&self.node, request, |desk, input, _| decision::push(desk, input)).await
    }

    async fn push_nominations(
        &self,
        request: Request<pb::PushNominationsRequest>,
    ) -> Result<Response<pb::PushNominationsResponse>, Status> {
        items::answer(&self.node, request, |desk, input, memory| {
            nomination::push(desk, input, &mut memory.additions)
        })
        .await
    }

    async fn withdraw_nominations(
        &self,
        request: Request<pb::WithdrawNominationsRequest>,
    ) -> Result<Response<pb::WithdrawNominationsResponse>, Status> {
        items::answer(&self.node, request, |desk, input, memory| {
            nomination::withdraw(desk, input, &mut memory.additions)
        })
        .await
    }

    async fn correct_nominations(
        &self,
        request: Request<pb::CorrectNominationsRequest>,
    ) -> Result<Response<pb::CorrectNominationsResponse>, Status> {
        items::answer(&self.node, request, |desk, input, _| nomination::correct(desk, input)).await
    }

    async fn list_nominations(
        &self,
        request: Request<pb::ListNominationsRequest>,
    ) -> Result<Response<pb::ListNominationsResponse>, Status> {
        let caller = Identity::of(&request)?.clone();
        let pb::ListNominationsRequest { page_size, page_token } = request.into_inner();
        let query = PageQuery::new(LIST_NOMINATIONS, &[]);
        let window = window(&query, page_size, &page_token)?;
        let own = self.node.ledger.agency();
        let (records, response) = {
            let view = self.node.ledger.read().await;
            let page = listing::nominations(view.district(own), window)?;
            let shown = page.rows.iter().map(|(record, row)| {
                let key = RecordKey { agency: own, record: *record };
                show::nomination(key, row.revision, &row.state)
            });
            let nominations = shown.collect();
            let next_page_token = next_token(&query, &page);
            (count(&page), pb::ListNominationsResponse { nominations, next_page_token })
        };
        self.node.trace_read(&caller, LIST_NOMINATIONS, records, String::new()).await?;
        Ok(Response::new(response))
    }
}
