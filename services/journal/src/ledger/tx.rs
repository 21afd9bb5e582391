//! One transaction of own entries while it is being decided.

use super::load::{Loaded, View, apply_loaded};
use super::{Inner, Owner, Standing};
use crate::entry::{Header, MAX_PART, MAX_TX_BYTES, MAX_TX_ENTRIES, PartKind, StoredPart};
use crate::store::JournalKey;
use contracts::body::{self, EncodedBody};
use domain::date::Instant;
use domain::ids::{Digest, Position, RecordId, RecordKey, Reference};
use domain::record::{State, Verb, WitnessedReference};

/// Bytes counted for the header and the salts of one entry.
const HEADER_WEIGHT: usize = 200;

/// Bytes that [`Tx::room`] counts for one entry. The texts of a contract come to less, with four bytes for every letter; only lists without an end in sight
/// (persons of a decision, members of a scope list) come to more, and whoever writes those asks [`Tx::has_room`].
pub const MOST_ENTRY_BYTES: usize = 16 * 1024;

/// Bytes kept for the answer to the request: one part, and its hash.
const ANSWER_BYTES: usize = MAX_PART + 2 * HEADER_WEIGHT;

/// Why an entry cannot stand in a journal (D9, D21): no journal may hold what a peer would refuse.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppendError {
    /// The kind lies outside the owner's range.
    #[error("kind {kind} is not the owner's to write")]
    KindNotOwned {
        /// Kind number.
        kind: u32,
    },
    /// A part is larger than 64 KiB.
    #[error("a part of kind {kind} has {bytes} bytes")]
    PartTooLarge {
        /// Kind number.
        kind: u32,
        /// Size.
        bytes: usize,
    },
    /// The node may not write now (D24, D25).
    #[error("the journal takes no own entries: {0:?}")]
    Closed(Standing),
    /// More than 400 entries or 768 KiB in one transaction.
    #[error("a transaction of {entries} entries and {bytes} bytes is too large")]
    TransactionTooLarge {
        /// Entries.
        entries: usize,
        /// Bytes.
        bytes: usize,
    },
}

/// An entry that waits for its place in the transaction.
pub(crate) struct Draft {
    pub(crate) header: Header,
    pub(crate) fact: StoredPart,
    pub(crate) person: Option<StoredPart>,
}

/// A transaction being decided: reads the view, records new states of records. What is put is seen in the view at once, so that later
/// items of a request see earlier ones.
pub struct Tx<'a, V> {
    inner: &'a mut Inner<V>,
    owner: &'a Owner,
    journal: JournalKey,
    base: u64,
    now: Instant,
    drafts: Vec<Draft>,
    bytes: usize,
    fault: Option<AppendError>,
}

impl<'a, V: View> Tx<'a, V> {
    pub(super) fn new(
        inner: &'a mut Inner<V>,
        owner: &'a Owner,
        journal: JournalKey,
        base: u64,
        now: Instant,
    ) -> Self {
        Self { inner, owner, journal, base, now, drafts: Vec::new(), bytes: 0, fault: None }
    }

    pub(super) fn finish(self) -> Result<Vec<Draft>, AppendError> {
        self.fault.map_or(Ok(self.drafts), Err)
    }

