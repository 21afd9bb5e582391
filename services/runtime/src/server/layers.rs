//! The layers of a server, outermost first: request id, trace, panics, CORS, words for what is no gRPC, gRPC-Web, deadline,
//! permission, words for what the transport refuses.

use super::deadline::DeadlineLayer;
use super::refused;
use super::trace::{self, Trace};
use crate::config::Limits;
use crate::permission::{PermissionLayer, REVISION_HEADER, Table};
use crate::request_id::{self, RequestIdLayer, RequestIds};
use bytes::Bytes;
use contracts::refusal::{Reason, Refusal};
use domain::ids::AgencyId;
use http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use http_body_util::{BodyExt, Full};
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
use tower_http::cors::CorsLayer;

/// A peer that is silent this long is asked for a sign of life.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// A peer that gives none within this is gone.
const KEEP_ALIVE_TIMEOUT: Duration = Duration::from_secs(20);

/// The transport with its limits; HTTP/1.1 is accepted for gRPC-Web.
pub(super) fn transport(limits: &Limits) -> Server {
    Server::builder()
        .accept_http1(true)
        .max_concurrent_streams(limits.max_concurrent_streams)
        .http2_keepalive_interval(Some(KEEP_ALIVE))
        .http2_keepalive_timeout(Some(KEEP_ALIVE_TIMEOUT))
}

type Outer = Stack<
    CatchPanicLayer<fn(Box<dyn Any + Send>) -> Response<Body>>,
    Stack<Trace, Stack<RequestIdLayer, Identity>>,
>;
/// A change to an answer.
type Map = fn(Response<Body>) -> Response<Body>;
type Web = Stack<GrpcWebLayer, Stack<MapResponseLayer<Map>, Stack<CorsLayer, Outer>>>;
type All = Stack<MapResponseLayer<Map>, Stack<PermissionLayer, Stack<DeadlineLayer, Web>>>;

/// The layers that every request passes.
pub(super) fn request(
    web_origins: &[String],
    (ids, limits): (Arc<RequestIds>, &Limits),
    (table, own): (&'static Table, AgencyId),
) -> All {
    ServiceBuilder::new()
        .layer(RequestIdLayer::new(ids))
        .layer(trace::layer())
        .layer(CatchPanicLayer::custom(panicked as fn(Box<dyn Any + Send>) -> Response<Body>))
        .layer(cors(web_origins))
        .map_response(plain as Map)
        .layer(GrpcWebLayer::new())
        .layer(DeadlineLayer::new(limits.request_timeout))
        .layer(PermissionLayer::new(table, own))
        .map_response(refused::explain as Map)
        .into_inner()
}

/// The caller learns that it was our fault and nothing else; where it happened is in the log (see `telemetry`).
fn panicked(_payload: Box<dyn Any + Send>) -> Response<Body> {
    Refusal::new(Reason::Internal).into_status().into_http()
}

/// Told to whoever opens the port with something else than gRPC, such as a browser.
const NO_GRPC: &str = "Cổng này chỉ nhận gRPC (HTTP/2) và gRPC-Web (POST); dùng `lienthong` hoặc một máy khách gRPC.\n\
     This port takes gRPC (HTTP/2) and gRPC-Web (POST) alone; use `lienthong` or a gRPC client.\n";

/// What is no gRPC at all is refused without a word; here it gets some.
fn plain(response: Response<Body>) -> Response<Body> {
    if !matches!(response.status(), StatusCode::BAD_REQUEST | StatusCode::METHOD_NOT_ALLOWED) {
        return response;
    }
    let (mut parts, _empty) = response.into_parts();
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Response::from_parts(
        parts,
        Body::new(Full::new(Bytes::from_static(NO_GRPC.as_bytes())).map_err(|never| match never {})),
    )
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
