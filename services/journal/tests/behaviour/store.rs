//! Stories of the store.

use crate::engines::Engine;
use crate::samples::{NOW, commit, entry, extension, key, record};
use domain::ids::Digest;
use journal::merkle::{Frontier, run_hashes, tree_root};
use journal::store::{
    CheckpointRow, Commit, Extension, Item, JournalStore, OmittedRun, ReceiptRow, StoreError,
};
use std::sync::Arc;

pub(crate) async fn entries_come_back_byte_for_byte(engine: Engine) {
    let store = engine.open().await;
    store.commit(&commit(&Frontier::default(), 5)).await.unwrap();
    let back = store.entries(key(), 0, 100).await.unwrap();
    assert_eq!(back, (1..=5).map(entry).collect::<Vec<_>>());
    assert_eq!(store.entries(key(), 2, 2).await.unwrap(), vec![entry(3), entry(4)]);
    let leaves = store.leaves(key(), 1, 5).await.unwrap();
    let heads = store.heads().await.unwrap();
    assert_eq!(heads.len(), 1);
    assert_eq!(heads[0].frontier.root(), tree_root(&leaves));
    store.close().await;
    let again = engine.open().await;
    assert_eq!(again.heads().await.unwrap(), heads);
}

pub(crate) async fn batches_of_any_size_come_back_byte_for_byte(engine: Engine) {
    let store = engine.open().await;
    let mut frontier = Frontier::default();
    for count in [1, 9, 10, 11, 49, 50, 51, 400] {
        let commit = commit(&frontier, count);
        store.commit(&commit).await.unwrap();
        frontier = commit.extensions[0].frontier.clone();
    }
    let back = store.entries(key(), 0, 1_000).await.unwrap();
    assert_eq!(back, (1..=frontier.size()).map(entry).collect::<Vec<_>>());
    assert_eq!(store.heads().await.unwrap()[0].frontier, frontier);
}

pub(crate) async fn a_moved_counter_refuses_the_whole_commit(engine: Engine) {
    let store = engine.open().await;
    let first = commit(&Frontier::default(), 2);
    store.commit(&first).await.unwrap();
    let mut stale = commit(&Frontier::default(), 3);
    stale.receipts.push(ReceiptRow { journal: key(), size: 3, time: NOW, note: "note".to_owned() });
    assert!(matches!(store.commit(&stale).await, Err(StoreError::Moved)));
    assert_eq!(store.entries(key(), 0, 100).await.unwrap().len(), 2);
    assert_eq!(store.receipt(key()).await.unwrap(), None);
    assert_eq!(store.last_receipt_time().await.unwrap().0, 0);
}