    /// Whether nothing was put.
    pub(super) const fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }

    pub(super) fn requests(&self) -> &super::request::Requests {
        &self.inner.requests
    }

    pub(super) fn entropy16(&self) -> [u8; 16] {
        self.owner.entropy.bytes16()
    }

    /// The view, with everything put so far.
    #[must_use]
    pub fn view(&self) -> &V {
        &self.inner.view
    }

    /// Business time of the transaction.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The owner's key of a record of its own.
    #[must_use]
    pub const fn own(&self, record: RecordId) -> RecordKey {
        RecordKey { agency: self.journal.agency, record }
    }

    /// A new record id.
    #[must_use]
    pub fn new_id(&self) -> RecordId {
        self.owner.entropy.record_id(self.now)
    }

    /// Entries that still fit into the transaction, whatever is in them up to [`MOST_ENTRY_BYTES`] each; the answer to the request not counted.
    #[must_use]
    pub fn room(&self) -> usize {
        self.entries_left().min(self.bytes_left() / MOST_ENTRY_BYTES)
    }

    /// Whether so many entries of so many bytes altogether ([`weight`](Self::weight)) still fit, the answer to the request not counted.
    #[must_use]
    pub fn has_room(&self, entries: usize, bytes: usize) -> bool {
        entries <= self.entries_left() && bytes <= self.bytes_left()
    }

    /// Bytes that an entry with a state takes in a transaction.
    #[must_use]
    pub fn weight(state: &State) -> usize {
        weight(&body::encode(state))
    }

    fn entries_left(&self) -> usize {
        (MAX_TX_ENTRIES - 1).saturating_sub(self.drafts.len())
    }

    const fn bytes_left(&self) -> usize {
        (MAX_TX_BYTES - ANSWER_BYTES).saturating_sub(self.bytes)
    }

    /// Reference to the newest entry of a record.
    #[must_use]
    pub fn reference(&self, key: RecordKey) -> Option<Reference> {
        let head = self.inner.records.get(&key)?;
        Some(Reference {
            agency: key.agency,
            record: key.record,
            revision: head.revision,
            seen: head.position,
        })
    }

    /// Reference with leaf to the newest entry of a record of a finished transaction.
    #[must_use]
    pub fn witnessed(&self, key: RecordKey) -> Option<WitnessedReference> {
        let leaf = self.inner.records.get(&key)?.leaf?;
        Some(WitnessedReference { reference: self.reference(key)?, leaf })
    }

    /// Records a new state of a record and gives a reference to it.
    ///
    /// # Errors
    /// [`AppendError`]; the whole transaction is then refused.
    pub fn put(&mut self, record: RecordId, verb: Verb, state: State) -> Result<Reference, AppendError> {
        let result = self.try_put(record, verb, state);
        if let Err(fault) = &result {
            self.fault = Some(fault.clone());
        }
        result
    }

    fn try_put(&mut self, record: RecordId, verb: Verb, state: State) -> Result<Reference, AppendError> {
        let encoded = body::encode(&state);
        let kind = encoded.kind;
        if !self.owner.role.may_write(kind) {
            return Err(AppendError::KindNotOwned { kind });
        }
        let largest = encoded.fact.len().max(encoded.person.as_ref().map_or(0, Vec::len));
        if largest > MAX_PART {
            return Err(AppendError::PartTooLarge { kind, bytes: largest });
        }
        let key = self.own(record);
        let revision = self.inner.records.get(&key).map_or(0, |head| head.revision) + 1;
        let offset = u64::try_from(self.drafts.len()).unwrap_or(u64::MAX);
        let position = Position { epoch: self.journal.epoch, position: self.base + offset + 1 };
        let header = Header {
            agency: self.journal.agency,
            position,
            tx_remaining: 0,
            kind,
            schema_revision: encoded.schema_revision,
            min_reader: encoded.min_reader,
            record,
            revision,
            verb: verb.number(),
            recorded_at: self.now,
        };
        let loaded = Loaded {
            key,
            position,
            revision,
            kind,
            leaf: Digest([0; 32]),
            recorded_at: self.now,
            schema_revision: encoded.schema_revision,
            state: Some(state),
            fault: None,
        };
        self.draft(header, encoded)?;
        apply_loaded(self.inner, loaded, None);
        Ok(Reference { agency: key.agency, record, revision, seen: position })
    }

    fn draft(&mut self, header: Header, encoded: EncodedBody) -> Result<(), AppendError> {
        self.bytes += weight(&encoded);
        let fact = StoredPart::with_content(PartKind::Fact, self.entropy16(), encoded.fact);
        let person =
            encoded.person.map(|body| StoredPart::with_content(PartKind::Person, self.entropy16(), body));
        self.drafts.push(Draft { header, fact, person });
        if self.drafts.len() > MAX_TX_ENTRIES || self.bytes > MAX_TX_BYTES {
            return Err(AppendError::TransactionTooLarge { entries: self.drafts.len(), bytes: self.bytes });
        }
        Ok(())
    }
}

fn weight(encoded: &EncodedBody) -> usize {
    encoded.fact.len() + encoded.person.as_ref().map_or(0, Vec::len) + HEADER_WEIGHT
}
