//! One agency's own journal with its view in memory: where commands are decided and recorded.
//!
//! The journal is the only thing stored. A view is a fold of the journals that the node holds (its own and what it pulled), kept in memory and rebuilt
//! at start; there is no second table that could disagree (D28). Commands are serial: the ledger's lock, then the counter row of
//! the journal, whose size must be the one the decision was made on; otherwise the view is folded again and the command decided again.

mod epochs;
mod load;
mod request;
mod standing;
mod tx;

pub use load::{Loaded, View};
pub use request::{Answer, RequestError, RequestKey};
pub use standing::Standing;
pub use tx::{AppendError, MOST_ENTRY_BYTES, Tx};

use crate::entry::Entry;
use crate::ids::Entropy;
use crate::mark::Mark;
use crate::merkle::Frontier;
use crate::note::Checkpoint;
use crate::store::{
    CheckpointRow, Commit, Extension, Item, JournalKey, JournalStore, ReceiptRow, StoreError,
};
use domain::date::Instant;
use domain::ids::{AgencyId, Digest, Position, RecordKey};
use domain::record::{EpochOpened, EpochReason, Role, State, Verb};
use ed25519_dalek::SigningKey;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};
use tokio::sync::{RwLock, RwLockReadGuard, watch};
use tx::Draft;

/// Attempts to decide a command again when another process extends the journal in between.
const MAX_ATTEMPTS: usize = 5;

/// Newest entry of a record, for references.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordHead {
    pub(crate) revision: u64,
    pub(crate) position: Position,
    /// `None` while the transaction that wrote it is not committed yet.
    pub(crate) leaf: Option<Digest>,
}

pub(crate) struct Inner<V> {
    pub(crate) view: V,
    pub(crate) records: HashMap<RecordKey, RecordHead>,
    pub(crate) requests: request::Requests,
    own: AgencyId,
    sizes: BTreeMap<JournalKey, u64>,
    epoch: u32,
    frontier: Frontier,
}

/// Who keeps a ledger, and with what.
#[derive(Clone)]
pub struct Owner {
    /// The agency.
    pub agency: AgencyId,
    /// Its role: the range of kinds it may write.
    pub role: Role,
    /// Key that signs its checkpoints.
    pub key: Arc<SigningKey>,
    /// Random ids and salts.
    pub entropy: Arc<dyn Entropy>,
}

/// Why a command was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError<E> {
    /// The rule refused; nothing was recorded.
    #[error("refused")]
    Refused(E),
    /// An entry breaks a limit or a range.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// The store failed; nothing was recorded.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What comes with a transaction from outside: entries of other journals, checkpoints, receipts.
#[derive(Debug, Default, Clone)]
pub struct Incoming {
    /// Extensions of other agencies' journals.
    pub extensions: Vec<Extension>,
    /// Checkpoints to keep.
    pub checkpoints: Vec<CheckpointRow>,
    /// Receipts to keep.
    pub receipts: Vec<ReceiptRow>,
}

/// What a transaction recorded.
#[derive(Debug, Clone)]
pub struct Recorded<R> {
    /// What the decision answered.
    pub answer: R,
    /// Address of the last own entry written; the last one there is when the decision wrote nothing.
    pub position: Position,
}

/// One agency's own journal with a view `V` over all journals that the node holds.
pub struct Ledger<V> {
    store: Arc<dyn JournalStore>,
    owner: Owner,
    fresh: Box<dyn Fn() -> V + Send + Sync>,
    inner: RwLock<Inner<V>>,
    changed: watch::Sender<u64>,
    standing: watch::Sender<Standing>,
    /// Whether the journal had only begun when it was opened.
    began: bool,
    mark: OnceLock<Mark>,
}

impl<V: View> Ledger<V> {
    /// Opens the ledger: folds what the store holds, and begins the journal with EPOCH_OPENED when it is empty (D24).
    ///
    /// # Errors
    /// [`LedgerError::Store`] when the store fails or is damaged.
    pub async fn open(
        store: Arc<dyn JournalStore>,
        owner: Owner,
        fresh: impl Fn() -> V + Send + Sync + 'static,
        now: Instant,
    ) -> Result<Self, LedgerError<std::convert::Infallible>> {
        let inner = load::load(store.as_ref(), owner.agency, fresh()).await?;
        let empty = inner.frontier.size() == 0;
        let began = inner.epoch == 1 && inner.frontier.size() <= 1;
        let ledger = Self {
            store,
            owner,
            fresh: Box::new(fresh),
            inner: RwLock::new(inner),
            changed: watch::Sender::new(0),
            standing: watch::Sender::new(Standing::Ready),
            began,
            mark: OnceLock::new(),
        };
        ledger.keep_owner().await?;
        ledger.recall_standing().await?;
        if empty {
            let nonce = ledger.owner.entropy.bytes16();
            let opened = EpochOpened {
                previous_epoch: 0,
                previous_size: 0,
                previous_root: None,
                nonce,
                reason: EpochReason::First,
            };
            ledger
                .transact_with(now, &Incoming::default(), |tx| {
                    let id = tx.new_id();
                    Ok(tx.put(id, Verb::Recorded, State::EpochOpened(opened.clone())))
                })
                .await?
                .answer?;
        }
        Ok(ledger)
    }

