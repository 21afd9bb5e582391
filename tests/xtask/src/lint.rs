//! Everything that is judged without running the program.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::command::{cargo, program, read, root, show, works};
use crate::report::{Outcome, Report};
use crate::tools;

/// The compiler whose lints this tree has met. A newer one may know more: its findings are shown, not fatal.
const LINTS_OF: &str = "1.95";

/// Asks git for the releases that this commit contains, newest first.
const RELEASES: [&str; 6] = ["tag", "--merged", "HEAD", "--list", "v*", "--sort=-v:refname"];

/// Runs every linter, cheapest first.
pub(crate) fn run(report: &mut Report) -> Result<(), String> {
    report.step("formatting", || show(cargo().args(["fmt", "--all", "--check"])).map(|()| Outcome::Done))?;
    report.step("contracts: buf lint", || when_protos(lint_contracts))?;
    report.step("contracts: buf breaking", || when_protos(break_nothing))?;
    report.step("migrations are only added", keep_migrations)?;
    report.step("licences and sources", check_dependencies)?;
    report.step("clippy", clippy)
}

fn clippy() -> Result<Outcome, String> {
    let mut command = cargo();
    command.args(["clippy", "--workspace", "--all-targets"]);
    let version = read(program("rustc").arg("--version"))?;
    if is_known(&version) {
        command.args(["--", "-D", "warnings"]);
    } else {
        eprintln!("    {} is not {LINTS_OF}: its warnings are shown and do not fail", version.trim());
    }
    show(&mut command).map(|()| Outcome::Done)
}

fn is_known(version: &str) -> bool {
    let number = version.split_whitespace().nth(1).unwrap_or_default();
    number.strip_prefix(LINTS_OF).is_some_and(|patch| patch.starts_with('.'))
}

fn check_dependencies() -> Result<Outcome, String> {
    let mut deny = program(tools::cargo_deny());
    deny.args(["--log-level", "error", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"]);
    show(&mut deny).map(|()| Outcome::Done)
}

fn when_protos(work: fn() -> Result<Outcome, String>) -> Result<Outcome, String> {
    if has_proto(&root().join("proto")) { work() } else { Ok(Outcome::Skipped("no .proto file yet".into())) }
}

fn has_proto(folder: &Path) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).any(|path| {
        path.extension().is_some_and(|extension| extension == "proto") || path.is_dir() && has_proto(&path)
    })
}

fn lint_contracts() -> Result<Outcome, String> {
    show(program(tools::buf()).arg("lint")).map(|()| Outcome::Done)
}

/// Compares the contracts with the last release, before the first one with the parent commit.
fn break_nothing() -> Result<Outcome, String> {
    if !works(program("git").args(["rev-parse", "--git-dir"])) {
        return Ok(Outcome::Skipped("not a git checkout, nothing to compare with".into()));
    }
    let tags = read(program("git").args(RELEASES))?;
    let base = base(&tags);
    if !works(program("git").args(["rev-parse", "--verify", "--quiet", &format!("{base}^{{commit}}")])) {
        return Ok(Outcome::Skipped(format!("there is no commit {base} to compare with")));
    }
    let files = read(program("git").args(["ls-tree", "-r", "--name-only", base, "--", "proto"]))?;
    if !files.lines().any(|file| file.ends_with(".proto")) {
        return Ok(Outcome::Skipped(format!("{base} has no .proto file to compare with")));
    }
    let before = root().join("target/tools/contracts-before");
    lay_out(base, &before)?;
    eprintln!("    against {base}");
    show(program(tools::buf()).args(["breaking", "--against"]).arg(&before)).map(|()| Outcome::Done)
}

/// A released migration has run on somebody's database: it is never edited, renamed or removed.
fn keep_migrations() -> Result<Outcome, String> {
    if !works(program("git").args(["rev-parse", "--git-dir"])) {
        return Ok(Outcome::Skipped("not a git checkout, nothing to compare with".into()));
    }
    let tags = read(program("git").args(RELEASES))?;
    let Some(release) = last_release(&tags) else {
        return Ok(Outcome::Skipped("nothing is released yet".into()));
    };
    let mut diff = program("git");
    diff.args([
        "diff",
        "--name-status",
        "--no-renames",
        "--diff-filter=MDT",
        release,
        "--",
        "migrations/*.sql",
    ]);
    let touched = read(&mut diff)?;
    if touched.is_empty() { Ok(Outcome::Done) } else { Err(format!("changed since {release}:\n{touched}")) }
}

fn last_release(tags: &str) -> Option<&str> {
    tags.lines().next().filter(|tag| !tag.is_empty())
}

fn base(tags: &str) -> &str {
    tags.lines().next().filter(|tag| !tag.is_empty()).unwrap_or("HEAD~1")
}

/// Puts the contracts of a commit into a folder, under today's buf.yaml.
fn lay_out(commit: &str, folder: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(told)?;
    }
    fs::create_dir_all(folder).map_err(told)?;
    let mut archive = program("git");
    let mut archive = archive
        .args(["archive", "--format=tar", commit, "proto"])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("git archive: {error}"))?;
    let mut unpack = program("tar");
    unpack.arg("-x").arg("-C").arg(folder);
    if let Some(bytes) = archive.stdout.take() {
        unpack.stdin(bytes);
    }
    show(&mut unpack)?;
    let status = archive.wait().map_err(|error| format!("git archive: {error}"))?;
    if !status.success() {
        return Err(format!("git archive: {status}"));
    }
    fs::copy(root().join("buf.yaml"), folder.join("buf.yaml")).map(drop).map_err(told)
}

#[cfg(test)]
mod cases {
    use super::{base, is_known};

    #[test]
    fn the_last_release_is_the_base_and_before_it_the_parent() {
        assert_eq!(base("v0.10.0\nv0.9.0\n"), "v0.10.0");
        assert_eq!(base(""), "HEAD~1");
    }

    #[test]
    fn only_the_known_compiler_makes_warnings_fatal() {
        assert!(is_known("rustc 1.95.0 (59807616e 2026-04-14)"));
        assert!(!is_known("rustc 1.950.0"));
        assert!(!is_known("rustc 1.99.0 (abc 2026-11-01)"));
        assert!(!is_known(""));
    }
}
