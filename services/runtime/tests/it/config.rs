//! Configs as operators write them: the examples are right, and a wrong one is told everything at once.

use runtime::config::{Config, LogFormat, ReaderRef, Role, Starter, StoreUrl};
use std::path::{Path, PathBuf};
use std::time::Duration;

fn example(role: Role) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../{role}/config.example.toml"))
}

#[test]
fn every_example_is_a_config() {
    for role in Role::ALL {
        let file = example(role);
        let config = Config::load(&file, role).unwrap_or_else(|error| panic!("{error}"));
        let dir = file.parent().unwrap();
        assert_eq!(config.role, role);
        assert_eq!(config.store.url, StoreUrl::Sqlite(dir.join("node.sqlite")));
        assert_eq!(config.signing_key, dir.join("keys/signing.pem"));
        assert_eq!(config.coordinator.url.is_none(), role == Role::Coordinator);
        assert_eq!(config.clock.rehearsal_file, None);
        assert_eq!(config.readers.may_see_names.len(), 1);
    }
}

/// What the examples show as default is the default: with all but the two required keys gone, the same comes out.
#[test]
fn the_examples_show_the_defaults() {
    for role in Role::ALL {
        let file = example(role);
        let shown = Config::load(&file, role).unwrap();
        let bare = format!(
            "[listen]\naddress = \"{}\"\n[store]\nurl = \"sqlite:node.sqlite\"\n",
            shown.listen.address
        );
        let bare = Config::parse(&bare, &file, role).unwrap();
        assert_eq!((&bare.tls, &bare.limits, &bare.log), (&shown.tls, &shown.limits, &shown.log));
        assert_eq!((&bare.exchange, &bare.trust_anchor), (&shown.exchange, &shown.trust_anchor));
        assert_eq!((&bare.clock, &bare.signing_key), (&shown.clock, &shown.signing_key));
    }
}

const WRONG: &str = r#"
log = "loud"
surprise = 1
[agency]
signing_kye = "x"
[listen]
address = "here"
web_origins = ["http://plain.example"]
[store]
url = "mysql://root:hunter2@db"
[coordinator]
url = "http://plain.example:1"
[limits]
max_body_bytes = 10
max_connections = "many"
request_timeout_seconds = -1
[readers]
may_see_names = ["Ông A"]
[exchange]
retry_min_milliseconds = 1000
retry_max_milliseconds = 10
"#;

#[test]
fn all_mistakes_are_told_at_once() {
    let error = Config::parse(WRONG, Path::new("c/node.toml"), Role::District).unwrap_err();
    let paths: Vec<&str> = error.problems.iter().map(|problem| problem.path.as_str()).collect();
    let expected = [
        "agency.signing_kye",
        "listen.address",
        "listen.web_origins",
        "store.url",
        "coordinator.url",
        "limits.max_body_bytes",
        "limits.max_connections",
        "limits.request_timeout_seconds",
        "log",
        "readers.may_see_names",
        "exchange.retry_max_milliseconds",
        "surprise",
    ];
    assert_eq!(paths, expected);
    let text = error.to_string();
    assert_eq!(text.lines().count(), expected.len());
    assert!(text.lines().all(|line| line.starts_with("c/node.toml: ")), "{text}");
    assert!(text.contains(
        "limits.max_body_bytes: phải là số nguyên từ 1024 đến 67108864 (must be a whole number from"
    ));
    assert!(!text.contains("hunter2"), "a password never shows: {text}");
}

#[test]
fn an_empty_config_misses_two_keys() {
    let error = Config::parse("", Path::new("node.toml"), Role::College).unwrap_err();
    assert_eq!(
        error.to_string(),
        "node.toml: listen.address: thiếu (is missing)\nnode.toml: store.url: thiếu (is missing)"
    );
    let error = Config::parse("= 3", Path::new("node.toml"), Role::College).unwrap_err();
    assert!(error.to_string().contains("không phải TOML"), "{error}");
    let error = Config::load(Path::new("/nowhere/node.toml"), Role::College).unwrap_err();
    assert!(error.to_string().starts_with("/nowhere/node.toml: không đọc được"), "{error}");
}

#[test]
fn the_coordinator_dials_nobody() {
    let text = "[listen]\naddress = \"127.0.0.1:0\"\n[store]\nurl = \"sqlite:a\"\n[coordinator]\nurl = \"https://a:1\"\n";
    assert!(Config::parse(text, Path::new("node.toml"), Role::District).is_ok());
    let error = Config::parse(text, Path::new("node.toml"), Role::Coordinator).unwrap_err();
    assert_eq!(error.problems[0].path, "coordinator.url");
}