    /// The agency whose journal this is.
    #[must_use]
    pub const fn agency(&self) -> AgencyId {
        self.owner.agency
    }

    /// The store underneath.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn JournalStore> {
        &self.store
    }

    /// The owner's signing key.
    #[must_use]
    pub fn key(&self) -> &SigningKey {
        &self.owner.key
    }

    /// Sixteen random bytes of the owner's source.
    #[must_use]
    pub fn random16(&self) -> [u8; 16] {
        self.owner.entropy.bytes16()
    }

    /// The counter behind [`subscribe`](Self::subscribe).
    #[must_use]
    pub fn version(&self) -> u64 {
        *self.changed.borrow()
    }

    /// A counter that changes whenever anything was recorded or taken in.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Own journal: epoch, and tree so far.
    pub async fn own_head(&self) -> (JournalKey, Frontier) {
        let inner = self.inner.read().await;
        (JournalKey { agency: self.owner.agency, epoch: inner.epoch }, inner.frontier.clone())
    }

    /// Sizes folded of all journals held.
    pub async fn sizes(&self) -> BTreeMap<JournalKey, u64> {
        self.inner.read().await.sizes.clone()
    }

    /// Reads the view; no command is recorded meanwhile.
    pub async fn read(&self) -> ReadView<'_, V> {
        ReadView { guard: self.inner.read().await }
    }

    /// Signs the checkpoint of the own journal at its present size; it is stored before it is given out (D10).
    ///
    /// # Errors
    /// [`StoreError`] when it could not be stored.
    pub async fn sign_checkpoint(
        &self,
        epoch: u32,
        frontier: &Frontier,
    ) -> Result<CheckpointRow, StoreError> {
        let journal = JournalKey { agency: self.owner.agency, epoch };
        let size = frontier.size();
        if let Some(kept) = self.store.checkpoint(journal, size, size).await? {
            return Ok(kept);
        }
        let checkpoint = Checkpoint { agency: self.owner.agency, epoch, size, root: frontier.root() };
        let row = CheckpointRow { journal, size, note: checkpoint.sign(&self.owner.key) };
        let commit = Commit { checkpoints: vec![row.clone()], ..Commit::default() };
        self.store.commit(&commit).await?;
        self.raise_mark(epoch, size);
        Ok(row)
    }

    /// Decides and records one transaction of own entries, if the node may write ([`Standing`]).
    ///
    /// # Errors
    /// [`LedgerError`]; nothing was recorded.
    pub async fn transact<R, E>(
        &self,
        now: Instant,
        decide: impl FnMut(&mut Tx<'_, V>) -> Result<R, E>,
    ) -> Result<Recorded<R>, LedgerError<E>> {
        self.admit().await?;
        let mut inner = self.inner.write().await;
        // What is being taken back may have begun while this one waited for its turn.
        if let Some(closed) = self.standing().closes() {
            return Err(AppendError::Closed(closed).into());
        }
        self.record(&mut inner, now, &Incoming::default(), decide).await
    }

    /// Takes in what came from outside and records own entries with it, all or nothing; the own counter row is taken last (D28). Whether the node may
    /// write is not asked: what came has to be kept.
    ///
    /// # Errors
    /// [`LedgerError`]; nothing was recorded.
    pub async fn transact_with<R, E>(
        &self,
        now: Instant,
        incoming: &Incoming,
        decide: impl FnMut(&mut Tx<'_, V>) -> Result<R, E>,
    ) -> Result<Recorded<R>, LedgerError<E>> {
        let mut inner = self.inner.write().await;
        self.record(&mut inner, now, incoming, decide).await
    }

    async fn record<R, E>(
        &self,
        inner: &mut Inner<V>,
        now: Instant,
        incoming: &Incoming,
        mut decide: impl FnMut(&mut Tx<'_, V>) -> Result<R, E>,
    ) -> Result<Recorded<R>, LedgerError<E>> {
        for attempt in 1.. {
            let mut touched = false;
            match self.attempt(inner, now, incoming, &mut touched, &mut decide).await {
                Ok(recorded) => {
                    self.changed.send_modify(|version| *version += 1);
                    return Ok(recorded);
                }
                // A decision that refused before it put anything has left the view as it was.
                Err(error) if !touched => return Err(error),
                Err(error) => {
                    // What was put stands in the view: fold again what the store really holds.
                    *inner = load::load(self.store.as_ref(), self.owner.agency, (self.fresh)()).await?;
                    let moved = matches!(error, LedgerError::Store(StoreError::Moved));
                    if !moved || attempt >= MAX_ATTEMPTS || !incoming.extensions.is_empty() {
                        return Err(error);
                    }
                }
            }
        }
        Err(StoreError::Moved.into())
    }

    async fn attempt<R, E>(
        &self,
        inner: &mut Inner<V>,
        now: Instant,
        incoming: &Incoming,
        touched: &mut bool,
        decide: &mut impl FnMut(&mut Tx<'_, V>) -> Result<R, E>,
    ) -> Result<Recorded<R>, LedgerError<E>> {
        *touched = !incoming.extensions.is_empty();
        for extension in &incoming.extensions {
            load::apply_items(inner, extension.journal, &extension.items);
        }
        let own = JournalKey { agency: self.owner.agency, epoch: inner.epoch };
        let base = inner.frontier.size();
        let mut tx = Tx::new(inner, &self.owner, own, base, now);
        let answer = decide(&mut tx);
        *touched |= !tx.is_empty();
        let answer = answer.map_err(LedgerError::Refused)?;
        let drafts = tx.finish()?;
        let written = u64::try_from(drafts.len()).unwrap_or(u64::MAX);
        let mut commit = Commit {
            extensions: incoming.extensions.clone(),
            checkpoints: incoming.checkpoints.clone(),
            receipts: incoming.receipts.clone(),
        };
        let mut frontier = inner.frontier.clone();
        let entries = seal(drafts, &mut frontier);
        if !entries.is_empty() {
            let items = entries.iter().cloned().map(|entry| Item::Entry(Box::new(entry))).collect();
            let extension = Extension { journal: own, expected: base, items, frontier: frontier.clone() };
            commit.extensions.push(extension);
        }
        if !(commit.extensions.is_empty() && commit.checkpoints.is_empty() && commit.receipts.is_empty()) {
            *touched = true;
            self.store.commit(&commit).await?;
        }
        inner.frontier = frontier;
        inner.sizes.insert(own, base + written);
        load::set_leaves(inner, &entries);
        Ok(Recorded { answer, position: Position { epoch: own.epoch, position: base + written } })
    }

    /// Folds again when another process extended a journal of this store.
    ///
    /// # Errors
    /// [`StoreError`] when the store fails.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        let heads = self.store.heads().await?;
        let behind = |inner: &Inner<V>| {
            heads.iter().any(|head| inner.sizes.get(&head.journal).is_none_or(|s| *s < head.frontier.size()))
        };
        // Nearly always nobody has; then no reader waits.
        if !behind(&*self.inner.read().await) {
            return Ok(());
        }
        let mut inner = self.inner.write().await;
        if behind(&inner) {
            *inner = load::load(self.store.as_ref(), self.owner.agency, (self.fresh)()).await?;
            self.changed.send_modify(|version| *version += 1);
        }
        Ok(())
    }
}

/// Gives every draft its place in the transaction and its leaf, and extends the tree.
fn seal(drafts: Vec<Draft>, frontier: &mut Frontier) -> Vec<Entry> {
    let mut left = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    drafts
        .into_iter()
        .map(|draft| {
            left = left.saturating_sub(1);
            let mut header = draft.header;
            header.tx_remaining = left;
            let entry = Entry::new(header, draft.fact, draft.person);
            frontier.append(entry.leaf);
            entry
        })
        .collect()
}

/// A view held for reading.
pub struct ReadView<'a, V> {
    guard: RwLockReadGuard<'a, Inner<V>>,
}

impl<V> std::ops::Deref for ReadView<'_, V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.guard.view
    }
}

impl<V> ReadView<'_, V> {
    /// Revision of a record's newest entry; 0 when there is none.
    #[must_use]
    pub fn revision(&self, key: RecordKey) -> u64 {
        self.guard.records.get(&key).map_or(0, |head| head.revision)
    }
}
