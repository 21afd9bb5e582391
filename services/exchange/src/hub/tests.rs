use super::*;
use crate::registry::Registry;
use domain::record::Role;
use ed25519_dalek::SigningKey;
use journal::ids::SeededEntropy;
use journal::ledger::{Loaded, Owner};
use journal::sqlite::SqliteStore;
use journal::store::{Commit, JournalKey, ReceiptRow};
use runtime::clock::ManualClock;
use uuid::Uuid;

const NOW: Instant = Instant(1_622_509_200_000);
const HUB: AgencyId = AgencyId(Uuid::from_u128(9));
const DISTRICT: AgencyId = AgencyId(Uuid::from_u128(5));

#[derive(Default)]
struct Registered(Registry, Vec<Seen>);

impl View for Registered {
    fn apply(&mut self, loaded: Loaded) {
        self.0.apply(&loaded);
        if let Some(State::Seen(seen)) = loaded.state {
            self.1.push(seen);
        }
    }
}

impl HasRegistry for Registered {
    fn registry(&self) -> &Registry {
        &self.0
    }
}

fn anchor() -> TrustAnchor {
    TrustAnchor {
        department: AgencyId(Uuid::from_u128(1)),
        department_key: [1; 32],
        coordinator: HUB,
        coordinator_key: SigningKey::from_bytes(&[3; 32]).verifying_key().to_bytes(),
        coordinator_url: "https://127.0.0.1:1".to_owned(),
    }
}

async fn hub(dir: &tempfile::TempDir, clock: Arc<ManualClock>, every: Duration) -> Hub<Registered> {
    let store = SqliteStore::open(&dir.path().join("hub.sqlite")).await.unwrap();
    let owner = Owner {
        agency: HUB,
        role: Role::Coordinator,
        key: Arc::new(SigningKey::from_bytes(&[3; 32])),
        entropy: Arc::new(SeededEntropy::new(1)),
    };
    let ledger = Ledger::open(Arc::new(store), owner, Registered::default, NOW).await.unwrap();
    Hub::new(Arc::new(ledger), anchor(), clock, every, Arc::new(|_: &Registered, _, _: &_| Visibility::Full))
}

#[tokio::test]
async fn seen_is_recorded_once_in_the_interval_of_the_config() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Arc::new(ManualClock::new(NOW)));
    let hub = hub(&dir, Arc::clone(&clock), Duration::from_secs(60)).await;
    let mut told = Vec::new();
    for passed in [0, 59_000, 1_000, 59_999, 1] {
        clock.pass(passed);
        hub.contact(DISTRICT);
        hub.record_seen().await.unwrap();
        told.push(hub.ledger.read().await.1.len());
    }
    assert_eq!(told, [1, 1, 2, 2, 3]);
    let last = hub.ledger.read().await.1.last().cloned().unwrap();
    assert_eq!((last.time, last.agencies), (NOW.plus_ms(120_000), vec![DISTRICT]));
}

#[tokio::test]
async fn receipt_times_never_go_back_not_even_over_a_restart_with_a_clock_put_back() {
    let (dir, hour) = (tempfile::tempdir().unwrap(), Duration::from_secs(3_600));
    let before = hub(&dir, Arc::new(ManualClock::new(NOW)), hour).await;
    let given = before.receipt_time(DISTRICT).await.unwrap();
    assert_eq!(given, NOW);
    let journal = JournalKey { agency: DISTRICT, epoch: 1 };
    let row = ReceiptRow { journal, size: 1, time: given, note: "note".to_owned() };
    let commit = Commit { receipts: vec![row], ..Commit::default() };
    before.ledger.store().commit(&commit).await.unwrap();
    let after = hub(&dir, Arc::new(ManualClock::new(NOW.plus_ms(-7_200_000))), hour).await;
    assert_eq!(after.receipt_time(DISTRICT).await.unwrap(), given);
}

#[tokio::test]
async fn an_agency_is_connected_while_one_of_its_lines_is_open() {
    let (dir, clock) = (tempfile::tempdir().unwrap(), Arc::new(ManualClock::new(NOW)));
    let hub = Arc::new(hub(&dir, Arc::clone(&clock), Duration::from_secs(60)).await);
    assert_eq!(hub.heard(DISTRICT), (None, false));
    let first = hub.delivering(DISTRICT);
    let second = hub.delivering(DISTRICT);
    hub.contact(DISTRICT);
    drop(first);
    assert_eq!(hub.heard(DISTRICT), (Some(NOW), true), "the second line is open");
    drop(second);
    assert_eq!(hub.heard(DISTRICT), (Some(NOW), false), "when it was heard stays known");
    assert_eq!(hub.heard(HUB), (None, false));
}
