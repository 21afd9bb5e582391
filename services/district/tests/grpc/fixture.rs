//! A district's node, the department whose journal it pulls, and what their clerks send.

use contracts::pb::nomination::v1 as nomination;
use contracts::pb::roster::v1 as roster;
use contracts::pb::types::v1 as types;
use district::DistrictView;
use district::grpc::{NominationHandler, RosterHandler};
use domain::date::{Instant, LegalDate};
use domain::ids::{AgencyId, RecordId};
use domain::record::{Act, Agency, DatedName, Plan, PlanTarget, Role, ScopeFrozen, State, Verb};
use domain::vocabulary::{AgencyKind, Degree, Level};
use ed25519_dalek::SigningKey;
use exchange::node::Node;
use journal::ids::SeededEntropy;
use journal::ledger::{Incoming, Ledger, Owner};
use journal::sqlite::SqliteStore;
use journal::store::{Extension, Item};
use runtime::clock::ManualClock;
use runtime::identity::Identity;
use runtime::trust::TrustAnchor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tonic::Request;
use uuid::Uuid;

pub(crate) const NOW: Instant = Instant(1_614_556_800_000);
pub(crate) const DISTRICT: AgencyId = AgencyId(Uuid::from_u128(0x108));
pub(crate) const DEPARTMENT: AgencyId = AgencyId(Uuid::from_u128(0x12));
pub(crate) const COLLEGE: AgencyId = AgencyId(Uuid::from_u128(0xC0));
pub(crate) const PLAN: RecordId = RecordId(Uuid::from_u128(0x2021));
pub(crate) const PLAN_ID: &str = "LC-2021";
pub(crate) const COLLEGE_NAME: &str = "Trường Cao đẳng Cộng đồng Lai Châu";

pub(crate) struct Fixture {
    /// The district.
    pub(crate) own: AgencyId,
    pub(crate) node: Arc<Node<DistrictView>>,
    pub(crate) roster: RosterHandler,
    pub(crate) nominations: NominationHandler,
    pub(crate) department: Ledger<DistrictView>,
    requests: AtomicU32,
    folder: TempDir,
}

fn owner(agency: AgencyId, role: Role) -> Owner {
    let key = Arc::new(SigningKey::from_bytes(&[7; 32]));
    let (_, seed) = agency.0.as_u64_pair();
    Owner { agency, role, key, entropy: Arc::new(SeededEntropy::new(seed)) }
}

async fn ledger(folder: &Path, agency: AgencyId, role: Role) -> Ledger<DistrictView> {
    let store = SqliteStore::open(&folder.join(format!("{agency}.db"))).await.unwrap();
    Ledger::open(Arc::new(store), owner(agency, role), DistrictView::default, NOW).await.unwrap()
}

fn anchor() -> TrustAnchor {
    TrustAnchor {
        department: DEPARTMENT,
        department_key: [0; 32],
        coordinator: AgencyId(Uuid::from_u128(0xC00)),
        coordinator_key: [0; 32],
        coordinator_url: "https://localhost:1".to_owned(),
    }
}

async fn node(folder: &Path, own: AgencyId) -> Arc<Node<DistrictView>> {
    let ledger = Arc::new(ledger(folder, own, Role::District).await);
    Arc::new(Node { ledger, anchor: anchor(), clock: Arc::new(ManualClock::new(NOW)) })
}

pub(crate) fn act() -> Act {
    Act { office: "Sở GD&ĐT".to_owned(), on_behalf_of: None, person: Some("Lò Văn An".to_owned()) }
}

pub(crate) fn date(text: &str) -> LegalDate {
    text.parse().unwrap()
}

pub(crate) fn plan(version: u32, issued: bool) -> Plan {
    let target = |level, low_percent, high_percent, min_degree| PlanTarget {
        level,
        low_percent,
        high_percent,
        min_degree,
    };
    Plan {
        act: act(),
        plan_id: PLAN_ID.to_owned(),
        version,
        year: 2021,
        title: "Kế hoạch năm 2021".to_owned(),
        number: String::new(),
        date: None,
        legal_basis: "Nghị định 71/2020/NĐ-CP".to_owned(),
        first_day: date("2021-01-01"),
        achieve_by: date("2021-12-31"),
        report_before: date("2021-11-01"),
        review_date: date("2021-01-31"),
        policy: "R1".to_owned(),
        targets: vec![
            target(Level::Preschool, 11, 13, Degree::College),
            target(Level::Primary, 10, 12, Degree::University),
            target(Level::LowerSecondary, 11, 13, Degree::University),
        ],
        units: vec![DISTRICT],
        issued,
    }
}

