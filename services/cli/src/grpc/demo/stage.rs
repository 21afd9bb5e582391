//! The stage: agencies founded, configs written, services started, and the ways to reach them.

use super::forwarder::Wire;
use super::places::Places;
use super::processes::{self, Service};
use super::{DemoError, tell};
use crate::args::Language;
use crate::setup::private_directory;
use contracts::pb::exchange::v1::GetNodeStatusResponse;
use domain::date::Instant;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use journal::ids::{Entropy, OsEntropy};
use rehearsal::agencies::{COLLEGE_NAME, DEPARTMENT_NAME, districts};
use rehearsal::files::acts::ClockFile;
use rehearsal::files::manifest::{COLLEGE, DEPARTMENT};
use runtime::client::{self, ClientTls, Connection, Patience, Target};
use runtime::clock::{Clock, SystemClock, advance};
use runtime::config::{Role, Starter, TlsFiles};
use runtime::keys::files::NodeFiles;
use runtime::keys::found::{Founding, Member, found};
use runtime::keys::request::RequestSpec;
use runtime::trust::ClientRole;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

/// Name of the coordinator's node.
pub(super) const COORDINATOR: &str = "coordinator";
/// The system whose certificate the rehearsal enters data with.
const OFFICE: &str = "office";
/// The reader whose certificate the rehearsal looks with.
const DASHBOARD: &str = "dashboard";
/// How long services may take to come up.
const UP_WITHIN: Duration = Duration::from_secs(20);

/// One agency on the stage.
#[derive(Debug)]
pub(super) struct Actor {
    /// Who it is in the manifest: the registered code of a district or the college, a word for the others.
    pub(super) name: String,
    /// Agency id.
    pub(super) agency: AgencyId,
    role: Role,
    dir: PathBuf,
    address: SocketAddr,
    wire: Option<Wire>,
    /// Kept for the whole rehearsal: a look every few milliseconds must not shake hands each time.
    office: Kept,
}

/// A connection that is made once.
type Kept = OnceLock<Connection>;

/// The connection that is kept, made by `connect` where there is none yet.
fn kept(
    kept: &Kept,
    connect: impl FnOnce() -> Result<Connection, DemoError>,
) -> Result<Connection, DemoError> {
    if let Some(connection) = kept.get() {
        return Ok(connection.clone());
    }
    let connection = connect()?;
    Ok(kept.get_or_init(|| connection).clone())
}

/// Everything that runs.
#[derive(Debug)]
pub(super) struct Stage {
    /// Language of the progress words.
    pub(super) lang: Language,
    /// The agencies, the coordinator first.
    pub(super) actors: Vec<Actor>,
    services: Vec<(Service, PathBuf)>,
    clock: PathBuf,
    logs: PathBuf,
    reader: Kept,
}

fn spec(kind: AgencyKind, code: &str, name: &str) -> RequestSpec {
    RequestSpec {
        kind,
        code: code.to_owned(),
        name: name.to_owned(),
        dns_names: vec!["localhost".to_owned()],
        ips: vec![IpAddr::V4(Ipv4Addr::LOCALHOST)],
        systems: vec![OFFICE.to_owned()],
        readers: vec![DASHBOARD.to_owned()],
    }
}

/// Name of a node's directory and log: the college's says what it is, as those of coordinator and department do.
fn folder(name: &str) -> &str {
    if name == COLLEGE { "college" } else { name }
}

/// Who takes part: node name, role, request.
fn cast() -> Vec<(String, Role, RequestSpec)> {
    let hub = "Bộ điều phối tỉnh Lai Châu";
    let mut cast = vec![
        (COORDINATOR.to_owned(), Role::Coordinator, spec(AgencyKind::Coordinator, "12", hub)),
        (DEPARTMENT.to_owned(), Role::Department, spec(AgencyKind::Education, "12", DEPARTMENT_NAME)),
        (COLLEGE.to_owned(), Role::College, spec(AgencyKind::College, COLLEGE, COLLEGE_NAME)),
    ];
    let district = |(code, name): (&str, String)| {
        (code.to_owned(), Role::District, spec(AgencyKind::District, code, &name))
    };
    cast.extend(districts().into_iter().map(district));
    cast
}

