//! Newest states by record, and ways to find records by what they say.

use domain::ids::Position;
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

/// Newest entry of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<T> {
    /// Address of the entry.
    pub position: Position,
    /// Revision.
    pub revision: u64,
    /// State; `None` when a later program wrote it: an older state must not pass for today's.
    pub state: Option<T>,
}

/// Newest states of the records of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<I, T>(BTreeMap<I, Row<T>>);

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<I: Ord, T> Table<I, T> {
    /// Takes a row in unless a newer one is known; gives the row before when it did.
    pub(super) fn take(&mut self, id: I, row: Row<T>) -> Option<Option<Row<T>>> {
        let newer = self.0.get(&id).is_none_or(|known| known.position <= row.position);
        newer.then(|| self.0.insert(id, row))
    }

    /// The newest readable state of a record, with its revision.
    #[must_use]
    pub fn get(&self, id: &I) -> Option<(u64, &T)> {
        let row = self.0.get(id)?;
        Some((row.revision, row.state.as_ref()?))
    }
}

/// Records by something that they say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Index<K, I>(BTreeMap<K, BTreeSet<I>>);

impl<K, I> Default for Index<K, I> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, I: Ord + Copy> Index<K, I> {
    pub(super) fn add(&mut self, key: K, id: I) {
        self.0.entry(key).or_default().insert(id);
    }

    pub(super) fn remove(&mut self, key: &K, id: I) {
        if let Some(ids) = self.0.get_mut(key) {
            ids.remove(&id);
            if ids.is_empty() {
                self.0.remove(key);
            }
        }
    }

    pub(super) fn get<'a, Q>(&'a self, key: &Q) -> impl Iterator<Item = I> + use<'a, K, I, Q>
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.0.get(key).into_iter().flatten().copied()
    }

    pub(super) fn count<Q>(&self, key: &Q) -> usize
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.0.get(key).map_or(0, BTreeSet::len)
    }

    /// Every key with its records, ascending, from a key on (that key left out).
    pub(super) fn after<Q>(&self, key: &Q) -> impl Iterator<Item = (&K, I)>
    where
        K: Borrow<Q>,
        Q: Ord + ?Sized,
    {
        let range = self.0.range((std::ops::Bound::Excluded(key), std::ops::Bound::Unbounded));
        range.flat_map(|(key, ids)| ids.iter().map(move |id| (key, *id)))
    }
}
