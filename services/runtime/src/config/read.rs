//! From TOML to [`Config`], section by section, every mistake noted on the way.

use super::section::{File, Section};
use super::{
    ClockConfig, Config, ConfigError, ConfigProblem, Coordinator, Exchange, Limits, Listen, Log, LogFormat,
    ReaderRef, Readers, Role, StoreConfig, TlsFiles,
};
use crate::identity;
use std::path::Path;
use std::time::Duration;

/// Times that an operator may choose, in seconds and milliseconds: up to a day, up to an hour.
const SECONDS: std::ops::RangeInclusive<u64> = 1..=86_400;
const MILLIS: std::ops::RangeInclusive<u64> = 1..=3_600_000;

pub(super) fn config(text: &str, file: &Path, role: Role) -> Result<Config, ConfigError> {
    let table = text.parse().map_err(|error: toml::de::Error| {
        let why = error.to_string();
        ConfigError::of(file, ConfigProblem::new("", format!("không phải TOML: {why}"), "not TOML"))
    })?;
    let dir = file.parent().unwrap_or(Path::new(""));
    let mut sections = File::new(table, dir);
    let signing_key = single_path(sections.take("agency"), "signing_key", "keys/signing.pem");
    let listen = listen(sections.take("listen"));
    let store = StoreConfig::read(sections.take("store"));
    let coordinator = coordinator(sections.take("coordinator"), role);
    let tls = tls(sections.take("tls"));
    let trust_anchor = single_path(sections.take("trust"), "anchor", "trust.json");
    let limits = limits(sections.take("limits"));
    let log = log(sections.take("log"));
    let clock = clock(sections.take("clock"));
    let readers = readers(sections.take("readers"));
    let exchange = exchange(sections.take("exchange"));
    let problems = sections.finish();
    match (listen, store) {
        (Some(listen), Some(store)) if problems.is_empty() => Ok(Config {
            role,
            signing_key,
            listen,
            store,
            coordinator,
            tls,
            trust_anchor,
            limits,
            log,
            clock,
            readers,
            exchange,
        }),
        _ => Err(ConfigError { file: file.to_path_buf(), problems }),
    }
}

fn single_path(mut section: Section<'_>, key: &str, default: &str) -> std::path::PathBuf {
    let path = section.path(key, default);
    section.finish();
    path
}

fn listen(mut section: Section<'_>) -> Option<Listen> {
    let address = section.required("address");
    let form = ("địa chỉ IP:cổng, ví dụ 0.0.0.0:7443", "an IP address and port, such as 0.0.0.0:7443");
    let address = section.parsed("address", address, form);
    let server_names = section.texts("server_names");
    let web_origins = section.texts("web_origins");
    if web_origins
        .iter()
        .any(|origin| !origin.starts_with("https://") || http::HeaderValue::from_str(origin).is_err())
    {
        section.wrong("web_origins", "phải là các địa chỉ https://…", "must be https:// origins");
    }
    section.finish();
    Some(Listen { address: address?, server_names, web_origins })
}

fn coordinator(mut section: Section<'_>, role: Role) -> Coordinator {
    let url = section.text("url");
    let server_name = section.text("server_name");
    if let Some(url) = &url {
        let uri: Option<http::Uri> = url.parse().ok();
        let fits = |uri: &http::Uri| {
            uri.scheme_str() == Some("https") && uri.host().is_some_and(|host| !host.is_empty())
        };
        if !uri.as_ref().is_some_and(fits) {
            section.wrong(
                "url",
                format!("{url:?} phải là https://máy:cổng"),
                format!("{url:?} must be https://host:port"),
            );
        }
    }
    if role == Role::Coordinator && (url.is_some() || server_name.is_some()) {
        section.wrong("url", "chính nút này là bộ điều phối", "this node is the coordinator itself");
    }
    section.finish();
    Coordinator { url, server_name }
}

fn tls(mut section: Section<'_>) -> TlsFiles {
    let files = TlsFiles {
        certificate: section.path("certificate", "keys/certificate.pem"),
        key: section.path("key", "keys/tls.pem"),
        ca: section.path("ca", "keys/ca.pem"),
    };
    section.finish();
    files
}

fn limits(mut section: Section<'_>) -> Limits {
    let default = Limits::default();
    let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let bytes = section.number("max_body_bytes", count(default.max_body_bytes), 1_024..=67_108_864);
    let streams =
        section.number("max_concurrent_streams", u64::from(default.max_concurrent_streams), 1..=10_000);
    let connections = section.number("max_connections", count(default.max_connections), 1..=10_000);
    let limits = Limits {
        max_body_bytes: whole(bytes),
        max_concurrent_streams: u32::try_from(streams).unwrap_or(default.max_concurrent_streams),
        max_connections: whole(connections),
        request_timeout: section.seconds("request_timeout_seconds", default.request_timeout, 1..=3_600),
        drain: section.seconds("drain_seconds", default.drain, 1..=60),
    };
    section.finish();
    limits
}

fn log(mut section: Section<'_>) -> Log {
    let format = match section.text("format").as_deref() {
        None | Some("json") => LogFormat::Json,
        Some("text") => LogFormat::Text,
        Some(_) => {
            section.wrong("format", "phải là \"json\" hoặc \"text\"", "must be \"json\" or \"text\"");
            LogFormat::Json
        }
    };
    let level = section.text("level").unwrap_or_else(|| "info".to_owned());
    if tracing_subscriber::EnvFilter::try_new(&level).is_err() {
        section.wrong("level", "phải là mức như \"info\"", "must be a level such as \"info\" or directives");
    }
    section.finish();
    Log { format, level }
}

fn clock(mut section: Section<'_>) -> ClockConfig {
    let rehearsal_file = section.optional_path("rehearsal_file");
    section.finish();
    ClockConfig { rehearsal_file }
}

fn readers(mut section: Section<'_>) -> Readers {
    let mut may_see_names = Vec::new();
    for text in section.texts("may_see_names") {
        match text.parse::<identity::Identity>() {
            Ok(identity @ identity::Identity::Reader { .. }) => may_see_names.push(ReaderRef::Of(identity)),
            _ if identity::name(&text).is_ok() => may_see_names.push(ReaderRef::Own(text)),
            _ => {
                let vi =
                    format!("{text:?} phải là tên người đọc hoặc urn:lienthong:agency:<uuid>:reader:<tên>");
                let en =
                    format!("{text:?} must be a reader's name or urn:lienthong:agency:<uuid>:reader:<name>");
                section.wrong("may_see_names", vi, en);
            }
        }
    }
    section.finish();
    Readers { may_see_names }
}

fn exchange(mut section: Section<'_>) -> Exchange {
    let exchange = Exchange {
        seen_interval: section.seconds("seen_interval_seconds", Duration::from_secs(3_600), SECONDS),
        push_poll: section.millis("push_poll_milliseconds", 200, MILLIS),
        pull_poll: section.millis("pull_poll_milliseconds", 1_000, MILLIS),
        retry_min: section.millis("retry_min_milliseconds", 200, MILLIS),
        retry_max: section.millis("retry_max_milliseconds", 60_000, MILLIS),
    };
    if exchange.retry_max < exchange.retry_min {
        section.wrong(
            "retry_max_milliseconds",
            "phải ≥ retry_min_milliseconds",
            "must be ≥ retry_min_milliseconds",
        );
    }
    section.finish();
    exchange
}
