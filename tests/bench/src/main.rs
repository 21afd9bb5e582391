//! `cargo xtask bench`: speed and memory, each beside its bare counterpart in the same run.
//!
//! - [`delivered`]: entries per second from the decision to the receipt, beside raw inserts of the same bytes
//! - [`progress`]: tables per second, beside an empty call on the same server
//! - [`memory`]: resident memory of a district's node, beside an empty one
//! - [`demo`]: wall time of the rehearsal of the year, by its parts
//!
//! Nothing is asserted: a number that depends on the machine fails nobody's change. What the numbers mean stands in `docs/performance.md`.

mod args;
mod calls;
mod cpu;
mod delivered;
mod demo;
mod founding;
mod measure;
mod memory;
mod node;
mod process;
mod progress;
mod raw;
mod stage;

use args::{Args, Part};
use clap::Parser;
use std::process::ExitCode;
use tokio::runtime::{Builder, Handle, Runtime};

/// What went wrong; a measurement that fails says so and ends.
type Fault = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let args = Args::parse();
    let ended = threads("bench").and_then(|own| {
        // The servers run on threads of their own name, so that their share of the work can be told apart.
        let servers = threads("server")?;
        let ended = own.block_on(run(&args, servers.handle()));
        servers.shutdown_background();
        ended
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench stopped: {error}");
            ExitCode::FAILURE
        }
    }
}

fn threads(name: &str) -> Result<Runtime, Fault> {
    Ok(Builder::new_multi_thread().worker_threads(2).thread_name(name).enable_all().build()?)
}

/// How many threads wanted a processor, on average over the last minute: what else ran beside a measurement.
fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().unwrap_or("unknown").to_owned()
}

async fn run(args: &Args, servers: &Handle) -> Result<(), Fault> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let run = if args.quick { "quick" } else { "full" };
    println!("cores: {cores}; {run} run; load {}; median (least – most)", load());
    let dir = args.workspace()?;
    if args.wants(Part::Delivered) {
        delivered::measure(&dir.path().join("delivered"), args.quick, servers).await?;
    }
    if ![Part::Demo, Part::Progress, Part::Memory].iter().any(|part| args.wants(*part)) {
        return Ok(());
    }
    let program = args.program()?;
    let province = demo::play(&program, &dir.path().join("province"), true).await?;
    if args.wants(Part::Demo) {
        demo::measure(&program, &dir.path().join("again"), args.quick).await?;
    }
    if args.wants(Part::Progress) {
        progress::measure(&province.dir, args.quick, servers).await?;
    }
    if args.wants(Part::Memory) {
        memory::measure(&program, &province, &dir.path().join("empty")).await?;
    }
    println!("\nload at the end {}", load());
    Ok(())
}
