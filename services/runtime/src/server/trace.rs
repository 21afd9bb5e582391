//! One line per call, tied to its request: what was served at INFO, what was refused at WARN with the reason. What comes
//! every second by itself (the exchange, health, reflection, the state of a node) is DEBUG while it succeeds.

use super::Peer;
use crate::permission::OPEN_SERVICES;
use crate::request_id::RequestId;
use http::{HeaderMap, Request, Response, StatusCode};
use std::time::Duration;
use tonic::body::Body;
use tonic::{Code, Status};
use tonic_types::StatusExt;
use tower_http::classify::{GrpcErrorsAsFailures, SharedClassifier};
use tower_http::trace::{OnResponse, TraceLayer};
use tracing::Span;

/// Rpcs that nobody calls by hand.
const POLLED: [&str; 3] = [
    "lienthong.exchange.v1.ExchangeService/Pull",
    "lienthong.exchange.v1.ExchangeService/Push",
    "lienthong.exchange.v1.NodeService/GetNodeStatus",
];
/// Name of the span of one of them.
const POLL: &str = "poll";

/// The layer that writes the lines.
pub(super) type Trace = TraceLayer<
    SharedClassifier<GrpcErrorsAsFailures>,
    fn(&Request<Body>) -> Span,
    (),
    Answered,
    (),
    fn(Option<&HeaderMap>, Duration, &Span),
    (),
>;

/// A layer that writes the lines.
pub(super) fn layer() -> Trace {
    TraceLayer::new_for_grpc()
        .make_span_with(span as fn(&Request<Body>) -> Span)
        .on_request(())
        .on_response(Answered)
        .on_body_chunk(())
        .on_eos(ended as fn(Option<&HeaderMap>, Duration, &Span))
        // A refusal is told by `Answered` and `ended`; a fault of ours by the handler, with its chain.
        .on_failure(())
}

/// Rpc, request id and who calls: agency and kind, nothing personal.
fn span(request: &Request<Body>) -> Span {
    let id = request.extensions().get::<RequestId>().map_or("", RequestId::as_str);
    let identity = request.extensions().get::<Peer>().and_then(|peer| peer.identity.as_ref().ok());
    let caller = identity.map(|identity| identity.agency().to_string()).unwrap_or_default();
    let role = identity.map_or("none", |identity| identity.kind());
    let rpc = request.uri().path();
    if is_polled(rpc) {
        tracing::info_span!("poll", rpc, request_id = id, caller, role)
    } else {
        tracing::info_span!("rpc", rpc, request_id = id, caller, role)
    }
}

fn is_polled(path: &str) -> bool {
    let rpc = path.trim_start_matches('/');
    let service = rpc.split_once('/').map_or("", |(service, _)| service);
    POLLED.contains(&rpc) || OPEN_SERVICES.contains(&service)
}

/// The head of an answer is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered;

impl<B> OnResponse<B> for Answered {
    fn on_response(self, response: &Response<B>, latency: Duration, span: &Span) {
        let (ms, http) = (millis(latency), response.status());
        if let Some(status) = failed(response.headers()) {
            refused(&status, ms);
        } else if http != StatusCode::OK {
            tracing::warn!(%http, ms, "refused: no gRPC call");
        } else if span.metadata().is_some_and(|known| known.name() == POLL) {
            tracing::debug!(ms, "served");
        } else {
            tracing::info!(ms, "served");
        }
    }
}

/// A stream that began well may end badly.
fn ended(trailers: Option<&HeaderMap>, latency: Duration, _span: &Span) {
    if let Some(status) = trailers.and_then(failed) {
        refused(&status, millis(latency));
    }
}

fn failed(headers: &HeaderMap) -> Option<Status> {
    Status::from_header_map(headers).filter(|status| status.code() != Code::Ok)
}

fn refused(status: &Status, ms: u64) {
    let reason = status.get_details_error_info().map(|info| info.reason).unwrap_or_default();
    tracing::warn!(code = ?status.code(), reason, ms, "refused");
}

/// A number that logs write as one.
fn millis(latency: Duration) -> u64 {
    u64::try_from(latency.as_millis()).unwrap_or(u64::MAX)
}
