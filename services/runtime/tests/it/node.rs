//! A node before it serves: everything fits, or it does not start and says why.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use crate::province::{COORDINATOR, DISTRICT, Province, province};
use runtime::client::{Patience, Target};
use runtime::config::{Config, Role};
use runtime::keys::files::NodeFiles;
use runtime::listen::ListenError;
use runtime::node::{Node, NodeError};
use std::fs;

fn config(province: &Province, member: usize, role: Role, address: &str) -> Config {
    let text = format!("[listen]\naddress = \"{address}\"\n[store]\nurl = \"sqlite:node.sqlite\"\n");
    Config::parse(&text, &province.node_dir(member).join("config.toml"), role).unwrap()
}

fn open(province: &Province, role: Role) -> Result<Node, NodeError> {
    Node::open(config(province, DISTRICT, role, "127.0.0.1:0"))
}

#[tokio::test]
async fn a_founded_node_starts_and_knows_its_coordinator() {
    let province = province(1, true);
    let node = open(&province, Role::District).unwrap();
    assert_eq!(node.own(), province.id(DISTRICT));
    assert!(node.coordinator(&Patience::default()).is_ok());
    assert_eq!(Target::coordinator(&node.config, &node.trust).url, crate::province::COORDINATOR_URL);
    let mut config = node.config;
    config.coordinator.url = Some("https://other:1".to_owned());
    assert_eq!(Target::coordinator(&config, &node.trust).url, "https://other:1");
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let province = province(1, true);
    let first = open(&province, Role::District).unwrap().bind().await.unwrap();
    assert_ne!(first.address.port(), 0, "port 0 takes a free one, which can be asked");
    let address = first.address.to_string();
    let second = Node::open(config(&province, COORDINATOR, Role::Coordinator, &address)).unwrap();
    let error = second.bind().await.unwrap_err();
    assert_eq!((error.address, error.source.kind()), (first.address, std::io::ErrorKind::AddrInUse));
    let words = error.to_string();
    let named = [address.as_str(), ListenError::KEY, "LISTEN_FAILED"];
    assert!(named.iter().all(|name| words.contains(name)), "{words}");
}

#[test]
fn what_does_not_fit_does_not_start() {
    let province = province(1, true);
    let error = open(&province, Role::College).unwrap_err().to_string();
    assert!(error.contains("CONFIG_WRONG_ROLE") && error.contains("DISTRICT"), "{error}");
    let ours = NodeFiles::below(&province.node_dir(DISTRICT));
    let theirs = NodeFiles::below(&province.node_dir(COORDINATOR));
    let with = |file: std::path::PathBuf, other: std::path::PathBuf| {
        let kept = fs::read(&file).unwrap();
        fs::copy(other, &file).unwrap();
        let error = open(&province, Role::District).unwrap_err().to_string();
        fs::write(&file, kept).unwrap();
        error
    };
    assert!(with(ours.signing_key(), theirs.signing_key()).contains("KEY_WRONG_KEY"));
    assert!(with(ours.trust(), theirs.trust()).contains("KEY_WRONG_KEY"));
    assert!(with(ours.certificate(), theirs.certificate()).contains("keys/certificate.pem"));
    let foreign = self::province(2, true);
    let foreign = NodeFiles::below(&foreign.node_dir(DISTRICT));
    fs::copy(foreign.tls_key(), ours.tls_key()).unwrap();
    assert!(with(ours.certificate(), foreign.certificate()).contains("KEY_WRONG_CERTIFICATE"));
}
