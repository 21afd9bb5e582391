//! A service for tests, without generated code: every rpc takes and gives bytes.
//!
//! `WhoAmI` answers who called and under which request id, `Panic` panics, `Wait` never answers, `Say` takes a text, `Talk`
//! streams texts back, `Fail` fails without a reason; `Closed` stands in the descriptors but in no permission table, as does
//! the service `Elsewhere`; nobody may call `Nobody`.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::province::Province;
use prost::Message;
use prost_types::{
    DescriptorProto, FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto,
};
use runtime::client::{ClientTls, Connection, Patience, Target, connect};
use runtime::config::{Limits, TlsFiles};
use runtime::health::Health;
use runtime::identity::Identity;
use runtime::permission::{Caller, Table};
use runtime::request_id::{self, RequestIds};
use runtime::server::{Drained, ServeError, ServerTls, Serving, serve};
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::codegen::{Body as HttpBody, Bytes, StdError};
use tonic::server::NamedService;
use tonic::service::Routes;
use tonic::{Request, Response, Status, Streaming};
use tonic_prost::ProstCodec;
use tower::Service;

/// Who may call what in these tests.
pub(crate) const TABLE: &Table = &[
    ("test.v1.Echo/WhoAmI", &[Caller::AnyNode, Caller::OwnSystem]),
    ("test.v1.Echo/Panic", &[Caller::AnyNode]),
    ("test.v1.Echo/Wait", &[Caller::AnyNode]),
    ("test.v1.Echo/Say", &[Caller::AnyNode, Caller::OwnSystem]),
    ("test.v1.Echo/Talk", &[Caller::AnyNode]),
    ("test.v1.Echo/Fail", &[Caller::AnyNode]),
    ("test.v1.Echo/Nobody", &[]),
];

/// Bytes that one message may have in these tests.
pub(crate) const MAX_BODY: usize = 4_096;

#[derive(Clone)]
struct Echo;

impl NamedService for Echo {
    const NAME: &'static str = "test.v1.Echo";
}

impl Service<http::Request<Body>> for Echo {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = futures::future::BoxFuture<'static, Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let rpc = request.uri().path().to_owned();
        Box::pin(async move {
            match rpc.as_str() {
                "/test.v1.Echo/Say" => return Ok(texts().unary(tower::service_fn(say), request).await),
                "/test.v1.Echo/Talk" => return Ok(texts().streaming(tower::service_fn(talk), request).await),
                _ => {}
            }
            let answer = tower::service_fn(move |request| answer(rpc.clone(), request));
            let codec = ProstCodec::<Vec<u8>, Vec<u8>>::default();
            let mut server = tonic::server::Grpc::new(codec)
                .max_decoding_message_size(MAX_BODY)
                .accept_compressed(tonic::codec::CompressionEncoding::Gzip);
            Ok(server.unary(answer, request).await)
        })
    }
}

/// A server of rpcs that take and give texts.
fn texts() -> tonic::server::Grpc<ProstCodec<String, String>> {
    tonic::server::Grpc::new(ProstCodec::default())
        .max_decoding_message_size(MAX_BODY)
        .accept_compressed(tonic::codec::CompressionEncoding::Gzip)
}

async fn say(request: Request<String>) -> Result<Response<String>, Status> {
    Ok(Response::new(request.into_inner()))
}

async fn talk(request: Request<Streaming<String>>) -> Result<Response<Streaming<String>>, Status> {
    Ok(Response::new(request.into_inner()))
}

