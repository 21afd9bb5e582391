//! Running the department's node.

use crate::publishing::{EVERY, PublishError, Publisher};
use crate::{DepartmentView, PERMISSIONS, routes};
use domain::record::Role;
use exchange::assembly::{self, StartError};
use exchange::node_status::Side;
use runtime::config::Config;
use runtime::node::NodeError;
use runtime::server::Drained;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Runs the node until the token is cancelled. What `keys sign` has put into the department's own trust file is published in its journal first, and
/// whenever it signs for another agency from then on, so that everybody learns the keys of new agencies.
///
/// # Errors
/// [`StartError`] when config, keys, database or port cannot be used.
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: CancellationToken,
) -> Result<Drained, StartError> {
    let opened = assembly::open(config, Role::Education, |_| DepartmentView::default()).await?;
    let mut publisher = Publisher::new(Arc::clone(&opened.node), opened.config.trust_anchor.clone());
    // The link comes first: where the journal has only begun it asks whether it was begun before, and what is published waits for that (D24).
    let ends_unless_served = shutdown.child_token();
    let guard = ends_unless_served.clone().drop_guard();
    let link = opened.start_link(&ends_unless_served);
    match publisher.look().await {
        Err(error) if !error.is_closed() => return Err(not_started(error)),
        _ => {}
    }
    tokio::spawn(publisher.run(EVERY, shutdown.clone()));
    let routes = routes(Arc::clone(&opened.node), &opened.config.limits);
    let drained = opened.serve(listener, routes, PERMISSIONS, Side::Agency(link), shutdown).await;
    drop(guard);
    drained
}

fn not_started(error: PublishError) -> StartError {
    match error {
        PublishError::File(error) => StartError::Foundation(NodeError::Key(error)),
        other => StartError::Journal(other.to_string()),
    }
}
