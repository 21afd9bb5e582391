//! The config of a service: TOML, typed, strict. Unknown keys are mistakes, all mistakes are told at once with their
//! field path, every key but two has a default, secrets print as REDACTED, relative paths start at the config file.

mod problem;
mod read;
mod section;
mod starter;
mod store;

pub use problem::{ConfigError, ConfigProblem, EXIT_CONFIG};
pub use starter::Starter;
pub use store::{Secret, StoreConfig, StoreUrl};

use crate::identity::Identity;
use domain::ids::AgencyId;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Which program part runs. Sở GD&ĐT, Sở Nội vụ and Sở Tài chính all run `Department` (D1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A district's node.
    District,
    /// A college's node.
    College,
    /// A department's node.
    Department,
    /// The coordinator.
    Coordinator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::District, Self::College, Self::Department, Self::Coordinator];

    /// The word of the command line: `district`, `college`, `department`, `coordinator`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::College => "college",
            Self::Department => "department",
            Self::Coordinator => "coordinator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The whole config. All paths are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Which program part it is for.
    pub role: Role,
    /// `[agency] signing_key`: file of the Ed25519 key.
    pub signing_key: PathBuf,
    /// `[listen]`.
    pub listen: Listen,
    /// `[store]`.
    pub store: StoreConfig,
    /// `[coordinator]`; always empty for the coordinator itself.
    pub coordinator: Coordinator,
    /// `[tls]`.
    pub tls: TlsFiles,
    /// `[trust] anchor`: the signed install file.
    pub trust_anchor: PathBuf,
    /// `[limits]`.
    pub limits: Limits,
    /// `[log]`.
    pub log: Log,
    /// `[clock]`.
    pub clock: ClockConfig,
    /// `[readers]`.
    pub readers: Readers,
    /// `[exchange]`.
    pub exchange: Exchange,
}

/// Where the service listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listen {
    /// Address and port; port 0 takes a free one.
    pub address: SocketAddr,
    /// DNS names and addresses under which clients reach the node; what a certificate request asks for.
    pub server_names: Vec<String>,
    /// Web origins that may call with a user's certificate (gRPC-Web); none by default.
    pub web_origins: Vec<String>,
}

/// Where the coordinator is. What is absent is taken from the trust anchor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coordinator {
    /// `https://host:port`.
    pub url: Option<String>,
    /// Name that its certificate must carry, where it is not the host of the URL.
    pub server_name: Option<String>,
}

/// The node's certificate, its key and the authority, PEM files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// Certificate of the node.
    pub certificate: PathBuf,
    /// Its key.
    pub key: PathBuf,
    /// Certificate of the authority: no peer of another one is let in.
    pub ca: PathBuf,
}

/// What one caller may use up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one message, 1 KiB to 64 MiB; default 4 MiB.
    pub max_body_bytes: usize,
    /// Calls at once on one connection, 1 to 10,000; default 100.
    pub max_concurrent_streams: u32,
    /// Connections at once, 1 to 10,000; default 256.
    pub max_connections: usize,
    /// Time for one unary call; default 30 s, up to one hour.
    pub request_timeout: Duration,
    /// Time for open calls to end at shutdown; default 5 s, up to one minute.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_body_bytes: 4 * 1024 * 1024,
            max_concurrent_streams: 100,
            max_connections: 256,
            request_timeout: Duration::from_secs(30),
            drain: Duration::from_secs(5),
        }
    }
}

/// How the service logs, always to standard error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// One JSON object per line, or text for people.
    pub format: LogFormat,
    /// A level or a list of directives, such as `info,tonic=warn`; default `info`.
    pub level: String,
}

/// Form of the log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object per line.
    Json,
    /// Text for people.
    Text,
}

/// Which clock.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClockConfig {
    /// File of the rehearsal clock; refused unless the authority is a rehearsal's.
    pub rehearsal_file: Option<PathBuf>,
}

/// Readers with more rights than the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Readers {
    /// Who may see the names of persons: readers of the own agency by name, others by their whole URI.
    pub may_see_names: Vec<ReaderRef>,
}

/// A reader as the config names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReaderRef {
    /// A reader of the own agency.
    Own(String),
    /// A reader of any agency.
    Of(Identity),
}

impl Readers {
    /// Whether a caller may see names of persons, at the node of agency `own`.
    #[must_use]
    pub fn may_see_names(&self, own: AgencyId, caller: &Identity) -> bool {
        self.may_see_names.iter().any(|reader| match reader {
            ReaderRef::Of(identity) => identity == caller,
            ReaderRef::Own(known) => {
                matches!(caller, Identity::Reader { agency, name } if *agency == own && name == known)
            }
        })
    }
}

/// Pace of the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// Between two SEEN entries of the coordinator (D11); default one hour.
    pub seen_interval: Duration,
    /// How long a pusher waits before it looks for new entries again; default 200 ms.
    pub push_poll: Duration,
    /// Between two pulls; default 1 s.
    pub pull_poll: Duration,
    /// First wait after a failure; default 200 ms.
    pub retry_min: Duration,
    /// Longest wait after failures; default 60 s.
    pub retry_max: Duration,
}

impl Config {
    /// Reads the config of a role.
    ///
    /// # Errors
    /// Every mistake at once. The caller exits with [`EXIT_CONFIG`].
    pub fn load(file: &Path, role: Role) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            let why = error.to_string();
            ConfigError::of(
                file,
                ConfigProblem::new("", format!("không đọc được: {why}"), format!("unreadable: {why}")),
            )
        })?;
        Self::parse(&text, file, role)
    }

    /// Parses a config; `file` gives the directory of relative paths and the name in errors.
    ///
    /// # Errors
    /// Every mistake at once.
    pub fn parse(text: &str, file: &Path, role: Role) -> Result<Self, ConfigError> {
        read::config(text, file, role)
    }
}
