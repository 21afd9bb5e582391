//! The layers of a server, outermost first: request id, trace, panics, CORS, gRPC-Web, permission, words for messages
//! over the limit.

use super::{Peer, oversize};
use crate::config::Limits;
use crate::permission::{PermissionLayer, REVISION_HEADER, Table};
use crate::request_id::{self, RequestId, RequestIdLayer, RequestIds};
use contracts::refusal::{Reason, Refusal};
use domain::ids::AgencyId;
use http::{HeaderName, HeaderValue, Method, Request, Response, header};
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tonic::body::Body;
use tonic::transport::Server;
use tonic_web::GrpcWebLayer;
use tower::ServiceBuilder;
use tower::layer::util::{Identity, Stack};
use tower::util::MapResponseLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::classify::{GrpcCode, GrpcErrorsAsFailures, SharedClassifier};
use tower_http::cors::CorsLayer;
use tower_http::trace::{DefaultOnFailure, DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};

/// A peer that is silent this long is asked for a sign of life.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// A peer that gives none within this is gone.
const KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// The transport with its limits; HTTP/1.1 is accepted for gRPC-Web.
pub(super) fn transport(limits: &Limits) -> Server {
    Server::builder()
        .accept_http1(true)
        .timeout(limits.request_timeout)
        .max_concurrent_streams(limits.max_concurrent_streams)
        .http2_keepalive_interval(Some(KEEP_ALIVE))
        .http2_keepalive_timeout(Some(KEEP_ALIVE_TIMEOUT))
}

type Trace =
    TraceLayer<SharedClassifier<GrpcErrorsAsFailures>, fn(&Request<Body>) -> Span, (), DefaultOnResponse>;
type Outer = Stack<
    CatchPanicLayer<fn(Box<dyn Any + Send>) -> Response<Body>>,
    Stack<Trace, Stack<RequestIdLayer, Identity>>,
>;
type All = Stack<
    MapResponseLayer<fn(Response<Body>) -> Response<Body>>,
    Stack<PermissionLayer, Stack<GrpcWebLayer, Stack<CorsLayer, Outer>>>,
>;

/// The layers that every request passes.
pub(super) fn request(
    web_origins: &[String],
    ids: Arc<RequestIds>,
    (table, own): (&'static Table, AgencyId),
) -> All {
    let trace: Trace = TraceLayer::new(SharedClassifier::new(faults()))
        .make_span_with(span as fn(&Request<Body>) -> Span)
        .on_request(())
        .on_response(DefaultOnResponse::new().level(Level::INFO))
        // The handler logged the error with its chain; here it is only tied to the request.
        .on_failure(DefaultOnFailure::new().level(Level::WARN));
    ServiceBuilder::new()
        .layer(RequestIdLayer::new(ids))
        .layer(trace)
        .layer(CatchPanicLayer::custom(panicked as fn(Box<dyn Any + Send>) -> Response<Body>))
        .layer(cors(web_origins))
        .layer(GrpcWebLayer::new())
        .layer(PermissionLayer::new(table, own))
        .map_response(oversize::explain as fn(Response<Body>) -> Response<Body>)
        .into_inner()
}

/// A caller's mistake is not our failure: only what we did wrong is logged as an error.
fn faults() -> GrpcErrorsAsFailures {
    let callers = [
        GrpcCode::InvalidArgument,
        GrpcCode::NotFound,
        GrpcCode::AlreadyExists,
        GrpcCode::PermissionDenied,
        GrpcCode::FailedPrecondition,
        GrpcCode::Aborted,
        GrpcCode::OutOfRange,
        GrpcCode::Unauthenticated,
        GrpcCode::Cancelled,
        GrpcCode::ResourceExhausted,
        GrpcCode::Unimplemented,
        GrpcCode::Unavailable,
    ];
    callers.into_iter().fold(GrpcErrorsAsFailures::new(), GrpcErrorsAsFailures::with_success)
}

/// Rpc, request id and who calls: agency and kind, nothing personal.
fn span<B>(request: &Request<B>) -> Span {
    let id = request.extensions().get::<RequestId>().map_or("", RequestId::as_str);
    let identity = request.extensions().get::<Peer>().and_then(|peer| peer.identity.as_ref().ok());
    let agency = identity.map(|identity| identity.agency().to_string()).unwrap_or_default();
    let role = identity.map_or("none", |identity| identity.kind());
    tracing::info_span!("rpc", rpc = request.uri().path(), request_id = id, caller = agency, role)
}

/// The caller learns that it was our fault and nothing else; where it happened is in the log (see `telemetry`).
fn panicked(_payload: Box<dyn Any + Send>) -> Response<Body> {
    Refusal::new(Reason::Internal).into_status().into_http()
}

/// Browsers of the listed origins may call with the user's certificate; others are answered without CORS headers, which
/// keeps their pages from reading anything.
fn cors(web_origins: &[String]) -> CorsLayer {
    let origins: Vec<HeaderValue> = web_origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    if origins.is_empty() {
        return CorsLayer::new();
    }
    let names =
        |names: &[&'static str]| names.iter().copied().map(HeaderName::from_static).collect::<Vec<_>>();
    let mut sent = names(&["x-grpc-web", "x-user-agent", "grpc-timeout", REVISION_HEADER]);
    sent.extend([header::CONTENT_TYPE, request_id::HEADER]);
    let mut answered = names(&["grpc-status", "grpc-message", "grpc-status-details-bin"]);
    answered.push(request_id::HEADER);
    CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(true)
        .allow_methods([Method::POST])
        .allow_headers(sent)
        .expose_headers(answered)
        .max_age(Duration::from_secs(3_600))
}
