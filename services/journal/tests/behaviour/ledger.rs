//! Stories of the ledger.

use crate::engines::Engine;
use crate::samples::{NOW, Schools, key, owner, school};
use domain::ids::AgencyId;
use domain::record::{OutcomeCode, State, StoredOutcome, Verb};
use journal::ledger::{AppendError, Ledger, LedgerError, Owner, RequestError, RequestKey};
use journal::merkle::tree_root;
use journal::note::Checkpoint;
use journal::store::StoreError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use uuid::Uuid;

async fn open(engine: &Engine, seed: u64) -> Ledger<Schools> {
    Ledger::open(engine.open().await, owner(seed), Schools::default, NOW).await.unwrap()
}

async fn add(ledger: &Ledger<Schools>, name: &str) -> Result<u64, LedgerError<()>> {
    let recorded = ledger
        .transact(NOW, |tx| {
            let id = tx.new_id();
            Ok(tx.put(id, Verb::Recorded, school(name)))
        })
        .await?;
    Ok(recorded.position.position)
}

fn request(id: &str) -> RequestKey {
    RequestKey { caller: "urn:x".to_owned(), rpc: "Roster/Push".to_owned(), request_id: id.to_owned() }
}

fn outcome() -> StoredOutcome {
    StoredOutcome { code: OutcomeCode::Applied, record: None, revision: 1, problems: Vec::new() }
}

pub(crate) async fn a_journal_begins_with_epoch_opened(engine: Engine) {
    let ledger = open(&engine, 1).await;
    let entries = ledger.store().entries(key(), 0, 10).await.unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].header.kind, 1);
    assert_eq!(add(&ledger, "A").await.unwrap(), 2);
}

pub(crate) async fn a_repeat_gets_the_first_answer_and_a_conflict_is_refused(engine: Engine) {
    let ledger = open(&engine, 1).await;
    let put = |bytes: &'static [u8]| {
        let ledger = &ledger;
        async move {
            ledger
                .request::<()>(NOW, &request("r1"), bytes, |tx| {
                    let id = tx.new_id();
                    tx.put(id, Verb::Recorded, school("A")).unwrap();
                    Ok(vec![outcome()])
                })
                .await
        }
    };
    let first = put(b"content").await.unwrap();
    let again = put(b"content").await.unwrap();
    assert!(!first.repeated && again.repeated);
    assert_eq!((again.outcomes, again.position), (first.outcomes, first.position));
    assert!(matches!(put(b"other").await, Err(RequestError::Conflict)));
    assert_eq!(ledger.read().await.0.len(), 1);
    let reopened = open(&engine, 2).await;
    let after = reopened.request::<()>(NOW, &request("r1"), b"content", |_| Ok(Vec::new())).await.unwrap();
    assert!(after.repeated);
    assert_eq!(after.position, first.position);
}

pub(crate) async fn a_refused_command_leaves_no_trace(engine: Engine) {
    let ledger = open(&engine, 1).await;
    let refused = ledger
        .transact(NOW, |tx| {
            let id = tx.new_id();
            tx.put(id, Verb::Recorded, school("half")).unwrap();
            Err::<(), _>("no")
        })
        .await;
    assert!(matches!(refused, Err(LedgerError::Refused("no"))));
    assert_eq!(ledger.read().await.0, vec![]);
    assert_eq!(add(&ledger, "whole").await.unwrap(), 2);
}

pub(crate) async fn a_command_refused_before_it_put_anything_costs_no_fold(engine: Engine) {
    let folds = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&folds);
    let fresh = move || {
        counted.fetch_add(1, Ordering::Relaxed);
        Schools::default()
    };
    let ledger = Ledger::open(engine.open().await, owner(1), fresh, NOW).await.unwrap();
    add(&ledger, "A").await.unwrap();
    let refused = ledger.transact(NOW, |_| Err::<(), _>("no")).await;
    assert!(matches!(refused, Err(LedgerError::Refused("no"))));
    assert_eq!(folds.load(Ordering::Relaxed), 1);
    let put = ledger.transact(NOW, |tx| {
        let id = tx.new_id();
        tx.put(id, Verb::Recorded, school("half")).unwrap();
        Err::<(), _>("no")
    });
    assert!(put.await.is_err());
    assert_eq!((folds.load(Ordering::Relaxed), ledger.read().await.0.len()), (2, 1));
}

