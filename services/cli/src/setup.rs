//! `lienthong init` and `lienthong keys`: a node's directory, keys and certificates, by file.

use crate::args::{InitArgs, KeysArgs, RoleName};
use crate::exit::{Exit, failed};
use domain::date::Instant;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use journal::ids::{Entropy, OsEntropy};
use runtime::clock::{Clock, SystemClock};
use runtime::keys::authority::CertificateAuthority;
use runtime::keys::document::Signed;
use runtime::keys::files::NodeFiles;
use runtime::keys::request::{self, Request, RequestSpec};
use runtime::keys::sign::{Signer, registration};
use runtime::keys::{KeyError, install, signing, text};
use runtime::trust::{Install, RegisteredAgency, TrustAnchor, TrustBundle};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tonic::transport::Uri;

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

/// Tells a fault in both languages.
fn refused(vi: &str, en: &str, fault: &Fault) -> Exit {
    match fault {
        Fault::Call(why_vi, why_en) => {
            eprintln!("{vi}: {why_vi}\n{en}: {why_en}");
            Exit::WrongCall
        }
        Fault::Key(error @ KeyError::BadName { .. }) => failed(Exit::WrongCall, vi, en, error),
        Fault::Key(error) => failed(Exit::BadData, vi, en, error),
        Fault::Write(file, error) => {
            failed(Exit::CannotWrite, vi, en, &format!("{}: {error}", file.display()))
        }
    }
}

/// `lienthong init`.
pub(crate) fn init(args: &InitArgs) -> Exit {
    match make_directory(args) {
        Ok((config, request)) => {
            println!("{}\n{}", config.display(), request.display());
            println!("Gửi {} cho Sở GD&ĐT ký (lienthong keys sign).", request.display());
            println!("Send {} to the department to be signed (lienthong keys sign).", request.display());
            Exit::Done
        }
        Err(fault) => refused("Không lập được thư mục", "Cannot make the directory", &fault),
    }
}

