//! The project's own chores: one command that checks everything on a fresh machine, and its parts alone.
//!
//! `cargo xtask test` installs what is missing, runs the linters, brings up a PostgreSQL cluster of its own and
//! runs every test of the workspace. Nothing here depends on a crate, so that the command starts in seconds.

mod bench;
mod command;
mod lint;
mod postgres;
mod report;
mod suite;
mod task;

mod tools;

use std::process::ExitCode;

use report::Report;
use task::Task;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let task = match Task::parse(&words) {
        Ok(task) => task,
        Err(reason) => {
            eprintln!("{reason}\n\n{}", task::USAGE);
            return ExitCode::from(64);
        }
    };
    let mut report = Report::new();
    let result = run(task, &mut report);
    report.print(&mut std::io::stderr());
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask stopped: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task, report: &mut Report) -> Result<(), String> {
    match task {
        Task::Help => {
            println!("{}", task::USAGE);
            Ok(())
        }
        Task::Tools => tools::install(&tools::ALL, report),
        Task::Lint => {
            tools::install(&tools::FOR_LINT, report)?;
            lint::run(report)
        }
        Task::Test { fast, filter } => {
            tools::install(if fast { &tools::FOR_TESTS } else { &tools::ALL }, report)?;
            if !fast {
                lint::run(report)?;
            }
            suite::run(&filter, report)
        }
        Task::Bench { words } => bench::run(&words, report),
        Task::Postgres { command } => {
            tools::install(&tools::FOR_POSTGRES, report)?;
            suite::with_postgres(&command, report)
        }
    }
}
