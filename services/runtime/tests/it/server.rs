//! The server over sockets: who gets in, who may call, and what the others are told.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{Running, call, dial, start};
use crate::province::{COORDINATOR, DISTRICT, Province, province};
use runtime::client::{ClientTls, Connection, Patience, Target, connect};
use runtime::config::TlsFiles;
use runtime::identity::Identity;
use runtime::request_id::{RequestId, within};
use runtime::trust::ClientRole;
use std::fs;
use tonic::codec::CompressionEncoding;
use tonic::transport::{Certificate, ClientTlsConfig, Endpoint};
use tonic::{Code, Request, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};
use tonic_reflection::pb::{v1, v1alpha};
use tonic_types::StatusExt;

/// The rpc that says who called.
pub(crate) const WHO: &str = "/test.v1.Echo/WhoAmI";

/// A request without content.
pub(crate) fn empty() -> Request<Vec<u8>> {
    Request::new(Vec::new())
}

/// What `WhoAmI` says: identity and request id.
pub(crate) async fn who(running: &Running, tls: &TlsFiles) -> Result<(Identity, String), Status> {
    let answer = call(dial(running, tls), WHO, empty()).await?.into_inner();
    let text = String::from_utf8(answer).unwrap();
    let (identity, id) = text.split_once(' ').unwrap();
    Ok((identity.parse().unwrap(), id.to_owned()))
}

/// Code and reason of a refusal.
pub(crate) fn reason(status: &Status) -> (Code, String) {
    let reason = status.get_details_error_info().map(|info| info.reason).unwrap_or_default();
    (status.code(), reason)
}

#[tokio::test]
async fn the_right_peer_passes_and_is_known() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let (identity, _) = who(&running, &province.node_tls(DISTRICT)).await.unwrap();
    assert_eq!(identity, Identity::Node { agency: province.id(DISTRICT) });
    let (identity, _) = who(&running, &province.client_tls(COORDINATOR, ClientRole::System)).await.unwrap();
    assert_eq!(identity, Identity::System { agency: province.id(COORDINATOR), name: "sis".to_owned() });
}

#[tokio::test]
async fn who_may_not_call_is_told_his_role_and_nothing_else() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let status = who(&running, &province.client_tls(DISTRICT, ClientRole::System)).await.unwrap_err();
    assert_eq!(reason(&status), (Code::PermissionDenied, "PERMISSION_DENIED_ROLE".to_owned()));
    let info = status.get_details_error_info().unwrap();
    let metadata: std::collections::BTreeMap<_, _> = info.metadata.into_iter().collect();
    let expected = [("relation", "other"), ("role", "system"), ("rpc", "test.v1.Echo/WhoAmI")];
    assert_eq!(metadata, expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
    assert_eq!(info.domain, "lienthong");
}

#[tokio::test]
async fn the_coordinator_is_believed_under_the_name_that_everybody_dials() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let ask = async |name: &str| {
        let target = Target { url: running.url.clone(), server_name: Some(name.to_owned()) };
        let tls = ClientTls::load(&province.node_tls(DISTRICT)).unwrap();
        call(connect(&target, &tls, &Patience::default()).unwrap(), WHO, empty()).await.map(|_| ())
    };
    // Its own request names localhost and 127.0.0.1; the founding says where it is.
    for name in ["localhost", "127.0.0.1", "dieuphoi.example"] {
        ask(name).await.unwrap();
    }
    assert_eq!(ask("sgddt.example").await.unwrap_err().code(), Code::Unavailable);
}

#[tokio::test]
async fn a_foreign_authority_is_refused_on_both_sides() {
    let (ours, theirs) = (province(1, true), province(2, true));
    let running = start(&ours, COORDINATOR).await;
    let foreign = theirs.node_tls(DISTRICT);
    let status = who(&running, &foreign).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable, "the client does not believe the server: {status}");
    let mixed = TlsFiles { ca: ours.node_tls(DISTRICT).ca, ..foreign };
    let status = who(&running, &mixed).await.unwrap_err();
    assert_ne!(status.code(), Code::Ok);
    assert_ne!(status.code(), Code::PermissionDenied, "refused by TLS, before any rpc: {status}");
    assert!(who(&running, &ours.node_tls(DISTRICT)).await.is_ok(), "and the others are served on");
}

