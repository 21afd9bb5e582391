//! Requests of the exchange as they come from the wire: every field checked, every fault named by its path, nothing assumed.

use super::pull::Vector;
use crate::core::open::Extent;
use contracts::pb::exchange::v1 as pb;
use contracts::refusal::{Reason, Refusal, Rule};
use domain::ids::{AgencyId, Digest};
use journal::note::{Checkpoint, NoteError};
use journal::store::{JournalKey, MAX_POSITION};
use uuid::Uuid;

/// Most epochs of one journal in one Open.
const MAX_EPOCHS: usize = 1_000;
/// Most journals in one vector.
const MAX_JOURNALS: usize = 10_000;
/// Longest receipt, bytes: three lines and two signatures need some 500.
const MAX_RECEIPT: usize = 4_096;

/// What a node says when it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    /// Its epochs, ascending; those without an entry are not among them.
    pub(super) epochs: Vec<Extent>,
    /// What the newest receipt of this coordinator covers: (epoch, size).
    pub(super) receipted: Option<(u32, u64)>,
}

fn broken(field: String, rule: Rule) -> Refusal {
    Refusal::new(Reason::InvalidValue).with("rule", rule.code()).at(field)
}

fn outside(field: String, rule: Rule, min: u64, max: u64) -> Refusal {
    broken(field, rule).with("min", min).with("max", max)
}

fn agency(bytes: &[u8], at: &str) -> Result<AgencyId, Refusal> {
    let id = Uuid::from_slice(bytes);
    id.map(AgencyId).map_err(|_| outside(format!("{at}.agency"), Rule::WrongCount, 16, 16))
}

fn epoch(epoch: u32, at: &str) -> Result<u32, Refusal> {
    let valid = Some(epoch).filter(|epoch| *epoch > 0);
    valid.ok_or_else(|| outside(format!("{at}.epoch"), Rule::OutOfRange, 1, u32::MAX.into()))
}

fn size(size: u64, at: &str) -> Result<u64, Refusal> {
    let valid = Some(size).filter(|size| *size <= MAX_POSITION);
    valid.ok_or_else(|| outside(format!("{at}.size"), Rule::OutOfRange, 0, MAX_POSITION))
}

/// A root of 32 bytes; nothing where none is required.
fn root(bytes: &[u8], required: bool, at: &str) -> Result<Option<Digest>, Refusal> {
    match <[u8; 32]>::try_from(bytes) {
        Ok(root) => Ok(Some(Digest(root))),
        Err(_) if bytes.is_empty() && !required => Ok(None),
        Err(_) => Err(outside(format!("{at}.root"), Rule::WrongCount, 32, 32)),
    }
}

/// Reads Open; `cosigned` judges a receipt.
///
/// # Errors
/// NOT_YOURS for another agency's journal, else INVALID_VALUE at the field.
pub(super) fn opening(
    peer: AgencyId,
    request: &pb::OpenRequest,
    cosigned: impl Fn(&str) -> Result<Checkpoint, NoteError>,
) -> Result<Opening, Refusal> {
    if request.epochs.len() > MAX_EPOCHS {
        let max = u64::try_from(MAX_EPOCHS).unwrap_or(u64::MAX);
        return Err(outside("epochs".to_owned(), Rule::WrongCount, 0, max));
    }
    let (mut before, mut epochs) = (0, Vec::with_capacity(request.epochs.len()));
    for (index, own) in request.epochs.iter().enumerate() {
        let at = format!("epochs[{index}]");
        if agency(&own.agency, &at)? != peer {
            return Err(Refusal::new(Reason::NotYours).at(format!("{at}.agency")));
        }
        let epoch = epoch(own.epoch, &at)?;
        if epoch == before {
            return Err(broken(format!("{at}.epoch"), Rule::Repeated));
        }
        if epoch < before {
            return Err(broken(format!("{at}.epoch"), Rule::WrongOrder).with("min", before));
        }
        before = epoch;
        let size = size(own.size, &at)?;
        let root = root(&own.root, size > 0, &at)?;
        epochs.extend(root.filter(|_| size > 0).map(|root| Extent { epoch, size, root }));
    }
    Ok(Opening { epochs, receipted: receipted(peer, &request.receipt, cosigned)? })
}

fn receipted(
    peer: AgencyId,
    note: &str,
    cosigned: impl Fn(&str) -> Result<Checkpoint, NoteError>,
) -> Result<Option<(u32, u64)>, Refusal> {
    if note.is_empty() {
        return Ok(None);
    }
    if note.len() > MAX_RECEIPT {
        return Err(broken("receipt".to_owned(), Rule::TooLong).with("max", MAX_RECEIPT));
    }
    let said = Checkpoint::parse(note).map_err(|_| Refusal::new(Reason::InvalidValue).at("receipt"))?;
    if said.agency != peer {
        return Err(Refusal::new(Reason::NotYours).at("receipt"));
    }
    let checkpoint = cosigned(note).map_err(|_| Refusal::new(Reason::InvalidValue).at("receipt"))?;
    Ok(Some((checkpoint.epoch, checkpoint.size)))
}

/// Reads the vector of a pull.
///
/// # Errors
/// INVALID_VALUE at the field.
pub(super) fn vector(request: &[pb::JournalSize]) -> Result<Vector, Refusal> {
    if request.len() > MAX_JOURNALS {
        let max = u64::try_from(MAX_JOURNALS).unwrap_or(u64::MAX);
        return Err(outside("vector".to_owned(), Rule::WrongCount, 0, max));
    }
    let mut vector = Vector::new();
    for (index, held) in request.iter().enumerate() {
        let at = format!("vector[{index}]");
        let journal = JournalKey { agency: agency(&held.agency, &at)?, epoch: epoch(held.epoch, &at)? };
        root(&held.root, false, &at)?;
        if vector.insert(journal, size(held.size, &at)?).is_some() {
            return Err(broken(at, Rule::Repeated));
        }
    }
    Ok(vector)
}

#[cfg(test)]
mod tests;
