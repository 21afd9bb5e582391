//! What became of each record: a current state, not a history (D22).

use super::references;
use super::view::Folded;
use super::world::{Content, Version};
use crate::ids::{RecordKey, Reference};
use crate::record::State;

/// Outcome of a record's newest revision.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is part of the picture.
    Applied,
    /// It waits for entries that are not folded yet; its last applied state stands meanwhile (D23).
    Parked {
        /// The references that lie beyond what is folded, ascending.
        references: Vec<Reference>,
    },
    /// It will never be part of the picture; the owner has to write it anew.
    Quarantined {
        /// Stable reason.
        reason: String,
    },
    /// Written for a later version of this program.
    Unreadable {
        /// Revision of the schema that the writer used.
        schema_revision: u32,
    },
}

impl Outcome {
    /// Stable code: `APPLIED`, `PARKED`, `QUARANTINED`, `UNREADABLE`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Applied => "APPLIED",
            Self::Parked { .. } => "PARKED",
            Self::Quarantined { .. } => "QUARANTINED",
            Self::Unreadable { .. } => "UNREADABLE",
        }
    }
}

/// How many records are in which state; `records` is the sum of the four (D22).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// Records folded.
    pub records: u64,
    /// Of these applied.
    pub applied: u64,
    /// Of these parked.
    pub parked: u64,
    /// Of these quarantined.
    pub quarantined: u64,
    /// Of these unreadable.
    pub unreadable: u64,
    /// Every record whose newest revision is not applied, ascending.
    pub not_applied: Vec<(RecordKey, Outcome)>,
}

impl Outcomes {
    pub(super) fn count(&mut self, key: RecordKey, outcome: &Outcome) {
        self.records += 1;
        match outcome {
            Outcome::Applied => self.applied += 1,
            Outcome::Parked { .. } => self.parked += 1,
            Outcome::Quarantined { .. } => self.quarantined += 1,
            Outcome::Unreadable { .. } => self.unreadable += 1,
        }
        if *outcome != Outcome::Applied {
            self.not_applied.push((key, outcome.clone()));
        }
    }
}

/// Outcome of one revision of a record of `owner`, and whether it refers to something in another journal that is not there.
pub(super) fn of(folded: &Folded<'_>, owner: RecordKey, version: &Version) -> (Outcome, bool) {
    let outcome = match &version.content {
        None => Outcome::Applied,
        Some(Content::Unreadable { schema_revision }) => {
            Outcome::Unreadable { schema_revision: *schema_revision }
        }
        Some(Content::Quarantined { reason }) => Outcome::Quarantined { reason: reason.clone() },
        Some(Content::State(state)) => return of_state(folded, owner, state),
    };
    (outcome, false)
}

fn of_state(folded: &Folded<'_>, owner: RecordKey, state: &State) -> (Outcome, bool) {
    let links = references::of(state);
    let mut waiting: Vec<Reference> =
        links.iter().map(|link| link.to).filter(|to| !folded.holds(to.agency, to.seen)).collect();
    if !waiting.is_empty() {
        waiting.sort_unstable();
        waiting.dedup();
        return (Outcome::Parked { references: waiting }, false);
    }
    let mut missing = links.iter().filter(|link| !folded.resolves(link)).peekable();
    let is_dangling = missing.peek().is_some();
    // Inside one journal a missing target cannot come any more; across journals it is a break (DANGLING_REFERENCE).
    if missing.any(|link| link.to.agency == owner.agency) {
        let reason = "DANGLING_REFERENCE".to_owned();
        return (Outcome::Quarantined { reason }, false);
    }
    (Outcome::Applied, is_dangling)
}
