//! Newest states of records.

use domain::ids::{Position, RecordId, RecordKey};
use journal::ledger::Loaded;
use std::collections::BTreeMap;

/// The newest state of one record (D7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newest<T> {
    /// Address of the entry.
    pub position: Position,
    /// Revision.
    pub revision: u64,
    /// The state.
    pub state: T,
}

/// Newest states by key. Of two entries of one record the one with the higher (epoch, position) wins, in whatever order they come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<K, T> {
    rows: BTreeMap<K, Newest<T>>,
}

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self { rows: BTreeMap::new() }
    }
}

impl<K: Ord + Copy, T> Table<K, T> {
    /// Takes a state in; false when a newer one is there already.
    pub(super) fn apply(&mut self, key: K, loaded: &Loaded, state: T) -> bool {
        let older = self.rows.get(&key).is_some_and(|row| row.position > loaded.position);
        if !older {
            let row = Newest { position: loaded.position, revision: loaded.revision, state };
            self.rows.insert(key, row);
        }
        !older
    }

    /// The newest state of a record.
    #[must_use]
    pub fn get(&self, key: K) -> Option<&Newest<T>> {
        self.rows.get(&key)
    }

    /// All records, ascending by key.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (K, &Newest<T>)> {
        self.rows.iter().map(|(key, row)| (*key, row))
    }
}

/// Records of one agency.
pub type Records<T> = Table<RecordId, T>;
/// Records of several agencies.
pub type Foreign<T> = Table<RecordKey, T>;
