//! The golden vectors hold by a reading of the specifications that shares no code with the services (D39).
//!
//! `tests/vectors/check.py` is that reading; `services/journal/tests/vectors.rs` recomputes the same files by our code.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// How many vectors each file has, so that none is lost unseen.
const COUNTS: &str = "commits.json 8\nheaders.json 34\nleaves.json 9\nroots.json 43\nruns.json 24\n\
    proofs.json 24\nkeys.json 6\nnotes.json 31\nreceipts.json 18\nforks.json 15\n";

/// Fields whose change by one digit must be found.
const DIGITS: [(&str, &str); 26] = [
    ("commits.json", "/vectors/0/commit"),
    ("commits.json", "/vectors/5/salt"),
    ("headers.json", "/canonical/0/bytes"),
    ("headers.json", "/canonical/0/header/recorded_at"),
    ("leaves.json", "/vectors/0/leaf"),
    ("leaves.json", "/vectors/1/person/commit"),
    ("leaves.json", "/vectors/3/header"),
    ("roots.json", "/counted/0/root"),
    ("roots.json", "/counted/33/root"),
    ("roots.json", "/reference/8/root"),
    ("runs.json", "/covers/4/hashes/2"),
    ("runs.json", "/mixed/1/items/1/hashes/0"),
    ("runs.json", "/mixed/7/root"),
    ("proofs.json", "/vectors/8/leaf"),
    ("proofs.json", "/vectors/8/path/1"),
    ("proofs.json", "/vectors/8/root"),
    ("keys.json", "/vectors/3/verifier_key"),
    ("keys.json", "/foreign/0/note"),
    ("notes.json", "/vectors/0/text"),
    ("notes.json", "/vectors/0/note"),
    ("receipts.json", "/vectors/0/receipt"),
    ("receipts.json", "/vectors/1/message"),
    ("forks.json", "/vectors/0/branches/1/note"),
    ("forks.json", "/vectors/0/branches/1/root"),
    ("forks.json", "/vectors/2/branches/0/path/2"),
    ("forks.json", "/vectors/2/branches/1/leaf"),
];

/// Something that must be refused, and the good thing that takes its place: must be found too.
const GOOD_AMONG_REFUSED: [(&str, &str, &str); 6] = [
    ("headers.json", "/refused/0/bytes", "/canonical/0/bytes"),
    ("runs.json", "/refused/0/hashes", "/covers/4/hashes"),
    ("proofs.json", "/refused/0/leaf", "/vectors/7/leaf"),
    ("notes.json", "/refused/0/note", "/vectors/0/note"),
    ("receipts.json", "/refused/0/note", "/vectors/0/note"),
    ("forks.json", "/not_a_fork/0/branches", "/vectors/0/branches"),
];

#[test]
fn every_vector_holds_by_another_implementation() {
    let checked = check(&vectors());
    let said = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{said}");
    assert_eq!(String::from_utf8_lossy(&checked.stdout), COUNTS, "the vectors that hold, by file");
}

#[test]
fn a_changed_digit_is_found() {
    for (file, field) in DIGITS {
        assert_found(file, |document| {
            let value = document.pointer_mut(field).unwrap_or_else(|| panic!("{file} has no {field}"));
            *value = other_digit(value.as_str().unwrap()).into();
        });
    }
}

#[test]
fn a_good_vector_among_the_refused_is_found() {
    for (file, place, good) in GOOD_AMONG_REFUSED {
        assert_found(file, |document| {
            let good = document.pointer(good).unwrap().clone();
            *document.pointer_mut(place).unwrap() = good;
        });
    }
}

#[test]
fn a_missing_or_broken_file_is_found() {
    let copy = copy();
    std::fs::remove_file(copy.path().join("keys.json")).unwrap();
    std::fs::write(copy.path().join("forks.json"), "{").unwrap();
    let checked = check(copy.path());
    let said = String::from_utf8_lossy(&checked.stderr);
    assert_eq!(checked.status.code(), Some(1));
    assert!(said.contains("keys.json: ") && said.contains("forks.json: "), "{said}");
}

/// Alters one file in a copy of all; the checker must fail and name that file alone.
fn assert_found(file: &str, alter: impl FnOnce(&mut Value)) {
    let copy = copy();
    let path = copy.path().join(file);
    let mut document: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let before = document.clone();
    alter(&mut document);
    assert_ne!(document, before);
    std::fs::write(&path, document.to_string()).unwrap();
    let checked = check(copy.path());
    let said = String::from_utf8_lossy(&checked.stderr);
    assert_eq!(checked.status.code(), Some(1), "{file}: {said}");
    assert!(said.lines().all(|line| line.starts_with(&format!("{file}: "))), "{said}");
}

/// The text with the character after two thirds of it made another digit.
fn other_digit(text: &str) -> String {
    let at = text.chars().count() * 2 / 3;
    let other = |(index, letter)| match letter {
        '0' if index == at => '1',
        _ if index == at => '0',
        letter => letter,
    };
    text.chars().enumerate().map(other).collect()
}

fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in COUNTS.lines().filter_map(|line| line.split(' ').next()) {
        std::fs::copy(vectors().join(name), folder.path().join(name)).unwrap();
    }
    folder
}

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors")
}

fn check(folder: &Path) -> Output {
    #[expect(clippy::disallowed_methods, reason = "the test command hands its tools over by the environment")]
    let tools = std::env::var("LIENTHONG_TEST_TOOLS").unwrap_or_else(|_| {
        panic!("no Python for the tests (LIENTHONG_TEST_TOOLS): run them by `cargo xtask test`")
    });
    Command::new(Path::new(&tools).join("venv/bin/python"))
        .arg(vectors().join("check.py"))
        .arg(folder)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap()
}
