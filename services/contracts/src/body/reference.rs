//! References and the places they name (D8).

use super::bytes;
use super::fault::{Fault, required};
use crate::pb::journal::v1 as wire;
use crate::pb::types::v1 as types;
use domain::ids::{Position, Reference};
use domain::record::WitnessedReference;

impl From<Position> for types::Position {
    fn from(Position { epoch, position }: Position) -> Self {
        Self { epoch, position }
    }
}

impl From<types::Position> for Position {
    fn from(types::Position { epoch, position }: types::Position) -> Self {
        Self { epoch, position }
    }
}

impl From<Reference> for wire::Reference {
    fn from(Reference { agency, record, revision, seen }: Reference) -> Self {
        Self {
            agency: bytes::of_agency(agency),
            record_id: bytes::of_record(record),
            revision,
            seen: Some(seen.into()),
            leaf: Vec::new(),
        }
    }
}

impl From<WitnessedReference> for wire::Reference {
    fn from(WitnessedReference { reference, leaf }: WitnessedReference) -> Self {
        Self { leaf: leaf.0.to_vec(), ..reference.into() }
    }
}

impl TryFrom<wire::Reference> for Reference {
    type Error = Fault;

    fn try_from(reference: wire::Reference) -> Result<Self, Fault> {
        // A leaf may come where none is needed; it adds nothing to a plain reference.
        let wire::Reference { agency, record_id, revision, seen, leaf: _ } = reference;
        Ok(Self {
            agency: bytes::agency(&agency, "agency")?,
            record: bytes::record(&record_id, "record_id")?,
            revision,
            seen: seen.ok_or_else(|| Fault::missing("seen"))?.into(),
        })
    }
}

impl TryFrom<wire::Reference> for WitnessedReference {
    type Error = Fault;

    fn try_from(reference: wire::Reference) -> Result<Self, Fault> {
        let leaf = bytes::digest(&reference.leaf, "leaf")?;
        Ok(Self { reference: reference.try_into()?, leaf })
    }
}

/// References that must each be there.
pub(super) fn many(references: &[Reference]) -> Vec<wire::Reference> {
    references.iter().copied().map(Into::into).collect()
}

/// A reference with its leaf that must be there.
pub(super) fn witnessed(
    reference: Option<wire::Reference>,
    field: &str,
) -> Result<WitnessedReference, Fault> {
    required(reference, field)
}