/// Extends the journal by one entry, trying again while others are faster.
async fn extend_by_one(store: &dyn JournalStore) {
    loop {
        let heads = store.heads().await.unwrap();
        let frontier = heads.first().map(|head| head.frontier.clone()).unwrap_or_default();
        match store.commit(&commit(&frontier, 1)).await {
            Ok(()) => return,
            Err(StoreError::Moved) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

pub(crate) async fn many_writers_leave_no_gap(engine: Engine) {
    let store = engine.open().await;
    let writers: Vec<_> = (0..6)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                for _ in 0..8 {
                    extend_by_one(store.as_ref()).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let positions: Vec<u64> =
        store.entries(key(), 0, 100).await.unwrap().iter().map(|e| e.header.position.position).collect();
    assert_eq!(positions, (1..=48).collect::<Vec<_>>());
}

pub(crate) async fn a_follower_never_misses_a_slow_writer(engine: Engine) {
    let store = engine.open().await;
    let writer = Arc::clone(&store);
    let writing = tokio::spawn(async move {
        for _ in 0..40 {
            extend_by_one(writer.as_ref()).await;
        }
    });
    let mut seen = Vec::new();
    while seen.len() < 40 {
        let after = seen.last().copied().unwrap_or(0);
        let page = store.entries(key(), after, 7).await.unwrap();
        seen.extend(page.iter().map(|entry| entry.header.position.position));
        tokio::task::yield_now().await;
    }
    writing.await.unwrap();
    assert_eq!(seen, (1..=40).collect::<Vec<_>>());
}

pub(crate) async fn omitted_runs_checkpoints_and_receipts_are_kept(engine: Engine) {
    let store = engine.open().await;
    let leaves: Vec<Digest> = (1..=6).map(|position| entry(position).leaf).collect();
    let mut frontier = Frontier::default();
    let run = OmittedRun { first: 1, count: 5, hashes: run_hashes(0, &leaves[..5]) };
    frontier.append_run(5, &run.hashes).unwrap();
    frontier.append(leaves[5]);
    assert_eq!(frontier.root(), tree_root(&leaves));
    let items = vec![Item::Omitted(run.clone()), Item::Entry(Box::new(entry(6)))];
    let note = |size| CheckpointRow { journal: key(), size, note: format!("note {size}") };
    let receipt = |size, time| ReceiptRow { journal: key(), size, time, note: "receipt".to_owned() };
    let commit = Commit {
        extensions: vec![Extension { journal: key(), expected: 0, items, frontier }],
        checkpoints: vec![note(2), note(6)],
        receipts: vec![receipt(6, NOW.plus_ms(5)), receipt(6, NOW), receipt(2, NOW)],
    };
    store.commit(&commit).await.unwrap();
    assert_eq!(store.omitted(key()).await.unwrap(), vec![run]);
    assert_eq!(store.entries(key(), 0, 10).await.unwrap(), vec![entry(6)]);
    assert_eq!(store.checkpoint(key(), 1, 5).await.unwrap(), Some(note(2)));
    assert_eq!(store.checkpoint(key(), 1, 9).await.unwrap(), Some(note(6)));
    assert_eq!(store.checkpoint(key(), 3, 5).await.unwrap(), None);
    assert_eq!(store.receipt(key()).await.unwrap(), Some(receipt(6, NOW)));
    assert_eq!(store.receipt_up_to(key(), 5).await.unwrap(), Some(receipt(2, NOW)));
    assert_eq!(store.receipt_up_to(key(), 1).await.unwrap(), None);
    assert_eq!(store.last_receipt_time().await.unwrap(), NOW.plus_ms(5));
}

pub(crate) async fn erasure_takes_salt_and_body_and_keeps_every_proof(engine: Engine) {
    let store = engine.open().await;
    store.commit(&commit(&Frontier::default(), 8)).await.unwrap();
    let root = store.heads().await.unwrap()[0].frontier.root();
    assert_eq!(store.erase(key(), 6, &[record(0), record(2)]).await.unwrap(), 2);
    assert_eq!(store.erase(key(), 6, &[record(0), record(2)]).await.unwrap(), 0);
    for found in store.entries(key(), 0, 100).await.unwrap() {
        let position = found.header.position.position;
        let erased = position == 2 || position == 6;
        assert_eq!(found.leaf, entry(position).leaf, "the leaf of {position} stays");
        let content = found.person.and_then(|part| part.content);
        assert_eq!(content.is_some(), position.is_multiple_of(2) && !erased, "personal part of {position}");
    }
    assert_eq!(tree_root(&store.leaves(key(), 1, 8).await.unwrap()), root);
}

pub(crate) async fn local_values_are_replaced(engine: Engine) {
    let store = engine.open().await;
    assert_eq!(store.local("cursor").await.unwrap(), None);
    store.set_local("cursor", b"1").await.unwrap();
    store.set_local("cursor", b"2").await.unwrap();
    assert_eq!(store.local("cursor").await.unwrap(), Some(b"2".to_vec()));
}

pub(crate) async fn a_damaged_entry_is_named_not_served(engine: Engine) {
    let store = engine.open().await;
    store.commit(&commit(&Frontier::default(), 3)).await.unwrap();
    let swap = "UPDATE journal_entry SET fact_commit = leaf WHERE position = 2";
    engine.tamper(swap).await;
    assert!(matches!(store.entries(key(), 0, 10).await, Err(StoreError::Damaged(_))));
    assert_eq!(store.entries(key(), 2, 10).await.unwrap(), vec![entry(3)]);
    // A body that is not the one that was signed: books edited behind the program's back.
    engine.tamper("UPDATE journal_entry SET fact_body = leaf WHERE position = 3").await;
    assert!(matches!(store.entries(key(), 2, 10).await, Err(StoreError::Damaged(_))));
    assert_eq!(extension(&Frontier::default(), 1).items.len(), 1);
}

pub(crate) async fn a_schema_of_a_later_program_is_refused(engine: Engine) {
    engine.open().await.close().await;
    engine.tamper("UPDATE _sqlx_migrations SET version = 9999").await;
    assert!(matches!(engine.try_open().await, Err(StoreError::Schema(_))));
}
