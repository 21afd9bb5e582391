//! The real program: built once per test binary, run as processes of their own.

use crate::nodes::DEADLINE;
use std::ffi::OsStr;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};
use tokio::process::Child;

/// The program, built as cargo builds it for a developer.
pub fn program() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(build)
}

fn build() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--quiet",
        "-p",
        "cli",
        "--bin",
        "lienthong",
        "--message-format",
        "json-render-diagnostics",
    ]);
    // What cargo tells a test about its own package would make build scripts that look at it build their crates again, back and forth.
    let told =
        |name: &str| ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|of_package| name.starts_with(of_package));
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    names.filter(|name| told(name)).for_each(|name| {
        cargo.env_remove(name);
    });
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "the program does not build: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let messages = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let binary =
        messages.filter_map(|message| Some(PathBuf::from(message["executable"].as_str()?))).next_back();
    binary.expect("cargo names what it built")
}

/// A free port of this machine below those that outgoing connections take, so that only another listener could take it first.
pub fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let begin = u16::try_from(std::process::id() % 4_000).expect("below 4,000");
    let candidates =
        std::iter::repeat_with(|| 22_000 + (begin + NEXT.fetch_add(1, Ordering::Relaxed)) % 4_000);
    let mut addresses = candidates.map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    addresses.find(|address| TcpListener::bind(address).is_ok()).expect("a free port")
}

/// How a call of the program ended.
#[derive(Debug)]
pub struct Told {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Told {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        let code = output.status.code().expect("it was not killed");
        Self { code, out: text(&output.stdout), err: text(&output.stderr) }
    }
}

/// Runs the program in a folder until it ends by itself.
pub async fn call<I: AsRef<OsStr>>(folder: &Path, words: &[I]) -> Told {
    let mut command = tokio::process::Command::new(program());
    command.args(words).current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    let ended = tokio::time::timeout(DEADLINE, command.output()).await;
    ended.expect("the program ends by itself").expect("the program starts").into()
}

/// The program as a service of its own.
pub struct Service {
    child: Child,
    log: PathBuf,
}

impl Service {
    /// Starts `lienthong serve ROLE --config FILE`; its log goes beside the config, however long it gets.
    pub fn start(role: &str, config: &Path) -> Self {
        let log = config.with_extension("log");
        let stderr = std::fs::File::create(&log).expect("a log file");
        let mut command = tokio::process::Command::new(program());
        command.args(["serve", role, "--config"]).arg(config).stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(stderr).kill_on_drop(true);
        Self { child: command.spawn().expect("the program starts"), log }
    }

    /// What it has written to standard error.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).expect("the log is UTF-8")
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        let pid = self.child.id().expect("it runs").to_string();
        let sent = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(sent.expect("kill starts").success(), "SIGTERM was not sent");
    }

    /// Waits until it ends.
    pub async fn ended(&mut self) -> ExitStatus {
        let ended = tokio::time::timeout(DEADLINE, self.child.wait()).await;
        ended.expect("it ends").expect("it can be waited for")
    }
}
