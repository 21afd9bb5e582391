//! A small province whose nodes run in this process: founded keys and certificates, real mTLS sockets on free ports, and a store of its
//! own for every node. Agencies reach the coordinator over wires that a story cuts and mends.

mod running;
mod wire;

pub use running::{Running, dial, status};

use domain::date::Instant;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use runtime::clock::{Clock, SystemClock, advance};
use runtime::config::{Config, Role, Starter, TlsFiles};
use runtime::identity::Identity;
use runtime::keys::authority::CertificateAuthority;
use runtime::keys::files::{NodeFiles, write_public};
use runtime::keys::found::{Founding, Member, found};
use runtime::keys::request::RequestSpec;
use runtime::keys::tls;
use runtime::trust::{ClientRole, TrustBundle};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;
use uuid::Uuid;
use wire::Wire;

/// The coordinator's name in every province.
pub const HUB: &str = "hub";
/// The department's name in every province.
pub const SO: &str = "so";
/// Every agency has one system and one reader of these names.
const CLIENTS: (&str, &str) = ("office", "dashboard");
/// Business time at which every province begins: 2021-06-01T08:00+07:00.
pub const BEGINNING: Instant = Instant(1_622_509_200_000);
/// How long anything may take before a story fails.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Waits until `look` finds something; it looks again every few milliseconds.
///
/// # Panics
/// When the deadline passes; `what` says what was waited for.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut ticks = tokio::time::interval(Duration::from_millis(15));
    let found = tokio::time::timeout(DEADLINE, async {
        loop {
            ticks.tick().await;
            if let Some(found) = look().await {
                return found;
            }
        }
    });
    found.await.unwrap_or_else(|_| panic!("not within {DEADLINE:?}: {what}"))
}

/// Real time now.
pub fn real_now() -> Instant {
    SystemClock::new().real()
}

/// One agency: its directory, its certificates, its wire to the coordinator.
pub struct Seat {
    /// Name within the story: [`HUB`], [`SO`], else the code.
    pub name: String,
    /// What runs it.
    pub role: Role,
    /// Its id.
    pub agency: AgencyId,
    /// Its directory.
    pub dir: PathBuf,
    store_url: String,
    wire: Wire,
}

impl Seat {
    /// Certificate and key of the node itself.
    pub fn node_tls(&self) -> TlsFiles {
        let files = NodeFiles::below(&self.dir);
        TlsFiles { certificate: files.certificate(), key: files.tls_key(), ca: files.ca() }
    }

    /// Certificate and key of the agency's own system.
    pub fn system_tls(&self) -> TlsFiles {
        self.client_tls(ClientRole::System, CLIENTS.0)
    }

    /// Certificate and key of the agency's reader.
    pub fn reader_tls(&self) -> TlsFiles {
        self.client_tls(ClientRole::Reader, CLIENTS.1)
    }

    fn client_tls(&self, role: ClientRole, name: &str) -> TlsFiles {
        let files = NodeFiles::below(&self.dir);
        let (certificate, key) = (files.client_certificate(role, name), files.client_key(role, name));
        TlsFiles { certificate, key, ca: files.ca() }
    }
}

/// A founded province; its files go with it.
pub struct Province {
    folder: TempDir,
    founding: Founding,
    /// What each seat trusts, in the order of the seats.
    pub trust: Vec<TrustBundle>,
    seats: Vec<Seat>,
    hub: watch::Sender<Option<SocketAddr>>,
}

/// The role that serves a kind of agency.
fn role(kind: AgencyKind) -> Role {
    match kind {
        AgencyKind::District => Role::District,
        AgencyKind::College => Role::College,
        AgencyKind::Coordinator => Role::Coordinator,
        _ => Role::Department,
    }
}

impl Province {
    /// Founds a rehearsal province of a coordinator, a department and districts or colleges by code. Stores are SQLite files; see [`Self::store_at`].
    pub async fn new(members: &[(AgencyKind, &str)]) -> Self {
        Self::under(true, members).await
    }

