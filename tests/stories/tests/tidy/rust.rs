//! Rules on Rust code.

use crate::Findings;
use crate::files::File;
use crate::mask;

const MOST_LINES: usize = 400;

/// Where generated messages may be named: the door between wire and domain, what speaks the wire, and tests from outside.
const DOORS: [&str; 4] = ["services/contracts/", "/grpc/", "/shell/", "/tests/"];
const DOOR_FILES: [&str; 2] = ["/grpc.rs", "/push.rs"];
/// What carries entries without knowing what is in them, and the only packages it may name.
const CARRIERS: [&str; 2] = ["services/exchange/", "services/journal/src/entry.rs"];
const CARRIED: [&str; 2] = ["contracts::pb::journal::", "contracts::pb::exchange::"];

/// Files of code that are too long to be about one subject.
pub(crate) fn too_long(files: &[File]) -> Findings {
    let long = files.iter().filter(|file| file.is_rust()).map(|file| (file, file.text.lines().count()));
    let long = long.filter(|(_, lines)| *lines > MOST_LINES);
    long.map(|(file, lines)| format!("{}: {lines} lines, at most {MOST_LINES}", file.path)).collect()
}

/// Tests that are left out, ends that are left open, lints that are silenced without saying why.
pub(crate) fn banned_words(files: &[File]) -> Findings {
    let words = ["#[ignore", "#[allow(", "#![allow(", "todo!(", "unimplemented!("];
    let rust = files.iter().filter(|file| file.is_rust());
    rust.flat_map(|file| words.iter().flat_map(|word| found(file, &mask::code(&file.text), word))).collect()
}

/// Tests that wait for time to pass instead of for what they wait for.
pub(crate) fn sleeping_tests(files: &[File]) -> Findings {
    let rust = files.iter().filter(|file| file.is_rust());
    rust.flat_map(|file| found(file, &test_code(file), "sleep(")).collect()
}

/// Anything in the rules that waits or counts in binary fractions.
pub(crate) fn impure_domain(files: &[File]) -> Findings {
    let rules = files.iter().filter(|file| file.is_rust() && file.path.starts_with("services/domain/"));
    let words = ["async", "await", "f32", "f64"];
    rules.flat_map(|file| words.iter().flat_map(|word| found(file, &mask::code(&file.text), word))).collect()
}

/// Generated messages named where only domain types belong.
pub(crate) fn messages_inside(files: &[File]) -> Findings {
    let inside = files.iter().filter(|file| {
        let door = DOORS.iter().any(|door| file.path.contains(door))
            || DOOR_FILES.iter().any(|door| file.path.ends_with(door));
        file.is_rust() && file.path.starts_with("services/") && !door
    });
    inside.flat_map(messages_named).collect()
}

fn messages_named(file: &File) -> Findings {
    let code = mask::code(&file.text);
    if !CARRIERS.iter().any(|carrier| file.path.starts_with(carrier)) {
        // Health and reflection are contracts of gRPC itself; their crates call their messages `pb` too.
        let theirs = ["tonic_health::pb", "tonic_reflection::pb", "tonic_types::pb"];
        let ours = theirs.iter().fold(code, |code, module| code.replace(module, "theirs"));
        return found(file, &ours, "pb::");
    }
    let carried = CARRIED.iter().fold(code, |code, package| code.replace(package, "carried::"));
    found(file, &carried, "contracts::pb")
}

/// The code of tests, on its own lines: a whole file under a `tests` folder, or what follows the first `#[cfg(test)]`.
fn test_code(file: &File) -> String {
    let code = mask::code(&file.text);
    if file.path.starts_with("tests/") || file.path.contains("/tests/") || file.path.ends_with("/tests.rs") {
        return code;
    }
    let begin = code.lines().position(|line| line.trim() == "#[cfg(test)]").unwrap_or(usize::MAX);
    let lines = code.lines().enumerate();
    lines.map(|(at, line)| if at < begin { "\n".to_owned() } else { format!("{line}\n") }).collect()
}

/// The lines where the word stands by itself, not as the end or beginning of a longer name.
pub(crate) fn found(file: &File, code: &str, word: &str) -> Findings {
    let lines = code.lines().enumerate().filter(|(_, line)| has_word(line, word));
    lines.map(|(at, _)| format!("{}:{}: {word}", file.path, at + 1)).collect()
}

