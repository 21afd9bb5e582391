//! What the log says about a call: one line, tied to the request, the caller named by agency and role alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{call, dial, start};
use crate::province::{COORDINATOR, DISTRICT, province};
use crate::raw::Raw;
use runtime::config::{Log, LogFormat};
use runtime::telemetry;
use runtime::trust::ClientRole;
use serde_json::Value;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tonic::{Code, Request};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tracing_subscriber::layer::SubscriberExt;

/// A log that a test can read.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Written {
    /// Every line about calls, as JSON.
    fn calls(&self) -> Vec<Value> {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let text = String::from_utf8(bytes).unwrap();
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter(|line| line.get("span").is_some_and(|span| span.get("rpc").is_some())).collect()
    }
}

fn text<'a>(line: &'a Value, pointer: &str) -> &'a str {
    line.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}

// One thread, so that the subscriber of this thread sees the tasks of the server too.
#[tokio::test(flavor = "current_thread")]
async fn calls_are_logged_once_with_request_and_caller() {
    let written = Written::default();
    let log = Log { format: LogFormat::Json, level: "info".to_owned() };
    let sink = written.clone();
    let lines = telemetry::lines(&log, move || sink.clone()).unwrap();
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(lines));
    let province = province(1, true);
    let running = start(&province, COORDINATOR).await;
    let node = dial(&running, &province.node_tls(DISTRICT));
    call(node.clone(), "/test.v1.Echo/WhoAmI", Request::new(Vec::new())).await.unwrap();
    let good = written.calls();
    assert_eq!(good.len(), 1, "{good:?}");
    assert_eq!(text(&good[0], "/level"), "INFO");
    assert_eq!(text(&good[0], "/span/rpc"), "/test.v1.Echo/WhoAmI");
    assert_eq!(text(&good[0], "/span/request_id"), "0000000000000007-1");
    assert_eq!(text(&good[0], "/span/caller"), province.id(DISTRICT).to_string());
    assert_eq!(text(&good[0], "/span/role"), "node");

    assert!(good[0].get("spans").is_none(), "the span stands in a line once");

    let stranger = dial(&running, &province.client_tls(DISTRICT, ClientRole::System));
    let status = call(stranger, "/test.v1.Echo/WhoAmI", Request::new(Vec::new())).await.unwrap_err();
    assert_eq!(status.code(), Code::PermissionDenied);
    let status = call(node.clone(), "/test.v1.Echo/Panic", Request::new(Vec::new())).await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    let lines = |rpc: &str| {
        let all = written.calls();
        let of = all.into_iter().filter(|line| text(line, "/span/rpc") == rpc);
        of.map(|line| (text(&line, "/level").to_owned(), text(&line, "/reason").to_owned()))
            .collect::<Vec<_>>()
    };
    let line = |level: &str, reason: &str| (level.to_owned(), reason.to_owned());
    let who = lines("/test.v1.Echo/WhoAmI");
    assert_eq!(who, [line("INFO", ""), line("WARN", "PERMISSION_DENIED_ROLE")], "one line per call");
    assert!(lines("/test.v1.Echo/Panic").contains(&line("WARN", "INTERNAL")));

    let mut health = HealthClient::new(node.clone());
    assert!(health.check(HealthCheckRequest::default()).await.is_ok());
    assert_eq!(lines("/grpc.health.v1.Health/Check"), [], "what is asked every second is not told");
    let unknown = HealthCheckRequest { service: "nobody".to_owned() };
    assert_eq!(health.check(unknown).await.unwrap_err().code(), Code::NotFound);
    assert_eq!(lines("/grpc.health.v1.Health/Check"), [line("WARN", "")], "but for what fails");

    let mut client = tonic::client::Grpc::new(node);
    client.ready().await.unwrap();
    let bad = tokio_stream::iter([vec![0x08, 1]]);
    let talk = http::uri::PathAndQuery::from_static("/test.v1.Echo/Talk");
    let mut answers = client.streaming(Request::new(bad), talk, Raw).await.unwrap().into_inner();
    assert!(answers.message().await.is_err());
    let told = lines("/test.v1.Echo/Talk");
    assert_eq!(told, [line("INFO", ""), line("WARN", "MALFORMED_MESSAGE")], "a stream may end badly");
}
