//! Verifying a segment before anything of it is applied (D16, D21).

use super::segment::{MAX_SEGMENT_BYTES, MAX_SEGMENT_ENTRIES};
use contracts::pb::journal::v1 as pb;
use domain::ids::{AgencyId, Digest};
use domain::record::Kind;
use ed25519_dalek::VerifyingKey;
use journal::entry::{Entry, EntryError, MAX_TX_ENTRIES};
use journal::merkle::Frontier;
use journal::note::{Checkpoint, NoteError};
use journal::store::{Item, JournalKey, OmittedRun};
use uuid::Uuid;

/// Why a segment is refused whole; an integrity fault, never a business fault (Inv 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The checkpoint is not signed by the journal's key.
    BadSignature,
    /// The entries do not lead to the signed root or size.
    BadRoot,
    /// A header is not in canonical form, or contradicts its place.
    HeaderNotCanonical,
    /// Positions are not dense, or a transaction does not count down.
    HoleInBatch,
    /// The segment ends inside a transaction.
    TransactionCut,
    /// Other bytes stand at a position that is held: two histories under one key.
    Fork,
    /// More than 500 entries or 1 MiB.
    BatchTooLarge,
    /// A part is larger than 64 KiB.
    PartTooLarge,
    /// A part is malformed.
    BadPart,
    /// The segment is of another agency than the peer, or of none.
    WrongAgency,
    /// A push may not omit anything.
    OmittedInPush,
}

impl Fault {
    /// Stable reason.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BadSignature => "BAD_SIGNATURE",
            Self::BadRoot => "BAD_ROOT",
            Self::HeaderNotCanonical => "HEADER_NOT_CANONICAL",
            Self::HoleInBatch => "HOLE_IN_BATCH",
            Self::TransactionCut => "TRANSACTION_CUT",
            Self::Fork => "FORK",
            Self::BatchTooLarge => "BATCH_TOO_LARGE",
            Self::PartTooLarge => "PART_TOO_LARGE",
            Self::BadPart => "BAD_PART",
            Self::WrongAgency => "WRONG_AGENCY",
            Self::OmittedInPush => "OMITTED_IN_PUSH",
        }
    }

    /// What happened and what to do next, Vietnamese and English.
    #[must_use]
    pub const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::BadSignature => (
                "Chữ ký không phải của khóa đã đăng ký; kiểm tra khóa ký của đơn vị với Sở GD&ĐT.",
                "Not signed by the registered key; check the agency's signing key with the department.",
            ),
            Self::Fork => (
                "Dữ liệu khác với dữ liệu đã ký trước đây; dừng gửi và báo Sở GD&ĐT.",
                "The bytes differ from what was signed before; stop sending and tell the department.",
            ),
            Self::BatchTooLarge | Self::PartTooLarge => (
                "Lô dữ liệu vượt giới hạn; chia nhỏ rồi gửi lại.",
                "The batch is over the limits; split it and send again.",
            ),
            Self::WrongAgency => {
                ("Sổ này không phải của đơn vị gửi.", "This journal does not belong to the sender.")
            }
            Self::BadRoot
            | Self::HeaderNotCanonical
            | Self::HoleInBatch
            | Self::TransactionCut
            | Self::BadPart
            | Self::OmittedInPush => (
                "Lô dữ liệu bị hỏng hoặc thiếu; không nhận phần nào, hãy gửi lại.",
                "The batch is damaged or incomplete; nothing was taken, send it again.",
            ),
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

const fn refused(fault: Fault, position: u64) -> Refused {
    Refused { fault, position }
}

/// A segment whose form was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Journal.
    pub journal: JournalKey,
    /// Position of the first item.
    pub first: u64,
    /// Position of the last item.
    pub last: u64,
    /// Items.
    pub items: Vec<Item>,
    /// Signed note.
    pub note: String,
}

/// Whether a segment may leave entries out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing omitted.
    Push,
    /// Runs may be omitted.
    Pull,
}

/// Checks the form of a segment: sizes, canonical headers, dense positions, whole transactions.
///
/// # Errors
/// [`Refused`].
pub fn parse(segment: pb::Segment, mode: Mode) -> Result<Parsed, Refused> {
    let agency = Uuid::from_slice(&segment.agency).map_err(|_| refused(Fault::WrongAgency, 0))?;
    let journal = JournalKey { agency: AgencyId(agency), epoch: segment.epoch };
    if segment.items.is_empty() || segment.items.len() > MAX_SEGMENT_ENTRIES || segment.first == 0 {
        return Err(refused(Fault::BatchTooLarge, segment.first));
    }
    let (mut next, mut bytes, mut items) = (segment.first, 0, Vec::with_capacity(segment.items.len()));
    let mut expected_remaining = None;
    for item in segment.items {
        let item = parse_item(item.item, mode, next)?;
        match &item {
            Item::Entry(entry) => {
                check_place(entry, journal, next, expected_remaining)?;
                expected_remaining = entry.header.tx_remaining.checked_sub(1);
                bytes += entry.weight();
                next += 1;
            }
            Item::Omitted(run) => {
                expected_remaining = None;
                bytes += run.hashes.len() * 32;
                next = run.first.saturating_add(run.count);
            }
        }
        items.push(item);
    }
    if bytes > MAX_SEGMENT_BYTES + 64 * 1024 {
        return Err(refused(Fault::BatchTooLarge, segment.first));
    }
    if expected_remaining.is_some() {
        return Err(refused(Fault::TransactionCut, next - 1));
    }
    Ok(Parsed { journal, first: segment.first, last: next - 1, items, note: segment.checkpoint })
}

