//! A department, a coordinator and two districts in this process, over real sockets and certificates.

use crate::Fault;
use crate::founding::found_all;
use contracts::pb::roster::v1::PushTeachersRequest;
use contracts::pb::roster::v1::roster_service_server::RosterService;
use contracts::pb::types::v1::OutcomeCode;
use district::DistrictView;
use district::grpc::RosterHandler;
use domain::record;
use exchange::assembly::{self, Opened};
use exchange::link::{LinkState, LinkStatus};
use journal::entry::Entry;
use journal::merkle::Frontier;
use runtime::config::{Config, Role};
use runtime::identity::Identity;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tonic::Request;

/// How long a delivery may take before the measurement gives up.
const PATIENCE: Duration = Duration::from_secs(120);
/// Entries read at a time.
const PAGE: u32 = 1_000;

/// A district's node without its port: commands are given to its handler, as its port would.
pub(crate) struct Desk {
    opened: Opened<DistrictView>,
    roster: RosterHandler,
}

impl Desk {
    async fn open(config: &Path) -> Result<Self, Fault> {
        let config = Config::load(config, Role::District)?;
        let opened = assembly::open(config, record::Role::District, |_| DistrictView::default()).await?;
        let roster = RosterHandler::new(Arc::clone(&opened.node));
        Ok(Self { opened, roster })
    }

    /// Decides and records calls, one after the other.
    pub(crate) async fn record(&self, calls: &[PushTeachersRequest]) -> Result<(), Fault> {
        let office = Identity::System { agency: self.opened.node.ledger.agency(), name: "office".to_owned() };
        for call in calls {
            let mut request = Request::new(call.clone());
            request.extensions_mut().insert(office.clone());
            let answer = self.roster.push_teachers(request).await?.into_inner();
            if let Some(refused) = answer.outcomes.iter().find(|row| row.code() != OutcomeCode::Applied) {
                return Err(format!("a row was not recorded: {refused:?}").into());
            }
        }
        Ok(())
    }

    /// Entries in its own journal.
    pub(crate) async fn size(&self) -> u64 {
        self.opened.node.ledger.own_head().await.1.size()
    }

    /// Reads its own tree again from every leaf; gives their number.
    pub(crate) async fn read_tree(&self) -> Result<u64, Fault> {
        let ledger = &self.opened.node.ledger;
        let (journal, held) = ledger.own_head().await;
        let mut frontier = Frontier::default();
        let leaves = ledger.store().leaves(journal, 1, held.size()).await?;
        leaves.into_iter().for_each(|leaf| frontier.append(leaf));
        Ok(frontier.size())
    }

    /// Its own entries after a position.
    pub(crate) async fn entries(&self, after: u64) -> Result<Vec<Entry>, Fault> {
        let ledger = &self.opened.node.ledger;
        let (journal, frontier) = ledger.own_head().await;
        let mut all = Vec::new();
        let mut next = after;
        while next < frontier.size() {
            let page = ledger.store().entries(journal, next, PAGE).await?;
            next = page.last().map_or(frontier.size(), |entry| entry.header.position.position);
            all.extend(page);
        }
        Ok(all)
    }
}

/// Everything that runs.
pub(crate) struct Stage {
    /// Linked to the coordinator.
    pub(crate) linked: Desk,
    /// Linked to nobody.
    pub(crate) alone: Desk,
    status: watch::Receiver<LinkStatus>,
    end: CancellationToken,
}

impl Stage {
    /// Founds and starts; returns once the linked district's first entry is delivered.
    pub(crate) async fn set(dir: &Path, servers: &Handle) -> Result<Self, Fault> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let founded = found_all(dir, listener.local_addr()?)?;
        let end = CancellationToken::new();
        let config = Config::load(&founded.coordinator, Role::Coordinator)?;
        let coordinator = coordinator::serve(config, listener, end.clone());
        servers.spawn(async move { say(coordinator.await.map(|_| ())) });
        // The department publishes who is who; then it goes, or its own copy of everything would be measured too.
        let published = end.child_token();
        let config = Config::load(&founded.department, Role::Department)?;
        let listener = TcpListener::bind(config.listen.address).await?;
        let department = department::serve(config, listener, published.clone());
        let department = servers.spawn(async move { say(department.await.map(|_| ())) });
        let linked = Desk::open(&founded.linked).await?;
        let alone = Desk::open(&founded.alone).await?;
        let status = linked.opened.start_link(&end);
        let mut stage = Self { linked, alone, status, end };
        stage.delivered().await?;
        published.cancel();
        department.await?;
        Ok(stage)
    }

    /// Waits until all that the linked district has recorded is delivered.
    pub(crate) async fn delivered(&mut self) -> Result<(), Fault> {
        let size = self.linked.size().await;
        let arrived = self
            .status
            .wait_for(|status| status.delivered >= size || matches!(status.state, LinkState::Stopped(_)));
        let status = tokio::time::timeout(PATIENCE, arrived).await??;
        match &status.state {
            LinkState::Stopped(reason) => Err(format!("the link stopped: {}", reason.code()).into()),
            _ => Ok(()),
        }
    }

    /// Ends what runs.
    pub(crate) fn strike(&self) {
        self.end.cancel();
    }
}

/// A server that ends by itself says why; what waits for it then gives up.
fn say(ended: Result<(), assembly::StartError>) {
    if let Err(error) = ended {
        eprintln!("a server ended: {error}");
    }
}
