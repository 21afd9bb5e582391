//! Cutting a journal into segments (D9, D16, D20).

use contracts::pb::journal::v1 as pb;
use domain::ids::Digest;
use journal::entry::Entry;
use journal::merkle::run_hashes;
use journal::store::JournalKey;

/// Most entries of one segment (D9).
pub const MAX_SEGMENT_ENTRIES: usize = 500;
/// Most bytes of one segment (D9).
pub const MAX_SEGMENT_BYTES: usize = 1024 * 1024;

/// Number of entries from the front that make the largest batch of whole transactions within the limits; 0 when not even one transaction is whole.
#[must_use]
pub fn batch_len(entries: &[Entry]) -> usize {
    let (mut bytes, mut whole) = (0, 0);
    for (index, entry) in entries.iter().take(MAX_SEGMENT_ENTRIES).enumerate() {
        bytes += entry.weight() + 16;
        if bytes > MAX_SEGMENT_BYTES {
            break;
        }
        if entry.header.tx_remaining == 0 {
            whole = index + 1;
        }
    }
    whole
}

/// What a receiver may see of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Visibility {
    /// Nothing: the entry becomes part of an omitted run.
    Nothing,
    /// The FACT part.
    Fact,
    /// Both parts.
    Full,
}

/// A segment with all entries in full, as a push sends it.
#[must_use]
pub fn push_segment(journal: JournalKey, entries: &[Entry], checkpoint: String) -> pb::Segment {
    scoped_segment(journal, entries, checkpoint, String::new(), |_| Visibility::Full)
}

/// A segment that shows each entry as far as `visible` allows; withheld runs become subtree hashes, so that the root still verifies.
#[must_use]
pub fn scoped_segment(
    journal: JournalKey,
    entries: &[Entry],
    checkpoint: String,
    receipt: String,
    mut visible: impl FnMut(&Entry) -> Visibility,
) -> pb::Segment {
    let mut items = Vec::new();
    let mut run: Vec<Digest> = Vec::new();
    let mut next = entries.first().map_or(1, |entry| entry.header.position.position);
    let first = next;
    for entry in entries {
        match visible(entry) {
            Visibility::Nothing => run.push(entry.leaf),
            seen => {
                close_run(&mut items, &mut run, next);
                let wire = entry.to_wire(seen == Visibility::Full);
                items.push(pb::SegmentItem { item: Some(pb::segment_item::Item::Entry(wire)) });
            }
        }
        next += 1;
    }
    close_run(&mut items, &mut run, next);
    pb::Segment {
        agency: journal.agency.0.as_bytes().to_vec(),
        epoch: journal.epoch,
        first,
        items,
        checkpoint,
        receipt,
    }
}

/// Ends a run that stands right before position `next`.
fn close_run(items: &mut Vec<pb::SegmentItem>, run: &mut Vec<Digest>, next: u64) {
    let count = u64::try_from(run.len()).unwrap_or(u64::MAX);
    if count == 0 {
        return;
    }
    let first = next - count;
    let hashes = run_hashes(first - 1, run).iter().map(|hash| hash.0.to_vec()).collect();
    run.clear();
    let omitted = pb::Omitted { first, count, hashes };
    items.push(pb::SegmentItem { item: Some(pb::segment_item::Item::Omitted(omitted)) });
}
