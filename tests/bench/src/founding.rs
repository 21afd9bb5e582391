//! A small province on the disk: authority, keys, certificates and configs of a department, a coordinator and two districts.

use crate::Fault;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use journal::ids::{Entropy, SeededEntropy};
use runtime::clock::{Clock, SystemClock};
use runtime::config::{Role, Starter};
use runtime::keys::found::{Founding, Member, found};
use runtime::keys::request::RequestSpec;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// The system that enters data.
pub(crate) const OFFICE: &str = "office";

/// Config files of what was founded.
#[derive(Debug)]
pub(crate) struct Founded {
    /// The department.
    pub(crate) department: PathBuf,
    /// The coordinator.
    pub(crate) coordinator: PathBuf,
    /// A district that is linked to the coordinator.
    pub(crate) linked: PathBuf,
    /// A district that is never linked.
    pub(crate) alone: PathBuf,
}

/// A free port of this machine, free again once this returns.
pub(crate) fn free_address() -> Result<SocketAddr, Fault> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}

fn member(dir: &Path, kind: AgencyKind, code: &str, entropy: &SeededEntropy, clock: &SystemClock) -> Member {
    let mut bytes = entropy.bytes16().into_iter().chain(entropy.bytes16());
    Member {
        dir: dir.join(code),
        spec: RequestSpec {
            kind,
            code: code.to_owned(),
            name: format!("Đơn vị {code}"),
            dns_names: vec!["localhost".to_owned()],
            ips: vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
            systems: vec![OFFICE.to_owned()],
            readers: Vec::new(),
        },
        id: AgencyId(entropy.record_id(clock.real()).0),
        seed: std::array::from_fn(|_| bytes.next().unwrap_or(0)),
    }
}

/// Founds everything below a directory; the coordinator will listen at `hub`.
pub(crate) fn found_all(dir: &Path, hub: SocketAddr) -> Result<Founded, Fault> {
    let (entropy, clock) = (SeededEntropy::new(1), SystemClock::new());
    let cast = [
        ("department", AgencyKind::Education, Role::Department),
        ("coordinator", AgencyKind::Coordinator, Role::Coordinator),
        ("108", AgencyKind::District, Role::District),
        ("109", AgencyKind::District, Role::District),
    ];
    let members: Vec<_> =
        cast.iter().map(|(code, kind, _)| member(dir, *kind, code, &entropy, &clock)).collect();
    for member in &members {
        std::fs::create_dir_all(&member.dir)?;
    }
    let coordinator_url = format!("https://{hub}");
    let name = "Đo tốc độ".to_owned();
    let authority_dir = dir.join("authority");
    let founding = Founding { authority_dir, name, rehearsal: false, coordinator_url, members };
    found(&founding, clock.real())?;
    let mut configs = Vec::new();
    for (member, (_, _, role)) in founding.members.iter().zip(cast) {
        let file = member.dir.join("config.toml");
        let address = if role == Role::Coordinator { hub } else { free_address()? };
        std::fs::write(&file, Starter::new(role, address).to_toml())?;
        configs.push(file);
    }
    match <[PathBuf; 4]>::try_from(configs) {
        Ok([department, coordinator, linked, alone]) => {
            Ok(Founded { department, coordinator, linked, alone })
        }
        Err(_) => Err("four agencies are founded".into()),
    }
}