fn parse_item(item: Option<pb::segment_item::Item>, mode: Mode, next: u64) -> Result<Item, Refused> {
    match item {
        Some(pb::segment_item::Item::Entry(wire)) => {
            let entry = Entry::from_wire(wire).map_err(|error| {
                let fault = match error {
                    EntryError::HeaderNotCanonical => Fault::HeaderNotCanonical,
                    EntryError::BadPart => Fault::BadPart,
                    EntryError::PartTooLarge => Fault::PartTooLarge,
                };
                refused(fault, next)
            })?;
            let withheld = entry.fact.content.is_none();
            if mode == Mode::Push && withheld {
                return Err(refused(Fault::BadPart, next));
            }
            Ok(Item::Entry(Box::new(entry)))
        }
        Some(pb::segment_item::Item::Omitted(run)) => {
            if mode == Mode::Push {
                return Err(refused(Fault::OmittedInPush, next));
            }
            let hashes: Option<Vec<Digest>> = run
                .hashes
                .iter()
                .map(|hash| <[u8; 32]>::try_from(hash.as_slice()).ok().map(Digest))
                .collect();
            match hashes {
                Some(hashes) if run.first == next && run.count > 0 => {
                    Ok(Item::Omitted(OmittedRun { first: run.first, count: run.count, hashes }))
                }
                _ => Err(refused(Fault::HoleInBatch, next)),
            }
        }
        None => Err(refused(Fault::HoleInBatch, next)),
    }
}

fn check_place(entry: &Entry, journal: JournalKey, next: u64, remaining: Option<u32>) -> Result<(), Refused> {
    let header = &entry.header;
    if header.agency != journal.agency || header.position.epoch != journal.epoch {
        return Err(refused(Fault::WrongAgency, next));
    }
    // Entry 1 of every epoch says what it follows, and no other entry does (D24).
    if (header.kind == Kind::EpochOpened.number()) != (next == 1) {
        return Err(refused(Fault::HeaderNotCanonical, next));
    }
    let counts_down = remaining.is_none_or(|left| header.tx_remaining == left);
    let too_long = usize::try_from(header.tx_remaining).is_ok_and(|left| left >= MAX_TX_ENTRIES);
    if header.position.position != next || !counts_down || too_long {
        return Err(refused(Fault::HoleInBatch, next));
    }
    Ok(())
}

/// What a receiver holds of a journal.
#[derive(Debug, Clone)]
pub struct Held {
    /// Tree of what is held.
    pub frontier: Frontier,
    /// Leaves held at the positions that the segment repeats, ascending from the segment's first position.
    pub repeated: Vec<Digest>,
}

/// What is new in a verified segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The segment begins beyond what is held.
    Early,
    /// Everything in it is held already, byte for byte.
    Known,
    /// These items are new, and lead to the signed root.
    New {
        /// Items after what was held.
        items: Vec<Item>,
        /// Tree after them.
        frontier: Frontier,
    },
}

/// Checks a segment against what is held and against the signed checkpoint.
///
/// # Errors
/// [`Refused`]; nothing of the segment may be applied.
pub fn verify(parsed: &Parsed, held: &Held, key: &VerifyingKey) -> Result<Verdict, Refused> {
    let size = held.frontier.size();
    if parsed.first > size + 1 {
        return Ok(Verdict::Early);
    }
    let mut frontier = held.frontier.clone();
    let mut fresh = Vec::new();
    for item in &parsed.items {
        match item {
            Item::Entry(entry) if entry.header.position.position <= size => {
                let position = entry.header.position.position;
                let index = usize::try_from(position - parsed.first).unwrap_or(usize::MAX);
                if held.repeated.get(index) != Some(&entry.leaf) {
                    return Err(refused(Fault::Fork, position));
                }
            }
            Item::Entry(entry) => {
                frontier.append(entry.leaf);
                fresh.push(item.clone());
            }
            Item::Omitted(run) if run.first + run.count - 1 <= size => {}
            Item::Omitted(run) => {
                if frontier.size() != run.first - 1 {
                    return Err(refused(Fault::HoleInBatch, run.first));
                }
                frontier
                    .append_run(run.count, &run.hashes)
                    .map_err(|_| refused(Fault::BadRoot, run.first))?;
                fresh.push(item.clone());
            }
        }
    }
    check_note(parsed, key, &frontier)?;
    if fresh.is_empty() { Ok(Verdict::Known) } else { Ok(Verdict::New { items: fresh, frontier }) }
}

fn check_note(parsed: &Parsed, key: &VerifyingKey, frontier: &Frontier) -> Result<(), Refused> {
    let signed = Checkpoint::verify(&parsed.note, key).map_err(|error| match error {
        NoteError::BadSignature | NoteError::Malformed => refused(Fault::BadSignature, 0),
        NoteError::OtherSubject => refused(Fault::WrongAgency, 0),
    })?;
    if signed.agency != parsed.journal.agency || signed.epoch != parsed.journal.epoch {
        return Err(refused(Fault::WrongAgency, 0));
    }
    let reaches = signed.size == parsed.last;
    // A segment that is held already ends before the frontier: its root was checked when it came.
    let repeated = parsed.last < frontier.size();
    if reaches && (repeated || signed.root == frontier.root()) {
        Ok(())
    } else {
        Err(refused(Fault::BadRoot, parsed.last))
    }
}
