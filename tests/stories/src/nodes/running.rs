//! A node that runs in this process, as its clients see it.

use super::{DEADLINE, Seat, until};
use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::node_service_client::NodeServiceClient;
use domain::ids::AgencyId;
use domain::record::Role as Kinds;
use exchange::assembly::{self, StartError};
use journal::store::JournalStore;
use runtime::client::{self, ClientTls, Connection, Patience, Target};
use runtime::config::{Config, Role, StoreUrl, TlsFiles};
use runtime::server::Drained;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

/// A running node; it ends when this is dropped, and gracefully by [`Self::stop`].
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Whose node it is.
    pub agency: AgencyId,
    system: TlsFiles,
    reader: TlsFiles,
    store: StoreUrl,
    token: CancellationToken,
    task: JoinHandle<Result<Drained, StartError>>,
    _ends: DropGuard,
}

/// A connection to a node with somebody's certificate.
pub fn dial(address: SocketAddr, files: &TlsFiles) -> Connection {
    let target = Target { url: format!("https://{address}"), server_name: None };
    let tls = ClientTls::load(files).expect("certificate and key");
    client::connect(&target, &tls, &Patience::default()).expect("a target")
}

/// What a node says about itself; nothing while it does not answer.
pub async fn status(connection: Connection) -> Option<pb::GetNodeStatusResponse> {
    let mut client = NodeServiceClient::new(connection);
    client.get_node_status(pb::GetNodeStatusRequest {}).await.ok().map(tonic::Response::into_inner)
}

/// Serves as the program's `serve` does.
async fn serve(
    config: Config,
    listener: TcpListener,
    token: CancellationToken,
) -> Result<Drained, StartError> {
    match config.role {
        Role::Coordinator => coordinator::serve(config, listener, token).await,
        Role::Department => department::serve(config, listener, token).await,
        Role::District => {
            let view = |_: &_| district::DistrictView::default();
            let opened = assembly::open(config, Kinds::District, view).await?;
            assembly::serve_agency(opened, listener, district::routes, district::PERMISSIONS, token).await
        }
        Role::College => {
            let view = |_: &_| college::CollegeView::default();
            let opened = assembly::open(config, Kinds::College, view).await?;
            assembly::serve_agency(opened, listener, college::routes, college::PERMISSIONS, token).await
        }
    }
}

impl Running {
    pub(super) async fn start(seat: &Seat, config: Config) -> Self {
        let listener = TcpListener::bind(config.listen.address).await.expect("a free port");
        let token = CancellationToken::new();
        let running = Self {
            address: listener.local_addr().expect("its address"),
            agency: seat.agency,
            system: seat.system_tls(),
            reader: seat.reader_tls(),
            store: config.store.url.clone(),
            task: tokio::spawn(serve(config, listener, token.clone())),
            _ends: token.clone().drop_guard(),
            token,
        };
        let up = async || {
            assert!(!running.task.is_finished(), "{} did not start", seat.name);
            running.try_status().await
        };
        until("the node answers", up).await;
        running
    }

    /// A connection to this node with somebody's certificate.
    pub fn dial(&self, files: &TlsFiles) -> Connection {
        dial(self.address, files)
    }

    /// A connection as the agency's own system.
    pub fn office(&self) -> Connection {
        self.dial(&self.system)
    }

    /// A connection as the agency's own reader.
    pub fn reader(&self) -> Connection {
        self.dial(&self.reader)
    }

    async fn try_status(&self) -> Option<pb::GetNodeStatusResponse> {
        status(self.office()).await
    }

    /// What the node says about itself.
    pub async fn status(&self) -> pb::GetNodeStatusResponse {
        self.try_status().await.expect("the node answers")
    }

    /// Waits until the node says about itself what is waited for.
    pub async fn when(
        &self,
        what: &str,
        holds: impl Fn(&pb::GetNodeStatusResponse) -> bool,
    ) -> pb::GetNodeStatusResponse {
        until(what, async || Some(self.status().await).filter(&holds)).await
    }

    /// Waits until everything recorded here has a receipt; gives the size.
    pub async fn delivered(&self) -> u64 {
        let all = |status: &pb::GetNodeStatusResponse| {
            status.recorded.as_ref().is_some_and(|recorded| recorded.size == status.delivered)
        };
        self.when("everything recorded is delivered", all).await.delivered
    }

    /// Waits until this node holds an agency's journal up to a size.
    pub async fn holds(&self, agency: AgencyId, size: u64) {
        let there = |status: &pb::GetNodeStatusResponse| {
            status.held.iter().any(|held| held.agency == agency.0.as_bytes() && held.size >= size)
        };
        self.when("the other journal has come", there).await;
    }

    /// The node's store, opened a second time beside it.
    pub async fn store(&self) -> Arc<dyn JournalStore> {
        assembly::open_store(&self.store).await.expect("the store opens")
    }

    /// Asks the node to end and waits for it.
    pub async fn stop(self) -> Drained {
        self.token.cancel();
        let ended = tokio::time::timeout(DEADLINE, self.task).await.expect("it ends");
        ended.expect("without a panic").expect("without a fault")
    }
}
