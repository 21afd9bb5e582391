//! The form of a segment, checked before anything is compared with what is held (D9, D16, D21).

use super::fault::{Fault, Refused, refused};
use super::segment::{MAX_SEGMENT_BYTES, MAX_SEGMENT_ENTRIES};
use contracts::pb::journal::v1 as pb;
use domain::ids::{AgencyId, Digest};
use domain::record::Kind;
use journal::entry::{Entry, EntryError, MAX_TX_BYTES, MAX_TX_ENTRIES};
use journal::merkle::cover;
use journal::store::{Item, JournalKey, MAX_POSITION, OmittedRun};
use uuid::Uuid;

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
    /// The coordinator's cosignature line on it, or nothing.
    pub receipt: String,
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
    let malformed = refused(Fault::SegmentMalformed, 0);
    let agency = Uuid::from_slice(&segment.agency).map_err(|_| malformed)?;
    let journal = JournalKey { agency: AgencyId(agency), epoch: segment.epoch };
    let addressed = segment.epoch > 0 && (1..=MAX_POSITION).contains(&segment.first);
    if !addressed || (mode == Mode::Push && !segment.receipt.is_empty()) {
        return Err(malformed);
    }
    if segment.items.is_empty() {
        return Err(refused(Fault::BatchEmpty, segment.first));
    }
    if segment.items.len() > MAX_SEGMENT_ENTRIES {
        return Err(refused(Fault::BatchTooLarge, segment.first));
    }
    let mut walk = Walk { journal, mode, next: segment.first, bytes: 0, open: None, after_run: false };
    let items: Result<Vec<Item>, Refused> =
        segment.items.into_iter().map(|item| walk.take(item.item)).collect();
    let items = items?;
    if walk.open.is_some() {
        return Err(refused(Fault::TransactionCut, walk.next - 1));
    }
    let (first, last) = (segment.first, walk.next - 1);
    Ok(Parsed { journal, first, last, items, note: segment.checkpoint, receipt: segment.receipt })
}

/// A transaction that has begun and not ended.
#[derive(Debug, Clone, Copy)]
struct OpenTx {
    remaining: u32,
    bytes: usize,
}

/// Goes through the items of a segment.
struct Walk {
    journal: JournalKey,
    mode: Mode,
    /// Position of the next item; never beyond one after the greatest.
    next: u64,
    bytes: usize,
    open: Option<OpenTx>,
    after_run: bool,
}

impl Walk {
    fn take(&mut self, item: Option<pb::segment_item::Item>) -> Result<Item, Refused> {
        if self.next > MAX_POSITION {
            return Err(refused(Fault::SegmentMalformed, self.next));
        }
        match item {
            Some(pb::segment_item::Item::Entry(wire)) => self.entry(wire),
            Some(pb::segment_item::Item::Omitted(_)) if self.mode == Mode::Push => {
                Err(refused(Fault::OmittedInPush, self.next))
            }
            Some(pb::segment_item::Item::Omitted(run)) => self.omitted(&run),
            None => Err(refused(Fault::SegmentMalformed, self.next)),
        }
    }

    fn entry(&mut self, wire: pb::Entry) -> Result<Item, Refused> {
        let entry = Entry::from_wire(wire).map_err(|error| {
            let fault = match error {
                EntryError::HeaderNotCanonical => Fault::HeaderNotCanonical,
                EntryError::BadPart => Fault::BadPart,
                EntryError::PartTooLarge => Fault::PartTooLarge,
            };
            refused(fault, self.next)
        })?;
        // A PERSON part may have been erased (D38); a FACT part is always there.
        if self.mode == Mode::Push && entry.fact.content.is_none() {
            return Err(refused(Fault::BadPart, self.next));
        }
        self.check_place(&entry)?;
        self.check_size(&entry)?;
        self.next += 1;
        self.after_run = false;
        Ok(Item::Entry(Box::new(entry)))
    }

    fn check_place(&self, entry: &Entry) -> Result<(), Refused> {
        let header = &entry.header;
        if header.agency != self.journal.agency {
            return Err(refused(Fault::WrongAgency, self.next));
        }
        if header.position.epoch != self.journal.epoch {
            return Err(refused(Fault::SegmentMalformed, self.next));
        }
        let counts_down = self.open.is_none_or(|open| header.tx_remaining == open.remaining);
        if header.position.position != self.next || !counts_down {
            return Err(refused(Fault::HoleInBatch, self.next));
        }
        // Entry 1 of every epoch says what it follows, and no other entry does (D24).
        if (header.kind == Kind::EpochOpened.number()) != (self.next == 1) {
            return Err(refused(Fault::EpochNotOpened, self.next));
        }
        Ok(())
    }

    /// No journal may hold what a peer would refuse: the limits are those of append (D9).
    fn check_size(&mut self, entry: &Entry) -> Result<(), Refused> {
        let bytes = self.open.map_or(0, |open| open.bytes) + entry.weight();
        let left = entry.header.tx_remaining;
        let too_long = usize::try_from(left).is_ok_and(|left| left >= MAX_TX_ENTRIES);
        if too_long || bytes > MAX_TX_BYTES {
            return Err(refused(Fault::TransactionTooLarge, self.next));
        }
        self.open = left.checked_sub(1).map(|remaining| OpenTx { remaining, bytes });
        self.add(entry.weight())
    }

    fn omitted(&mut self, run: &pb::Omitted) -> Result<Item, Refused> {
        let here = self.next;
        if run.first != here {
            return Err(refused(Fault::HoleInBatch, here));
        }
        // Two runs side by side would be one run in two forms.
        let possible = !self.after_run && run.count > 0 && run.count <= MAX_POSITION - here + 1;
        if !possible || run.hashes.len() != cover(here - 1, run.count).len() {
            return Err(refused(Fault::SegmentMalformed, here));
        }
        let hashes: Option<Vec<Digest>> =
            run.hashes.iter().map(|hash| <[u8; 32]>::try_from(hash.as_slice()).ok().map(Digest)).collect();
        let hashes = hashes.ok_or_else(|| refused(Fault::SegmentMalformed, here))?;
        self.add(hashes.len() * 32)?;
        self.next += run.count;
        self.after_run = true;
        // How a transaction goes on behind a run cannot be seen.
        self.open = None;
        Ok(Item::Omitted(OmittedRun { first: run.first, count: run.count, hashes }))
    }

    fn add(&mut self, bytes: usize) -> Result<(), Refused> {
        self.bytes += bytes;
        if self.bytes > MAX_SEGMENT_BYTES {
            return Err(refused(Fault::BatchTooLarge, self.next));
        }
        Ok(())
    }
}
