//! How the server behaves over sockets: limits, panics, renewed certificates, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{MAX_BODY, Running, TABLE, call, dial, start, start_with};
use crate::province::{COORDINATOR, DISTRICT, province, real_now};
use crate::server::{WHO, empty, reason, who};
use runtime::config::{Limits, TlsFiles};
use runtime::keys::found::found;
use runtime::permission::{Caller, Table};
use runtime::server::{Drained, ServeError};
use std::fs;
use std::sync::Arc;
use std::time::Duration;
use tonic::codec::CompressionEncoding;
use tonic::{Code, Request};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_prost::ProstCodec;
use tonic_types::StatusExt;

#[tokio::test]
async fn a_message_over_the_limit_is_refused_in_clear_words() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let channel = dial(&running, &province.node_tls(DISTRICT));
    let status = call(channel.clone(), WHO, Request::new(vec![0; 2 * MAX_BODY])).await.unwrap_err();
    assert_eq!(reason(&status), (Code::OutOfRange, "BODY_TOO_LARGE".to_owned()));
    let metadata = status.get_details_error_info().unwrap().metadata;
    assert_eq!(metadata.get("max").map(String::as_str), Some("4096"));
    assert!(status.message().contains("tối đa 4096 byte"), "{status}");
    // Small on the wire, large once unpacked: the same limit.
    let mut client = tonic::client::Grpc::new(channel.clone()).send_compressed(CompressionEncoding::Gzip);
    client.ready().await.unwrap();
    let path = http::uri::PathAndQuery::from_static(WHO);
    let codec = ProstCodec::<Vec<u8>, Vec<u8>>::default();
    let packed = client.unary(Request::new(vec![0; 2 * MAX_BODY]), path, codec).await;
    assert_eq!(reason(&packed.unwrap_err()).1, "BODY_TOO_LARGE");
    assert!(call(channel, WHO, Request::new(vec![0; MAX_BODY / 2])).await.is_ok());
}

#[tokio::test]
async fn a_panic_ends_one_call_alone() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let channel = dial(&running, &province.node_tls(DISTRICT));
    let status = call(channel.clone(), "/test.v1.Echo/Panic", empty()).await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    assert!(!status.message().contains("on purpose"), "{status}");
    assert!(call(channel, WHO, empty()).await.is_ok());
}

#[tokio::test]
async fn an_idle_server_drains_at_once() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    running.health.ready().await;
    let channel = dial(&running, &province.node_tls(DISTRICT));
    let mut health = HealthClient::new(channel.clone());
    assert!(health.check(HealthCheckRequest::default()).await.is_ok());
    running.shutdown.cancel();
    assert_eq!(running.ended.await.unwrap().unwrap(), Drained::All);
    let status = call(channel, WHO, empty()).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
}

#[tokio::test]
async fn a_drain_tells_health_and_has_a_cap() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    running.health.ready().await;
    let channel = dial(&running, &province.node_tls(DISTRICT));
    let mut health = HealthClient::new(channel.clone());
    let mut watched = health.watch(HealthCheckRequest::default()).await.unwrap().into_inner();
    assert_eq!(watched.message().await.unwrap().unwrap().status().as_str_name(), "SERVING");
    let waiting = tokio::spawn(call(channel, "/test.v1.Echo/Wait", empty()));
    running.shutdown.cancel();
    assert_eq!(watched.message().await.unwrap().unwrap().status().as_str_name(), "NOT_SERVING");
    assert_eq!(
        running.ended.await.unwrap().unwrap(),
        Drained::Capped,
        "the watch and the call are still open"
    );
    waiting.abort();
}

#[tokio::test]
async fn a_table_with_a_typing_mistake_does_not_start() {
    const TYPO: &Table = &[("test.v1.Echo/WhoAmY", &[Caller::AnyNode])];
    let running = start_with(&province(1, true), COORDINATOR, TYPO, Limits::default()).await;
    let error = running.ended.await.unwrap().unwrap_err();
    assert!(matches!(&error, ServeError::UnknownRpc(rpc) if rpc == "test.v1.Echo/WhoAmY"), "{error}");
}

