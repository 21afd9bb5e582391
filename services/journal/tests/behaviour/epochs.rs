//! Stories of what a node does that lost what it had told (D24).

use crate::engines::Engine;
use crate::samples::{NOW, Schools, key, owner, school};
use domain::record::{EpochReason, State, StoredOutcome, Verb};
use journal::ledger::{AppendError, Incoming, Ledger, LedgerError, RequestError, RequestKey, Standing};
use journal::mark::{Mark, Signed};
use journal::store::{CheckpointRow, Extension, Item, JournalKey, ReceiptRow, StoreError};

async fn open(engine: &Engine, seed: u64) -> Ledger<Schools> {
    Ledger::open(engine.open().await, owner(seed), Schools::default, NOW).await.unwrap()
}

async fn request(ledger: &Ledger<Schools>, name: &str) -> Result<bool, RequestError<()>> {
    let id =
        RequestKey { caller: "urn:x".to_owned(), rpc: "Roster/Push".to_owned(), request_id: name.to_owned() };
    let answer = ledger.request(NOW, &id, name.as_bytes(), |tx| {
        let id = tx.new_id();
        tx.put(id, Verb::Recorded, school(name)).unwrap();
        Ok(Vec::<StoredOutcome>::new())
    });
    Ok(answer.await?.repeated)
}

/// Everything that a ledger has told, as it would come back.
async fn told(ledger: &Ledger<Schools>, after: u64) -> Incoming {
    let (journal, frontier) = ledger.own_head().await;
    let entries = ledger.store().entries(journal, after, 1_000).await.unwrap();
    let items = entries.into_iter().map(|entry| Item::Entry(Box::new(entry))).collect();
    let size = frontier.size();
    Incoming {
        extensions: vec![Extension { journal, expected: after, items, frontier }],
        checkpoints: vec![CheckpointRow { journal, size, note: "note".to_owned() }],
        receipts: vec![ReceiptRow { journal, size, time: NOW, note: "receipt".to_owned() }],
    }
}

pub(crate) async fn what_was_told_comes_back_and_the_next_epoch_goes_on(engine: Engine) {
    let before = open(&Engine::sqlite(), 1).await;
    for name in ["A", "B"] {
        assert!(!request(&before, name).await.unwrap());
    }
    let emptied = open(&engine, 2).await;
    assert!(emptied.has_only_begun().await.unwrap());
    emptied.forget_opening().await.unwrap();
    assert_eq!(emptied.own_head().await.1.size(), 0);
    emptied.take_back(&told(&before, 0).await).await.unwrap();
    assert_eq!(emptied.own_head().await, before.own_head().await);
    emptied.open_epoch(NOW, EpochReason::Restored).await.unwrap();
    let second = JournalKey { epoch: 2, ..key() };
    let (journal, frontier) = emptied.own_head().await;
    assert_eq!((journal, frontier.size()), (second, 1));
    assert!(request(&emptied, "A").await.unwrap(), "an old request gets its old answer");
    assert!(!request(&emptied, "C").await.unwrap());
    let again = open(&engine, 3).await;
    assert_eq!(again.own_head().await, emptied.own_head().await);
    let names: Vec<String> = again.read().await.0.iter().map(|(_, name)| name.clone()).collect();
    assert_eq!(names, ["A", "B", "C"]);
    let first = &again.store().entries(second, 0, 1).await.unwrap()[0];
    let body = &first.fact.content.as_ref().unwrap().body;
    let Ok(State::EpochOpened(opened)) = contracts::body::decode(1, 1, 1, body, None) else { panic!() };
    let (root, size) = (before.own_head().await.1.root(), before.own_head().await.1.size());
    assert_eq!((opened.previous_epoch, opened.previous_size, opened.previous_root), (1, size, Some(root)));
    assert_eq!(opened.reason, EpochReason::Restored);
    assert_eq!(again.store().receipt(key()).await.unwrap().unwrap().size, size);
}

