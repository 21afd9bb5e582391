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
use runtime::keys::{KeyError, install, signing};
use runtime::trust::{Install, RegisteredAgency, TrustAnchor, TrustBundle};
use std::path::{Path, PathBuf};

/// The example configs, by which `init` writes a node's config.
const EXAMPLES: [(RoleName, &str); 4] = [
    (RoleName::District, include_str!("../../district/config.example.toml")),
    (RoleName::College, include_str!("../../college/config.example.toml")),
    (RoleName::Department, include_str!("../../department/config.example.toml")),
    (RoleName::Coordinator, include_str!("../../coordinator/config.example.toml")),
];

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

/// `lienthong init`.
pub(crate) fn init(args: &InitArgs) -> Exit {
    let config = args.dir.join("config.toml");
    if config.exists() {
        let why = config.display();
        return failed(Exit::WrongCall, "Thư mục đã có cấu hình", "The directory has a config already", &why);
    }
    let spec = RequestSpec {
        kind: kind(args.role),
        code: args.code.clone(),
        name: args.name.clone().unwrap_or_else(|| args.code.clone()),
        dns_names: args.dns.clone(),
        ips: args.ip.clone(),
        systems: args.systems.clone(),
        readers: args.readers.clone(),
    };
    let written = std::fs::create_dir_all(&args.dir)
        .map_err(|error| error.to_string())
        .and_then(|()| request::create(&args.dir, &spec, seed()).map_err(|error| error.to_string()))
        .and_then(|_| std::fs::write(&config, config_text(args)).map_err(|error| error.to_string()));
    match written {
        Ok(()) => {
            let request = NodeFiles::below(&args.dir).request();
            println!("{}\n{}", config.display(), request.display());
            println!("Gửi {} cho Sở GD&ĐT ký (lienthong keys sign).", request.display());
            println!("Send {} to the department to be signed (lienthong keys sign).", request.display());
            Exit::Done
        }
        Err(why) => failed(Exit::CannotWrite, "Không lập được thư mục", "Cannot make the directory", &why),
    }
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
        Err(error) => failed(Exit::BadData, "Không thực hiện được", "Not done", &error),
    }
}

fn authority_dir(department: &Path) -> PathBuf {
    department.join("authority")
}

fn install_beside(request: &Path) -> PathBuf {
    request.with_file_name("install.json")
}

/// Founds the authority at the department and signs the two agencies that everybody's trust begins with.
fn found(
    department: &Path,
    coordinator: &Path,
    coordinator_url: String,
    rehearsal: bool,
) -> Result<String, KeyError> {
    let (files, real_now) = (NodeFiles::below(department), now());
    let own: Signed<Request> = Signed::read(&files.request())?;
    let hub: Signed<Request> = Signed::read(coordinator)?;
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
fn sign(department: &Path, request: &Path, out: Option<PathBuf>) -> Result<String, KeyError> {
    let files = NodeFiles::below(department);
    let (bundle, authority) =
        (TrustBundle::load(&files.trust())?, CertificateAuthority::load(&authority_dir(department))?);
    let key = signing::load(&files.signing_key())?;
    let signed: Signed<Request> = Signed::read(request)?;
    let wanted = signed.content();
    let known = bundle.registry().iter().find(|a| a.kind == wanted.kind && a.code == wanted.code);
    let id = known.map_or_else(new_agency, |agency| agency.id);
    let mut desk = Signer {
        authority: &authority,
        department_key: &key,
        anchor: bundle.anchor().clone(),
        registry: bundle.registry().to_vec(),
        real_now: now(),
    };
    let install = desk.sign(signed, id)?;
    // The department's own trust file carries the registry that its node publishes at the next start.
    let own: Signed<Request> = Signed::read(&files.request())?;
    desk.sign(own, bundle.own())?.write(&files.trust())?;
    let out = out.unwrap_or_else(|| install_beside(request));
    install.write(&out)?;
    Ok(format!("{}\nĐơn vị / agency: {id}", out.display()))
}

fn take_install(dir: &Path, file: &Path, department_key: Option<&str>) -> Result<String, KeyError> {
    let signed: Signed<Install> = Signed::read(file)?;
    let key = department_key.map(|text| {
        let bytes = hex::decode(text).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        bytes.ok_or(KeyError::BadName { what: "department key", value: text.to_owned() })
    });
    let bundle = install::install(dir, &signed, key.transpose()?.as_ref(), now())?;
    Ok(format!("Đơn vị / agency: {}", bundle.own()))
}
