//! Running the department's node.

use crate::registry::register;
use crate::{DepartmentView, PERMISSIONS, routes};
use domain::record::{Act, Role};
use domain::vocabulary::AgencyKind;
use exchange::assembly::{self, Opened, StartError};
use runtime::config::Config;
use runtime::server::Drained;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Runs the node until the token is cancelled. What `keys sign` has put into the department's own trust file is published in its journal
/// first, so that everybody learns the keys of new agencies.
///
/// # Errors
/// [`StartError`] when config, keys, database or port cannot be used.
pub async fn serve(
    config: Config,
    listener: TcpListener,
    shutdown: CancellationToken,
) -> Result<Drained, StartError> {
    let opened = assembly::open(config, Role::Education, |_| DepartmentView::default()).await?;
    publish(&opened).await?;
    assembly::serve_agency(opened, listener, routes, PERMISSIONS, shutdown).await
}

async fn publish(opened: &Opened<DepartmentView>) -> Result<(), StartError> {
    let node = &opened.node;
    let is_registry = opened.trust.own() == node.anchor.department;
    let known = opened.trust.registered(opened.trust.own());
    if !is_registry || known.is_none_or(|own| own.kind != AgencyKind::Education) {
        return Ok(());
    }
    let act = Act { office: "keys sign".to_owned(), on_behalf_of: None, person: None };
    for agency in opened.trust.registry() {
        let registered = register(&node.ledger, node.clock.now(), &act, agency).await;
        registered.map_err(|error| StartError::Journal(error.to_string()))?;
    }
    Ok(())
}
