//! What a journal needs of a database: one trait, written natively for each engine, one behaviour suite for all.

use crate::entry::Entry;
use crate::merkle::Frontier;
use domain::date::Instant;
use domain::ids::{AgencyId, Digest, RecordId};

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The counter row is not where the writer thought: somebody else extended this journal. Catch up and decide again.
    #[error("the journal was extended by somebody else")]
    Moved,
    /// The database was made by a later program, or its schema differs.
    #[error("the database has a schema that this program does not know: {0}")]
    Schema(String),
    /// What is stored contradicts itself; nothing was changed.
    #[error("the stored journal is damaged: {0}")]
    Damaged(String),
    /// The engine failed.
    #[error("the database failed")]
    Engine(#[from] sqlx::Error),
}

/// Greatest position and size of a journal: both engines count in signed 64-bit integers.
pub const MAX_POSITION: u64 = i64::MAX.unsigned_abs();

/// One journal and epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JournalKey {
    /// Owner.
    pub agency: AgencyId,
    /// Epoch, from 1.
    pub epoch: u32,
}

/// Counter row of one journal and epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which journal.
    pub journal: JournalKey,
    /// Size and tree.
    pub frontier: Frontier,
}

/// A run of entries that were not given to this node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OmittedRun {
    /// First position.
    pub first: u64,
    /// Number of entries.
    pub count: u64,
    /// Hashes of the covering perfect subtrees.
    pub hashes: Vec<Digest>,
}

/// One item of a journal as held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An entry.
    Entry(Box<Entry>),
    /// A run without content.
    Omitted(OmittedRun),
}

/// A signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointRow {
    /// Which journal.
    pub journal: JournalKey,
    /// Entries covered.
    pub size: u64,
    /// Signed note.
    pub note: String,
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Journal covered.
    pub journal: JournalKey,
    /// Entries covered.
    pub size: u64,
    /// Receive time; 0 = unknown.
    pub time: Instant,
    /// Note with cosignature.
    pub note: String,
}

/// What one transaction adds to one journal.
#[derive(Debug, Clone)]
pub struct Extension {
    /// Which journal.
    pub journal: JournalKey,
    /// Size that the writer saw; another size in the counter row is [`StoreError::Moved`].
    pub expected: u64,
    /// Items, dense from `expected + 1`.
    pub items: Vec<Item>,
    /// Tree after the items.
    pub frontier: Frontier,
}

/// Everything one transaction writes: all of it or nothing.
#[derive(Debug, Clone, Default)]
pub struct Commit {
    /// Journals extended, counter rows taken in this order (D28).
    pub extensions: Vec<Extension>,
    /// Checkpoints kept.
    pub checkpoints: Vec<CheckpointRow>,
    /// Receipts kept.
    pub receipts: Vec<ReceiptRow>,
}

/// A database that keeps journals.
///
/// Contract: [`commit`](Self::commit) is atomic and durable when it returns; positions of a journal are dense and in commit order; a reader
/// that has seen position p has seen every position before it; nothing but [`erase`](Self::erase) and
/// [`forget_opening`](Self::forget_opening) changes what was committed.
#[async_trait::async_trait]
pub trait JournalStore: Send + Sync {
    /// Counter rows of all journals, by agency and epoch.
    async fn heads(&self) -> Result<Vec<Head>, StoreError>;
    /// Extends journals and keeps checkpoints and receipts, all or nothing.
    async fn commit(&self, commit: &Commit) -> Result<(), StoreError>;
    /// Entries after a position, ascending, at most `limit`; omitted ones are not among them.
    async fn entries(&self, journal: JournalKey, after: u64, limit: u32) -> Result<Vec<Entry>, StoreError>;
    /// Runs that were not given to this node, ascending.
    async fn omitted(&self, journal: JournalKey) -> Result<Vec<OmittedRun>, StoreError>;
    /// Leaf hashes of held entries at positions `first..=last`, ascending.
    async fn leaves(&self, journal: JournalKey, first: u64, last: u64) -> Result<Vec<Digest>, StoreError>;
    /// The checkpoint of the greatest size that is at least `from` and at most `to`.
    async fn checkpoint(
        &self,
        journal: JournalKey,
        from: u64,
        to: u64,
    ) -> Result<Option<CheckpointRow>, StoreError>;
    /// The receipt of the greatest size that is at most `to`, the earliest of that size.
    async fn receipt_up_to(&self, journal: JournalKey, to: u64) -> Result<Option<ReceiptRow>, StoreError>;
    /// The receipt of the greatest size, the earliest of that size.
    async fn receipt(&self, journal: JournalKey) -> Result<Option<ReceiptRow>, StoreError> {
        self.receipt_up_to(journal, MAX_POSITION).await
    }
    /// The greatest time of all receipts; 0 when none has a time.
    async fn last_receipt_time(&self) -> Result<Instant, StoreError>;
    /// Deletes a journal that holds one entry and was never signed: an opening that nobody has seen. Anything else is [`StoreError::Damaged`].
    async fn forget_opening(&self, journal: JournalKey) -> Result<(), StoreError>;
    /// Deletes salt and body of the PERSON part of all entries of these records up to a position (D38); gives the number of parts deleted.
    async fn erase(&self, journal: JournalKey, up_to: u64, records: &[RecordId]) -> Result<u64, StoreError>;
    /// Reads a local-only value.
    async fn local(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Writes a local-only value.
    async fn set_local(&self, name: &str, value: &[u8]) -> Result<(), StoreError>;
    /// Ends all connections; what was committed stays.
    async fn close(&self);
}