/// An agency of the registry.
pub(crate) fn agency(kind: AgencyKind, code: &str, name: &str) -> Agency {
    Agency {
        act: act(),
        kind,
        code: code.to_owned(),
        code_list: "LC".to_owned(),
        names: vec![DatedName { name: name.to_owned(), from: None }],
        signing_key: [3; 32],
        valid_from: None,
        valid_to: None,
    }
}

impl Fixture {
    /// A node without the department's journal.
    pub(crate) async fn alone() -> Self {
        Self::of(DISTRICT).await
    }

    /// A node of some district without the department's journal.
    pub(crate) async fn of(own: AgencyId) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let department = ledger(folder.path(), DEPARTMENT, Role::Education).await;
        let node = node(folder.path(), own).await;
        Self {
            own,
            roster: RosterHandler::new(Arc::clone(&node)),
            nominations: NominationHandler::new(Arc::clone(&node)),
            node,
            department,
            requests: AtomicU32::new(0),
            folder,
        }
    }

    /// A node that has pulled the plan of 2021 and the college.
    pub(crate) async fn new() -> Self {
        let fixture = Self::alone().await;
        let college = agency(AgencyKind::College, "CDCD", COLLEGE_NAME);
        fixture.publish(RecordId(COLLEGE.0), State::Agency(college)).await;
        fixture.publish(PLAN, State::Plan(plan(1, true))).await;
        fixture
    }

    /// The department records a state, and the district pulls it.
    pub(crate) async fn publish(&self, record: RecordId, state: State) {
        let put = |tx: &mut journal::ledger::Tx<'_, _>| tx.put(record, Verb::Recorded, state.clone());
        self.department.transact(NOW, put).await.unwrap();
        self.pull(&self.department).await;
    }

    /// The district takes in what a journal has more.
    pub(crate) async fn pull(&self, from: &Ledger<DistrictView>) {
        let (journal, frontier) = from.own_head().await;
        let held = self.node.ledger.sizes().await.get(&journal).copied().unwrap_or(0);
        let entries = from.store().entries(journal, held, 1_000).await.unwrap();
        let items = entries.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
        let extensions = vec![Extension { journal, expected: held, items, frontier }];
        let incoming = Incoming { extensions, ..Incoming::default() };
        let nothing = |_: &mut journal::ledger::Tx<'_, _>| Ok::<_, std::convert::Infallible>(());
        self.node.ledger.transact_with(NOW, &incoming, nothing).await.unwrap();
    }

    /// The department freezes the drawn list of a level.
    pub(crate) async fn freeze(&self, level: Level) {
        let parts: Vec<_> = {
            let view = self.node.ledger.read().await;
            let parts = view.district(DISTRICT).scope_parts(self.plan_key(), level);
            parts.into_iter().map(|(record, _)| record).collect()
        };
        let seen = self.node.ledger.transact(NOW, |tx| {
            let lists = parts.iter().filter_map(|record| tx.witnessed(tx.own(*record)));
            Ok::<_, std::convert::Infallible>((tx.witnessed(self.plan_key()), lists.collect::<Vec<_>>()))
        });
        let (plan, lists) = seen.await.unwrap().answer;
        let frozen = ScopeFrozen {
            act: act(),
            plan: plan.unwrap(),
            district: DISTRICT,
            level,
            lists,
            in_scope: 0,
            policy: "R1".to_owned(),
            document: String::new(),
            reason: None,
        };
        let record = RecordId(Uuid::from_u128(0xF0 + level as u128));
        self.publish(record, State::ScopeFrozen(frozen)).await;
    }

    pub(crate) fn plan_key(&self) -> domain::ids::RecordKey {
        domain::ids::RecordKey { agency: DEPARTMENT, record: PLAN }
    }

    /// The same node opened again from its files.
    pub(crate) async fn reopened(self) -> Self {
        let node = node(self.folder.path(), self.own).await;
        Self {
            roster: RosterHandler::new(Arc::clone(&node)),
            nominations: NominationHandler::new(Arc::clone(&node)),
            node,
            ..self
        }
    }

    /// A new request id.
    pub(crate) fn request_id(&self) -> String {
        format!("r-{}", self.requests.fetch_add(1, Ordering::Relaxed))
    }

    /// Entries in the district's own journal.
    pub(crate) async fn size(&self) -> u64 {
        self.node.ledger.own_head().await.1.size()
    }

    /// Entries of the own journal after a position.
    pub(crate) async fn kinds_after(&self, position: u64) -> Vec<u32> {
        let (journal, _) = self.node.ledger.own_head().await;
        let entries = self.node.ledger.store().entries(journal, position, 1_000).await.unwrap();
        entries.iter().map(|entry| entry.header.kind).collect()
    }

    /// Erases the PERSON part of records, as far as the journal goes.
    pub(crate) async fn erase(&self, records: &[RecordId]) {
        let (journal, frontier) = self.node.ledger.own_head().await;
        let erased = self.node.ledger.store().erase(journal, frontier.size(), records).await.unwrap();
        assert!(erased > 0);
    }
}

