//! `NodeService` over a ledger and its link.

use crate::hub::{Hub, store_failed};
use crate::link::{LinkState, LinkStatus};
use crate::node::{Node, closed};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::node_service_server::NodeService;
use contracts::pb::types::v1::AgencyKind;
use contracts::refusal::Reason;
use domain::ids::AgencyId;
use domain::record::Agency;
use journal::ledger::View;
use journal::store::{JournalKey, StoreError};
use runtime::server::ServerTls;
use runtime::trust::TrustBundle;
use std::sync::Arc;
use tokio::sync::watch;
use tonic::{Request, Response, Status};

/// Which side of the exchange a node is on.
pub enum Side<V> {
    /// An agency, with what its link says.
    Agency(watch::Receiver<LinkStatus>),
    /// The coordinator.
    Coordinator(Arc<Hub<V>>),
}

/// [`NodeService`] of a node.
pub struct NodeStatusService<V> {
    node: Arc<Node<V>>,
    side: Side<V>,
    trust: TrustBundle,
    tls: Arc<ServerTls>,
}

impl<V: View + HasRegistry + 'static> NodeStatusService<V> {
    /// The service. The trust file tells the own name; the TLS material, how long the certificate holds.
    #[must_use]
    pub const fn new(node: Arc<Node<V>>, side: Side<V>, trust: TrustBundle, tls: Arc<ServerTls>) -> Self {
        Self { node, side, trust, tls }
    }

    /// What the coordinator has of every agency; nothing at an agency.
    async fn agencies(&self) -> Result<Vec<pb::AgencyContact>, StoreError> {
        let Side::Coordinator(hub) = &self.side else { return Ok(Vec::new()) };
        let (ledger, anchor) = (&self.node.ledger, &self.node.anchor);
        let mut all: Vec<_> = {
            let view = ledger.read().await;
            let registry = view.registry();
            let others = registry.agencies(anchor).filter(|(id, _)| *id != anchor.coordinator);
            others.map(|(id, agency)| (id, agency.clone(), registry.stop(anchor, id))).collect()
        };
        all.sort_by(|(_, one, _), (_, other, _)| (one.kind, &one.code).cmp(&(other.kind, &other.code)));
        let sizes = ledger.sizes().await;
        let mut contacts = Vec::with_capacity(all.len());
        for (id, agency, stop) in all {
            let held = sizes.iter().filter(|(key, _)| key.agency == id).max_by_key(|(key, _)| key.epoch);
            let (epoch, delivered) = held.map_or((0, 0), |(key, size)| (key.epoch, *size));
            let (heard, connected) = hub.heard(id);
            let last_seen = match heard {
                Some(heard) => heard.0,
                None => ledger
                    .store()
                    .receipt(JournalKey { agency: id, epoch })
                    .await?
                    .map_or(0, |row| row.time.0),
            };
            contacts.push(pb::AgencyContact {
                agency: id.to_string(),
                kind: AgencyKind::from(agency.kind).into(),
                name: name(&agency),
                code: agency.code,
                epoch,
                delivered,
                last_seen,
                connected,
                stopped: stop.map(|stop| stop.code().to_owned()).unwrap_or_default(),
            });
        }
        Ok(contacts)
    }
}

/// The newest name.
fn name(agency: &Agency) -> String {
    agency.names.last().map(|dated| dated.name.clone()).unwrap_or_default()
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
impl<V: View + HasRegistry + 'static> NodeService for NodeStatusService<V> {
    async fn get_node_status(
        &self,
        _request: Request<pb::GetNodeStatusRequest>,
    ) -> Result<Response<pb::GetNodeStatusResponse>, Status> {
        let ledger = &self.node.ledger;
        let (journal, frontier) = ledger.own_head().await;
        let sizes = ledger.sizes().await;
        let receipt = ledger.store().receipt(journal).await.map_err(|error| store_failed(&error))?;
        let agencies = self.agencies().await.map_err(|error| store_failed(&error))?;
        let status = match &self.side {
            Side::Agency(link) => Some(link.borrow().clone()),
            Side::Coordinator(_) => None,
        };
        let (link, reason) = link_to_wire(status.as_ref().map(|status| status.state));
        let own = self.trust.registered(self.trust.own());
        let closed = closed(ledger.standing());
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
            now: self.node.clock.now().0,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            agency_code: own.map(|own| own.code.clone()).unwrap_or_default(),
            agency_name: own.map(|own| own.name.clone()).unwrap_or_default(),
            certificate_until: self.tls.validity().to.0,
            agencies,
        }))
    }
}
