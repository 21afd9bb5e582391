//! What one district states about its records and those of others.

use super::table::{Newest, Records};
use domain::ids::{RecordId, RecordKey};
use domain::record::SamePerson;
use journal::ledger::Loaded;
use std::collections::BTreeMap;

/// Statements of one district, found by the pair of records.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Statements {
    rows: Records<SamePerson>,
    by_pair: BTreeMap<(RecordId, RecordKey), RecordId>,
}

impl Statements {
    pub(super) fn apply(&mut self, loaded: &Loaded, statement: &SamePerson) {
        let record = loaded.key.record;
        if self.rows.apply(record, loaded, statement.clone()) {
            // A record never changes its pair; of two for one pair the least stands for it, whichever came first.
            let pair = (statement.own.record, statement.other.key());
            let known = self.by_pair.entry(pair).or_insert(record);
            *known = record.min(*known);
        }
    }

    /// What is stated about a pair of records, or was.
    #[must_use]
    pub fn about(&self, own: RecordId, other: RecordKey) -> Option<(RecordId, &Newest<SamePerson>)> {
        let record = *self.by_pair.get(&(own, other))?;
        Some((record, self.rows.get(record)?))
    }
}
