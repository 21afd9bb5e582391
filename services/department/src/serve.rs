//! Running the department's node.

use crate::publishing::{EVERY, PublishError, Publisher};
use crate::{DepartmentView, PERMISSIONS, routes};
use domain::record::Role;
use exchange::assembly::{self, StartError};
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
    publisher.look().await.map_err(not_started)?;
    tokio::spawn(publisher.run(EVERY, shutdown.clone()));
    assembly::serve_agency(opened, listener, routes, PERMISSIONS, shutdown).await
}

fn not_started(error: PublishError) -> StartError {
    match error {
        PublishError::File(error) => StartError::Foundation(NodeError::Key(error)),
        other => StartError::Journal(other.to_string()),
    }
}