/// Whether the word stands in the line with no letter, digit or `_` running on at either end.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    let name = |character: Option<char>| character.is_some_and(|next| next.is_alphanumeric() || next == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|after| after.chars().next());
        let glued_before = name(word.chars().next()) && name(before);
        let glued_after = name(word.chars().next_back()) && name(after);
        !glued_before && !glued_after
    })
}

#[cfg(test)]
mod can_fail {
    use super::{File, banned_words, impure_domain, messages_inside, sleeping_tests, too_long};

    const SOURCE: &str = "services/district/src/view.rs";

    #[test]
    fn a_file_of_401_lines_is_too_long() {
        let file = |lines: usize| [File::new(SOURCE, &"\n".repeat(lines))];
        assert!(too_long(&file(400)).is_empty());
        assert_eq!(too_long(&file(401)), ["services/district/src/view.rs: 401 lines, at most 400"]);
        assert!(too_long(&[File::new("docs/long.md", &"\n".repeat(401))]).is_empty());
    }

    #[test]
    fn banned_words_are_found_in_code_and_not_in_texts() {
        for word in
            ["#[ignore]", "#[ignore = \"slow\"]", "#[allow(dead_code)]", "todo!()", "unimplemented!()"]
        {
            let found = banned_words(&[File::new(SOURCE, &format!("fn a() {{}}\n{word}\n"))]);
            assert_eq!(found.len(), 1, "{word}: {found:?}");
            assert!(found[0].starts_with("services/district/src/view.rs:2: "), "{found:?}");
            let quoted = format!("// {word}\nlet a = r#\"{word}\"#;\n");
            assert!(banned_words(&[File::new(SOURCE, &quoted)]).is_empty(), "{word}");
        }
        assert!(
            banned_words(&[File::new(SOURCE, "#[expect(dead_code, reason = \"x\")]\nnot_todo!()")])
                .is_empty()
        );
    }

    #[test]
    fn a_sleep_is_found_in_tests_and_allowed_in_services() {
        let sleep = "tokio::time::sleep(second).await;\n";
        assert_eq!(sleeping_tests(&[File::new("tests/stories/tests/a.rs", sleep)]).len(), 1);
        assert_eq!(sleeping_tests(&[File::new("services/journal/tests/a.rs", sleep)]).len(), 1);
        assert!(sleeping_tests(&[File::new(SOURCE, sleep)]).is_empty());
        let both = format!("{sleep}#[cfg(test)]\nmod cases {{ {sleep} }}");
        assert_eq!(sleeping_tests(&[File::new(SOURCE, &both)]), ["services/district/src/view.rs:3: sleep("]);
        assert!(sleeping_tests(&[File::new("tests/a.rs", "fn no_sleep() { asleep() }")]).is_empty());
    }

    #[test]
    fn waiting_and_fractions_are_found_in_the_domain_alone() {
        let text = "pub async fn a(share: f64) {}\n";
        let found = impure_domain(&[File::new("services/domain/src/plan.rs", text)]);
        assert_eq!(found, ["services/domain/src/plan.rs:1: async", "services/domain/src/plan.rs:1: f64"]);
        assert!(impure_domain(&[File::new(SOURCE, text)]).is_empty());
    }

    #[test]
    fn messages_are_found_outside_the_doors() {
        let text = "use contracts::pb::roster::v1::Teacher;\n";
        assert_eq!(messages_inside(&[File::new(SOURCE, text)]), ["services/district/src/view.rs:1: pb::"]);
        for door in [
            "services/contracts/src/wire.rs",
            "services/college/src/grpc/training.rs",
            "services/a/src/grpc.rs",
        ] {
            assert!(messages_inside(&[File::new(door, text)]).is_empty(), "{door}");
        }
        assert!(messages_inside(&[File::new(SOURCE, "use httpb::x;")]).is_empty());
        let carrier = "services/exchange/src/core/segment.rs";
        let envelope = "use contracts::pb::journal::v1 as pb;\nfn a(b: pb::Entry) {}\n";
        assert!(messages_inside(&[File::new(carrier, envelope)]).is_empty());
        assert_eq!(messages_inside(&[File::new(SOURCE, envelope)]).len(), 2);
        assert_eq!(messages_inside(&[File::new(carrier, text)]), [format!("{carrier}:1: contracts::pb")]);
        assert_eq!(
            messages_inside(&[File::new(carrier, "use contracts::pb;")]),
            [format!("{carrier}:1: contracts::pb")]
        );
    }
}
