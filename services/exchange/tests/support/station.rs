//! An agency's node on a file and the journals of others that it pulls, for stories of its services. Agencies' tests take this file in by its path.

use domain::date::Instant;
use domain::ids::{AgencyId, RecordId, Reference};
use domain::record::{Role, State, Verb};
use ed25519_dalek::SigningKey;
use exchange::node::Node;
use exchange::registry::HasRegistry;
use journal::ids::SeededEntropy;
use journal::ledger::{Incoming, Ledger, Loaded, Owner, View};
use journal::sqlite::SqliteStore;
use journal::store::{Extension, Item, JournalKey};
use runtime::clock::ManualClock;
use runtime::identity::Identity;
use runtime::trust::TrustAnchor;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;
use tonic::Request;
use uuid::Uuid;

/// Whose node it is, whom it believes, and when the story plays.
#[derive(Clone, Copy)]
pub(crate) struct Seat {
    pub(crate) agency: AgencyId,
    pub(crate) role: Role,
    pub(crate) department: AgencyId,
    pub(crate) now: Instant,
}

/// The key that signs an agency's journal.
pub(crate) fn key(agency: AgencyId) -> SigningKey {
    SigningKey::from_bytes(&[agency.0.as_bytes()[15]; 32])
}

fn owner(agency: AgencyId, role: Role, seed: u64) -> Owner {
    Owner { agency, role, key: Arc::new(key(agency)), entropy: Arc::new(SeededEntropy::new(seed)) }
}

/// An agency's node.
pub(crate) struct Station<V> {
    seat: Seat,
    folder: tempfile::TempDir,
    pub(crate) node: Arc<Node<V>>,
    seeds: u64,
}

impl<V: View + HasRegistry + Default + 'static> Station<V> {
    /// A node with nothing but the beginning of its journal.
    pub(crate) async fn at(seat: Seat) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let node = node(&seat, folder.path(), 1).await;
        Self { seat, folder, node, seeds: 1 }
    }

    /// The same journal, folded again from the file.
    pub(crate) async fn reopen(mut self) -> Self {
        self.node.ledger.store().close().await;
        self.seeds += 1;
        self.node = node(&self.seat, self.folder.path(), self.seeds).await;
        self
    }

    /// Takes in what another agency has written since.
    pub(crate) async fn pull(&self, from: &Peer) {
        let journal = from.journal().await;
        let heads = self.node.ledger.store().heads().await.unwrap();
        let held = heads.into_iter().find(|head| head.journal == journal);
        let mut frontier = held.map(|head| head.frontier).unwrap_or_default();
        let expected = frontier.size();
        let entries = from.ledger.store().entries(journal, expected, 10_000).await.unwrap();
        entries.iter().for_each(|entry| frontier.append(entry.leaf));
        let items = entries.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
        let extensions = vec![Extension { journal, expected, items, frontier }];
        let incoming = Incoming { extensions, ..Incoming::default() };
        let taken = self.node.ledger.transact_with(self.seat.now, &incoming, |_| Ok::<_, Infallible>(()));
        taken.await.unwrap();
    }

    /// Size of the own journal.
    pub(crate) async fn size(&self) -> u64 {
        self.node.ledger.own_head().await.1.size()
    }
}

async fn node<V: View + HasRegistry + Default + 'static>(
    seat: &Seat,
    folder: &Path,
    seed: u64,
) -> Arc<Node<V>> {
    let store = SqliteStore::open(&folder.join("node.db")).await.unwrap();
    let owner = owner(seat.agency, seat.role, seed);
    let ledger = Ledger::open(Arc::new(store), owner, V::default, seat.now).await.unwrap();
    let anchor = TrustAnchor {
        department: seat.department,
        department_key: key(seat.department).verifying_key().to_bytes(),
        coordinator: AgencyId(Uuid::from_u128(0xC0)),
        coordinator_key: [0; 32],
        coordinator_url: "https://localhost:1".to_owned(),
    };
    Arc::new(Node { ledger: Arc::new(ledger), anchor, clock: Arc::new(ManualClock::new(seat.now)) })
}

/// A view that looks at nothing.
#[derive(Default)]
struct Blind;

impl View for Blind {
    fn apply(&mut self, _entry: Loaded) {}
}

/// Another agency's journal.
pub(crate) struct Peer {
    _folder: tempfile::TempDir,
    ledger: Ledger<Blind>,
    now: Instant,
}

impl Peer {
    pub(crate) async fn new(agency: AgencyId, role: Role, now: Instant) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("peer.db")).await.unwrap();
        let owner = owner(agency, role, agency.0.as_u64_pair().1);
        let ledger = Ledger::open(Arc::new(store), owner, Blind::default, now).await.unwrap();
        Self { _folder: folder, ledger, now }
    }

    /// Writes a state of a record.
    pub(crate) async fn write(&self, record: RecordId, state: State) -> Reference {
        let put = |tx: &mut journal::ledger::Tx<'_, Blind>| tx.put(record, Verb::Recorded, state.clone());
        self.ledger.transact(self.now, put).await.unwrap().answer
    }

    pub(crate) async fn journal(&self) -> JournalKey {
        self.ledger.own_head().await.0
    }
}

/// A request of an agency's own system.
pub(crate) fn from_system<T>(agency: AgencyId, name: &str, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.extensions_mut().insert(Identity::System { agency, name: name.to_owned() });
    request
}