pub(crate) async fn a_ledger_opened_again_knows_the_same(engine: Engine) {
    let ledger = open(&engine, 1).await;
    for name in ["A", "B", "C"] {
        add(&ledger, name).await.unwrap();
    }
    let (before, head) = (ledger.read().await.0.clone(), ledger.own_head().await);
    let again = open(&engine, 2).await;
    assert_eq!(again.read().await.0, before);
    assert_eq!(again.own_head().await, head);
}

pub(crate) async fn two_processes_on_one_store_stay_dense(engine: Engine) {
    let (left, right) = (open(&engine, 1).await, open(&engine, 2).await);
    add(&left, "A").await.unwrap();
    add(&right, "B").await.unwrap();
    add(&left, "C").await.unwrap();
    right.catch_up().await.unwrap();
    let names: Vec<String> = right.read().await.0.iter().map(|(_, name)| name.clone()).collect();
    assert_eq!(names, ["A", "B", "C"]);
    let leaves = right.store().leaves(key(), 1, 99).await.unwrap();
    assert_eq!(right.own_head().await.1.root(), tree_root(&leaves));
}

pub(crate) async fn limits_hold_at_append(engine: Engine) {
    let ledger = open(&engine, 1).await;
    let large = add(&ledger, &"x".repeat(70_000)).await;
    assert!(matches!(large, Err(LedgerError::Append(AppendError::PartTooLarge { .. }))));
    let many = ledger
        .transact::<_, ()>(NOW, |tx| {
            for _ in 0..401 {
                let id = tx.new_id();
                let _kept_in_the_transaction = tx.put(id, Verb::Recorded, school("A"));
            }
            Ok(())
        })
        .await;
    assert!(matches!(many, Err(LedgerError::Append(AppendError::TransactionTooLarge { .. }))));
    assert_eq!(ledger.own_head().await.1.size(), 1);
    assert_eq!(ledger.read().await.0, vec![]);
}

pub(crate) async fn a_kind_of_another_role_is_refused_at_append(engine: Engine) {
    let ledger = open(&engine, 1).await;
    let seen = State::Seen(domain::record::Seen { time: NOW, agencies: vec![key().agency] });
    let result = ledger
        .transact::<_, ()>(NOW, |tx| {
            let id = tx.new_id();
            Ok(tx.put(id, Verb::Recorded, seen.clone()))
        })
        .await;
    assert!(matches!(result, Err(LedgerError::Append(AppendError::KindNotOwned { kind: 601 }))));
}

pub(crate) async fn checkpoints_are_stored_before_they_are_given(engine: Engine) {
    let ledger = Arc::new(open(&engine, 1).await);
    add(&ledger, "A").await.unwrap();
    let (journal, frontier) = ledger.own_head().await;
    let row = ledger.sign_checkpoint(journal.epoch, &frontier).await.unwrap();
    let read = Checkpoint::verify(&row.note, &ledger.key().verifying_key()).unwrap();
    assert_eq!((read.size, read.root), (2, frontier.root()));
    assert_eq!(ledger.store().checkpoint(key(), 2, 2).await.unwrap(), Some(row));
}

pub(crate) async fn a_database_of_another_agency_is_refused(engine: Engine) {
    drop(Ledger::open(engine.open().await, owner(1), Schools::default, NOW).await.unwrap());
    let other = Owner { agency: AgencyId(Uuid::from_u128(0xB)), ..owner(2) };
    let refused = Ledger::open(engine.open().await, other, Schools::default, NOW).await;
    assert!(matches!(refused.err(), Some(LedgerError::Store(StoreError::Damaged(_)))));
}
