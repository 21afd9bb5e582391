//! The coordinator: holds a copy of every journal, gives receipts, relays to each agency what it may see, folds the picture and
//! answers dashboards.

mod grpc;
mod people;
pub mod scope;
pub mod view;

use domain::record::Role;
use exchange::assembly::{self, StartError};
use exchange::hub::Hub;
use exchange::node_status::Side;
use runtime::config::Config;
use runtime::permission::{Caller, Table};
use runtime::server::Drained;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use view::CoordinatorView;

/// How often the coordinator looks whether SEEN is due; business time decides (D11).
const SEEN_LOOK: Duration = Duration::from_millis(100);

/// Who looks at figures: anybody whom the registry knows, in whatever capacity but a node's.
const LOOKERS: &[Caller] = &[Caller::AnyReader, Caller::AnySystem, Caller::OwnNode];

/// Who may call what (D29).
pub const PERMISSIONS: &Table = &[
    ("lienthong.exchange.v1.ExchangeService/Open", &[Caller::AnyNode]),
    ("lienthong.exchange.v1.ExchangeService/Push", &[Caller::AnyNode]),
    ("lienthong.exchange.v1.ExchangeService/Pull", &[Caller::AnyNode]),
    (
        "lienthong.exchange.v1.NodeService/GetNodeStatus",
        &[Caller::OwnNode, Caller::OwnSystem, Caller::OwnReader],
    ),
    ("lienthong.progress.v1.ProgressService/GetProgress", LOOKERS),
    ("lienthong.progress.v1.ProgressService/WatchProgress", LOOKERS),
    ("lienthong.progress.v1.ProgressService/ListBreaks", LOOKERS),
];

/// Runs the coordinator until the token is cancelled.
///
/// # Errors
/// [`StartError`] when config, keys, database or port cannot be used.
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: CancellationToken,
) -> Result<Drained, StartError> {
    let opened = assembly::open(config, Role::Coordinator, CoordinatorView::new).await?;
    let node = Arc::clone(&opened.node);
    let hub = Arc::new(Hub::new(
        Arc::clone(&node.ledger),
        node.anchor.clone(),
        Arc::clone(&node.clock),
        opened.config.exchange.seen_interval,
        Arc::new(|_: &CoordinatorView, receiver, entry: &_| scope::visible(receiver, entry)),
    ));
    tokio::spawn(keep_seen(Arc::clone(&hub), shutdown.clone()));
    let (limits, readers) = (opened.config.limits, opened.config.readers.clone());
    let routes = grpc::routes(Arc::clone(&hub), node, readers, &limits, &shutdown);
    opened.serve(listener, routes, PERMISSIONS, Side::Coordinator(hub), shutdown).await
}

/// Records SEEN while the coordinator runs.
async fn keep_seen(hub: Arc<Hub<CoordinatorView>>, shutdown: CancellationToken) {
    let mut look = tokio::time::interval(SEEN_LOOK);
    loop {
        tokio::select! {
            _ = look.tick() => {}
            () = shutdown.cancelled() => return,
        }
        if let Err(error) = hub.record_seen().await {
            tracing::error!(error = %error, "SEEN was not recorded");
        }
    }
}