#[tokio::test]
async fn without_tls_or_certificate_nobody_gets_in() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let plain = Endpoint::from_shared(format!("http://127.0.0.1:{}", running.port)).unwrap().connect_lazy();
    let status = call(plain, WHO, empty()).await.unwrap_err();
    assert!([Code::Unavailable, Code::Unknown, Code::Internal].contains(&status.code()), "{status}");
    let ca = Certificate::from_pem(fs::read(province.node_tls(DISTRICT).ca).unwrap());
    let endpoint = Endpoint::from_shared(running.url.clone()).unwrap();
    let nameless = endpoint.tls_config(ClientTlsConfig::new().ca_certificate(ca)).unwrap().connect_lazy();
    let status = call(nameless, WHO, empty()).await.unwrap_err();
    assert!([Code::Unavailable, Code::Unknown].contains(&status.code()), "{status}");
    assert!(who(&running, &province.node_tls(DISTRICT)).await.is_ok(), "and the others are served on");
}

/// A certificate of our authority that names nobody, or two.
fn certificate_with(province: &Province, uris: &[String]) -> TlsFiles {
    let key = rcgen::KeyPair::generate().unwrap();
    let authority = |file: &str| fs::read_to_string(province.founding.authority_dir.join(file)).unwrap();
    let ca_key = rcgen::KeyPair::from_pem(&authority("ca-key.pem")).unwrap();
    let issuer = rcgen::Issuer::from_ca_cert_pem(&authority("ca.pem"), ca_key).unwrap();
    let mut params = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ClientAuth];
    for uri in uris {
        params.subject_alt_names.push(rcgen::SanType::URI(uri.as_str().try_into().unwrap()));
    }
    let files = TlsFiles {
        certificate: province.dir.path().join("odd.pem"),
        key: province.dir.path().join("odd-key.pem"),
        ca: province.node_tls(DISTRICT).ca,
    };
    fs::write(&files.certificate, params.signed_by(&key, &issuer).unwrap().pem()).unwrap();
    fs::write(&files.key, key.serialize_pem()).unwrap();
    files
}

#[tokio::test]
async fn a_certificate_must_name_exactly_one_identity() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let node = Identity::Node { agency: province.id(DISTRICT) }.to_string();
    let foreign = "https://example.org/me".to_owned();
    let refused = (Code::Unauthenticated, "IDENTITY_UNREADABLE".to_owned());
    for uris in
        [vec![], vec![foreign.clone()], vec![node.clone(), node.clone()], vec![format!("{node}:admin")]]
    {
        let files = certificate_with(&province, &uris);
        assert_eq!(reason(&who(&running, &files).await.unwrap_err()), refused, "{uris:?}");
        let mut health = HealthClient::new(dial(&running, &files));
        let status = health.check(HealthCheckRequest::default()).await.unwrap_err();
        assert_eq!(reason(&status), refused, "not even health");
    }
    let files = certificate_with(&province, &[foreign, node]);
    assert!(who(&running, &files).await.is_ok(), "names of other systems do not disturb");
}

#[tokio::test]
async fn one_request_id_goes_all_the_way() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let tls = province.node_tls(DISTRICT);
    let (_, made) = who(&running, &tls).await.unwrap();
    assert_eq!(made, "0000000000000007-1", "made here when none came");
    let id = RequestId::from_header(&http::HeaderValue::from_static("from-afar.1")).unwrap();
    let (_, taken) = within(id, who(&running, &tls)).await.unwrap();
    assert_eq!(taken, "from-afar.1", "taken over from the caller's own task");
    let mut forged = empty();
    forged.metadata_mut().insert("x-request-id", "a b{}".parse().unwrap());
    let answer = call(dial(&running, &tls), WHO, forged).await.unwrap();
    assert_eq!(
        answer.metadata().get("x-request-id").unwrap(),
        "0000000000000007-2",
        "what is not sane is replaced"
    );
}

