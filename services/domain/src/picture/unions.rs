//! Union-find over records: which of them belong together.

use crate::ids::RecordKey;
use std::collections::{BTreeMap, HashMap};

/// Sets of records that grow by joining two of them. A record never named is alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Unions {
    parents: HashMap<RecordKey, RecordKey>,
}

impl Unions {
    /// Joins the sets of two records; the least key of a set stands for it.
    pub(super) fn join(&mut self, one: RecordKey, other: RecordKey) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents.insert(one.max(other), one.min(other));
        self.parents.entry(one.min(other)).or_insert(one.min(other));
    }

    /// The least record of the set that a record is in.
    pub(super) fn root(&self, record: RecordKey) -> RecordKey {
        let mut at = record;
        while let Some(parent) = self.parents.get(&at).filter(|parent| **parent != at) {
            at = *parent;
        }
        at
    }

    /// Whether two records are in one set.
    pub(super) fn joined(&self, one: RecordKey, other: RecordKey) -> bool {
        self.root(one) == self.root(other)
    }

    /// Every set of records that were ever named, members ascending, sets by their least member.
    pub(super) fn sets(&self) -> BTreeMap<RecordKey, Vec<RecordKey>> {
        let mut sets: BTreeMap<RecordKey, Vec<RecordKey>> = BTreeMap::new();
        for record in self.parents.keys() {
            sets.entry(self.root(*record)).or_default().push(*record);
        }
        for members in sets.values_mut() {
            members.sort_unstable();
        }
        sets
    }
}
