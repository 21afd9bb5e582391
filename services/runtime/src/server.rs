//! One function that serves: mTLS, request id and trace, panics caught, gRPC-Web, permission before decoding, health,
//! reflection, limits, and a drain with a cap.

mod accept;
mod deadline;
mod layers;
mod reflection;
mod refused;
mod tls;
mod trace;

pub use accept::{Connection, Peer};
pub use tls::{ServerTls, TlsError};

use crate::config::Limits;
use crate::health::Health;
use crate::permission::{self, Table};
use crate::request_id::RequestIds;
use domain::ids::AgencyId;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tonic::service::Routes;

/// Between two looks at the certificate files.
const LOOK: Duration = Duration::from_secs(5);

/// What is served.
#[derive(Debug)]
pub struct Serving {
    /// The agency's own services; wrap each in [`tune!`](crate::tune) for body limits and gzip.
    pub routes: Routes,
    /// Who may call what.
    pub permissions: &'static Table,
    /// The agency that serves.
    pub own: AgencyId,
    /// Encoded descriptor set of the contracts, for reflection and for checking the table.
    pub descriptors: &'static [u8],
    /// Certificate, key and authority; the files are looked at every few seconds, and what was renewed is served from the next connection on.
    pub tls: Arc<ServerTls>,
    /// `[limits]`.
    pub limits: Limits,
    /// `[listen] web_origins`.
    pub web_origins: Vec<String>,
    /// Health, made by the caller, who says when the service is ready.
    pub health: Health,
    /// Source of request ids for callers who bring none.
    pub request_ids: Arc<RequestIds>,
}

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drained {
    /// Every call ended by itself.
    All,
    /// Calls were still open when the time for the drain was over.
    Capped,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The permission table names an rpc that the contracts do not have: a typing mistake would close it silently.
    #[error("bảng quyền có rpc không tồn tại: {0} (the permission table names an unknown rpc)")]
    UnknownRpc(String),
    /// The descriptor set cannot be read.
    #[error("không đọc được mô tả giao kết: {0} (the descriptor set cannot be read)")]
    Descriptors(String),
    /// The transport failed.
    #[error("máy chủ dừng: {0} (the transport failed)")]
    Transport(#[from] tonic::transport::Error),
}

/// Sets body limits and gzip of a generated server: `tune!(RosterServiceServer::new(handler), &limits)`.
#[macro_export]
macro_rules! tune {
    ($server:expr, $limits:expr) => {
        $server
            .max_decoding_message_size($limits.max_body_bytes)
            .accept_compressed(::tonic::codec::CompressionEncoding::Gzip)
            .send_compressed(::tonic::codec::CompressionEncoding::Gzip)
    };
}

/// Serves until `shutdown` is cancelled, then drains: health says NOT_SERVING, the port closes, open calls have
/// `limits.drain` to end. Long streams must watch the same token and end themselves.
///
/// # Errors
/// When the permission table does not fit the contracts, or the transport fails.
pub async fn serve(
    listener: TcpListener,
    serving: Serving,
    shutdown: CancellationToken,
) -> Result<Drained, ServeError> {
    check_table(serving.permissions, serving.descriptors)?;
    let routes = serving.routes.add_service(crate::tune!(serving.health.service(), serving.limits));
    let routes = reflection::add(routes, serving.permissions, serving.descriptors, &serving.limits)?;
    let limits = serving.limits;
    tokio::spawn(Arc::clone(&serving.tls).keep_fresh(LOOK, shutdown.clone()));
    let incoming = accept::incoming(listener, serving.tls, limits.max_connections);
    let router = layers::transport(&limits)
        .layer(layers::request(
            &serving.web_origins,
            (serving.request_ids, &limits),
            (serving.permissions, serving.own),
        ))
        .add_routes(routes);
    let health = serving.health;
    let draining = {
        let shutdown = shutdown.clone();
        async move {
            shutdown.cancelled().await;
            health.not_ready().await;
        }
    };
    let served = router.serve_with_incoming_shutdown(incoming, draining);
    tokio::select! {
        ended = served => ended.map(|()| Drained::All).map_err(ServeError::from),
        () = cap(shutdown, limits.drain) => {
            tracing::warn!(seconds = limits.drain.as_secs(), "calls were still open at the end of the drain");
            Ok(Drained::Capped)
        }
    }
}

/// Ends when the time for the drain is over. Needed: a connection that never speaks, or a stream that does not watch
/// the token, would hold the process for ever.
async fn cap(shutdown: CancellationToken, drain: Duration) {
    shutdown.cancelled().await;
    tokio::time::sleep(drain).await;
}

fn check_table(table: &Table, descriptors: &[u8]) -> Result<(), ServeError> {
    let known = permission::rpcs(descriptors).map_err(|error| ServeError::Descriptors(error.to_string()))?;
    let unknown =
        table.iter().find(|(rpc, _)| known.binary_search_by(|name| name.as_str().cmp(rpc)).is_err());
    unknown.map_or(Ok(()), |(rpc, _)| Err(ServeError::UnknownRpc((*rpc).to_owned())))
}
