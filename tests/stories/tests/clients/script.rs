//! Running one script as an outside developer runs it, against one node.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use stories::program::Told;
use stories::province::Province;

/// A script of `tests/clients`.
pub(crate) fn script(name: &str) -> PathBuf {
    repository().join("tests/clients").join(name)
}

/// The repository's root.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// `--address --certs --ca` of a node for one of its clients, such as `system-office`. By name: TLS of Node warns of addresses.
pub(crate) fn at(
    mut command: Command,
    province: &Province,
    (node, of, client): (&str, &str, &str),
) -> Command {
    let own = province.node(of);
    command.arg("--address").arg(format!("localhost:{}", province.port(node)));
    command.arg("--certs").arg(own.join("clients").join(client)).arg("--ca").arg(own.join("keys/ca.pem"));
    command
}

/// Runs it to its end.
pub(crate) fn told(mut command: Command) -> Told {
    command.stdin(Stdio::null()).output().unwrap().into()
}

/// It ended so; gives what it said.
pub(crate) fn ended(code: i32, told: Told) -> Told {
    assert_eq!(told.code, code, "out:\n{}\nerr:\n{}", told.out, told.err);
    told
}

/// A text holds each of these words.
pub(crate) fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word:?} is not said in:\n{text}");
    }
}
