//! `lienthong init` and `lienthong keys`: a node's directory, keys and certificates, by file.

mod keys;
mod names;

pub(crate) use keys::keys;

use crate::args::{InitArgs, RoleName};
use crate::exit::{Exit, out};
use domain::date::Instant;
use domain::vocabulary::AgencyKind;
use journal::ids::{Entropy, OsEntropy};
use runtime::clock::{Clock, SystemClock};
use runtime::keys::KeyError;
use runtime::keys::authority::ServerNames;
use runtime::keys::files::NodeFiles;
use runtime::keys::request::{self, RequestSpec};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use workbook::problem::refused_vi;

/// The example configs, by which `init` writes a node's config.
const EXAMPLES: [(RoleName, &str); 4] = [
    (RoleName::District, include_str!("../../district/config.example.toml")),
    (RoleName::College, include_str!("../../college/config.example.toml")),
    (RoleName::Department, include_str!("../../department/config.example.toml")),
    (RoleName::Coordinator, include_str!("../../coordinator/config.example.toml")),
];

/// Longest code of an agency, characters.
const MAX_CODE: usize = 40;
/// Longest name of an agency, characters.
const MAX_NAME: usize = 200;

const fn kind(role: RoleName) -> AgencyKind {
    match role {
        RoleName::District => AgencyKind::District,
        RoleName::College => AgencyKind::College,
        RoleName::Department => AgencyKind::Education,
        RoleName::Coordinator => AgencyKind::Coordinator,
    }
}

fn seed() -> [u8; 32] {
    let (left, right) = (OsEntropy.bytes16(), OsEntropy.bytes16());
    let mut seed = [0; 32];
    seed.iter_mut().zip(left.into_iter().chain(right)).for_each(|(to, from)| *to = from);
    seed
}

fn now() -> Instant {
    SystemClock::new().real()
}

/// Why nothing was done.
enum Fault {
    /// What the caller asked for cannot be: Vietnamese, English.
    Call(String, String),
    /// A key, certificate or document.
    Key(KeyError),
    /// The same, with what to do: Vietnamese, English.
    Advised(KeyError, String, String),
    /// A file cannot be written.
    Write(PathBuf, std::io::Error),
}

impl From<KeyError> for Fault {
    fn from(error: KeyError) -> Self {
        Self::Key(error)
    }
}

fn call(vi: impl Into<String>, en: impl Into<String>) -> Fault {
    Fault::Call(vi.into(), en.into())
}

/// Tells a fault in both languages. What a key's fault says has both already.
fn refused(vi: &str, en: &str, fault: &Fault) -> Exit {
    match fault {
        Fault::Call(why_vi, why_en) => {
            eprintln!("{vi}: {why_vi}\n{en}: {why_en}");
            Exit::WrongCall
        }
        Fault::Key(error) => {
            eprintln!("{vi} / {en}: {error}");
            if matches!(error, KeyError::BadName { .. }) { Exit::WrongCall } else { Exit::BadData }
        }
        Fault::Advised(error, do_vi, do_en) => {
            eprintln!("{vi} / {en}: {error}\n{do_vi}\n{do_en}");
            Exit::BadData
        }
        Fault::Write(file, error) => {
            eprintln!("{vi}: {}: {}\n{en}: {}: {error}", file.display(), refused_vi(error), file.display());
            Exit::CannotWrite
        }
    }
}

/// `lienthong init`.
pub(crate) fn init(args: &InitArgs) -> Exit {
    match make_directory(args) {
        Ok(Made { config, request, listen, names }) => {
            let (vi, en) = next_step(args, &request);
            let open = open_to_others(&args.dir);
            let (config, request, names) = (config.display(), request.display(), told(&names).join(", "));
            out(&format!(
                "{config}\n{request}\nĐịa chỉ nghe / listens on: {listen}\nTên trong chứng thư / names in the certificate: {names}\n\
                 Máy khác gọi nút này bằng tên khác thì xóa thư mục và lập lại với --dns TÊN hoặc --ip ĐỊA_CHỈ trước khi ký.\n\
                 If others reach this node by another name, remove the directory and make it again with --dns NAME or --ip ADDRESS before it is signed.\n\
                 {vi}\n{en}\n{open}"
            ))
        }
        Err(fault) => refused("Không lập được thư mục", "Cannot make the directory", &fault),
    }
}

/// What comes after `init`: the department founds the authority, the coordinator is founded with it, all others are signed.
fn next_step(args: &InitArgs, request: &Path) -> (String, String) {
    let (dir, request) = (args.dir.display(), request.display());
    match args.role {
        RoleName::Department => {
            let line = format!(
                "lienthong keys found --department {dir} --coordinator …/request.json --coordinator-url https://máy:7440"
            );
            (
                format!("Tiếp theo: lấy request.json của bộ điều phối rồi chạy {line}"),
                format!("Next: take the coordinator's request.json and run {line}"),
            )
        }
        RoleName::Coordinator => (
            format!("Tiếp theo: gửi {request} cho Sở GD&ĐT (lienthong keys found)."),
            format!("Next: send {request} to the department (lienthong keys found)."),
        ),
        RoleName::District | RoleName::College => (
            format!("Gửi {request} cho Sở GD&ĐT ký (lienthong keys sign)."),
            format!("Send {request} to the department to be signed (lienthong keys sign)."),
        ),
    }
}

