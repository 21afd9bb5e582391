//! Putting a node together from its config: store, ledger, clock, link, services; and taking it down gracefully.

use crate::link::{Dial, Link, LinkStatus};
use crate::node::Node;
use crate::node_status::{NodeStatusService, Side};
use crate::registry::HasRegistry;
use contracts::pb::exchange::v1::node_service_server::NodeServiceServer;
use domain::record::Role;
use journal::ids::{Entropy, OsEntropy};
use journal::ledger::{Ledger, LedgerError, Owner, View};
use journal::mark::Mark;
use journal::postgres::PostgresStore;
use journal::sqlite::SqliteStore;
use journal::store::{JournalStore, StoreError};
use runtime::client::{ClientTls, Patience, Target};
use runtime::config::{Config, Limits, StoreUrl};
use runtime::health::Health;
use runtime::node::{Node as Foundation, NodeError};
use runtime::permission::{self, Table};
use runtime::request_id::RequestIds;
use runtime::server::{self, Drained, ServeError, ServerTls, Serving};
use runtime::trust::TrustBundle;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

/// Why a node does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Config, keys, certificates, trust file, clock or port.
    #[error(transparent)]
    Foundation(#[from] NodeError),
    /// The database.
    #[error("không mở được cơ sở dữ liệu: {0} (the database cannot be opened)")]
    Store(#[from] StoreError),
    /// The journal could not be begun.
    #[error("không khởi tạo được sổ: {0} (the journal cannot be begun)")]
    Journal(String),
    /// Serving failed.
    #[error(transparent)]
    Serve(#[from] ServeError),
}

impl From<LedgerError<std::convert::Infallible>> for StartError {
    fn from(error: LedgerError<std::convert::Infallible>) -> Self {
        match error {
            LedgerError::Store(error) => Self::Store(error),
            LedgerError::Append(error) => Self::Journal(error.to_string()),
            LedgerError::Refused(never) => match never {},
        }
    }
}

/// A node whose journal is open.
pub struct Opened<V> {
    /// The node.
    pub node: Arc<Node<V>>,
    /// Its config.
    pub config: Config,
    /// Its install file.
    pub trust: TrustBundle,
    server_tls: Arc<ServerTls>,
    client_tls: ClientTls,
}

/// Opens the store that a config names.
///
/// # Errors
/// [`StoreError`] when it cannot be opened or was made by a later program.
pub async fn open_store(url: &StoreUrl) -> Result<Arc<dyn JournalStore>, StoreError> {
    Ok(match url {
        StoreUrl::Sqlite(path) => Arc::new(SqliteStore::open(path).await?),
        StoreUrl::Postgres(url) => Arc::new(PostgresStore::open(url.reveal()).await?),
    })
}

/// Opens the journal of the agency that a config describes.
///
/// # Errors
/// [`StartError`].
pub async fn open<V: View + HasRegistry>(
    config: Config,
    role: Role,
    fresh: impl Fn(&TrustBundle) -> V + Send + Sync + 'static,
) -> Result<Opened<V>, StartError> {
    let foundation = Foundation::open(config)?;
    let Foundation { config, trust, clock, signing_key, server_tls, client_tls } = foundation;
    let store = open_store(&config.store.url).await?;
    let owner = Owner { agency: trust.own(), role, key: Arc::new(signing_key), entropy: Arc::new(OsEntropy) };
    let known = trust.clone();
    let ledger = Arc::new(Ledger::open(store, owner, move || fresh(&known), clock.now()).await?);
    if role != Role::Coordinator {
        // Beside the key, not beside the database: whoever puts a database back does not put this back.
        ledger.keep_mark(Mark::at(&config.signing_key.with_extension("mark"))).await?;
    }
    let node = Arc::new(Node { ledger, anchor: trust.anchor().clone(), clock });
    Ok(Opened { node, config, trust, server_tls, client_tls })
}

impl<V: View + HasRegistry + 'static> Opened<V> {
    /// Starts the link to the coordinator; it ends with the token.
    #[must_use]
    pub fn start_link(&self, shutdown: &CancellationToken) -> watch::Receiver<LinkStatus> {
        let node = &self.node;
        let link = Link::new(
            Arc::clone(&node.ledger),
            node.anchor.clone(),
            Arc::clone(&node.clock),
            self.config.exchange,
        );
        let dial = Dial {
            target: Target::coordinator(&self.config, &self.trust),
            tls: self.client_tls.clone(),
            patience: Patience::default(),
        };
        let (status, shutdown) = (link.status(), shutdown.clone());
        tokio::spawn(async move { link.run(dial, shutdown).await });
        status
    }

    /// Serves until the token is cancelled, then drains and closes the store.
    ///
    /// # Errors
    /// [`StartError`] when the permission table does not fit the contracts, or the transport fails.
    pub async fn serve(
        self,
        listener: TcpListener,
        routes: Routes,
        permissions: &'static Table,
        side: Side<V>,
        shutdown: CancellationToken,
    ) -> Result<Drained, StartError> {
        let node = &self.node;
        let (trust, tls) = (self.trust.clone(), Arc::clone(&self.server_tls));
        let status = NodeStatusService::new(Arc::clone(node), side, trust, tls);
        let [a, b, c, d, e, f, g, h, ..] = OsEntropy.bytes16();
        let health = Health::new(permission::services(permissions)).await;
        let serving = Serving {
            routes: routes.add_service(runtime::tune!(NodeServiceServer::new(status), self.config.limits)),
            permissions,
            own: node.ledger.agency(),
            descriptors: contracts::FILE_DESCRIPTOR_SET,
            tls: Arc::clone(&self.server_tls),
            limits: self.config.limits,
            web_origins: self.config.listen.web_origins.clone(),
            health: health.clone(),
            request_ids: Arc::new(RequestIds::new(u64::from_be_bytes([a, b, c, d, e, f, g, h]))),
        };
        health.ready().await;
        tracing::info!(agency = %node.ledger.agency(), role = %self.config.role, "serving");
        let drained = server::serve(listener, serving, shutdown).await?;
        node.ledger.store().close().await;
        Ok(drained)
    }
}

/// Runs an agency's node: opens its journal, links it to the coordinator, serves until the token is cancelled.
///
/// # Errors
/// [`StartError`].
pub async fn serve_agency<V: View + HasRegistry + 'static>(
    opened: Opened<V>,
    listener: TcpListener,
    routes: fn(Arc<Node<V>>, &Limits) -> Routes,
    permissions: &'static Table,
    shutdown: CancellationToken,
) -> Result<Drained, StartError> {
    let link = opened.start_link(&shutdown);
    let routes = routes(Arc::clone(&opened.node), &opened.config.limits);
    opened.serve(listener, routes, permissions, Side::Agency(link), shutdown).await
}
