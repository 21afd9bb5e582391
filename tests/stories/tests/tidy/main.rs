//! The house rules that neither the compiler nor clippy knows: size, banned words, SQL, contracts, documents.
//!
//! Every rule is a function from files to findings; the tests below run them over the repository, and the tests
//! beside each rule show on small texts that it can fail.

mod contracts;
mod documents;
mod files;
mod machine;
mod mask;
mod migrations;
mod rust;
mod sql;

use files::{File, repository};

type Findings = Vec<String>;

fn assert_tidy(check: impl Fn(&[File]) -> Findings) {
    let files = repository();
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the repository was not found");
    let findings = check(&files);
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn files_have_at_most_400_lines() {
    assert_tidy(rust::too_long);
}

#[test]
fn no_ignored_tests_open_ends_or_silenced_lints() {
    assert_tidy(rust::banned_words);
}

#[test]
fn tests_never_sleep() {
    assert_tidy(rust::sleeping_tests);
}

#[test]
fn the_domain_is_synchronous_and_without_floats() {
    assert_tidy(rust::impure_domain);
}

#[test]
fn generated_messages_stay_at_the_doors() {
    assert_tidy(rust::messages_inside);
}

#[test]
fn sql_names_its_columns() {
    assert_tidy(sql::star);
}

#[test]
fn sql_stays_in_the_journal() {
    assert_tidy(sql::outside_journal);
}

#[test]
fn migrations_are_twins_without_holes() {
    assert_tidy(migrations::twins);
}

#[test]
fn every_column_says_what_it_holds() {
    assert_tidy(migrations::silent_columns);
}

#[test]
fn every_stream_states_its_protocol() {
    assert_tidy(contracts::silent_streams);
}

#[test]
fn every_watch_has_a_get() {
    assert_tidy(contracts::lonely_watches);
}

#[test]
fn the_documents_stand() {
    assert_tidy(documents::missing);
}

#[test]
fn the_documents_name_what_exists() {
    assert_tidy(documents::dead_names);
}

#[test]
fn every_invariant_names_its_test() {
    assert_tidy(documents::unheld_invariants);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    assert_tidy(machine::paths);
}