#[test]
fn a_database_password_comes_from_a_file_and_never_prints() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("secret"), "p@ss/ữ\n").unwrap();
    let file = dir.path().join("node.toml");
    let store = |url: &str| {
        let text = format!(
            "[listen]\naddress = \"[::1]:7\"\n[store]\nurl = \"{url}\"\npassword_file = \"secret\"\n"
        );
        Config::parse(&text, &file, Role::Coordinator)
    };
    let config = store("postgresql://app@db:5432/lienthong").unwrap();
    assert_eq!(config.store.url.to_url().reveal(), "postgres://app:p%40ss%2F%E1%BB%AF@db:5432/lienthong");
    assert!(
        format!("{config:?}").contains("REDACTED") && !format!("{config:?}").contains("p%40"),
        "{config:?}"
    );
    assert_eq!(store("postgres://app:known@db/x").unwrap_err().problems[0].path, "store.password_file");
    std::fs::remove_file(dir.path().join("secret")).unwrap();
    assert_eq!(store("postgres://app@db/x").unwrap_err().problems[0].path, "store.password_file");
}

#[test]
fn values_are_taken_over() {
    let text = r#"
        [listen]
        address = "127.0.0.1:7441"
        [store]
        url = "sqlite:/var/lib/node.sqlite"
        [clock]
        rehearsal_file = "../clock"
        [log]
        format = "text"
        level = "debug,tonic=warn"
        [limits]
        drain_seconds = 2
        [readers]
        may_see_names = ["office", "urn:lienthong:agency:01890000-0000-7000-8000-000000000012:reader:inspector"]
    "#;
    let config = Config::parse(text, Path::new("/etc/lienthong/node.toml"), Role::District).unwrap();
    assert_eq!(config.store.url.to_url().reveal(), "sqlite:/var/lib/node.sqlite");
    assert_eq!(config.clock.rehearsal_file, Some(PathBuf::from("/etc/lienthong/../clock")));
    assert_eq!((config.log.format, config.limits.drain), (LogFormat::Text, Duration::from_secs(2)));
    assert_eq!(config.readers.may_see_names[0], ReaderRef::Own("office".to_owned()));
    let own = domain::ids::AgencyId(uuid::Uuid::from_u128(1));
    let sees = |uri: String| config.readers.may_see_names(own, &uri.parse().unwrap());
    assert!(sees(format!("urn:lienthong:agency:{own}:reader:office")));
    assert!(sees("urn:lienthong:agency:01890000-0000-7000-8000-000000000012:reader:inspector".to_owned()));
    assert!(!sees("urn:lienthong:agency:01890000-0000-7000-8000-000000000012:reader:office".to_owned()));
    assert!(!sees(format!("urn:lienthong:agency:{own}:system:office")));
}

#[test]
fn what_init_writes_is_a_config() {
    let plain = Starter::new(Role::Coordinator, "127.0.0.1:7440".parse().unwrap());
    let config = Config::parse(&plain.to_toml(), Path::new("d/config.toml"), Role::Coordinator).unwrap();
    assert_eq!(config.store.url, StoreUrl::Sqlite(PathBuf::from("d/node.sqlite")));
    let full = Starter {
        server_names: vec!["sinho.example".to_owned(), "10.0.0.8".to_owned()],
        store_url: "postgres://app@db/a\"b".to_owned(),
        coordinator_url: Some("https://dieuphoi.example:7440".to_owned()),
        rehearsal_file: Some("../đồng hồ".to_owned()),
        may_see_names: vec!["office".to_owned()],
        log: LogFormat::Text,
        ..Starter::new(Role::District, "[::1]:7441".parse().unwrap())
    };
    let config = Config::parse(&full.to_toml(), Path::new("d/config.toml"), Role::District).unwrap();
    assert_eq!(config.listen.server_names, full.server_names);
    assert_eq!(config.store.url.to_url().reveal(), full.store_url);
    assert_eq!(config.coordinator.url, full.coordinator_url);
    assert_eq!(config.clock.rehearsal_file, Some(PathBuf::from("d/../đồng hồ")));
    assert_eq!((config.log.format, config.readers.may_see_names.len()), (LogFormat::Text, 1));
}
