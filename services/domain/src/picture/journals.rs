//! Journals of which the coordinator takes nothing more (D25): a fold over its own words about them.

use super::cause::Cause;
use super::view::View;
use crate::date::Instant;
use crate::ids::{AgencyId, Position, RecordKey};
use crate::record::{JournalStanding, JournalStop};
use std::collections::BTreeMap;

/// A journal that has stopped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stopped {
    pub(super) stop: JournalStop,
    /// When the coordinator said so.
    pub(super) since: Instant,
}

impl Stopped {
    /// The cause that it gives for an open verdict.
    pub(super) const fn cause(self) -> Cause {
        match self.stop {
            JournalStop::Fork => Cause::Fork,
            JournalStop::Rewound => Cause::Rewound,
        }
    }
}

/// Every journal that has stopped, by agency: the newest word about each counts.
pub(super) fn stopped(view: &View<'_>) -> BTreeMap<AgencyId, Stopped> {
    let mut newest: BTreeMap<AgencyId, (Position, RecordKey, &JournalStanding)> = BTreeMap::new();
    let coordinator = view.coordinator();
    for (known, said) in view.each::<JournalStanding>().filter(|(known, _)| known.key.agency == coordinator) {
        let Some(at) = known.applied.map(|version| version.at) else { continue };
        let one = (at, known.key, said);
        let kept = newest.entry(said.agency).or_insert(one);
        if (kept.0, kept.1) < (at, known.key) {
            *kept = one;
        }
    }
    newest
        .into_iter()
        .filter_map(|(agency, (at, _, said))| {
            Some((agency, Stopped { stop: said.stop?, since: view.received(coordinator, at) }))
        })
        .collect()
}
