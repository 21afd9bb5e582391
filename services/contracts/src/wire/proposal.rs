//! Schools' proposals of the year in which a teacher takes part.

use super::fields::Fields;
use super::{FromWire, limits};
use crate::pb::roster::v1 as wire;

/// One proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalInput {
    /// Teacher code.
    pub teacher_code: String,
    /// Proposed year, 2020 to 2030.
    pub year: u32,
    /// Note of the school; may be empty.
    pub note: String,
}

impl FromWire for ProposalInput {
    type Wire = wire::ProposalItem;

    fn read(item: wire::ProposalItem, fields: &mut Fields) -> Option<Self> {
        let wire::ProposalItem { teacher_code, year, note } = item;
        let teacher_code = fields.text("teacher_code", &teacher_code, limits::CODE);
        let year = fields.number("year", year, limits::PROPOSAL_YEARS);
        let note = fields.optional_text("note", &note, limits::FREE_TEXT);
        Some(Self { teacher_code: teacher_code?, year: year?, note: note? })
    }
}
