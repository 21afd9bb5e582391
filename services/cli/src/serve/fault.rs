//! Why a node does not start, told once: the config file, the key in it, what is wrong, and what to do next.

use crate::exit::Exit;
use domain::vocabulary::AgencyKind;
use exchange::assembly::StartError;
use journal::store::StoreError;
use runtime::client::ClientError;
use runtime::config::{Config, Role, StoreUrl};
use runtime::keys::{KeyError, text};
use runtime::listen::ListenError;
use runtime::node::NodeError;
use std::error::Error;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What to do next: Vietnamese, English.
type Advice = (String, String);

/// A fault of a start.
#[derive(Debug)]
pub(super) struct StartFault {
    exit: Exit,
    /// Where in the config to look, such as `[trust] anchor`.
    key: Option<&'static str>,
    /// What is wrong, in both languages.
    why: String,
    advice: Option<Advice>,
}

fn advice(vi: impl Into<String>, en: impl Into<String>) -> Option<Advice> {
    Some((vi.into(), en.into()))
}

impl StartFault {
    /// A fault of the config: exit 64.
    fn config(key: Option<&'static str>, why: String, advice: Option<Advice>) -> Self {
        Self { exit: Exit::WrongCall, key, why, advice }
    }

    /// The level of the log cannot be read.
    pub(super) fn of_log(error: &dyn Error) -> Self {
        let advice = advice(
            "Ghi một mức như \"info\", hoặc chỉ dẫn như \"info,tonic=warn\".",
            "Write a level such as \"info\", or directives such as \"info,tonic=warn\".",
        );
        Self::config(Some("[log] level"), error.to_string(), advice)
    }

    /// The port does not open: 69 while another program has it, 64 where the address can never be used here.
    pub(super) fn of_port(error: &ListenError) -> Self {
        let address = error.address;
        let taken = error.source.kind() == ErrorKind::AddrInUse;
        let advice = if taken {
            advice(
                format!(
                    "Không mở được cổng {address}: dừng chương trình đang dùng cổng này, hoặc ghi cổng khác."
                ),
                format!(
                    "Cannot listen on {address}: end the program that uses the port, or write another one."
                ),
            )
        } else {
            advice(
                format!(
                    "Không mở được cổng {address}: ghi một địa chỉ IP của máy này (0.0.0.0 là mọi địa chỉ) và cổng từ 1024."
                ),
                format!(
                    "Cannot listen on {address}: write an IP address of this machine (0.0.0.0 stands for all) and a port from 1024."
                ),
            )
        };
        let exit = if taken { Exit::Unavailable } else { Exit::WrongCall };
        Self { exit, key: Some("[listen] address"), why: error.to_string(), advice }
    }

    /// What the node's foundation found wrong: files that the config names, or that contradict each other.
    pub(super) fn of_foundation(file: &Path, config: &Config, error: &NodeError) -> Self {
        let why = error.to_string();
        match error {
            NodeError::Role { kind, .. } => {
                let right = role_of(kind).word();
                let line = format!("lienthong serve {right} --config {}", file.display());
                let advice =
                    advice(format!("Nút này chạy bằng: {line}"), format!("This node is started by: {line}"));
                Self::config(Some("[trust] anchor"), why, advice)
            }
            NodeError::Clock(_) => Self::config(Some("[clock] rehearsal_file"), why, None),
            NodeError::Key(error) => of_key(file, config, error),
            NodeError::Tls(error) => of_file(file, config, &error.file, why),
            NodeError::Client(ClientError::File { file: named, .. }) => of_file(file, config, named, why),
            NodeError::Client(ClientError::Target { .. }) => {
                Self::config(Some("[coordinator] url"), why, None)
            }
            NodeError::Listen(error) => Self::of_port(error),
        }
    }

    /// What stops a node whose foundation is sound.
    pub(super) fn of_start(file: &Path, config: &Config, error: &StartError) -> Self {
        match error {
            StartError::Foundation(error) => Self::of_foundation(file, config, error),
            StartError::Store(error) => of_store(config, error),
            StartError::Journal(_) => {
                Self { exit: Exit::BadData, key: Some("[store] url"), why: chain(error), advice: None }
            }
            StartError::Serve(_) => {
                Self { exit: Exit::Unavailable, key: None, why: chain(error), advice: None }
            }
        }
    }

    /// Tells it on standard error; gives the exit.
    pub(super) fn tell(self, file: &Path) -> Exit {
        let key = self.key.map(|key| format!("{key}: ")).unwrap_or_default();
        eprintln!("{}: {key}{}", file.display(), self.why);
        let (vi, en) = self.advice.unwrap_or_default();
        eprintln!("{}", format!("Nút không chạy được. {vi}").trim_end());
        eprintln!("{}", format!("The node does not run. {en}").trim_end());
        self.exit
    }
}

/// The role that serves a kind of agency, by the kind's code; whatever is none of the three runs as a department.
fn role_of(code: &str) -> Role {
    let kinds = [AgencyKind::District, AgencyKind::College, AgencyKind::Coordinator];
    let kind = kinds.into_iter().find(|kind| text::kind_code(*kind) == code);
    kind.map_or(Role::Department, super::serving)
}

/// An error with everything beneath it.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut beneath = error.source();
    while let Some(error) = beneath {
        let words = error.to_string();
        // What a transparent error says is said already.
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        beneath = error.source();
    }
    text
}

/// The directory of the node, for the commands of the advice.
fn directory(file: &Path) -> String {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).display().to_string()
}

