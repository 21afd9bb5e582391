//! Verifying a segment before anything of it is applied (D16, D21).

use super::fault::refused;
pub use super::fault::{Fault, Refused};
pub use super::parse::{Mode, Parsed, parse};
use domain::ids::Digest;
use ed25519_dalek::VerifyingKey;
use journal::merkle::Frontier;
use journal::note::{Checkpoint, NoteError};
use journal::store::Item;

/// What a receiver holds of a journal.
#[derive(Debug, Clone)]
pub struct Held {
    /// Tree of what is held.
    pub frontier: Frontier,
    /// Leaves held at the positions that the segment repeats, ascending from the segment's first position.
    pub repeated: Vec<Digest>,
    /// Root held at the segment's last position, where that lies before the end of what is held.
    pub root_at_last: Option<Digest>,
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
    let signed = signed_note(parsed, key)?;
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
            Item::Omitted(run) if run.first + (run.count - 1) <= size => {}
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
    check_root(parsed, &signed, held, &frontier)?;
    if fresh.is_empty() { Ok(Verdict::Known) } else { Ok(Verdict::New { items: fresh, frontier }) }
}

/// The checkpoint, signed by the owner alone and about this journal.
fn signed_note(parsed: &Parsed, key: &VerifyingKey) -> Result<Checkpoint, Refused> {
    let signed = Checkpoint::verify_alone(&parsed.note, key).map_err(|error| match error {
        NoteError::BadSignature => refused(Fault::BadSignature, 0),
        NoteError::Malformed => refused(Fault::CheckpointMalformed, 0),
        NoteError::OtherSubject => refused(Fault::CheckpointOfOtherJournal, 0),
    })?;
    if signed.agency != parsed.journal.agency || signed.epoch != parsed.journal.epoch {
        return Err(refused(Fault::CheckpointOfOtherJournal, 0));
    }
    if signed.size != parsed.last {
        return Err(refused(Fault::BadRoot, parsed.last));
    }
    Ok(signed)
}

fn check_root(parsed: &Parsed, signed: &Checkpoint, held: &Held, after: &Frontier) -> Result<(), Refused> {
    let root = if parsed.last < after.size() {
        // A receiver that asked for what follows has no use for a segment that ends before, and keeps nothing of it.
        held.root_at_last.unwrap_or(signed.root)
    } else {
        after.root()
    };
    if signed.root == root { Ok(()) } else { Err(refused(Fault::BadRoot, parsed.last)) }
}
