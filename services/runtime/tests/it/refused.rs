//! What the transport refuses by itself reaches the caller with a reason, in Vietnamese and English, whichever way he calls.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{Running, TABLE, call, dial, start, start_with};
use crate::province::{COORDINATOR, DISTRICT, Province, province};
use crate::raw::{Raw, frame};
use crate::server::{WHO, empty, reason};
use crate::web;
use http::uri::PathAndQuery;
use http_body_util::{BodyExt, Full};
use runtime::config::Limits;
use runtime::trust::ClientRole;
use std::time::Duration;
use tonic::body::Body;
use tonic::client::GrpcService;
use tonic::codec::CompressionEncoding;
use tonic::{Code, Request, Status};
use tonic_types::StatusExt;

const SAY: &str = "/test.v1.Echo/Say";
const TALK: &str = "/test.v1.Echo/Talk";
/// "Hòa" in an old encoding, as the text of field 1.
const LATIN: &[u8] = &[0x0a, 0x03, b'H', 0xf2, b'a'];
/// Field 1 as a number, which is a text.
const NUMBER: &[u8] = &[0x08, 0x01];
/// A length of 100 with nothing behind it.
const CUT: &[u8] = &[0x0a, 100];

/// Both languages, the domain, and nothing of the transport's own words.
fn in_our_words(status: &Status) {
    let (vi, en) = status.message().split_once(" / ").unwrap();
    assert!(vi.ends_with('.') && en.ends_with('.') && !vi.is_ascii(), "{status}");
    assert!(!status.message().contains("rotobuf message:"), "{status}");
    assert_eq!(status.get_details_error_info().unwrap().domain, "lienthong");
    assert_eq!(status.get_details_localized_message().unwrap().locale, "vi");
}

async fn unary(running: &Running, province: &Province, rpc: &'static str, bytes: &[u8]) -> Status {
    let mut client = tonic::client::Grpc::new(dial(running, &province.node_tls(DISTRICT)));
    client.ready().await.unwrap();
    let request = Request::new(bytes.to_vec());
    client.unary(request, PathAndQuery::from_static(rpc), Raw).await.unwrap_err()
}

#[tokio::test]
async fn bytes_that_are_no_message_are_the_callers_mistake() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    for (bytes, expected) in [
        (LATIN, "TEXT_NOT_UTF8"),
        (NUMBER, "MALFORMED_MESSAGE"),
        (CUT, "MALFORMED_MESSAGE"),
        (&[0xff; 20], "MALFORMED_MESSAGE"),
    ] {
        let status = unary(&running, &province, SAY, bytes).await;
        assert_eq!(reason(&status), (Code::InvalidArgument, expected.to_owned()), "{bytes:?}: {status}");
        in_our_words(&status);
    }
}

#[tokio::test]
async fn a_stream_is_refused_in_the_same_words() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    for (bytes, expected) in [(LATIN, "TEXT_NOT_UTF8"), (NUMBER, "MALFORMED_MESSAGE")] {
        let mut client = tonic::client::Grpc::new(dial(&running, &province.node_tls(DISTRICT)));
        client.ready().await.unwrap();
        let good = vec![0x0a, 1, b'a'];
        let messages = tokio_stream::iter([good.clone(), bytes.to_vec()]);
        let answer =
            client.streaming(Request::new(messages), PathAndQuery::from_static(TALK), Raw).await.unwrap();
        let mut answers = answer.into_inner();
        assert_eq!(answers.message().await.unwrap().unwrap(), good, "what came before is answered");
        let status = answers.message().await.unwrap_err();
        assert_eq!(reason(&status), (Code::InvalidArgument, expected.to_owned()), "{status}");
        in_our_words(&status);
    }
}

/// A call whose body is given to the byte; the status of its answer.
async fn by_hand(
    running: &Running,
    province: &Province,
    encoding: Option<&str>,
    body: Vec<u8>,
) -> (Status, http::HeaderMap) {
    let mut request = http::Request::post(format!("{}{SAY}", running.url))
        .header("content-type", "application/grpc")
        .header("te", "trailers");
    if let Some(encoding) = encoding {
        request = request.header("grpc-encoding", encoding);
    }
    let body = Body::new(Full::new(body.into()).map_err(|never| match never {}));
    let mut channel = dial(running, &province.node_tls(DISTRICT));
    futures::future::poll_fn(|context| GrpcService::poll_ready(&mut channel, context)).await.unwrap();
    let answer = GrpcService::call(&mut channel, request.body(body).unwrap()).await.unwrap();
    let headers = answer.headers().clone();
    (Status::from_header_map(&headers).unwrap(), headers)
}

#[tokio::test]
async fn broken_frames_and_missing_messages_are_the_callers_mistake() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let rows: [(Option<&str>, Vec<u8>, &str); 6] = [
        (None, Vec::new(), "MESSAGE_MISSING"),
        (None, frame(0, NUMBER), "MALFORMED_MESSAGE"),
        (None, frame(7, &[]), "MALFORMED_FRAME"),
        (None, frame(1, &[]), "MALFORMED_FRAME"),
        (None, vec![0, 0, 0, 0, 9, 1], "MALFORMED_FRAME"),
        (Some("gzip"), frame(1, b"not gzip at all"), "MALFORMED_FRAME"),
    ];
    for (encoding, body, expected) in rows {
        let (status, _) = by_hand(&running, &province, encoding, body.clone()).await;
        assert_eq!(reason(&status), (Code::InvalidArgument, expected.to_owned()), "{body:?}: {status}");
        in_our_words(&status);
    }
}