    /// The same under an authority for a rehearsal, or for the real thing.
    pub async fn under(rehearsal: bool, members: &[(AgencyKind, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary directory");
        advance(&folder.path().join("clock"), BEGINNING).expect("the rehearsal clock");
        let founding = Founding {
            authority_dir: folder.path().join("authority"),
            name: "Lai Châu".to_owned(),
            rehearsal,
            coordinator_url: "https://127.0.0.1:7440".to_owned(),
            members: Vec::new(),
        };
        let hub = watch::Sender::new(None);
        let mut province = Self { folder, founding, trust: Vec::new(), seats: Vec::new(), hub };
        province.add(AgencyKind::Coordinator, HUB, "12").await;
        province.add(AgencyKind::Education, SO, "12").await;
        for (kind, code) in members {
            province.add(*kind, code, code).await;
        }
        province.found();
        province
    }

    /// One more agency: its keys are signed, and the department publishes it, within seconds when it runs.
    pub async fn join(&mut self, kind: AgencyKind, code: &str) {
        self.add(kind, code, code).await;
        self.found();
    }

    async fn add(&mut self, kind: AgencyKind, name: &str, code: &str) {
        let number = u8::try_from(self.seats.len() + 1).expect("a small province");
        let agency =
            AgencyId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(number)));
        let dir = self.folder.path().join(name);
        let spec = RequestSpec {
            kind,
            code: code.to_owned(),
            name: format!("Cơ quan {code}"),
            dns_names: vec!["localhost".to_owned()],
            ips: vec![Ipv4Addr::LOCALHOST.into()],
            systems: vec![CLIENTS.0.to_owned()],
            readers: vec![CLIENTS.1.to_owned()],
        };
        self.founding.members.push(Member { dir: dir.clone(), spec, id: agency, seed: [number; 32] });
        let wire = Wire::lay(self.hub.subscribe()).await;
        let store_url = "sqlite:node.sqlite".to_owned();
        self.seats.push(Seat { name: name.to_owned(), role: role(kind), agency, dir, store_url, wire });
    }

    fn found(&mut self) {
        self.trust = found(&self.founding, real_now()).expect("the province is founded");
    }

    /// Puts a node's store elsewhere: `postgres://…`, or `sqlite:` and a file in its directory. Before its first start.
    pub fn store_at(&mut self, name: &str, url: String) {
        let seat = self.seats.iter_mut().find(|seat| seat.name == name);
        seat.expect("a seat of that name").store_url = url;
    }

    /// All seats, the coordinator first, then the department.
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// The seat of a name.
    pub fn seat(&self, name: &str) -> &Seat {
        self.seats.iter().find(|seat| seat.name == name).expect("a seat of that name")
    }

    /// Where everything lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The certificate of a user of a unit (a school) of an agency.
    pub fn unit_user_tls(&self, name: &str) -> TlsFiles {
        let seat = self.seat(name);
        let (key, certificate) = (seat.dir.join("unit-key.pem"), seat.dir.join("unit.pem"));
        let identity =
            Identity::UnitUser { agency: seat.agency, unit: Uuid::from_u128(7), user: "u-1".to_owned() };
        let authority = CertificateAuthority::load(&self.founding.authority_dir).expect("the authority");
        let request = tls::load_or_create(&key).and_then(|key| tls::certificate_request(&key, "unit"));
        let issued = authority.issue_client(&request.expect("a request"), &identity, real_now());
        write_public(&certificate, &issued.expect("a certificate")).expect("the certificate is written");
        TlsFiles { certificate, key, ca: seat.node_tls().ca }
    }

    /// The config with which a node starts: its store, the rehearsal's clock, its wire, short pauses.
    pub fn config_text(&self, name: &str, address: SocketAddr) -> String {
        let seat = self.seat(name);
        let mut starter = Starter::new(seat.role, address);
        starter.store_url.clone_from(&seat.store_url);
        starter.rehearsal_file = Some("../clock".to_owned());
        if seat.role != Role::Coordinator {
            starter.coordinator_url = Some(format!("https://{}", seat.wire.address));
        }
        starter.to_toml() + "\n[exchange]\npull_poll_milliseconds = 15\n"
    }

    /// The config of a node in this process, on any free port.
    pub fn config(&self, name: &str) -> Config {
        let (seat, text) = (self.seat(name), self.config_text(name, (Ipv4Addr::LOCALHOST, 0).into()));
        Config::parse(&text, &seat.dir.join("config.toml"), seat.role).expect("the config is valid")
    }

    /// Where all mended wires lead from now on.
    pub fn lead_to(&self, coordinator: SocketAddr) {
        self.hub.send_replace(Some(coordinator));
    }

    /// Starts a node and waits until it answers; a coordinator is where all mended wires lead from then on.
    pub async fn start(&self, name: &str) -> Running {
        self.start_as(name, self.config(name)).await
    }

    /// As [`Self::start`], with another config.
    pub async fn start_as(&self, name: &str, config: Config) -> Running {
        let seat = self.seat(name);
        let running = Running::start(seat, config).await;
        if seat.role == Role::Coordinator {
            self.lead_to(running.address);
        }
        running
    }

    /// Cuts the wire of an agency, or mends it.
    pub fn set_wire(&self, name: &str, up: bool) {
        self.seat(name).wire.set(up);
    }
}
