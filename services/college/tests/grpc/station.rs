//! A college's node on a file, and the journals of other agencies that it pulls.

use college::{CollegeView, routes};
use contracts::pb::training::v1::training_service_client::TrainingServiceClient;
use domain::date::Instant;
use domain::ids::{AgencyId, RecordId, RecordKey};
use domain::record::{Act, Agency, DatedName, Role, State, Verb};
use domain::vocabulary::AgencyKind;
use ed25519_dalek::SigningKey;
use exchange::node::Node;
use journal::entry::Entry;
use journal::ids::SeededEntropy;
use journal::ledger::{Incoming, Ledger, Loaded, Owner, View};
use journal::sqlite::SqliteStore;
use journal::store::{Extension, Item};
use runtime::clock::ManualClock;
use runtime::config::Limits;
use runtime::identity::Identity;
use runtime::trust::TrustAnchor;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tonic::service::Routes;
use tonic::{Request, Status};
use tonic_types::StatusExt;
use uuid::Uuid;

pub(crate) const NOW: Instant = Instant(1_630_454_400_000);
pub(crate) const COLLEGE: AgencyId = AgencyId(Uuid::from_u128(0xCC));
pub(crate) const DISTRICT: AgencyId = AgencyId(Uuid::from_u128(0x108));
pub(crate) const OTHER_DISTRICT: AgencyId = AgencyId(Uuid::from_u128(0x109));
const DEPARTMENT: AgencyId = AgencyId(Uuid::from_u128(0xD0));
pub(crate) const NAME: &str = "Trường Cao đẳng Cộng đồng Lai Châu";

pub(crate) fn act() -> Act {
    Act { office: "Phòng Đào tạo".to_owned(), on_behalf_of: None, person: Some("mai".to_owned()) }
}

fn owner(agency: AgencyId, role: Role, seed: u64) -> Owner {
    let key = Arc::new(SigningKey::from_bytes(&[9; 32]));
    Owner { agency, role, key, entropy: Arc::new(SeededEntropy::new(seed)) }
}

/// The college's node.
pub(crate) struct Station {
    folder: tempfile::TempDir,
    pub(crate) node: Arc<Node<CollegeView>>,
    seeds: u64,
}

impl Station {
    /// A node that knows the registry, and nobody yet who was sent to it.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = node(folder.path(), 1).await;
        let station = Self { folder, node, seeds: 1 };
        let department = Peer::new(DEPARTMENT, Role::Education).await;
        let agencies =
            [(COLLEGE, AgencyKind::College, NAME), (DISTRICT, AgencyKind::District, "Huyện Sìn Hồ")];
        for (id, kind, name) in agencies {
            department.write(RecordId(id.0), State::Agency(agency(kind, name))).await;
        }
        station.pull(&department).await;
        station
    }

    /// The same journal, folded again from the file.
    pub(crate) async fn reopen(mut self) -> Self {
        self.node.ledger.store().close().await;
        self.seeds += 1;
        self.node = node(self.folder.path(), self.seeds).await;
        self
    }

    pub(crate) fn client(&self) -> TrainingServiceClient<Routes> {
        TrainingServiceClient::new(routes(Arc::clone(&self.node), &Limits::default()))
    }

    /// Takes in what another agency has written since.
    pub(crate) async fn pull(&self, from: &Peer) {
        let journal = from.ledger.own_head().await.0;
        let heads = self.node.ledger.store().heads().await.unwrap();
        let held = heads.into_iter().find(|head| head.journal == journal);
        let mut frontier = held.map(|head| head.frontier).unwrap_or_default();
        let expected = frontier.size();
        let entries = from.ledger.store().entries(journal, expected, 10_000).await.unwrap();
        entries.iter().for_each(|entry| frontier.append(entry.leaf));
        let items = entries.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
        let extensions = vec![Extension { journal, expected, items, frontier }];
        let incoming = Incoming { extensions, ..Incoming::default() };
        let taken = self.node.ledger.transact_with(NOW, &incoming, |_| Ok::<_, Infallible>(()));
        taken.await.unwrap();
    }

    /// Everything that the view says, as text.
    pub(crate) async fn view(&self) -> String {
        format!("{:?}", &*self.node.ledger.read().await)
    }

    /// The own journal after a position.
    pub(crate) async fn journal(&self, after: u64) -> Vec<Entry> {
        let journal = self.node.ledger.own_head().await.0;
        self.node.ledger.store().entries(journal, after, 10_000).await.unwrap()
    }

    /// Size of the own journal.
    pub(crate) async fn size(&self) -> u64 {
        self.node.ledger.own_head().await.1.size()
    }
}

fn agency(kind: AgencyKind, name: &str) -> Agency {
    Agency {
        act: act(),
        kind,
        code: "108".to_owned(),
        code_list: "GSO".to_owned(),
        names: vec![DatedName { name: name.to_owned(), from: None }],
        signing_key: [1; 32],
        valid_from: None,
        valid_to: None,
    }
}

async fn node(folder: &Path, seed: u64) -> Arc<Node<CollegeView>> {
    let store = SqliteStore::open(&folder.join("college.db")).await.unwrap();
    let owner = owner(COLLEGE, Role::College, seed);
    let ledger = Ledger::open(Arc::new(store), owner, CollegeView::default, NOW).await.unwrap();
    let anchor = TrustAnchor {
        department: DEPARTMENT,
        department_key: [0; 32],
        coordinator: AgencyId(Uuid::from_u128(0xC0)),
        coordinator_key: [0; 32],
        coordinator_url: "https://localhost:1".to_owned(),
    };
    Arc::new(Node { ledger: Arc::new(ledger), anchor, clock: Arc::new(ManualClock::new(NOW)) })
}

/// A view that looks at nothing.
#[derive(Default)]
pub(crate) struct Blind;

impl View for Blind {
    fn apply(&mut self, _entry: Loaded) {}
}

/// Another agency's journal.
pub(crate) struct Peer {
    _folder: tempfile::TempDir,
    ledger: Ledger<Blind>,
}

impl Peer {
    pub(crate) async fn new(agency: AgencyId, role: Role) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("peer.db")).await.unwrap();
        let seed = u64::from(agency.0.as_bytes()[15]);
        let owner = owner(agency, role, seed);
        let ledger = Ledger::open(Arc::new(store), owner, Blind::default, NOW).await.unwrap();
        Self { _folder: folder, ledger }
    }

    /// Writes a state of a record.
    pub(crate) async fn write(&self, record: RecordId, state: State) -> RecordKey {
        let written = self
            .ledger
            .transact(NOW, |tx| Ok::<_, Infallible>(tx.put(record, Verb::Recorded, state.clone()).unwrap()));
        written.await.unwrap().answer.key()
    }
}

/// A request of the college's own system.
pub(crate) fn by_system<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(Identity::System { agency: COLLEGE, name: "qlsv".to_owned() });
    request
}

/// The reason of a refused call.
pub(crate) fn reason(status: &Status) -> String {
    status.get_error_details().error_info().map(|info| info.reason.clone()).unwrap_or_default()
}
