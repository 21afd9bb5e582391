//! What the log says about a call: one line, tied to the request, the caller named by agency and role alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::echo::{call, dial, start};
use crate::province::{COORDINATOR, DISTRICT, province};
use runtime::config::{Log, LogFormat};
use runtime::telemetry;
use runtime::trust::ClientRole;
use serde_json::Value;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tonic::{Code, Request};
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

    let stranger = dial(&running, &province.client_tls(DISTRICT, ClientRole::System));
    let status = call(stranger, "/test.v1.Echo/WhoAmI", Request::new(Vec::new())).await.unwrap_err();
    assert_eq!(status.code(), Code::PermissionDenied);
    let status = call(node, "/test.v1.Echo/Panic", Request::new(Vec::new())).await.unwrap_err();
    assert_eq!(status.code(), Code::Internal);
    let levels = |rpc: &str| {
        let all = written.calls();
        let of = all.iter().filter(|line| text(line, "/span/rpc") == rpc);
        of.map(|line| text(line, "/level").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(levels("/test.v1.Echo/WhoAmI"), ["INFO"; 3], "a caller's mistake is no failure of ours");
    assert!(levels("/test.v1.Echo/Panic").contains(&"WARN".to_owned()));
}
