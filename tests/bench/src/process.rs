//! Programs as processes of their own, and what the kernel says about them.

use crate::Fault;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// How long a service may take to drain.
const PATIENCE: Duration = Duration::from_secs(10);

/// Memory of a process, KiB, from `/proc/PID/status`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Memory {
    /// Resident now.
    pub(crate) resident: u64,
    /// Of it, pages of its own: not those of program files, which the processes of one machine share.
    pub(crate) own: u64,
    /// The most that ever was resident.
    pub(crate) peak: u64,
}

fn read_memory(status: &str) -> Option<Memory> {
    let of = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    Some(Memory { resident: of("VmRSS:")?, own: of("RssAnon:")?, peak: of("VmHWM:")? })
}

/// Memory of a process; `None` when it has ended.
pub(crate) fn memory(pid: u32) -> Option<Memory> {
    read_memory(&fs::read_to_string(format!("/proc/{pid}/status")).ok()?)
}

/// Processes that a process started, with the config file that each was given.
pub(crate) fn services_of(parent: u32) -> Vec<(u32, PathBuf)> {
    let wanted = format!("PPid:\t{parent}");
    let pids = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = pids.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let child = |pid: &u32| {
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        status.lines().any(|line| line == wanted)
    };
    let config = |pid: u32| {
        let words = fs::read_to_string(format!("/proc/{pid}/cmdline")).ok()?;
        let (_, file) = words.split_once("--config\0")?;
        Some((pid, PathBuf::from(file.trim_end_matches('\0'))))
    };
    pids.filter(child).filter_map(config).collect()
}

/// A service that was started here.
#[derive(Debug)]
pub(crate) struct Service(Child);

impl Service {
    /// Starts a node's service; its log is thrown away.
    pub(crate) fn start(program: &Path, role: &str, config: &Path) -> Result<Self, Fault> {
        let child = Command::new(program)
            .args(["serve", role, "--config"])
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self(child))
    }

    /// Its memory.
    pub(crate) fn memory(&self) -> Result<Memory, Fault> {
        self.0.id().and_then(memory).ok_or_else(|| "the service ended".into())
    }

    /// Asks it to end, and waits until it has.
    pub(crate) async fn stop(mut self) -> Result<(), Fault> {
        if let Some(pid) = self.0.id() {
            Command::new("kill").args(["-TERM", &pid.to_string()]).status().await?;
        }
        tokio::time::timeout(PATIENCE, self.0.wait()).await??;
        Ok(())
    }
}

#[cfg(test)]
mod cases {
    use super::{Memory, memory, read_memory, services_of};

    #[test]
    fn memory_is_read_in_kibibytes() {
        let status = "Name:\tx\nVmHWM:\t   30 kB\nVmRSS:\t   20 kB\nRssAnon:\t   10 kB\n";
        assert_eq!(read_memory(status), Some(Memory { resident: 20, own: 10, peak: 30 }));
        assert_eq!(read_memory("Name:\tx\n"), None);
    }

    #[test]
    fn this_process_has_memory_and_no_services() {
        let own = memory(std::process::id()).expect("this runs on Linux");
        assert!(own.peak >= own.resident && own.resident > own.own, "{own:?}");
        assert!(services_of(std::process::id()).is_empty());
    }
}