/// What would be refused much later, or signed for ever, is refused now.
fn check_init(args: &InitArgs, config: &Path) -> Result<(), Fault> {
    if config.exists() {
        let file = config.display();
        return Err(call(format!("đã có {file}"), format!("{file} exists already")));
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
    if args.listen.parse::<SocketAddr>().is_err() {
        return Err(call(
            format!("--listen {:?} phải là địa chỉ IP:cổng, ví dụ 0.0.0.0:7441", args.listen),
            format!("--listen {:?} must be an IP address and port, such as 0.0.0.0:7441", args.listen),
        ));
    }
    Ok(())
}

/// Makes the node's directory for its owner's eyes alone: keys lie there, and by default the database with its persons. One that stands keeps its mode.
pub(crate) fn private_directory(dir: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Writes keys, request and config; gives the files of the last two.
fn make_directory(args: &InitArgs) -> Result<(PathBuf, PathBuf), Fault> {
    let config = args.dir.join("config.toml");
    check_init(args, &config)?;
    let spec = RequestSpec {
        kind: kind(args.role),
        code: args.code.clone(),
        name: args.name.clone().unwrap_or_else(|| args.code.clone()),
        dns_names: args.dns.clone(),
        ips: args.ip.clone(),
        systems: args.systems.clone(),
        readers: args.readers.clone(),
    };
    private_directory(&args.dir).map_err(|error| Fault::Write(args.dir.clone(), error))?;
    request::create(&args.dir, &spec, seed())?;
    std::fs::write(&config, config_text(args)).map_err(|error| Fault::Write(config.clone(), error))?;
    Ok((config, NodeFiles::below(&args.dir).request()))
}

/// The role's example with the address asked for; the coordinator's address comes with the trust file.
fn config_text(args: &InitArgs) -> String {
    let example = EXAMPLES.iter().find(|(role, _)| *role == args.role).map_or("", |(_, text)| *text);
    let names: Vec<String> = args
        .dns
        .iter()
        .cloned()
        .chain(args.ip.iter().map(ToString::to_string))
        .map(|n| format!("{n:?}"))
        .collect();
    let line = |line: &str| {
        if line.starts_with("address = ") {
            format!("address = {:?}", args.listen)
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

/// `lienthong keys …`.
pub(crate) fn keys(args: KeysArgs) -> Exit {
    let done = match args {
        KeysArgs::Found { department, coordinator, coordinator_url, rehearsal } => {
            found(&department, &coordinator, coordinator_url, rehearsal)
        }
        KeysArgs::Sign { department, request, out } => sign(&department, &request, out),
        KeysArgs::Install { dir, install, department_key } => {
            take_install(&dir, &install, department_key.as_deref())
        }
    };
    match done {
        Ok(lines) => {
            println!("{lines}");
            Exit::Done
        }
        Err(fault) => refused("Không thực hiện được", "Not done", &fault),
    }
}

fn authority_dir(department: &Path) -> PathBuf {
    department.join("authority")
}

fn install_beside(request: &Path) -> PathBuf {
    request.with_file_name("install.json")
}

/// The request of an agency that can only be what is asked for, signed by the key that it names.
fn request_of(file: &Path, role: RoleName) -> Result<Signed<Request>, Fault> {
    let signed: Signed<Request> = Signed::read(file)?;
    let (asked, file) = (request::verify(signed.clone())?, file.display());
    if asked.kind == kind(role) {
        return Ok(signed);
    }
    let (wanted, told) = (text::kind_code(kind(role)), text::kind_code(asked.kind));
    Err(call(
        format!("{file} là yêu cầu của đơn vị loại {told}, cần loại {wanted}"),
        format!("{file} is the request of an agency of kind {told}, not {wanted}"),
    ))
}

/// What is founded is signed into every trust file for ever: nothing may be wrong with it.
fn check_found(trust: &Path, coordinator_url: &str) -> Result<(), Fault> {
    if trust.exists() {
        let file = trust.display();
        return Err(call(
            format!("Sở đã được lập ({file}); ký các đơn vị khác bằng lienthong keys sign"),
            format!(
                "the department is founded already ({file}); sign other agencies with lienthong keys sign"
            ),
        ));
    }
    let names_a_port = |uri: &Uri| {
        let host = uri.host().is_some_and(|host| !host.is_empty());
        host && uri.scheme_str() == Some("https") && uri.port_u16().is_some() && uri.path() == "/"
    };
    if !coordinator_url.parse().is_ok_and(|uri| names_a_port(&uri)) {
        return Err(call(
            format!("--coordinator-url {coordinator_url:?} phải là https://máy:cổng"),
            format!("--coordinator-url {coordinator_url:?} must be https://host:port"),
        ));
    }
    Ok(())
}

/// Founds the authority at the department and signs the two agencies that everybody's trust begins with.
fn found(
    department: &Path,
    coordinator: &Path,
    coordinator_url: String,
    rehearsal: bool,
) -> Result<String, Fault> {
    let (files, real_now) = (NodeFiles::below(department), now());
    check_found(&files.trust(), &coordinator_url)?;
    let own = request_of(&files.request(), RoleName::Department)?;
    let hub = request_of(coordinator, RoleName::Coordinator)?;
    let dir = authority_dir(department);
    let authority = if CertificateAuthority::stands(&dir) {
        CertificateAuthority::load(&dir)?
    } else {
        CertificateAuthority::create(&dir, &own.content().name, rehearsal, real_now)?
    };
    let key = signing::load(&files.signing_key())?;
    let (own_id, hub_id) = (new_agency(), new_agency());
    let anchor = TrustAnchor {
        department: own_id,
        department_key: own.content().signing_key,
        coordinator: hub_id,
        coordinator_key: hub.content().signing_key,
        coordinator_url,
    };
    let registry: Vec<RegisteredAgency> =
        vec![registration(own.content(), own_id), registration(hub.content(), hub_id)];
    let mut desk = Signer { authority: &authority, department_key: &key, anchor, registry, real_now };
    let own_install = desk.sign(own, own_id)?;
    let hub_install = desk.sign(hub, hub_id)?;
    install::install(department, &own_install, None, real_now)?;
    let out = install_beside(coordinator);
    hub_install.write(&out)?;
    let told = hex::encode(own_install.content().anchor.department_key);
    Ok(format!("{}\nKhóa của Sở / the department's key: {told}", out.display()))
}

fn new_agency() -> AgencyId {
    AgencyId(OsEntropy.record_id(now()).0)
}

/// Signs one request at the department, keeps its registry, and writes the install file.
fn sign(department: &Path, request: &Path, out: Option<PathBuf>) -> Result<String, Fault> {
    let files = NodeFiles::below(department);
    let (bundle, authority) =
        (TrustBundle::load(&files.trust())?, CertificateAuthority::load(&authority_dir(department))?);
    let key = signing::load(&files.signing_key())?;
    let signed: Signed<Request> = Signed::read(request)?;
    let wanted = signed.content();
    let known = bundle.registry().iter().find(|a| a.kind == wanted.kind && a.code == wanted.code);
    if known.is_none() && [AgencyKind::Education, AgencyKind::Coordinator].contains(&wanted.kind) {
        let told = text::kind_code(wanted.kind);
        return Err(call(
            format!("tỉnh đã có đơn vị loại {told}; đơn vị này chỉ được lập một lần (keys found)"),
            format!("the province has its agency of kind {told}; it is founded once (keys found)"),
        ));
    }
    let (renewed, id) = (known.is_some(), known.map_or_else(new_agency, |agency| agency.id));
    let mut desk = Signer {
        authority: &authority,
        department_key: &key,
        anchor: bundle.anchor().clone(),
        registry: bundle.registry().to_vec(),
        real_now: now(),
    };
    let install = desk.sign(signed, id)?;
    // The department's own trust file carries the registry that its node publishes, running or at its next start.
    let own: Signed<Request> = Signed::read(&files.request())?;
    desk.sign(own, bundle.own())?.write(&files.trust())?;
    let out = out.unwrap_or_else(|| install_beside(request));
    install.write(&out)?;
    let publish = "Nút của Sở công bố đơn vị mới trong vài giây, hoặc khi được khởi động. / The department's node publishes the new agency within seconds, or when it is started.";
    let told = if renewed { String::new() } else { format!("\n{publish}") };
    Ok(format!("{}\nĐơn vị / agency: {id}{told}", out.display()))
}

fn take_install(dir: &Path, file: &Path, department_key: Option<&str>) -> Result<String, Fault> {
    let signed: Signed<Install> = Signed::read(file)?;
    let key = department_key.map(|text| {
        let bytes = hex::decode(text).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes.ok_or_else(|| {
            call(
                format!("--department-key {text:?} phải có 64 chữ số hex"),
                format!("--department-key {text:?} must be 64 hexadecimal digits"),
            )
        })
    });
    let bundle = install::install(dir, &signed, key.transpose()?.as_ref(), now())?;
    Ok(format!("Đơn vị / agency: {}", bundle.own()))
}
