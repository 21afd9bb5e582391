//! The `lienthong` program: serve, demo, assess, import, progress, keys.
//!
//! - [`args`]: the command line
//! - [`exit`]: exit codes
//! - `assess`, `template`, `generate` need no server; `init`, `keys` work by file
//! - `serve` runs a node; `import`, `progress`, `watch`, `breaks`, `status` ask one
//! - the verbs of a year (`plan`, `scope`, `ruling`, `training`, …) act at the own node
//! - `demo` founds a province, starts every service and plays the plan year

#[macro_use]
mod print;

pub mod args;
pub mod exit;
mod generate;
mod grpc;
mod help;
mod offline;
mod reach;
mod serve;
mod setup;
mod sheet;
mod table;
mod words;
mod wrong_call;

use args::{Cli, Command};
use clap::FromArgMatches as _;
use exit::Exit;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the program with the arguments given (the first is the program's name).
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = help::command().try_get_matches_from(arguments);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        // Help and version were asked for.
        Err(asked) if !asked.use_stderr() => {
            return exit::out(&format!("{}\n", asked.render().to_string().trim_end())).into();
        }
        Err(error) => {
            eprintln!("{}", wrong_call::words(&error).trim_end());
            return Exit::WrongCall.into();
        }
    };
    let exit = match cli.command {
        Command::Assess(call) => offline::assess(call),
        Command::Template(call) => offline::template(call),
        Command::Generate(call) => generate::generate(&call),
        Command::Config(call) => serve::check(&call),
        Command::Init(call) => setup::init(&call),
        Command::Keys(call) => setup::keys(call),
        Command::Serve(call) => on_runtime(serve::serve(call)),
        Command::Progress(call) => on_runtime(grpc::progress::progress(call)),
        Command::Watch(call) => on_runtime(grpc::progress::watch(call)),
        Command::Breaks(call) => on_runtime(grpc::progress::breaks(call)),
        Command::Status(call) => on_runtime(grpc::status::status(call)),
        Command::Import(call) => on_runtime(grpc::import::import(call)),
        Command::Verb(verb) => on_runtime(grpc::verb(verb)),
        Command::Demo(call) => on_runtime(grpc::demo::demo(call)),
    };
    exit.into()
}

/// Runs a command that needs the network.
fn on_runtime(command: impl Future<Output = Exit>) -> Exit {
    match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime.block_on(command),
        Err(error) => exit::failed(Exit::Unavailable, "Không khởi động được", "Cannot start", &error),
    }
}
