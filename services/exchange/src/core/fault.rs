//! What refuses a segment whole (D21). The words stand in the one table of `contracts::refusal`.

use contracts::refusal::Reason;

/// Why a segment is refused whole; an integrity fault, never a business fault (Inv 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The checkpoint is not signed by the journal's key.
    BadSignature,
    /// The entries do not lead to the signed root or size.
    BadRoot,
    /// A header is not in canonical form.
    HeaderNotCanonical,
    /// Positions are not dense, or a transaction does not count down.
    HoleInBatch,
    /// The segment ends inside a transaction.
    TransactionCut,
    /// Other bytes stand at a position that is held: two histories under one key.
    Fork,
    /// No entry at all.
    BatchEmpty,
    /// More than 500 entries or 1 MiB.
    BatchTooLarge,
    /// A transaction of more than 400 entries or 768 KiB (D9).
    TransactionTooLarge,
    /// A part is larger than 64 KiB.
    PartTooLarge,
    /// A part is malformed.
    BadPart,
    /// The segment, or an entry in it, is of another agency than the peer.
    WrongAgency,
    /// A push may not omit anything.
    OmittedInPush,
    /// An agency, epoch, position or hash that cannot be, or a field that has no place here.
    SegmentMalformed,
    /// Entry 1 of an epoch does not open it, or another entry does (D24).
    EpochNotOpened,
    /// The epoch before is not held.
    EpochGap,
    /// The checkpoint is no signed note in its one form (D10).
    CheckpointMalformed,
    /// The checkpoint is about another journal or epoch.
    CheckpointOfOtherJournal,
}

impl Fault {
    /// The reason that the peer is told, with its code and words.
    #[must_use]
    pub const fn reason(self) -> Reason {
        match self {
            Self::BadSignature => Reason::BadSignature,
            Self::BadRoot => Reason::BadRoot,
            Self::HeaderNotCanonical => Reason::HeaderNotCanonical,
            Self::HoleInBatch => Reason::HoleInBatch,
            Self::TransactionCut => Reason::TransactionCut,
            Self::Fork => Reason::Fork,
            Self::BatchEmpty => Reason::BatchEmpty,
            Self::BatchTooLarge => Reason::BatchTooLarge,
            Self::TransactionTooLarge => Reason::TransactionTooLarge,
            Self::PartTooLarge => Reason::PartTooLarge,
            Self::BadPart => Reason::BadPart,
            Self::WrongAgency => Reason::WrongAgency,
            Self::OmittedInPush => Reason::OmittedInPush,
            Self::SegmentMalformed => Reason::SegmentMalformed,
            Self::EpochNotOpened => Reason::EpochNotOpened,
            Self::EpochGap => Reason::EpochGap,
            Self::CheckpointMalformed => Reason::CheckpointMalformed,
            Self::CheckpointOfOtherJournal => Reason::CheckpointOfOtherJournal,
        }
    }
}

/// A fault and the position at which it was found (0: the whole segment).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong.
    pub fault: Fault,
    /// Where.
    pub position: u64,
}

pub(super) const fn refused(fault: Fault, position: u64) -> Refused {
    Refused { fault, position }
}