/// Ports are taken from here: below the range from which systems take the ports of outgoing connections, so that none of those
/// can be in the way between now and the start of the service.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// A port of this machine that is free now and not promised to another service of this stage.
fn free_address(taken: &[SocketAddr]) -> Result<SocketAddr, DemoError> {
    let [high, low, ..] = OsEntropy.bytes16();
    let offset = u16::from_be_bytes([high, low]) % (PORTS.end - PORTS.start);
    let ports =
        (0..PORTS.end - PORTS.start).map(|step| PORTS.start + (offset + step) % (PORTS.end - PORTS.start));
    let mut addresses = ports.map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    let free = addresses.find(|at| !taken.contains(at) && std::net::TcpListener::bind(at).is_ok());
    free.ok_or_else(|| DemoError::Stuck("không còn cổng trống / no free port".to_owned()))
}

fn seed() -> [u8; 32] {
    let mut bytes = OsEntropy.bytes16().into_iter().chain(OsEntropy.bytes16());
    std::array::from_fn(|_| bytes.next().unwrap_or(0))
}

impl Stage {
    /// Founds what is missing, starts every service, and waits until all answer.
    pub(super) async fn set(places: &Places, lang: Language) -> Result<Self, DemoError> {
        let begun = std::time::Instant::now();
        let first = first_moment(places)?;
        advance(&places.clock(), first)?;
        let mut actors = found_all(places).await?;
        let hub = actors.first().map_or_else(|| free_address(&[]), |actor| Ok(actor.address))?;
        for actor in actors.iter_mut().skip(1) {
            actor.wire = Some(Wire::lay(hub).await?);
        }
        let mut services = Vec::new();
        for actor in &actors {
            let config = write_config(actor, hub)?;
            let log = places.log(folder(&actor.name));
            services.push((processes::start(&actor.name, actor.role.word(), &config, &log)?, log));
        }
        let (clock, logs) = (places.clock(), places.logs());
        let mut stage = Self { lang, actors, services, clock, logs, reader: Kept::new() };
        stage.wait_up().await?;
        let (vi, en) = super::seconds(begun.elapsed());
        tell(
            lang,
            &format!(
                "{} dịch vụ đã chạy, hai đầu đều kiểm tra chứng thư của nhau ({vi} giây)",
                stage.actors.len()
            ),
            &format!("{} services are up over mTLS ({en} s)", stage.actors.len()),
        );
        Ok(stage)
    }

