//! Randomness as a parameter: one seeded stream per subject, so that a change in one file leaves the others as they are.

use domain::date::LegalDate;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use rand::{Rng as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};

/// A stream of chance that seed and label decide alone.
#[derive(Debug)]
pub(crate) struct Dice(StdRng);

impl Dice {
    /// The stream of a label.
    pub(crate) fn new(seed: u64, label: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"lienthong/rehearsal/1\0");
        hash.update(seed.to_be_bytes());
        hash.update(label.as_bytes());
        Self(StdRng::from_seed(hash.finalize().into()))
    }

    /// A number from `low` to `high`, both included; `low` when they are the wrong way round.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        if low >= high { low } else { self.0.random_range(low..=high) }
    }

    /// A year, month or other signed number, both ends included.
    pub(crate) fn year(&mut self, low: i32, high: i32) -> i32 {
        if low >= high { low } else { self.0.random_range(low..=high) }
    }

    /// A date, both ends included.
    pub(crate) fn date(&mut self, first: LegalDate, last: LegalDate) -> LegalDate {
        let days = u64::try_from(last.signed_duration_since(first).num_days()).unwrap_or(0);
        let ahead = if days == 0 { 0 } else { self.0.random_range(0..=days) };
        first.checked_add_days(chrono::Days::new(ahead)).unwrap_or(last)
    }

    /// True in so many of a hundred cases.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of a list; the default for an empty one.
    pub(crate) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        from.choose(&mut self.0).copied().unwrap_or_default()
    }

    /// One of a list by weight; `None` when no weight is above zero.
    pub(crate) fn weighted<T: Copy>(&mut self, from: &[(u32, T)]) -> Option<T> {
        let total: u32 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.between(1, total);
        for (weight, value) in from {
            if left <= *weight && total > 0 {
                return Some(*value);
            }
            left = left.saturating_sub(*weight);
        }
        None
    }

    /// Puts a list in a random order.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        list.shuffle(&mut self.0);
    }
}