#[tokio::test]
async fn a_newer_contract_is_refused() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let tls = province.node_tls(DISTRICT);
    let plain = |revision: &'static str| {
        let mut request = empty();
        request.metadata_mut().insert("lienthong-contract-revision", revision.parse().unwrap());
        request
    };
    // A channel without our interceptor, which would set the revision itself.
    let identity = tonic::transport::Identity::from_pem(
        fs::read(&tls.certificate).unwrap(),
        fs::read(&tls.key).unwrap(),
    );
    let config = ClientTlsConfig::new()
        .ca_certificate(Certificate::from_pem(fs::read(&tls.ca).unwrap()))
        .identity(identity);
    let endpoint = Endpoint::from_shared(running.url.clone()).unwrap();
    let channel = endpoint.tls_config(config).unwrap().connect_lazy();
    let newer = call(channel.clone(), WHO, plain("2")).await.unwrap_err();
    assert_eq!(reason(&newer), (Code::FailedPrecondition, "CONTRACT_TOO_NEW".to_owned()));
    let odd = call(channel.clone(), WHO, plain("next")).await.unwrap_err();
    assert_eq!(reason(&odd), (Code::InvalidArgument, "CONTRACT_REVISION_UNREADABLE".to_owned()));
    assert!(call(channel, WHO, plain("1")).await.is_ok());
}

#[tokio::test]
async fn health_and_reflection_answer_every_known_peer() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let channel = dial(&running, &province.client_tls(DISTRICT, ClientRole::Reader));
    let mut health = HealthClient::new(channel.clone());
    let asked = |service: &str| HealthCheckRequest { service: service.to_owned() };
    let status =
        |response: tonic::Response<HealthCheckResponse>| response.into_inner().status().as_str_name();
    assert_eq!(status(health.check(asked("")).await.unwrap()), "NOT_SERVING");
    running.health.ready().await;
    assert_eq!(status(health.check(asked("")).await.unwrap()), "SERVING");
    assert_eq!(status(health.check(asked("test.v1.Echo")).await.unwrap()), "SERVING");
}

/// What reflection answers to one question, by v1 and by v1alpha; the requests are packed.
async fn reflected(channel: &Connection, named: Option<&str>) -> [String; 2] {
    use v1::server_reflection_request::MessageRequest as Now;
    use v1alpha::server_reflection_request::MessageRequest as Before;
    let symbol = || named.unwrap_or_default().to_owned();
    let (now, before) = match named {
        Some(_) => (Now::FileContainingSymbol(symbol()), Before::FileContainingSymbol(symbol())),
        None => (Now::ListServices(symbol()), Before::ListServices(symbol())),
    };
    let request = v1::ServerReflectionRequest { host: String::new(), message_request: Some(now) };
    let mut client = v1::server_reflection_client::ServerReflectionClient::new(channel.clone())
        .send_compressed(CompressionEncoding::Gzip);
    let mut answers = client.server_reflection_info(tokio_stream::once(request)).await.unwrap().into_inner();
    let now = format!("{:?}", answers.message().await.unwrap().unwrap().message_response.unwrap());
    let request = v1alpha::ServerReflectionRequest { host: String::new(), message_request: Some(before) };
    let mut client = v1alpha::server_reflection_client::ServerReflectionClient::new(channel.clone())
        .send_compressed(CompressionEncoding::Gzip);
    let mut answers = client.server_reflection_info(tokio_stream::once(request)).await.unwrap().into_inner();
    let before = format!("{:?}", answers.message().await.unwrap().unwrap().message_response.unwrap());
    [now, before]
}

/// What the server of these tests serves.
const SERVED: [&str; 4] = [
    "test.v1.Echo",
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
];

#[tokio::test]
async fn reflection_names_what_is_served_and_knows_error_details() {
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let channel = dial(&running, &province.client_tls(DISTRICT, ClientRole::Reader));
    for list in reflected(&channel, None).await {
        for served in SERVED {
            assert!(list.contains(&format!("\"{served}\"")), "{served}: {list}");
        }
        assert!(!list.contains("test.v1.Elsewhere"), "in the contracts, served by somebody else: {list}");
    }
    let details = ["google.rpc.ErrorInfo", "google.rpc.BadRequest"];
    for symbol in SERVED.into_iter().chain(["test.v1.Elsewhere"]).chain(details) {
        for answer in reflected(&channel, Some(symbol)).await {
            assert!(answer.starts_with("FileDescriptorResponse"), "{symbol}: {answer}");
        }
    }
}
