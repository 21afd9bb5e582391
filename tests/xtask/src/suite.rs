//! `cargo test` with everything the tests look for in their environment.

use std::process::Command;

use crate::command::{apart, cargo, show};
use crate::postgres::{Cluster, URL_VARIABLE};
use crate::report::{Outcome, Report};
use crate::tools;

/// Tests find Python, buf and the node modules under the folder of this name.
const TOOLS_VARIABLE: &str = "LIENTHONG_TEST_TOOLS";

/// Runs the tests beside a fresh cluster; `filter` goes to `cargo test`.
pub(crate) fn run(filter: &[String], report: &mut Report) -> Result<(), String> {
    let mut command = cargo();
    command.arg("test").args(whole_workspace(filter)).arg("--no-fail-fast").args(filter);
    beside_postgres(&mut command, "tests", report)
}

/// Runs a command of the caller's beside a fresh cluster.
pub(crate) fn with_postgres(words: &[String], report: &mut Report) -> Result<(), String> {
    let (name, rest) = words.split_first().ok_or("no command")?;
    beside_postgres(apart(name).args(rest), name, report)
}

fn beside_postgres(command: &mut Command, name: &str, report: &mut Report) -> Result<(), String> {
    let mut cluster = None;
    report.step("PostgreSQL", || {
        let started = Cluster::start()?;
        eprintln!("    {URL_VARIABLE}={}", started.url());
        cluster = Some(started);
        Ok(Outcome::Done)
    })?;
    if let Some(cluster) = &cluster {
        command.env(URL_VARIABLE, cluster.url());
    }
    command.env(TOOLS_VARIABLE, tools::folder());
    report.step(name, || show(command).map(|()| Outcome::Done))
}

/// `--workspace` would override a package that the caller chose.
fn whole_workspace(filter: &[String]) -> Option<&'static str> {
    let of_cargo = filter.iter().take_while(|word| *word != "--");
    let mut chosen = of_cargo.filter(|word| word.starts_with("-p") || word.starts_with("--package"));
    chosen.next().is_none().then_some("--workspace")
}

#[cfg(test)]
mod cases {
    use super::whole_workspace;

    #[test]
    fn a_chosen_package_replaces_the_workspace() {
        let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(whole_workspace(&[]), Some("--workspace"));
        assert_eq!(whole_workspace(&words("retirement -- --nocapture")), Some("--workspace"));
        assert_eq!(whole_workspace(&words("-- -printed")), Some("--workspace"));
        assert_eq!(whole_workspace(&words("-p journal")), None);
        assert_eq!(whole_workspace(&words("--package=journal")), None);
    }
}