/// The key of the config that names a file.
fn key_of(config: &Config, file: &Path) -> Option<&'static str> {
    let keys: [(&PathBuf, &'static str); 5] = [
        (&config.trust_anchor, "[trust] anchor"),
        (&config.signing_key, "[agency] signing_key"),
        (&config.tls.certificate, "[tls] certificate"),
        (&config.tls.key, "[tls] key"),
        (&config.tls.ca, "[tls] ca"),
    ];
    keys.into_iter().find_map(|(named, key)| (named == file).then_some(key))
}

/// Files come with `init` (keys) or with `keys install` (all others).
fn of_file(config_file: &Path, config: &Config, file: &Path, why: String) -> StartFault {
    let key = key_of(config, file);
    let made_by_init = matches!(key, Some("[agency] signing_key" | "[tls] key"));
    let dir = directory(config_file);
    let advice = if made_by_init {
        advice(
            "Khóa do lienthong init lập cùng thư mục của nút; nếu mất, lấy lại từ bản sao lưu.",
            "lienthong init made the keys with the node's directory; a lost one comes back from a backup only.",
        )
    } else {
        let line = format!("lienthong keys install --dir {dir} {dir}/install.json");
        advice(
            format!("Gửi {dir}/request.json cho Sở GD&ĐT ký (lienthong keys sign), rồi: {line}"),
            format!("Have the department sign {dir}/request.json (lienthong keys sign), then: {line}"),
        )
    };
    StartFault::config(key, why, advice)
}

fn of_key(config_file: &Path, config: &Config, error: &KeyError) -> StartFault {
    let why = error.to_string();
    match error {
        KeyError::File { file, .. } => of_file(config_file, config, file, why),
        KeyError::Malformed { what, .. } => {
            let named = Path::new(what);
            if key_of(config, named).is_some() {
                of_file(config_file, config, named, why)
            } else {
                StartFault::config(Some("[trust] anchor"), why, None)
            }
        }
        KeyError::WrongKey { .. } => {
            let advice = advice(
                "Tệp khóa và tệp tin cậy là của hai nút khác nhau: dùng hai tệp của cùng một nút.",
                "The key and the trust file are of two nodes: use two of the same node.",
            );
            StartFault::config(Some("[agency] signing_key"), why, advice)
        }
        KeyError::WrongCertificate { .. } | KeyError::OutOfDate { .. } => {
            let certificate = config.tls.certificate.clone();
            of_file(config_file, config, &certificate, why)
        }
        KeyError::ForeignSignature { .. } => StartFault::config(Some("[trust] anchor"), why, None),
        KeyError::BadName { .. } | KeyError::Crypto { .. } => StartFault::config(None, why, None),
    }
}

/// Where the database is, without what a URL may hold of a password.
fn place(config: &Config) -> String {
    match &config.store.url {
        StoreUrl::Sqlite(path) => path.display().to_string(),
        StoreUrl::Postgres(url) => {
            let url = url.reveal();
            let behind = url.rsplit_once('@').or_else(|| url.split_once("://"));
            behind.map_or("", |(_, place)| place).to_owned()
        }
    }
}

/// SQLite's primary result codes that say that the file cannot be written: PERM, READONLY, FULL, CANTOPEN.
const NOT_WRITABLE: [u32; 4] = [3, 8, 13, 14];

fn of_store(config: &Config, error: &StoreError) -> StartFault {
    let place = place(config);
    let why =
        format!("không mở được cơ sở dữ liệu {place}: {} (the database cannot be opened)", chain(error));
    let fault = |exit, advice| StartFault { exit, key: Some("[store] url"), why: why.clone(), advice };
    let StoreError::Engine(engine) = error else {
        let advice = advice(
            format!("Kiểm tra {place} có phải cơ sở dữ liệu của nút này; lấy lại từ bản sao lưu nếu hỏng."),
            format!("Is {place} the database of this node? If it is damaged, restore it from a backup."),
        );
        return fault(Exit::BadData, advice);
    };
    let code = engine.as_database_error().and_then(|database| database.code()).unwrap_or_default();
    // The file is touched before the engine opens it.
    let of_system = engine.source().is_some_and(|source| source.is::<std::io::Error>());
    let not_writable =
        of_system || code.parse::<u32>().is_ok_and(|code| NOT_WRITABLE.contains(&(code & 0xFF)));
    match &config.store.url {
        StoreUrl::Sqlite(_) if not_writable => {
            let advice = advice(
                format!("Cho tài khoản chạy nút quyền ghi thư mục chứa {place}, và kiểm tra đĩa còn chỗ."),
                format!("Let the account of the node write to the directory of {place}; is the disk full?"),
            );
            fault(Exit::CannotWrite, advice)
        }
        StoreUrl::Sqlite(_) => {
            let advice = advice(
                format!(
                    "{place} không phải cơ sở dữ liệu SQLite dùng được; ghi tệp khác hoặc lấy lại từ bản sao lưu."
                ),
                format!(
                    "{place} is no SQLite database that can be used; name another file or restore a backup."
                ),
            );
            fault(Exit::WrongCall, advice)
        }
        // Class 28 and 3D: the server is there and knows neither this user nor this database.
        StoreUrl::Postgres(_) if ["28", "3D"].iter().any(|class| code.starts_with(class)) => {
            let advice = advice(
                "Kiểm tra người dùng, mật khẩu ([store] password_file) và tên cơ sở dữ liệu.",
                "Check user, password ([store] password_file) and the name of the database.",
            );
            fault(Exit::WrongCall, advice)
        }
        StoreUrl::Postgres(_) => {
            let advice = advice(
                format!("Máy chủ PostgreSQL {place} không trả lời: khởi động máy chủ rồi chạy lại."),
                format!("PostgreSQL at {place} does not answer: start it, then run this again."),
            );
            fault(Exit::Unavailable, advice)
        }
    }
}
