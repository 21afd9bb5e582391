//! Rules on README.md, ARCHITECTURE.md and CHANGELOG.md: what they name exists.
//!
//! Between backticks, a word with a known ending or below a top-level folder is a path; `file.rs::name` and
//! `crate::…::name` point at code; a snake_case word of three parts or more is a name that some source must hold.

use std::collections::BTreeSet;

use crate::Findings;
use crate::files::File;
use crate::rust::has_word;

const DOCUMENTS: [&str; 3] = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"];
/// The changelog may name what is gone.
const HELD_TO: [&str; 2] = ["README.md", "ARCHITECTURE.md"];
/// The two commands that a newcomer needs.
const COMMANDS: [&str; 2] = ["cargo run --release -- demo", "cargo xtask test"];
const ENDINGS: [&str; 6] = [".rs", ".md", ".proto", ".sql", ".py", ".mjs"];
/// Says that an invariant has no test, so that nobody takes it for held.
const NOT_HELD: &str = "not held yet";

/// Documents that are not there, or do not tell the two commands.
pub(crate) fn missing(files: &[File]) -> Findings {
    let mut findings: Findings = Vec::new();
    for name in DOCUMENTS.iter().filter(|name| document(files, name).is_none()) {
        findings.push(format!("{name} is missing"));
    }
    if let Some(readme) = document(files, "README.md") {
        let untold = COMMANDS.iter().filter(|command| !readme.text.contains(**command));
        findings.extend(untold.map(|command| format!("README.md does not tell `{command}`")));
    }
    findings
}

/// Paths, tests and names between backticks that stand nowhere in the repository.
pub(crate) fn dead_names(files: &[File]) -> Findings {
    let known = Known::new(files);
    let mut findings = Findings::new();
    for file in HELD_TO.iter().filter_map(|name| document(files, name)) {
        for (at, word) in quoted(&file.text) {
            if let Some(reason) = known.objection(&word) {
                findings.push(format!("{}:{at}: `{word}` {reason}", file.path));
            }
        }
    }
    findings
}

/// Numbered invariants in ARCHITECTURE.md that name no test (`file.rs::name`) and do not say that none holds them.
pub(crate) fn unheld_invariants(files: &[File]) -> Findings {
    let Some(file) = document(files, "ARCHITECTURE.md") else {
        return vec!["ARCHITECTURE.md is missing".into()];
    };
    let invariants = invariants(&file.text);
    if invariants.is_empty() {
        return vec!["ARCHITECTURE.md has no numbered list under a heading with the word Invariants".into()];
    }
    let held =
        |text: &str| text.contains(NOT_HELD) || quoted(text).iter().any(|(_, word)| word.contains(".rs::"));
    let unheld = invariants.iter().filter(|(_, text)| !held(text));
    unheld
        .map(|(at, _)| format!("ARCHITECTURE.md:{at}: name its test as `file.rs::name`, or say {NOT_HELD}"))
        .collect()
}

fn document<'a>(files: &'a [File], name: &str) -> Option<&'a File> {
    files.iter().find(|file| file.path == name)
}

/// First line and text of each numbered item below the heading, up to the next heading.
fn invariants(text: &str) -> Vec<(usize, String)> {
    let mut items: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (at, line) in text.lines().enumerate() {
        if line.starts_with('#') {
            inside = line.to_lowercase().contains("invariant");
        } else if inside {
            let number = line.trim_start().split_once(". ").map(|(number, _)| number);
            if number.is_some_and(|number| number.parse::<u32>().is_ok()) {
                items.push((at + 1, line.to_owned()));
            } else if let Some((_, item)) = items.last_mut() {
                item.push('\n');
                item.push_str(line);
            }
        }
    }
    items
}

/// Line number and content of each pair of backticks, outside fenced blocks.
fn quoted(text: &str) -> Vec<(usize, String)> {
    let mut fenced = false;
    let mut words = Vec::new();
    for (at, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced {
            let odd = line.split('`').enumerate().filter(|(part, _)| part % 2 == 1);
            words.extend(odd.map(|(_, word)| (at + 1, word.to_owned())));
        }
    }
    words
}

