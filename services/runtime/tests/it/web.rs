//! gRPC-Web over HTTP/1.1 with a user's certificate, as a browser sends it: by hand over TLS.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{Running, start};
use crate::province::{COORDINATOR, DISTRICT, province};
use runtime::config::TlsFiles;
use runtime::trust::ClientRole;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// A TLS connection with a certificate, for one protocol.
pub(crate) async fn tls_stream(running: &Running, tls: &TlsFiles, protocol: &[u8]) -> TlsStream<TcpStream> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(&tls.ca).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_client_auth_cert(
            vec![CertificateDer::from_pem_file(&tls.certificate).unwrap()],
            PrivateKeyDer::from_pem_file(&tls.key).unwrap(),
        )
        .unwrap();
    config.alpn_protocols = vec![protocol.to_vec()];
    let tcp = TcpStream::connect(("127.0.0.1", running.port)).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    TlsConnector::from(Arc::new(config)).connect(name, tcp).await.unwrap()
}

/// Sends one HTTP/1.1 request and reads the answer to its end, lower-cased.
async fn exchange(running: &Running, tls: &TlsFiles, head: &str, body: &[u8]) -> String {
    answer(running, tls, head, body).await.to_lowercase()
}

/// Sends one HTTP/1.1 request and reads the answer to its end.
pub(crate) async fn answer(running: &Running, tls: &TlsFiles, head: &str, body: &[u8]) -> String {
    let mut stream = tls_stream(running, tls, b"http/1.1").await;
    let length = body.len();
    let head = format!("{head}\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    // A peer may end without close_notify once it has answered; what came counts.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status in the head of an answer.
pub(crate) fn status(answer: &str) -> tonic::Status {
    let head = answer.split("\r\n\r\n").next().unwrap();
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let headers = lines.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    tonic::Status::from_header_map(&headers.collect::<http::HeaderMap>()).unwrap()
}

const CALL: &str =
    "POST /test.v1.Echo/WhoAmI HTTP/1.1\r\ncontent-type: application/grpc-web+proto\r\nx-grpc-web: 1";
const EMPTY: &[u8] = &[0, 0, 0, 0, 0];

#[tokio::test]
async fn a_page_of_a_listed_origin_may_call() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let system = province.client_tls(COORDINATOR, ClientRole::System);
    let answer = exchange(&running, &system, &format!("{CALL}\r\norigin: https://bang.example"), EMPTY).await;
    assert!(answer.starts_with("http/1.1 200"), "{answer}");
    for expected in [
        "access-control-allow-origin: https://bang.example",
        "access-control-allow-credentials: true",
        "grpc-status-details-bin",
        "x-request-id: 0000000000000007-1",
        ":system:sis",
        "grpc-status:0",
    ] {
        assert!(answer.contains(expected), "{expected} in {answer}");
    }
    let preflight = "OPTIONS /test.v1.Echo/WhoAmI HTTP/1.1\r\norigin: https://bang.example\r\n\
                     access-control-request-method: POST\r\naccess-control-request-headers: x-grpc-web,content-type";
    let answer = exchange(&running, &system, preflight, &[]).await;
    assert!(
        answer.starts_with("http/1.1 200") && answer.contains("access-control-allow-headers: x-grpc-web"),
        "{answer}"
    );
}

#[tokio::test]
async fn other_pages_and_other_roles_may_not() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let system = province.client_tls(COORDINATOR, ClientRole::System);
    let answer = exchange(&running, &system, &format!("{CALL}\r\norigin: https://evil.example"), EMPTY).await;
    assert!(!answer.contains("access-control-allow-origin"), "{answer}");
    let stranger = province.client_tls(DISTRICT, ClientRole::System);
    let answer = exchange(&running, &stranger, CALL, EMPTY).await;
    assert!(answer.contains("grpc-status: 7") || answer.contains("grpc-status:7"), "{answer}");
}
