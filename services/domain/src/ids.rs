//! Identities and addresses: who owns a fact, which record it is, where it stands.

use std::fmt;
use uuid::Uuid;

/// Permanent opaque identity of an agency (a UUID, minted by the department at `keys sign`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgencyId(pub Uuid);

/// Identity of a record: a UUIDv7 minted by its owner, never reused, never derived from a personal number (D6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(pub Uuid);

/// A SHA-256 digest (32 bytes): leaves, roots, file digests, break ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// Place of an entry inside one agency's journal; ordered by (epoch, position) and nothing else (D2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position {
    /// Epoch of the journal, from 1.
    pub epoch: u32,
    /// Position in the epoch, from 1; leaf index is `position - 1`.
    pub position: u64,
}

/// A reference from one record to another, with the revision seen and where it was seen (D8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// Owner of the record referred to.
    pub agency: AgencyId,
    /// The record referred to.
    pub record: RecordId,
    /// Revision of that record the writer had seen, from 1.
    pub revision: u64,
    /// Address in the owner's journal of the entry the writer had seen.
    pub seen: Position,
}

/// (owner, record): what stays of a reference when the revision does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// Owner of the record.
    pub agency: AgencyId,
    /// The record.
    pub record: RecordId,
}

impl Reference {
    /// The record referred to, whatever its revision.
    #[must_use]
    pub const fn key(&self) -> RecordKey {
        RecordKey { agency: self.agency, record: self.record }
    }
}

impl fmt::Display for AgencyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}