/// What the repository holds.
struct Known<'a> {
    files: &'a [File],
    tops: BTreeSet<&'a str>,
    crates: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(files: &'a [File]) -> Self {
        let tops = files.iter().filter_map(|file| file.path.split_once('/')).map(|(top, _)| top).collect();
        let manifests = files.iter().filter_map(|file| file.path.strip_suffix("/Cargo.toml"));
        let crates = manifests.filter_map(|folder| folder.rsplit('/').next()).collect();
        Self { files, tops, crates }
    }

    /// Why the word between backticks names nothing; nothing if it does, or is not a name of ours.
    fn objection(&self, word: &str) -> Option<&'static str> {
        if let Some((path, name)) = word.split_once(".rs::") {
            return self.code_objection(&format!("{path}.rs"), name);
        }
        if let Some((first, rest)) = word.split_once("::") {
            let name = rest.rsplit("::").next().unwrap_or(rest);
            let ours = self.crates.contains(first) && is_name(name);
            return (ours && !self.anywhere(name)).then_some("stands in no source");
        }
        if self.is_path(word) {
            return (!self.has_path(word)).then_some("does not exist");
        }
        let parts = word.split('_').filter(|part| !part.is_empty()).count();
        let snake = parts >= 3 && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
        (snake && !self.anywhere(word)).then_some("stands in no source")
    }

    fn code_objection(&self, path: &str, name: &str) -> Option<&'static str> {
        let mut files = self.files.iter().filter(|file| ends_with_path(&file.path, path));
        let function = format!("fn {}", name.rsplit("::").next().unwrap_or(name).trim_end_matches("()"));
        (!files.any(|file| has_word(&file.text, &function))).then_some("is no function of that file")
    }

    fn is_path(&self, word: &str) -> bool {
        let plain = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-/*".contains(letter));
        let below = word.split_once('/').is_some_and(|(top, _)| self.tops.contains(top));
        let ending = ENDINGS.iter().any(|ending| word.len() > ending.len() && word.ends_with(ending));
        plain && (below || ending)
    }

    /// A `*` stands for anything from there on; a path may begin inside the tree.
    fn has_path(&self, word: &str) -> bool {
        let (path, open) = word.split_once('*').map_or((word, false), |(before, _)| (before, true));
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.iter().any(|file| {
            let below = file.path.starts_with(&folder) || open && file.path.starts_with(path);
            below || ends_with_path(&file.path, path)
        })
    }

    fn anywhere(&self, name: &str) -> bool {
        let source =
            |file: &&File| file.is_rust() || file.path.ends_with(".proto") || file.path.ends_with(".sql");
        self.files.iter().filter(source).any(|file| has_word(&file.text, name))
    }
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn ends_with_path(whole: &str, end: &str) -> bool {
    whole.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

#[cfg(test)]
mod can_fail {
    use super::{COMMANDS, File, dead_names, missing, unheld_invariants};

    fn with(architecture: &str) -> Vec<File> {
        vec![
            File::new("ARCHITECTURE.md", architecture),
            File::new("services/domain/Cargo.toml", ""),
            File::new("services/domain/src/band.rs", "pub fn verdict() {}\n"),
            File::new("tests/stories/tests/replay.rs", "fn replay_changes_nothing() {}\n"),
            File::new("proto/lienthong/plan/v1/plan.proto", "bool could_be_in_scope = 1;"),
        ]
    }

    #[test]
    fn what_stands_is_not_objected_to() {
        let text = "`services/domain/src/band.rs` `domain/src/band.rs` `band.rs` `services/` `services/domain` \
            `proto/lienthong/*/v1` `domain::band::verdict` `band.rs::verdict` `replay.rs::replay_changes_nothing` \
            `replay_changes_nothing` `could_be_in_scope` `application/grpc` `cargo xtask test` `acted_by` \
            `std::env::var` `DIR/input`\n```\nservices/none.rs `tests/none.rs`\n```\n";
        assert_eq!(dead_names(&with(text)), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_stand_is_found() {
        for (word, reason) in [
            ("services/domain/src/gone.rs", "does not exist"),
            ("gone.rs", "does not exist"),
            ("and.rs", "does not exist"),
            ("services/gone", "does not exist"),
            ("proto/gone/*", "does not exist"),
            ("domain::band::gone", "stands in no source"),
            ("replay.rs::gone", "is no function of that file"),
            ("band.rs::replay_changes_nothing", "is no function of that file"),
            ("gone.rs::gone", "is no function of that file"),
            ("replay_changes_something", "stands in no source"),
        ] {
            let expected = format!("ARCHITECTURE.md:2: `{word}` {reason}");
            assert_eq!(dead_names(&with(&format!("# A\nsee `{word}`\n"))), [expected]);
        }
    }

    #[test]
    fn missing_documents_and_untold_commands_are_found() {
        assert_eq!(missing(&with("")), ["README.md is missing", "CHANGELOG.md is missing"]);
        let mut files = with("");
        files.push(File::new("CHANGELOG.md", ""));
        files.push(File::new("README.md", COMMANDS[0]));
        assert_eq!(missing(&files), ["README.md does not tell `cargo xtask test`"]);
    }

    #[test]
    fn an_invariant_without_a_test_is_found() {
        let text = "## Invariants\n1. A holds:\n   `replay.rs::replay_changes_nothing`.\n2. B (not held yet).\n 3. C `x`.\n## D\n4. E\n";
        let expected = "ARCHITECTURE.md:5: name its test as `file.rs::name`, or say not held yet";
        assert_eq!(unheld_invariants(&with(text)), [expected]);
        assert_eq!(unheld_invariants(&with("## Invariants\nnone\n")).len(), 1);
        assert_eq!(unheld_invariants(&[]), ["ARCHITECTURE.md is missing"]);
    }
}