/// The certificate that a new connection is shown.
async fn shown(running: &Running, tls: &TlsFiles) -> Vec<u8> {
    let stream = crate::web::tls_stream(running, tls, b"h2").await;
    stream.get_ref().1.peer_certificates().unwrap().first().unwrap().to_vec()
}

#[tokio::test]
async fn renewed_certificates_are_used_without_a_restart() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let tls = province.node_tls(DISTRICT);
    let old = shown(&running, &tls).await;
    found(&province.founding, real_now().plus_ms(60_000)).unwrap();
    assert_eq!(shown(&running, &tls).await, old, "not before it is told");
    assert!(running.tls.reload().unwrap());
    assert!(!running.tls.reload().unwrap(), "the files say the same as before");
    assert_ne!(shown(&running, &tls).await, old);
    fs::write(province.node_tls(COORDINATOR).certificate, "nonsense").unwrap();
    assert!(running.tls.reload().is_err());
    assert!(who(&running, &tls).await.is_ok(), "a failed reload changes nothing");
}

#[tokio::test]
async fn a_server_that_runs_finds_its_renewed_certificate_by_itself() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let tls = province.node_tls(DISTRICT);
    let (old, ended) = (shown(&running, &tls).await, running.tls.validity().to);
    let looking =
        tokio::spawn(Arc::clone(&running.tls).keep_fresh(Duration::from_millis(5), running.shutdown.clone()));
    let certificate = province.node_tls(COORDINATOR).certificate;
    let before = fs::read(&certificate).unwrap();
    fs::write(&certificate, "half a file").unwrap();
    assert_eq!(shown(&running, &tls).await, old, "what cannot be used is not served");
    fs::write(&certificate, before).unwrap();
    found(&province.founding, real_now().plus_ms(3_000_000)).unwrap();
    let renewed = async { while shown(&running, &tls).await == old {} };
    tokio::time::timeout(Duration::from_secs(20), renewed).await.expect("the new certificate is served");
    assert!(running.tls.validity().to.0 - ended.0 >= 3_000_000, "its last day is known");
    running.shutdown.cancel();
    looking.await.unwrap();
}

#[tokio::test]
async fn compressed_messages_are_read_and_sent() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let mut health = HealthClient::new(dial(&running, &province.node_tls(DISTRICT)))
        .send_compressed(CompressionEncoding::Gzip)
        .accept_compressed(CompressionEncoding::Gzip);
    let answer = health.check(HealthCheckRequest::default()).await.unwrap();
    assert_eq!(answer.metadata().get("grpc-encoding").unwrap(), "gzip");
}

#[tokio::test]
async fn a_caller_who_never_speaks_holds_up_nobody() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let silent = tokio::net::TcpStream::connect(("127.0.0.1", running.port)).await.unwrap();
    assert!(who(&running, &province.node_tls(DISTRICT)).await.is_ok());
    running.shutdown.cancel();
    assert_eq!(running.ended.await.unwrap().unwrap(), Drained::All);
    drop(silent);
}

#[tokio::test]
async fn the_last_connection_waits_for_a_free_place() {
    let province = province(1, true);
    let limits = Limits { max_connections: 1, ..Limits::default() };
    let running = start_with(&province, COORDINATOR, TABLE, limits).await;
    let tls = province.node_tls(DISTRICT);
    let first = dial(&running, &tls);
    assert!(call(first.clone(), WHO, empty()).await.is_ok());
    let second = tokio::spawn(call(dial(&running, &tls), WHO, empty()));
    assert!(call(first.clone(), WHO, empty()).await.is_ok(), "who is in, stays in");
    assert!(!second.is_finished());
    drop(first);
    assert!(second.await.unwrap().is_ok());
}
