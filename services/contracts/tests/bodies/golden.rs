//! Golden bodies (D39): what was signed once is read for ever, so the bytes of a schema revision never change.

use crate::samples;
use contracts::body::{decode, encode};
use domain::record::Kind;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/bodies")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The value behind a key of a vector file.
fn line<'a>(file: &'a str, key: &str) -> Option<&'a str> {
    file.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

#[test]
fn every_kind_still_has_the_bytes_of_its_first_revision() {
    let written = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bodies");
    fs::create_dir_all(&written).unwrap();
    let mut different = Vec::new();
    for state in samples::all() {
        let body = encode(&state);
        let person = body.person.as_deref().map_or_else(|| "none".to_owned(), hex);
        let text = format!(
            "kind: {}\nschema_revision: {}\nmin_reader: {}\nfact: {}\nperson: {person}\n\n{state:#?}\n",
            body.kind,
            body.schema_revision,
            body.min_reader,
            hex(&body.fact)
        );
        let name = format!("{:03}-{:?}-r{}.txt", body.kind, state.kind(), body.schema_revision);
        fs::write(written.join(&name), &text).unwrap();
        if fs::read_to_string(folder().join(&name)).ok().as_deref() != Some(text.as_str()) {
            different.push(name);
        }
    }
    assert!(
        different.is_empty(),
        "{different:?} differ from tests/vectors/bodies; what this build makes is in {}. The first five lines of a \
         released file never change: changed bytes are a new schema revision with a file of its own",
        written.display()
    );
}

#[test]
fn every_golden_body_is_still_read() {
    let mut kinds = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let file = fs::read_to_string(&path).unwrap();
        let number = |key| line(&file, key).unwrap().parse::<u32>().unwrap();
        let kind = number("kind");
        let fact = unhex(line(&file, "fact").unwrap());
        let person = line(&file, "person").filter(|text| *text != "none").map(unhex);
        let state =
            decode(kind, number("schema_revision"), number("min_reader"), &fact, person.as_deref()).unwrap();
        let text = file.split_once("\n\n").unwrap().1;
        assert_eq!(format!("{state:#?}\n"), text, "{}", path.display());
        kinds.push(kind);
    }
    kinds.sort_unstable();
    kinds.dedup();
    let mut known: Vec<u32> = Kind::ALL.iter().map(|kind| kind.number()).collect();
    known.sort_unstable();
    assert_eq!(kinds, known, "one file per kind");
}
