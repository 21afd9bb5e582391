//! Records that every role may write, and those of the coordinator.

use crate::date::{Instant, LegalDate};
use crate::ids::{AgencyId, Digest, RecordId, Reference};

/// A reference that also names the leaf of the exact entry seen: an act with legal effect holds for that revision (D8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WitnessedReference {
    /// The reference.
    pub reference: Reference,
    /// Leaf of the entry seen.
    pub leaf: Digest,
}

/// A document as letters cite it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentCite {
    /// Issuing authority, such as "UBND huyện Sìn Hồ".
    pub authority: String,
    /// Number and symbol, such as "45/QĐ-UBND".
    pub number: String,
    /// Date.
    pub date: LegalDate,
}

/// The body for which an agency acts, with the document that allows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnBehalfOf {
    /// Name of the body.
    pub institution: String,
    /// The document.
    pub document: DocumentCite,
}

/// Who acted, in which office; inside every signed body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Office.
    pub office: String,
    /// For whom, when not for the agency itself.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Name or user name of the person; in the PERSON part, `None` when withheld or erased.
    pub person: Option<String>,
}

/// Why a record was removed; a tombstone is a revision with a reason (D6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Removal {
    /// Nhập sai.
    EnteredInError,
    /// Trùng.
    Duplicate,
    /// Giải thể.
    Dissolved,
}

impl Removal {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::EnteredInError => "ENTERED_IN_ERROR",
            Self::Duplicate => "DUPLICATE",
            Self::Dissolved => "DISSOLVED",
        }
    }

    /// The reason with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::EnteredInError, Self::Duplicate, Self::Dissolved].into_iter().find(|r| r.code() == code)
    }
}

/// Why an epoch was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EpochReason {
    /// The journal begins.
    First,
    /// The node had less than it had delivered.
    Rewound,
    /// The signing key was lost.
    KeyLost,
    /// Restored from a backup.
    Restored,
    /// A fork was settled by the registry.
    ForkSettled,
}

impl EpochReason {
    const ALL: [Self; 5] = [Self::First, Self::Rewound, Self::KeyLost, Self::Restored, Self::ForkSettled];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "FIRST",
            Self::Rewound => "REWOUND",
            Self::KeyLost => "KEY_LOST",
            Self::Restored => "RESTORED",
            Self::ForkSettled => "FORK_SETTLED",
        }
    }

    /// The reason with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// Entry 1 of every epoch (D24).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpochOpened {
    /// Epoch before; 0 for the first.
    pub previous_epoch: u32,
    /// Size of that epoch.
    pub previous_size: u64,
    /// Root at that size; `None` for the first.
    pub previous_root: Option<Digest>,
    /// Random; the registry authorises an epoch after a fork by it.
    pub nonce: [u8; 16],
    /// Why.
    pub reason: EpochReason,
}

/// Result of one item of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutcomeCode {
    /// A new revision was recorded.
    Applied,
    /// The record already says so.
    Unchanged,
    /// Nothing was recorded.
    Refused,
}

/// One problem with one item: codes and numbers alone, texts are made at the edge (D27).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable reason.
    pub reason: String,
    /// Field path inside the request; empty for the whole item.
    pub field: String,
    /// Numbers and codes behind it, ascending by key; never personal.
    pub numbers: Vec<(String, String)>,
}

/// One stored outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOutcome {
    /// Result.
    pub code: OutcomeCode,
    /// Record made, changed or found.
    pub record: Option<RecordId>,
    /// Its revision afterwards; 0 when refused.
    pub revision: u64,
    /// Why refused, or what to know.
    pub problems: Vec<Problem>,
}

/// Salted hash of a request, to tell a repeat from a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestHash {
    /// Random.
    pub salt: [u8; 16],
    /// SHA-256(salt, request bytes).
    pub sha256: Digest,
}

/// The answer to one request (D27).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestDone {
    /// Identity of the caller (URI).
    pub caller: String,
    /// Full name of the rpc.
    pub rpc: String,
    /// Request id given by the caller.
    pub request_id: String,
    /// Outcomes in the order of the items.
    pub outcomes: Vec<StoredOutcome>,
    /// Hash of the request; in the PERSON part.
    pub hash: Option<RequestHash>,
}

/// Personal part of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DecisionPerson {
    /// Signer.
    pub signer: String,
    /// File name of the scan.
    pub scan_name: String,
}

/// A decision (quyết định); number, symbol and year are unique per authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Act.
    pub act: Act,
    /// Authority, number and date; `None` in a draft.
    pub cite: Option<DocumentCite>,
    /// Digest of the scan.
    pub scan: Option<Digest>,
    /// Persons it is about.
    pub persons: Vec<Reference>,
    /// Decisions revoked.
    pub revokes: Vec<Reference>,
    /// Decisions replaced.
    pub replaces: Vec<Reference>,
    /// Tombstone.
    pub removal: Option<Removal>,
    /// Personal part.
    pub person: Option<DecisionPerson>,
}

/// Somebody read personal data (Inv 11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTrace {
    /// Identity of the reader (URI).
    pub reader: String,
    /// Full name of the rpc.
    pub rpc: String,
    /// Records whose personal part was given out.
    pub records: u64,
    /// What was asked for, by codes and ids alone.
    pub subject: String,
}

/// What an owner says about one of its records and one of another owner: that they are one person, or that they are two (D30). One half of a
/// statement; it has an effect when the other owner says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamePerson {
    /// Act.
    pub act: Act,
    /// The owner's own record.
    pub own: Reference,
    /// The other record.
    pub other: Reference,
    /// True: different persons. False: one person.
    pub different: bool,
    /// Document, as cited; may be empty.
    pub document: String,
    /// Set when taken back.
    pub removal: Option<Removal>,
    /// Why; in the PERSON part.
    pub reason: Option<String>,
}

/// The coordinator holds a journal durably up to a size (D11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// Agency.
    pub agency: AgencyId,
    /// Epoch.
    pub epoch: u32,
    /// Size.
    pub size: u64,
    /// Root at that size.
    pub root: Digest,
    /// Receive time; 0 = unknown (D13).
    pub time: Instant,
}

/// Why the coordinator takes nothing more of a journal (D25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JournalStop {
    /// Two histories under one key.
    Fork,
    /// The agency has less than it had delivered.
    Rewound,
}

impl JournalStop {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::Fork, Self::Rewound];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fork => "FORK",
            Self::Rewound => "REWOUND",
        }
    }

    /// The reason with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stop| stop.code() == code)
    }
}

/// Whether the coordinator takes an agency's journal: one record per agency, a revision whenever that changes (D25).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalStanding {
    /// Agency.
    pub agency: AgencyId,
    /// Why nothing more is taken; `None` = it is taken (again).
    pub stop: Option<JournalStop>,
    /// Epoch that the agency showed; 0 = it showed none.
    pub epoch: u32,
    /// Size that the agency showed.
    pub size: u64,
    /// Root that the agency showed at that size.
    pub root: Digest,
    /// When, by the coordinator's business clock; information only.
    pub time: Instant,
}

/// Agencies that were connected though idle (D11).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub time: Instant,
    /// Agencies, ascending.
    pub agencies: Vec<AgencyId>,
}