    async fn wait_up(&mut self) -> Result<(), DemoError> {
        let deadline = tokio::time::Instant::now() + UP_WITHIN;
        for at in 0..self.actors.len() {
            loop {
                if let Some((service, log)) = self.services.get_mut(at) {
                    service.check(log)?;
                }
                let Some(actor) = self.actors.get(at) else { break };
                if self.status(actor).await.is_ok() {
                    break;
                }
                if tokio::time::Instant::now() > deadline {
                    return Err(DemoError::Stuck(format!("{}: không trả lời / does not answer", actor.name)));
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        Ok(())
    }

    /// Ends every service, the agencies before the coordinator.
    pub(super) async fn strike(&mut self) {
        let services = std::mem::take(&mut self.services);
        let stopping = services.into_iter().rev().map(|(service, _)| service.stop());
        futures::future::join_all(stopping).await;
    }

    /// Moves the rehearsal clock, never back; gives the time that stands.
    pub(super) fn advance(&self, to: Instant) -> Result<Instant, DemoError> {
        Ok(advance(&self.clock, to)?)
    }

    /// The agency of a node name.
    pub(super) fn actor(&self, name: &str) -> Result<&Actor, DemoError> {
        let found = self.actors.iter().find(|actor| actor.name == name);
        found.ok_or_else(|| DemoError::Stuck(format!("không có đơn vị {name} / no agency {name}")))
    }

    /// Cuts or mends the wire of an agency.
    pub(super) fn set_wire(&self, name: &str, up: bool) -> Result<(), DemoError> {
        if let Some(wire) = &self.actor(name)?.wire {
            wire.set(up);
        }
        Ok(())
    }

    fn connection(at: &Actor, with: &Actor, role: ClientRole, name: &str) -> Result<Connection, DemoError> {
        let files = NodeFiles::below(&with.dir);
        let tls = TlsFiles {
            certificate: files.client_certificate(role, name),
            key: files.client_key(role, name),
            ca: files.ca(),
        };
        let target = Target { url: format!("https://{}", at.address), server_name: None };
        Ok(client::connect(&target, &ClientTls::load(&tls)?, &Patience::default())?)
    }

    /// A connection to an agency's node as its own office.
    pub(super) fn office(&self, name: &str) -> Result<Connection, DemoError> {
        Self::office_of(self.actor(name)?)
    }

    fn office_of(actor: &Actor) -> Result<Connection, DemoError> {
        kept(&actor.office, || Self::connection(actor, actor, ClientRole::System, OFFICE))
    }

    /// A connection to the coordinator as a reader of the department.
    pub(super) fn department_reader(&self) -> Result<Connection, DemoError> {
        let (hub, department) = (self.actor(COORDINATOR)?, self.actor(DEPARTMENT)?);
        kept(&self.reader, || Self::connection(hub, department, ClientRole::Reader, DASHBOARD))
    }

    /// What a node says about itself.
    pub(super) async fn status(&self, actor: &Actor) -> Result<GetNodeStatusResponse, DemoError> {
        let status = crate::grpc::status::get(Self::office_of(actor)?).await;
        status.map_err(|status| DemoError::call(&format!("{} GetNodeStatus", actor.name), &status))
    }

    /// Address of the coordinator.
    pub(super) fn coordinator_url(&self) -> String {
        self.actors.first().map(|actor| format!("https://{}", actor.address)).unwrap_or_default()
    }

    /// Directory of the services' logs.
    pub(super) fn logs(&self) -> &Path {
        &self.logs
    }

    /// Directory of the department's node.
    pub(super) fn department_dir(&self) -> PathBuf {
        self.actor(DEPARTMENT).map(|actor| actor.dir.clone()).unwrap_or_default()
    }
}

/// The first moment of the rehearsal.
fn first_moment(places: &Places) -> Result<Instant, DemoError> {
    let clock = ClockFile::load(&places.input().join("clock.toml"))?;
    Ok(clock.steps.first().map_or(Instant(0), super::play::moment))
}

async fn found_all(places: &Places) -> Result<Vec<Actor>, DemoError> {
    let real_now = SystemClock::new().real();
    let mut actors = Vec::new();
    let mut members = Vec::new();
    for (name, role, spec) in cast() {
        let dir = places.node(folder(&name));
        let id = AgencyId(OsEntropy.record_id(real_now).0);
        private_directory(&dir).map_err(|error| DemoError::file(&dir, &error))?;
        let taken: Vec<SocketAddr> = actors.iter().map(|actor: &Actor| actor.address).collect();
        let address = free_address(&taken)?;
        actors.push(Actor {
            name,
            agency: id,
            role,
            dir: dir.clone(),
            address,
            wire: None,
            office: Kept::new(),
        });
        members.push(Member { dir, spec, id, seed: seed() });
    }
    let url = actors.first().map(|actor| format!("https://{}", actor.address)).unwrap_or_default();
    let founding = Founding {
        authority_dir: places.authority(),
        name: "Lai Châu".to_owned(),
        rehearsal: true,
        coordinator_url: url,
        members,
    };
    let bundles = tokio::task::spawn_blocking(move || found(&founding, real_now)).await;
    let bundles = bundles.map_err(|error| DemoError::Stuck(error.to_string()))??;
    for (actor, bundle) in actors.iter_mut().zip(bundles) {
        actor.agency = bundle.own();
    }
    Ok(actors)
}

/// Writes a node's config; ports are new at every start, an agency dials the coordinator over its wire.
fn write_config(actor: &Actor, hub: SocketAddr) -> Result<PathBuf, DemoError> {
    let mut starter = Starter::new(actor.role, actor.address);
    starter.rehearsal_file = Some("../../clock".to_owned());
    if let Some(wire) = &actor.wire {
        starter.coordinator_url = Some(format!("https://{}", wire.address));
    }
    let mut text = starter.to_toml();
    text.push_str("\n[exchange]\n");
    text.push_str(if actor.address == hub {
        "seen_interval_seconds = 3600\n"
    } else {
        "pull_poll_milliseconds = 100\nretry_min_milliseconds = 50\nretry_max_milliseconds = 500\n"
    });
    let file = actor.dir.join("config.toml");
    std::fs::write(&file, text).map_err(|error| DemoError::file(&file, &error))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_connection_is_made_once_and_a_failure_is_not_kept() {
        let endpoint = tonic::transport::Endpoint::from_static("https://127.0.0.1:1");
        let (mut made, office) = (0, Kept::new());
        let failed = kept(&office, || Err(DemoError::Stuck("no key".to_owned())));
        assert!(failed.is_err() && office.get().is_none());
        for _ in 0..3 {
            let connect = || {
                made += 1;
                let channel = endpoint.connect_lazy();
                Ok(Connection::new(channel, client::Outgoing))
            };
            assert!(kept(&office, connect).is_ok());
        }
        assert_eq!(made, 1);
    }
}
