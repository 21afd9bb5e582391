//! What the fold knows: every revision of every record, and the coordinator's receipts.

use super::receive::Receipts;
use crate::date::{BirthDate, Instant};
use crate::ids::{AgencyId, Digest, Position, RecordKey};
use crate::record::State;
use crate::text;
use std::collections::BTreeMap;

/// Reason of a quarantined entry whose kind is outside its owner's range (D21).
pub const KIND_NOT_OWNED: &str = "KIND_NOT_OWNED";
/// Reason of a quarantined entry whose body says nothing sensible (D22).
pub const BODY_MALFORMED: &str = "BODY_MALFORMED";

/// What an entry says, as far as this program can read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// The full new state of the record.
    State(Box<State>),
    /// Written for a later version of this program (D39).
    Unreadable {
        /// Revision of the schema that the writer used.
        schema_revision: u32,
    },
    /// Kept and never folded: a kind outside the owner's range, a body that says nothing sensible (D21, D22).
    Quarantined {
        /// Stable reason.
        reason: String,
    },
}

/// One journal entry, as the fold needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Owner and record.
    pub key: RecordKey,
    /// Address in the owner's journal.
    pub at: Position,
    /// Revision of the record, from 1.
    pub revision: u64,
    /// Kind number of the header.
    pub kind: u32,
    /// Leaf of the entry.
    pub leaf: Digest,
    /// The owner's clock. Used for the coordinator's own entries alone; others count from their receipts.
    pub recorded_at: Instant,
    /// What it says.
    pub content: Content,
}

/// One revision of a record.
#[derive(Debug, Clone)]
pub(super) struct Version {
    pub(super) at: Position,
    pub(super) revision: u64,
    pub(super) kind: u32,
    pub(super) leaf: Digest,
    /// `None`: of a kind that no figure looks at.
    pub(super) content: Option<Content>,
    /// Folded name and birth date of a teacher: folding is too slow to do it for every picture.
    pub(super) likeness: Option<(Box<str>, BirthDate)>,
}

impl Version {
    pub(super) fn state(&self) -> Option<&State> {
        match &self.content {
            Some(Content::State(state)) => Some(state),
            _ => None,
        }
    }
}

/// Every revision of every record that the coordinator holds. Entries come in any order of journals, any number of times:
/// the picture depends on the set alone (Inv 2, Inv 3).
#[derive(Debug, Clone)]
pub struct World {
    /// Revisions ascending by (epoch, position).
    pub(super) records: BTreeMap<RecordKey, Vec<Version>>,
    pub(super) receipts: Receipts,
    /// Greatest position applied, per agency and epoch.
    pub(super) sizes: BTreeMap<(AgencyId, u32), u64>,
}

impl World {
    /// An empty world; receipts are those of this coordinator's journal.
    #[must_use]
    pub fn new(coordinator: AgencyId) -> Self {
        Self { records: BTreeMap::new(), receipts: Receipts::new(coordinator), sizes: BTreeMap::new() }
    }

    /// Takes one entry in. An entry already taken (same owner and address) changes nothing.
    pub fn apply(&mut self, entry: Entry) {
        let size = self.sizes.entry((entry.key.agency, entry.at.epoch)).or_default();
        *size = (*size).max(entry.at.position);
        self.receipts.apply(&entry);
        let versions = self.records.entry(entry.key).or_default();
        let Err(place) = versions.binary_search_by_key(&entry.at, |version| version.at) else {
            return;
        };
        let likeness = likeness(&entry.content);
        let version = Version {
            at: entry.at,
            revision: entry.revision,
            kind: entry.kind,
            leaf: entry.leaf,
            content: is_looked_at(&entry.content).then_some(entry.content),
            likeness,
        };
        versions.insert(place, version);
    }

    /// The position vector V: greatest position applied per (agency, epoch), ascending (D15).
    pub fn vector(&self) -> impl Iterator<Item = (AgencyId, u32, u64)> + '_ {
        self.sizes.iter().map(|((agency, epoch), size)| (*agency, *epoch, *size))
    }
}

/// Whether some figure, break or reference can look into this content; the rest is counted and dropped.
fn is_looked_at(content: &Content) -> bool {
    match content {
        Content::State(state) => !matches!(
            **state,
            State::RequestDone(_)
                | State::ReadTrace(_)
                | State::EpochOpened(_)
                | State::Receipt(_)
                | State::Seen(_)
        ),
        Content::Unreadable { .. } | Content::Quarantined { .. } => true,
    }
}

/// Folded name and full birth date; a month or a year alone is too common to suspect anybody.
fn likeness(content: &Content) -> Option<(Box<str>, BirthDate)> {
    let Content::State(state) = content else { return None };
    let State::Teacher(teacher) = &**state else { return None };
    let person = teacher.person.as_ref()?;
    let name = text::fold(&person.full_name);
    (matches!(person.birth, BirthDate::Day(_)) && !name.is_empty()).then(|| (name.into(), person.birth))
}