#[expect(clippy::panic, reason = "the test is about panics")]
async fn answer(rpc: String, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Status> {
    match rpc.as_str() {
        "/test.v1.Echo/Panic" => panic!("on purpose"),
        "/test.v1.Echo/Fail" => Err(Status::internal("the store is at /var/lib/node.sqlite")),
        "/test.v1.Echo/Wait" => futures::future::pending().await,
        _ => {
            let id = request_id::current().map_or_else(String::new, |id| id.as_str().to_owned());
            Ok(Response::new(format!("{} {id}", Identity::of(&request)?).into_bytes()))
        }
    }
}

/// A descriptor set of the service.
pub(crate) fn descriptors() -> &'static [u8] {
    let message = DescriptorProto { name: Some("Bytes".to_owned()), ..DescriptorProto::default() };
    let method = |name: &str| MethodDescriptorProto {
        name: Some(name.to_owned()),
        input_type: Some(".test.v1.Bytes".to_owned()),
        output_type: Some(".test.v1.Bytes".to_owned()),
        ..MethodDescriptorProto::default()
    };
    let service = ServiceDescriptorProto {
        name: Some("Echo".to_owned()),
        method: ["WhoAmI", "Panic", "Wait", "Say", "Talk", "Fail", "Nobody", "Closed"].map(method).to_vec(),
        ..ServiceDescriptorProto::default()
    };
    let elsewhere = ServiceDescriptorProto {
        name: Some("Elsewhere".to_owned()),
        method: vec![method("Call")],
        ..ServiceDescriptorProto::default()
    };
    let file = FileDescriptorProto {
        name: Some("test/v1/echo.proto".to_owned()),
        package: Some("test.v1".to_owned()),
        message_type: vec![message],
        service: vec![service, elsewhere],
        syntax: Some("proto3".to_owned()),
        ..FileDescriptorProto::default()
    };
    Box::leak(FileDescriptorSet { file: vec![file] }.encode_to_vec().into_boxed_slice())
}

/// A server that runs.
pub(crate) struct Running {
    /// Where it listens: `https://127.0.0.1:<port>`.
    pub(crate) url: String,
    /// Its port.
    pub(crate) port: u16,
    /// Its health.
    pub(crate) health: Health,
    /// Its TLS material.
    pub(crate) tls: Arc<ServerTls>,
    /// Ends it.
    pub(crate) shutdown: CancellationToken,
    /// How it ended.
    pub(crate) ended: JoinHandle<Result<Drained, ServeError>>,
}

/// Serves the echo as the node of a member, with a short drain.
pub(crate) async fn start(province: &Province, member: usize) -> Running {
    let limits = Limits { drain: Duration::from_millis(500), ..Limits::default() };
    start_with(province, member, TABLE, limits).await
}

/// As [`start`], with another permission table and other limits.
pub(crate) async fn start_with(
    province: &Province,
    member: usize,
    permissions: &'static Table,
    limits: Limits,
) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let health = Health::new(["test.v1.Echo".to_owned()]).await;
    let tls = Arc::new(ServerTls::load(&province.node_tls(member)).unwrap());
    let shutdown = CancellationToken::new();
    let serving = Serving {
        routes: Routes::new(Echo),
        permissions,
        own: province.id(member),
        descriptors: descriptors(),
        tls: Arc::clone(&tls),
        limits,
        web_origins: vec!["https://bang.example".to_owned()],
        health: health.clone(),
        request_ids: Arc::new(RequestIds::new(7)),
    };
    let ended = tokio::spawn(serve(listener, serving, shutdown.clone()));
    Running { url: format!("https://127.0.0.1:{port}"), port, health, tls, shutdown, ended }
}

/// A connection with a certificate.
pub(crate) fn dial(running: &Running, tls: &TlsFiles) -> Connection {
    let target = Target { url: running.url.clone(), server_name: None };
    connect(&target, &ClientTls::load(tls).unwrap(), &Patience::default()).unwrap()
}

/// Calls one rpc of the echo.
pub(crate) async fn call<T>(
    channel: T,
    rpc: &'static str,
    request: Request<Vec<u8>>,
) -> Result<Response<Vec<u8>>, Status>
where
    T: tonic::client::GrpcService<Body>,
    T::Error: Into<StdError>,
    T::ResponseBody: HttpBody<Data = Bytes> + Send + 'static,
    <T::ResponseBody as HttpBody>::Error: Into<StdError> + Send,
{
    let mut client = tonic::client::Grpc::new(channel);
    client.ready().await.map_err(|error| Status::unavailable(error.into().to_string()))?;
    let path = http::uri::PathAndQuery::from_static(rpc);
    client.unary(request, path, ProstCodec::<Vec<u8>, Vec<u8>>::default()).await
}