/// A request of the district's own system.
pub(crate) fn from_system<T>(message: T) -> Request<T> {
    from(Identity::System { agency: DISTRICT, name: "qlgv".to_owned() }, message)
}

pub(crate) fn from<T>(identity: Identity, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(identity);
    request
}

pub(crate) fn acted_by() -> Option<types::ActedBy> {
    Some(types::ActedBy {
        person: "Tẩn A Páo".to_owned(),
        office: "Phòng GD&ĐT huyện Sìn Hồ".to_owned(),
        on_behalf_of: None,
    })
}

/// A preschool teacher below the standard with enough service left: in scope.
pub(crate) fn teacher(code: &str, full_name: &str, birth: &str) -> roster::TeacherItem {
    roster::TeacherItem {
        code: code.to_owned(),
        full_name: full_name.to_owned(),
        birth: birth.to_owned(),
        sex: types::Sex::Female.into(),
        school_code: "12108301".to_owned(),
        school_name: "Trường Mầm non Tả Ngảo".to_owned(),
        level: types::Level::Preschool.into(),
        degree: types::Degree::Intermediate.into(),
        ..Default::default()
    }
}

pub(crate) fn cite(number: &str, date: &str) -> types::DocumentCite {
    types::DocumentCite {
        authority: "UBND huyện Sìn Hồ".to_owned(),
        number: number.to_owned(),
        date: date.to_owned(),
    }
}

pub(crate) fn key(code: &str) -> nomination::TeacherKey {
    nomination::TeacherKey { code: code.to_owned(), ..Default::default() }
}

/// A nomination to a college degree by a decision of the district.
pub(crate) fn sent(code: &str, number: &str, date: &str) -> nomination::NominationItem {
    nomination::NominationItem {
        teacher: Some(key(code)),
        plan_id: PLAN_ID.to_owned(),
        target_degree: types::Degree::College.into(),
        institution: COLLEGE_NAME.to_owned(),
        decision: Some(cite(number, date)),
        ..Default::default()
    }
}

/// The result of an item: its code, and the reason and field of its first problem.
pub(crate) fn result(outcome: &types::ItemOutcome) -> (types::OutcomeCode, &str, &str) {
    let problem = outcome.problems.first();
    (
        outcome.code(),
        problem.map_or("", |problem| problem.reason.as_str()),
        problem.map_or("", |problem| problem.field.as_str()),
    )
}

pub(crate) const APPLIED: (types::OutcomeCode, &str, &str) = (types::OutcomeCode::Applied, "", "");
pub(crate) const UNCHANGED: (types::OutcomeCode, &str, &str) = (types::OutcomeCode::Unchanged, "", "");

pub(crate) const fn refused<'a>(reason: &'a str, field: &'a str) -> (types::OutcomeCode, &'a str, &'a str) {
    (types::OutcomeCode::Refused, reason, field)
}