#[tokio::test]
async fn an_unknown_compression_is_named_with_those_that_are_known() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let (status, headers) = by_hand(&running, &province, Some("zstd"), frame(1, &[1])).await;
    assert_eq!(reason(&status), (Code::Unimplemented, "COMPRESSION_UNSUPPORTED".to_owned()));
    assert_eq!(headers.get("grpc-accept-encoding").unwrap(), "gzip,identity");
    assert!(status.message().contains("zstd") && status.message().contains("gzip"), "{status}");
    in_our_words(&status);
}

#[tokio::test]
async fn an_unknown_rpc_is_told_which_contracts_are_spoken() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let tls = province.node_tls(DISTRICT);
    // What stands in no table is closed for everybody, served or not.
    for rpc in [
        "/test.v1.Echo/Closed",
        "/test.v1.Echo/Nothing",
        "/test.v1.Elsewhere/Call",
        "/other.v1.Service/Call",
        "/x",
    ] {
        let status = call(dial(&running, &tls), rpc, empty()).await.unwrap_err();
        assert_eq!(reason(&status), (Code::Unimplemented, "METHOD_UNKNOWN".to_owned()), "{rpc}");
        let metadata = status.get_details_error_info().unwrap().metadata;
        assert_eq!(metadata.get("revision").map(String::as_str), Some("1"));
        assert_eq!(metadata.get("rpc").map(String::as_str), Some(rpc.trim_start_matches('/')));
        in_our_words(&status);
    }
    let status = call(dial(&running, &tls), "/grpc.health.v1.Health/Nothing", empty()).await.unwrap_err();
    assert_eq!(reason(&status), (Code::Unimplemented, "METHOD_UNKNOWN".to_owned()), "of an open service");
    let status = call(dial(&running, &tls), "/test.v1.Echo/Nobody", empty()).await.unwrap_err();
    assert_eq!(reason(&status), (Code::PermissionDenied, "PERMISSION_DENIED_ROLE".to_owned()));
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_ended_with_a_reason() {
    let province = province(1, true);
    let limits = Limits { request_timeout: Duration::from_millis(50), ..Limits::default() };
    let running = start_with(&province, COORDINATOR, TABLE, limits).await;
    let wait = |request| call(dial(&running, &province.node_tls(DISTRICT)), "/test.v1.Echo/Wait", request);
    let limit = |status: &Status| {
        assert_eq!(reason(status), (Code::DeadlineExceeded, "DEADLINE_EXCEEDED".to_owned()), "{status}");
        in_our_words(status);
        status.get_details_error_info().unwrap().metadata.remove("milliseconds").unwrap()
    };
    let status = wait(empty()).await.unwrap_err();
    assert_eq!(limit(&status), "50");
    assert!(runtime::backoff::is_transient(&status));
    // The caller's own deadline counts where it is shorter. By hand, for tonic's client would end the call itself.
    let head =
        "POST /test.v1.Echo/Wait HTTP/1.1\r\ncontent-type: application/grpc-web+proto\r\ngrpc-timeout: 20m";
    let answer = web::answer(&running, &province.node_tls(DISTRICT), head, &frame(0, &[])).await;
    assert_eq!(limit(&web::status(&answer)), "20");
}

#[tokio::test]
async fn a_fault_of_ours_without_a_reason_tells_nothing_of_the_inside() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let status = unary(&running, &province, "/test.v1.Echo/Fail", &[]).await;
    assert_eq!(reason(&status), (Code::Internal, "INTERNAL".to_owned()));
    assert!(!status.message().contains("sqlite"), "{status}");
    in_our_words(&status);
}

#[tokio::test]
async fn a_page_is_refused_in_the_same_words() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let system = province.client_tls(COORDINATOR, ClientRole::System);
    let post = |rpc: &str| {
        format!("POST {rpc} HTTP/1.1\r\ncontent-type: application/grpc-web+proto\r\nx-grpc-web: 1")
    };
    let rows = [
        (SAY, frame(0, LATIN), Code::InvalidArgument, "TEXT_NOT_UTF8"),
        (SAY, frame(0, NUMBER), Code::InvalidArgument, "MALFORMED_MESSAGE"),
        (SAY, Vec::new(), Code::InvalidArgument, "MESSAGE_MISSING"),
        (SAY, frame(7, &[]), Code::InvalidArgument, "MALFORMED_FRAME"),
        ("/test.v1.Echo/Nothing", frame(0, &[]), Code::Unimplemented, "METHOD_UNKNOWN"),
    ];
    for (rpc, body, code, expected) in rows {
        let answer = web::answer(&running, &system, &post(rpc), &body).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let status = web::status(&answer);
        assert_eq!(reason(&status), (code, expected.to_owned()), "{answer}");
        in_our_words(&status);
    }
    let odd = web::answer(
        &running,
        &system,
        &format!("POST {WHO} HTTP/1.1\r\ncontent-type: application/json"),
        b"{}",
    )
    .await;
    assert!(odd.starts_with("HTTP/1.1 400") && odd.contains("Cổng này chỉ nhận gRPC"), "{odd}");
    let get =
        web::answer(&running, &system, "GET / HTTP/1.1\r\ncontent-type: application/grpc-web", &[]).await;
    assert!(get.starts_with("HTTP/1.1 405") && get.contains("This port takes gRPC"), "{get}");
}

#[tokio::test]
async fn what_is_packed_is_refused_in_the_same_words() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let mut client = tonic::client::Grpc::new(dial(&running, &province.node_tls(DISTRICT)))
        .send_compressed(CompressionEncoding::Gzip);
    client.ready().await.unwrap();
    let bad =
        client.unary(Request::new(LATIN.to_vec()), PathAndQuery::from_static(SAY), Raw).await.unwrap_err();
    assert_eq!(reason(&bad).1, "TEXT_NOT_UTF8", "packed or not");
}