/// A word on a directory that stood and that others may look into; empty where there is nothing to say.
fn open_to_others(dir: &Path) -> String {
    #[cfg(unix)]
    if std::fs::metadata(dir)
        .is_ok_and(|it| std::os::unix::fs::PermissionsExt::mode(&it.permissions()) & 0o077 != 0)
    {
        let dir = dir.display();
        return format!(
            "Lưu ý: người khác trên máy xem được thư mục {dir}; khóa lại bằng: chmod 700 {dir}\n\
             Note: others on this machine may look into {dir}; close it by: chmod 700 {dir}\n"
        );
    }
    String::new()
}

/// What would be refused much later, or signed for ever, is refused now.
fn check_init(args: &InitArgs, config: &Path) -> Result<(), Fault> {
    if config.exists() {
        let file = config.display();
        return Err(call(
            format!(
                "đã có {file}; nút này đã được lập, khóa của nó không bị ghi đè. Nút khác cần --dir khác"
            ),
            format!(
                "{file} exists already; the node stands and its keys are not overwritten. Another needs another --dir"
            ),
        ));
    }
    let fits = |text: &str, longest: usize| {
        !text.trim().is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control)
    };
    if !fits(&args.code, MAX_CODE) {
        return Err(call(
            format!("--code {:?} phải có 1 đến {MAX_CODE} ký tự", args.code),
            format!("--code {:?} must have 1 to {MAX_CODE} characters", args.code),
        ));
    }
    if args.name.as_ref().is_some_and(|name| !fits(name, MAX_NAME)) {
        return Err(call(
            format!("--name phải có 1 đến {MAX_NAME} ký tự"),
            format!("--name must have 1 to {MAX_NAME} characters"),
        ));
    }
    Ok(())
}

/// Where the node will listen: as asked for, else on every address with the port of its role, so that two roles on one machine do not collide.
fn listen(args: &InitArgs) -> Result<SocketAddr, Fault> {
    let Some(asked) = &args.listen else {
        let port = match args.role {
            RoleName::Coordinator => 7440,
            RoleName::District => 7441,
            RoleName::College => 7442,
            RoleName::Department => 7443,
        };
        return Ok(SocketAddr::from(([0, 0, 0, 0], port)));
    };
    asked.parse().map_err(|_| {
        call(
            format!("--listen {asked:?} phải là địa chỉ IP:cổng, ví dụ 0.0.0.0:7441"),
            format!("--listen {asked:?} must be an IP address and port, such as 0.0.0.0:7441"),
        )
    })
}

/// What `init` made.
struct Made {
    config: PathBuf,
    request: PathBuf,
    listen: SocketAddr,
    names: ServerNames,
}

/// The names as texts, DNS names first.
fn told(names: &ServerNames) -> Vec<String> {
    names.dns.iter().cloned().chain(names.ips.iter().map(ToString::to_string)).collect()
}

/// Makes the node's directory for its owner's eyes alone: keys lie there, and by default the database with its persons. One that stands keeps its mode.
pub(crate) fn private_directory(dir: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Writes keys, request and config.
fn make_directory(args: &InitArgs) -> Result<Made, Fault> {
    let config = args.dir.join("config.toml");
    check_init(args, &config)?;
    let listen = listen(args)?;
    let names = names::of(args, listen, names::host().as_deref());
    let spec = RequestSpec {
        kind: kind(args.role),
        code: args.code.clone(),
        name: args.name.clone().unwrap_or_else(|| args.code.clone()),
        dns_names: names.dns.clone(),
        ips: names.ips.clone(),
        systems: args.systems.clone(),
        readers: args.readers.clone(),
    };
    private_directory(&args.dir).map_err(|error| Fault::Write(args.dir.clone(), error))?;
    request::create(&args.dir, &spec, seed())?;
    let text = config_text(args.role, listen, &names);
    std::fs::write(&config, text).map_err(|error| Fault::Write(config.clone(), error))?;
    Ok(Made { config, request: NodeFiles::below(&args.dir).request(), listen, names })
}

/// The role's example with the address asked for; the coordinator's address comes with the trust file.
fn config_text(role: RoleName, listen: SocketAddr, names: &ServerNames) -> String {
    let example = EXAMPLES.iter().find(|(of, _)| *of == role).map_or("", |(_, text)| *text);
    let names: Vec<String> = told(names).iter().map(|name| format!("{name:?}")).collect();
    let line = |line: &str| {
        if line.starts_with("address = ") {
            format!("address = \"{listen}\"")
        } else if line.starts_with("server_names = ") {
            format!("server_names = [{}]", names.join(", "))
        } else if line.starts_with("url = \"https://") {
            format!("# {line}")
        } else {
            line.to_owned()
        }
    };
    example.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
}
