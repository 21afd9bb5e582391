//! A coordinator on a file that holds the department's journal: a plan, and two districts.

use crate::grpc::ProgressHandler;
use crate::view::CoordinatorView;
use domain::date::{Instant, LegalDate};
use domain::ids::{AgencyId, Digest, RecordId, RecordKey};
use domain::record::{
    Act, Agency, DatedName, JournalStanding, JournalStop, Plan, PlanTarget, Receipt, Role, State, Verb,
};
use domain::vocabulary::{AgencyKind, Degree, Level};
use ed25519_dalek::SigningKey;
use exchange::node::Node;
use journal::ids::SeededEntropy;
use journal::ledger::{Incoming, Ledger, Loaded, Owner, View};
use journal::sqlite::SqliteStore;
use journal::store::{Extension, Item, JournalKey};
use runtime::clock::ManualClock;
use runtime::config::Readers;
use runtime::trust::TrustAnchor;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// 2021-02-01T07:00+07:00.
pub(super) const NOW: Instant = Instant(1_612_137_600_000);
pub(super) const DEPARTMENT: AgencyId = AgencyId(Uuid::from_u128(0xD0));
pub(super) const COORDINATOR: AgencyId = AgencyId(Uuid::from_u128(0xC0));
/// A registered college.
pub(super) const COLLEGE: AgencyId = AgencyId(Uuid::from_u128(0xCD));
/// The record of the plan, at position 5 of the department's journal.
pub(super) const PLAN: RecordKey = RecordKey { agency: DEPARTMENT, record: RecordId(Uuid::from_u128(0x91A)) };

/// The agency of a district code.
pub(super) fn district(code: u32) -> AgencyId {
    AgencyId(Uuid::from_u128(0x1000 + u128::from(code)))
}

fn key(agency: AgencyId) -> SigningKey {
    SigningKey::from_bytes(&[agency.0.as_bytes()[15]; 32])
}

fn owner(agency: AgencyId, role: Role, seed: u64) -> Owner {
    Owner { agency, role, key: Arc::new(key(agency)), entropy: Arc::new(SeededEntropy::new(seed)) }
}

pub(super) fn act() -> Act {
    Act { office: "Sở GD&ĐT Lai Châu".to_owned(), on_behalf_of: None, person: None }
}

/// A view that looks at nothing.
#[derive(Default)]
struct Blind;

impl View for Blind {
    fn apply(&mut self, _entry: Loaded) {}
}

/// What the coordinator holds of a journal.
pub(super) struct Held {
    pub(super) epoch: u32,
    pub(super) size: u64,
    pub(super) root: [u8; 32],
}

pub(super) struct Station {
    folder: tempfile::TempDir,
    pub(super) node: Arc<Node<CoordinatorView>>,
    pub(super) shutdown: CancellationToken,
}

