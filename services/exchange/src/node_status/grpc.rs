//! `NodeService` over a ledger and its link.

use crate::hub::store_failed;
use crate::link::{LinkState, LinkStatus};
use crate::node::closed;
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::node_service_server::NodeService;
use contracts::refusal::Reason;
use domain::ids::AgencyId;
use journal::ledger::{Ledger, View};
use runtime::clock::Clock;
use std::sync::Arc;
use tokio::sync::watch;
use tonic::{Request, Response, Status};

/// [`NodeService`]: for an agency with its link, for the coordinator without.
pub struct NodeStatusService<V> {
    ledger: Arc<Ledger<V>>,
    link: Option<watch::Receiver<LinkStatus>>,
    clock: Arc<dyn Clock>,
}

impl<V> NodeStatusService<V> {
    /// The service.
    #[must_use]
    pub const fn new(
        ledger: Arc<Ledger<V>>,
        link: Option<watch::Receiver<LinkStatus>>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { ledger, link, clock }
    }
}

fn size(agency: AgencyId, epoch: u32, size: u64, root: Vec<u8>) -> pb::JournalSize {
    pb::JournalSize { agency: agency.0.as_bytes().to_vec(), epoch, size, root }
}

fn link_to_wire(state: Option<LinkState>) -> (pb::LinkState, Option<Reason>) {
    match state {
        None => (pb::LinkState::Hub, None),
        Some(LinkState::Connecting(reason)) => (pb::LinkState::Connecting, Some(reason)),
        Some(LinkState::Connected) => (pb::LinkState::Connected, None),
        Some(LinkState::Stopped(reason)) => (pb::LinkState::Stopped, Some(reason)),
    }
}

#[tonic::async_trait]
impl<V: View + 'static> NodeService for NodeStatusService<V> {
    async fn get_node_status(
        &self,
        _request: Request<pb::GetNodeStatusRequest>,
    ) -> Result<Response<pb::GetNodeStatusResponse>, Status> {
        let (journal, frontier) = self.ledger.own_head().await;
        let sizes = self.ledger.sizes().await;
        let receipt = self.ledger.store().receipt(journal).await.map_err(|error| store_failed(&error))?;
        let status = self.link.as_ref().map(|link| link.borrow().clone());
        let (link, reason) = link_to_wire(status.as_ref().map(|status| status.state));
        let closed = closed(self.ledger.standing());
        let others = sizes.iter().filter(|(key, _)| key.agency != journal.agency);
        Ok(Response::new(pb::GetNodeStatusResponse {
            agency: journal.agency.to_string(),
            recorded: Some(size(journal.agency, journal.epoch, frontier.size(), frontier.root().0.to_vec())),
            delivered: receipt.as_ref().map_or(0, |row| row.size),
            delivered_at: receipt.map_or(0, |row| row.time.0),
            held: others.map(|(key, held)| size(key.agency, key.epoch, *held, Vec::new())).collect(),
            link: link.into(),
            link_reason: reason.map(|reason| reason.code().to_owned()).unwrap_or_default(),
            link_text_vi: reason.map(|reason| reason.text_vi(&[])).unwrap_or_default(),
            link_text_en: reason.map(|reason| reason.text_en(&[])).unwrap_or_default(),
            link_detail: status.map(|status| status.detail).unwrap_or_default(),
            writes_refused: closed.map(|reason| reason.code().to_owned()).unwrap_or_default(),
            now: self.clock.now().0,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
        }))
    }
}
