//! The command line.

use crate::Fault;
use clap::{Parser, ValueEnum};
use std::path::PathBuf;
use tempfile::TempDir;

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Entries per second, from the decision to the receipt
    Delivered,
    /// Tables per second
    Progress,
    /// Resident memory of a district's node
    Memory,
    /// Wall time of the rehearsal of the year
    Demo,
}

/// Speed and memory, each beside its bare counterpart in the same run
#[derive(Debug, Parser)]
#[command(name = "bench")]
pub(crate) struct Args {
    /// Fewer rounds: a first look
    #[arg(long)]
    pub(crate) quick: bool,
    /// Only this part; may stand several times
    #[arg(long = "part", value_enum)]
    parts: Vec<Part>,
    /// The `lienthong` program; default: the one beside this program
    #[arg(long)]
    program: Option<PathBuf>,
    /// Where databases are made; everything is removed at the end
    #[arg(long)]
    dir: Option<PathBuf>,
}

impl Args {
    /// Whether a part was asked for.
    pub(crate) fn wants(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// A directory of its own, on the disk whose speed is measured.
    pub(crate) fn workspace(&self) -> Result<TempDir, Fault> {
        let dir = self.dir.clone().unwrap_or_else(std::env::temp_dir);
        Ok(tempfile::tempdir_in(dir)?)
    }

    /// The program that is measured from outside.
    pub(crate) fn program(&self) -> Result<PathBuf, Fault> {
        let beside = || Ok::<_, Fault>(std::env::current_exe()?.with_file_name("lienthong"));
        let program = self.program.clone().map_or_else(beside, Ok)?;
        if program.is_file() {
            return Ok(program);
        }
        Err(format!("{} is not there: cargo build --release -p cli", program.display()).into())
    }
}