impl Station {
    /// A coordinator that holds nothing.
    pub(super) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = node(folder.path()).await;
        Self { folder, node, shutdown: CancellationToken::new() }
    }

    /// A coordinator that received the registry and the plan LC-2021 at [`NOW`].
    pub(super) async fn new() -> Self {
        let station = Self::empty().await;
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("department.db")).await.unwrap();
        let owner = owner(DEPARTMENT, Role::Education, 7);
        let department = Ledger::open(Arc::new(store), owner, Blind::default, NOW).await.unwrap();
        let districts = [105, 106].map(|code| (district(code), agency(code)));
        let college = Agency { kind: AgencyKind::College, code: "CDCD".to_owned(), ..agency(100) };
        for (id, agency) in districts.into_iter().chain([(COLLEGE, college)]) {
            let record = RecordId(id.0);
            let state = State::Agency(agency);
            let put = department.transact(NOW, |tx| {
                Ok::<_, Infallible>(tx.put(record, Verb::Recorded, state.clone()).unwrap())
            });
            put.await.unwrap();
        }
        let put = department.transact(NOW, |tx| {
            Ok::<_, Infallible>(tx.put(PLAN.record, Verb::Issued, State::Plan(plan())).unwrap())
        });
        put.await.unwrap();
        station.take(&department).await;
        station
    }

    /// Takes in a journal as it is, with a receipt.
    async fn take(&self, from: &Ledger<Blind>) -> Held {
        let (journal, frontier) = from.own_head().await;
        let (size, root) = (frontier.size(), frontier.root());
        let entries = from.store().entries(journal, 0, 1_000).await.unwrap();
        let items = entries.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
        let checkpoint = from.sign_checkpoint(journal.epoch, &frontier).await.unwrap();
        let extensions = vec![Extension { journal, expected: 0, items, frontier }];
        let incoming = Incoming { extensions, checkpoints: vec![checkpoint], ..Incoming::default() };
        let JournalKey { agency, epoch } = journal;
        let receipt = State::Receipt(Receipt { agency, epoch, size, root, time: NOW });
        let ledger = &self.node.ledger;
        let taken = ledger.transact_with(NOW, &incoming, |tx| {
            let id = tx.new_id();
            Ok::<_, Infallible>(tx.put(id, Verb::Recorded, receipt.clone()).unwrap())
        });
        taken.await.unwrap();
        Held { epoch, size, root: root.0 }
    }

    /// A district's journal, delivered: nothing but its beginning.
    pub(super) async fn deliver(&self, code: u32) -> Held {
        self.deliver_records(code, Vec::new()).await
    }

    /// A district's journal, delivered: its beginning, and these records from position 2 on.
    pub(super) async fn deliver_records(&self, code: u32, records: Vec<(RecordId, State)>) -> Held {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("district.db")).await.unwrap();
        let owner = owner(district(code), Role::District, u64::from(code));
        let ledger = Ledger::open(Arc::new(store), owner, Blind::default, NOW).await.unwrap();
        for (record, state) in records {
            let put = ledger.transact(NOW, |tx| {
                Ok::<_, Infallible>(tx.put(record, Verb::Recorded, state.clone()).unwrap())
            });
            put.await.unwrap();
        }
        self.take(&ledger).await
    }

    /// Nothing can be written any more; what is in memory can be read.
    pub(super) fn spoil_store(&self) {
        for file in std::fs::read_dir(self.folder.path()).unwrap() {
            std::fs::write(file.unwrap().path(), "this is no database").unwrap();
        }
    }

    pub(super) fn handler(&self) -> ProgressHandler {
        self.handler_for(Readers::default())
    }

    pub(super) fn handler_for(&self, readers: Readers) -> ProgressHandler {
        ProgressHandler::new(Arc::clone(&self.node), readers, self.shutdown.clone())
    }

    /// The coordinator writes a record of its own.
    pub(super) async fn write(&self, state: State) {
        let put = self.node.ledger.transact(NOW, |tx| {
            let id = tx.new_id();
            Ok::<_, Infallible>(tx.put(id, Verb::Recorded, state.clone()).unwrap())
        });
        put.await.unwrap();
    }

    /// One more break: a journal stops.
    pub(super) async fn stop_journal(&self, code: u32) {
        let (stop, root) = (Some(JournalStop::Fork), Digest([1; 32]));
        let said = JournalStanding { agency: district(code), stop, epoch: 1, size: 1, root, time: NOW };
        self.write(State::JournalStanding(said)).await;
    }
}

async fn node(folder: &Path) -> Arc<Node<CoordinatorView>> {
    let store = SqliteStore::open(&folder.join("coordinator.db")).await.unwrap();
    let anchor = TrustAnchor {
        department: DEPARTMENT,
        department_key: key(DEPARTMENT).verifying_key().to_bytes(),
        coordinator: COORDINATOR,
        coordinator_key: key(COORDINATOR).verifying_key().to_bytes(),
        coordinator_url: "https://localhost:1".to_owned(),
    };
    let known = anchor.clone();
    let fresh = move || CoordinatorView::under(known.clone(), BTreeMap::new());
    let owner = owner(COORDINATOR, Role::Coordinator, 1);
    let ledger = Ledger::open(Arc::new(store), owner, fresh, NOW).await.unwrap();
    Arc::new(Node { ledger: Arc::new(ledger), anchor, clock: Arc::new(ManualClock::new(NOW)) })
}

fn agency(code: u32) -> Agency {
    Agency {
        act: act(),
        kind: AgencyKind::District,
        code: code.to_string(),
        code_list: "GSO".to_owned(),
        names: vec![DatedName { name: format!("Huyện {code}"), from: None }],
        signing_key: key(district(code)).verifying_key().to_bytes(),
        valid_from: None,
        valid_to: None,
    }
}

pub(super) fn day(text: &str) -> LegalDate {
    text.parse().unwrap()
}

fn plan() -> Plan {
    Plan {
        act: act(),
        plan_id: "LC-2021".to_owned(),
        version: 1,
        year: 2021,
        title: "Kế hoạch 2021".to_owned(),
        number: String::new(),
        date: None,
        legal_basis: "Nghị định 71/2020/NĐ-CP".to_owned(),
        first_day: day("2021-01-01"),
        achieve_by: day("2021-12-31"),
        report_before: day("2021-11-01"),
        review_date: day("2021-01-15"),
        policy: "R1".to_owned(),
        targets: vec![PlanTarget {
            level: Level::Primary,
            low_percent: 10,
            high_percent: 12,
            min_degree: Degree::University,
        }],
        units: vec![district(105), district(106)],
        issued: true,
    }
}
