//! A department's node on a file, and the journals of districts that it pulls.

use contracts::pb::plan::v1::plan_service_client::PlanServiceClient;
use department::{DepartmentView, registry, routes};
use domain::date::Instant;
use domain::ids::{AgencyId, RecordId, Reference};
use domain::record::{Act, Role, State, Verb};
use domain::vocabulary::AgencyKind;
use ed25519_dalek::SigningKey;
use exchange::node::Node;
use journal::ids::SeededEntropy;
use journal::ledger::{Incoming, Ledger, Loaded, Owner, View};
use journal::sqlite::SqliteStore;
use journal::store::{Extension, Item, JournalKey};
use runtime::clock::ManualClock;
use runtime::config::Limits;
use runtime::identity::Identity;
use runtime::trust::{RegisteredAgency, TrustAnchor};
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tonic::service::Routes;
use tonic::{Request, Status};
use tonic_types::StatusExt;
use uuid::Uuid;

pub(crate) const NOW: Instant = Instant(1_612_137_600_000);
pub(crate) const DEPARTMENT: AgencyId = AgencyId(Uuid::from_u128(0xD0));

/// The agency of a district code.
pub(crate) fn district(code: u32) -> AgencyId {
    AgencyId(Uuid::from_u128(0x1000 + u128::from(code)))
}

fn key(agency: AgencyId) -> SigningKey {
    SigningKey::from_bytes(&[agency.0.as_bytes()[15]; 32])
}

fn owner(agency: AgencyId, role: Role, seed: u64) -> Owner {
    Owner { agency, role, key: Arc::new(key(agency)), entropy: Arc::new(SeededEntropy::new(seed)) }
}

pub(crate) fn act(person: &str) -> Act {
    Act { office: "Sở GD&ĐT Lai Châu".to_owned(), on_behalf_of: None, person: Some(person.to_owned()) }
}

/// The department's node.
pub(crate) struct Station {
    folder: tempfile::TempDir,
    pub(crate) node: Arc<Node<DepartmentView>>,
    seeds: u64,
}

impl Station {
    /// A node with districts 105 and 106 registered.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = node(folder.path(), 1).await;
        let station = Self { folder, node, seeds: 1 };
        for code in [105, 106] {
            let agency = agency(code, &format!("Huyện {code}"));
            registry::register(&station.node.ledger, NOW, &act("hoa"), &agency).await.unwrap();
        }
        station
    }

    /// The same journal, folded again from the file.
    pub(crate) async fn reopen(mut self) -> Self {
        self.node.ledger.store().close().await;
        self.seeds += 1;
        self.node = node(self.folder.path(), self.seeds).await;
        self
    }

    pub(crate) fn client(&self) -> PlanServiceClient<Routes> {
        PlanServiceClient::new(routes(Arc::clone(&self.node), &Limits::default()))
    }

    /// Takes in what a district has written since.
    pub(crate) async fn pull(&self, from: &District) {
        let journal = from.ledger.own_head().await.0;
        let heads = self.node.ledger.store().heads().await.unwrap();
        let held = heads.into_iter().find(|head| head.journal == journal);
        let mut frontier = held.map(|head| head.frontier).unwrap_or_default();
        let expected = frontier.size();
        let entries = from.ledger.store().entries(journal, expected, 10_000).await.unwrap();
        entries.iter().for_each(|entry| frontier.append(entry.leaf));
        let items = entries.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
        let incoming = Incoming {
            extensions: vec![Extension { journal, expected, items, frontier }],
            ..Incoming::default()
        };
        self.node.ledger.transact_with(NOW, &incoming, |_| Ok::<_, Infallible>(())).await.unwrap();
    }

    /// Size of the own journal.
    pub(crate) async fn size(&self) -> u64 {
        self.node.ledger.own_head().await.1.size()
    }
}

pub(crate) fn agency(code: u32, name: &str) -> RegisteredAgency {
    RegisteredAgency {
        id: district(code),
        kind: AgencyKind::District,
        code: code.to_string(),
        name: name.to_owned(),
        signing_key: key(district(code)).verifying_key().to_bytes(),
    }
}

async fn node(folder: &Path, seed: u64) -> Arc<Node<DepartmentView>> {
    let store = SqliteStore::open(&folder.join("department.db")).await.unwrap();
    let owner = owner(DEPARTMENT, Role::Education, seed);
    let ledger = Ledger::open(Arc::new(store), owner, DepartmentView::default, NOW).await.unwrap();
    let anchor = TrustAnchor {
        department: DEPARTMENT,
        department_key: key(DEPARTMENT).verifying_key().to_bytes(),
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

/// A district's journal.
pub(crate) struct District {
    _folder: tempfile::TempDir,
    ledger: Ledger<Blind>,
}

impl District {
    pub(crate) async fn new(code: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("district.db")).await.unwrap();
        let owner = owner(district(code), Role::District, u64::from(code));
        let ledger = Ledger::open(Arc::new(store), owner, Blind::default, NOW).await.unwrap();
        Self { _folder: folder, ledger }
    }

    /// Writes a state of a record.
    pub(crate) async fn write(&self, record: RecordId, state: State) -> Reference {
        let written = self
            .ledger
            .transact(NOW, |tx| Ok::<_, Infallible>(tx.put(record, Verb::Recorded, state.clone()).unwrap()));
        written.await.unwrap().answer
    }

    pub(crate) async fn journal(&self) -> JournalKey {
        self.ledger.own_head().await.0
    }
}

/// A request of the department's own system.
pub(crate) fn by_system<T>(message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(Identity::System { agency: DEPARTMENT, name: "demo".to_owned() });
    request
}

/// The reason of a refused call, with the field that it names first.
pub(crate) fn reason(status: &Status) -> (String, String) {
    let details = status.get_error_details();
    let field = details
        .bad_request()
        .and_then(|bad| bad.field_violations.first())
        .map(|violation| violation.field.clone());
    (details.error_info().map(|info| info.reason.clone()).unwrap_or_default(), field.unwrap_or_default())
}