pub(crate) async fn nothing_but_an_unseen_opening_is_forgotten(engine: Engine) {
    let ledger = open(&engine, 1).await;
    let (journal, frontier) = ledger.own_head().await;
    ledger.sign_checkpoint(journal.epoch, &frontier).await.unwrap();
    assert!(!ledger.has_only_begun().await.unwrap());
    assert!(matches!(ledger.forget_opening().await, Err(StoreError::Damaged(_))));
    assert_eq!(ledger.own_head().await.1.size(), 1);
    assert_eq!(ledger.store().entries(key(), 0, 9).await.unwrap().len(), 1);
}

pub(crate) async fn a_closed_journal_answers_repeats_alone_and_stays_closed_over_a_restart(engine: Engine) {
    let ledger = open(&engine, 1).await;
    request(&ledger, "A").await.unwrap();
    ledger.set_standing(Standing::Forked).await.unwrap();
    let again = open(&engine, 2).await;
    for ledger in [&ledger, &again] {
        assert_eq!(ledger.standing(), Standing::Forked);
        assert!(request(ledger, "A").await.unwrap());
        let refused = request(ledger, "B").await;
        let Err(RequestError::Ledger(LedgerError::Append(AppendError::Closed(standing)))) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(standing, Standing::Forked);
    }
    again.set_standing(Standing::Ready).await.unwrap();
    assert!(!request(&open(&engine, 3).await, "B").await.unwrap());
}

pub(crate) async fn a_database_behind_its_mark_is_closed(engine: Engine) {
    let dir = tempfile::tempdir().unwrap();
    let mark = || Mark::at(&dir.path().join("signing.mark"));
    let ledger = open(&engine, 1).await;
    ledger.keep_mark(mark()).await.unwrap();
    let (journal, frontier) = ledger.own_head().await;
    ledger.sign_checkpoint(journal.epoch, &frontier).await.unwrap();
    assert_eq!(mark().signed(), Some(Signed { epoch: 1, size: 1 }));
    assert_eq!(ledger.standing(), Standing::Ready);
    mark().raise(Signed { epoch: 1, size: 2 }).unwrap();
    let behind = open(&engine, 2).await;
    behind.keep_mark(mark()).await.unwrap();
    assert_eq!(behind.standing(), Standing::Restored);
    assert!(request(&behind, "A").await.is_err());
    behind.open_epoch(NOW, EpochReason::Restored).await.unwrap();
    assert!(!request(&behind, "A").await.unwrap());
    let again = open(&engine, 3).await;
    again.keep_mark(mark()).await.unwrap();
    assert_eq!(again.standing(), Standing::Ready, "the new epoch is beyond the mark");
}

pub(crate) async fn writers_wait_until_a_new_journal_was_asked_about(engine: Engine) {
    let ledger = open(&engine, 1).await;
    ledger.ask_first();
    assert_eq!(ledger.standing(), Standing::Asking);
    let (written, ()) = tokio::join!(request(&ledger, "A"), async { ledger.asked() });
    assert!(!written.unwrap());
    let again = open(&engine, 2).await;
    again.ask_first();
    assert_eq!(again.standing(), Standing::Ready, "a journal with entries is nobody's guess");
}

pub(crate) async fn answers_to_requests_of_others_answer_nobody_here(engine: Engine) {
    let theirs = open(&Engine::sqlite(), 1).await;
    request(&theirs, "A").await.unwrap();
    let mut us = owner(2);
    us.agency = domain::ids::AgencyId(uuid::Uuid::from_u128(0xB));
    let ours = Ledger::open(engine.open().await, us, Schools::default, NOW).await.unwrap();
    let copy = told(&theirs, 0).await;
    ours.transact_with(NOW, &copy, |_| Ok::<_, ()>(())).await.unwrap();
    assert_eq!(ours.read().await.0.len(), 1);
    assert!(!request(&ours, "A").await.unwrap());
}
