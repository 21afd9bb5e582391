//! Measuring speed and memory, in release.

use crate::command::{cargo, show};
use crate::report::{Outcome, Report};

/// Builds the program that is measured, then runs the bench, which finds it beside itself; `words` go to the bench.
pub(crate) fn run(words: &[String], report: &mut Report) -> Result<(), String> {
    report.step("build", || {
        show(cargo().args(["build", "--release", "--package", "cli"])).map(|()| Outcome::Done)
    })?;
    report.step("bench", || {
        show(cargo().args(["run", "--release", "--package", "bench", "--"]).args(words))
            .map(|()| Outcome::Done)
    })
}
