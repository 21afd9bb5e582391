//! `lienthong keys`: founding the authority, signing and installing, by file. Each step says which comes next.

use super::{Fault, call, kind, now, refused};
use crate::args::{KeysArgs, RoleName};
use crate::exit::{Exit, out};
use crate::serve::serving;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use journal::ids::{Entropy, OsEntropy};
use runtime::keys::authority::CertificateAuthority;
use runtime::keys::document::Signed;
use runtime::keys::files::NodeFiles;
use runtime::keys::request::{self, Request};
use runtime::keys::sign::{Signer, registration};
use runtime::keys::{KeyError, install, signing, text};
use runtime::trust::{Install, RegisteredAgency, TrustAnchor, TrustBundle};
use std::path::{Path, PathBuf};
use tonic::transport::Uri;

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
        Ok(lines) => out(&format!("{lines}\n")),
        Err(fault) => refused("Không thực hiện được", "Not done", &fault),
    }
}

fn authority_dir(department: &Path) -> PathBuf {
    department.join("authority")
}

fn install_beside(request: &Path) -> PathBuf {
    request.with_file_name("install.json")
}

/// A file that must be there before a step; `vi` and `en` say where it comes from.
fn need(file: &Path, vi: &str, en: &str) -> Result<(), Fault> {
    if file.is_file() {
        return Ok(());
    }
    let shown = file.display();
    Err(if file.is_dir() {
        call(
            format!("{shown} là thư mục, cần một tệp; {vi}"),
            format!("{shown} is a directory, a file is needed; {en}"),
        )
    } else {
        call(format!("không có tệp {shown}; {vi}"), format!("there is no file {shown}; {en}"))
    })
}

/// A request as `init` made it, of whatever role.
fn need_request(file: &Path, role: &str) -> Result<(), Fault> {
    let line = format!("lienthong init {role} --code … --dir …");
    let vi = format!("cần tệp request.json do {line} lập");
    need(file, &vi, &format!("the request.json is needed that {line} made"))
}

/// The department's directory once the province is founded.
fn need_founded(department: &Path) -> Result<(), Fault> {
    let shown = department.display();
    let line = format!(
        "lienthong keys found --department {shown} --coordinator …/request.json --coordinator-url https://…"
    );
    let vi = format!("--department phải là thư mục của Sở GD&ĐT đã được lập bằng: {line}");
    let en = format!("--department must be the directory of the department, founded by: {line}");
    need(&NodeFiles::below(department).trust(), &vi, &en)?;
    need(&authority_dir(department).join("ca.pem"), &vi, &en)
}

/// The request of an agency that can only be what is asked for, signed by the key that it names.
fn request_of(file: &Path, role: RoleName) -> Result<Signed<Request>, Fault> {
    need_request(file, crate::serve::role(role).word())?;
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
    let (out, department) = (out.display(), department.display());
    Ok(format!(
        "{out}\nKhóa của Sở / the department's key: {told}\n\
         Tiếp theo: chép {out} tới máy của bộ điều phối rồi chạy lienthong keys install --dir THƯ_MỤC {out}; nút của Sở chạy \
         bằng lienthong serve department --config {department}/config.toml.\n\
         Next: bring {out} to the coordinator's machine and run lienthong keys install --dir DIRECTORY {out}; the department's \
         node runs by lienthong serve department --config {department}/config.toml."
    ))
}

fn new_agency() -> AgencyId {
    AgencyId(OsEntropy.record_id(now()).0)
}

/// Signs one request at the department, keeps its registry, and writes the install file.
fn sign(department: &Path, request: &Path, out: Option<PathBuf>) -> Result<String, Fault> {
    need_founded(department)?;
    need_request(request, "…")?;
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
    if let Some(holder) = known.filter(|holder| holder.signing_key != wanted.signing_key) {
        return Err(taken(holder, request));
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
    let out = out.display();
    Ok(format!(
        "{out}\nĐơn vị / agency: {id}{told}\n\
         Tiếp theo: gửi {out} lại cho đơn vị, ở đó chạy lienthong keys install --dir THƯ_MỤC {out}.\n\
         Next: send {out} back to the agency, which runs lienthong keys install --dir DIRECTORY {out}."
    ))
}

/// Another key asks for a code that an agency has.
fn taken(holder: &RegisteredAgency, request: &Path) -> Fault {
    let RegisteredAgency { id, code, name, kind, .. } = holder;
    let (kind, request) = (text::kind_code(*kind), request.display());
    call(
        format!(
            "mã {code} đã cấp cho {name} ({kind}, {id}), có khóa khác với {request}; đơn vị mới thì lập lại bằng lienthong init với --code khác, \
             đơn vị cũ thì gửi request.json của chính thư mục nút đã đăng ký"
        ),
        format!(
            "code {code} is taken by {name} ({kind}, {id}), whose key is not the one of {request}; a new agency is made by lienthong init with another \
             --code, the old one sends the request.json of the directory that was registered"
        ),
    )
}

fn take_install(dir: &Path, file: &Path, department_key: Option<&str>) -> Result<String, Fault> {
    let node = dir.display();
    let init = "lienthong init";
    need(
        &NodeFiles::below(dir).signing_key(),
        &format!("--dir phải là thư mục của nút do {init} lập"),
        &format!("--dir must be the directory of a node, made by {init}"),
    )?;
    let sign = format!("lienthong keys sign --department … {node}/request.json");
    let vi = format!("cần tệp install.json do Sở GD&ĐT trả lại ({sign})");
    need(file, &vi, &format!("the install.json is needed that the department sent back ({sign})"))?;
    let signed: Signed<Install> = Signed::read(file).map_err(|error| match error {
        // Most likely the request itself was given.
        KeyError::Malformed { .. } => {
            Fault::Advised(error, vi.clone(), format!("the install.json is needed ({sign})"))
        }
        error => Fault::Key(error),
    })?;
    let key = department_key.map(read_key).transpose()?;
    let bundle = install::install(dir, &signed, key.as_ref(), now()).map_err(|error| match error {
        KeyError::WrongKey { .. } => Fault::Advised(
            error,
            format!("{} là của nút khác, hoặc khóa đã lập lại sau khi gửi: gửi {node}/request.json cho Sở ký lại", file.display()),
            format!("{} is another node's, or the keys were made anew since: have {node}/request.json signed again", file.display()),
        ),
        error => Fault::Key(error),
    })?;
    let role = bundle.registered(bundle.own()).map_or("…", |own| serving(own.kind).word());
    let line = format!("lienthong serve {role} --config {node}/config.toml");
    let own = bundle.own();
    Ok(format!("Đơn vị / agency: {own}\nTiếp theo, chạy nút bằng: {line}\nNext, run the node by: {line}"))
}

/// The department's key as told by other means.
fn read_key(text: &str) -> Result<[u8; 32], Fault> {
    let bytes = hex::decode(text).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.ok_or_else(|| {
        call(
            format!("--department-key {text:?} phải có 64 chữ số hex"),
            format!("--department-key {text:?} must be 64 hexadecimal digits"),
        )
    })
}
