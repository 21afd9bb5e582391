//! Target bands (chỉ tiêu): a closed range of percents of the persons in scope, judged with exact integers (the
//! province's plan for 2021, part II; rules.md 1.6). No percent is ever rounded before it is compared.

mod uncertain;
mod verdict;

pub use uncertain::Uncertain;
pub use verdict::Verdict;

/// A closed range of whole percents. Both bounds belong to it. The plan of 2021: 11-13 for preschool and lower
/// secondary, 10-12 for primary; "at least 60 %" is 60-100. A band whose low bound lies above its high one holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TargetBand {
    /// Least percent that is not below.
    pub low_percent: u32,
    /// Greatest percent that is not above.
    pub high_percent: u32,
}

impl TargetBand {
    /// The verdict on `sent` of `n` persons in scope. `n` = 0 is [`Verdict::NotApplicable`] (not met, not missed); an `n`
    /// for which no count lies inside the band is [`Verdict::Unattainable`], whatever was sent.
    #[must_use]
    pub const fn judge(self, n: u64, sent: u64) -> Verdict {
        if n == 0 {
            Verdict::NotApplicable
        } else if !self.is_attainable(n) {
            Verdict::Unattainable
        } else if sent < self.min_count(n) {
            Verdict::Below
        } else if sent > self.max_count(n) {
            Verdict::Above
        } else {
            Verdict::Inside
        }
    }

    /// The verdict over every pair (n, sent) that may turn out to be true: theirs if they all have the same, else
    /// [`Verdict::Unknown`]; so too for no pair at all (D23).
    #[must_use]
    pub fn judge_all(self, pairs: impl IntoIterator<Item = (u64, u64)>) -> Verdict {
        let mut verdicts = pairs.into_iter().map(|(n, sent)| self.judge(n, sent));
        match verdicts.next() {
            Some(first) if verdicts.all(|verdict| verdict == first) => first,
            _ => Verdict::Unknown,
        }
    }

    /// Least count that is not below the band: ⌈low·n / 100⌉.
    #[must_use]
    pub const fn min_count(self, n: u64) -> u64 {
        let hundredths = self.low_percent as u128 * n as u128;
        narrow(hundredths.div_ceil(100))
    }

    /// Greatest count that is not above the band: ⌊high·n / 100⌋. Less than [`min_count`](Self::min_count) where no
    /// count lies inside; the two are then the neighbours of the band.
    #[must_use]
    pub const fn max_count(self, n: u64) -> u64 {
        narrow(self.high_percent as u128 * n as u128 / 100)
    }

    /// Whether some count of `n` lies inside the band.
    #[must_use]
    pub const fn is_attainable(self, n: u64) -> bool {
        self.min_count(n) <= self.max_count(n)
    }

    /// How many more would have to be sent to leave "below": max(0, min − sent). 0 at `n` = 0; `None` where no
    /// count lies inside the band.
    #[must_use]
    pub const fn shortfall(self, n: u64, sent: u64) -> Option<u64> {
        if n == 0 {
            Some(0)
        } else if self.is_attainable(n) {
            Some(self.min_count(n).saturating_sub(sent))
        } else {
            None
        }
    }

    /// How many were sent beyond the band: max(0, sent − max). 0 at `n` = 0; `None` where no count lies inside.
    #[must_use]
    pub const fn excess(self, n: u64, sent: u64) -> Option<u64> {
        if n == 0 {
            Some(0)
        } else if self.is_attainable(n) {
            Some(sent.saturating_sub(self.max_count(n)))
        } else {
            None
        }
    }
}

/// Back to 64 bits; a count that does not fit (more than 10^19 persons) stays at the greatest.
#[expect(clippy::cast_possible_truncation, reason = "the branch above holds what does not fit")]
const fn narrow(count: u128) -> u64 {
    if count > u64::MAX as u128 { u64::MAX } else { count as u64 }
}

#[cfg(test)]
mod tests;
