//! Verdicts while something is open: over every pair (in scope, sent) that can still come true (D23).

use super::{TargetBand, Verdict};
use std::ops::RangeInclusive;

/// A row with what is still open about it. Every number counts persons; each open person is in exactly one of the
/// three open numbers, and each may turn out either way, independently of the others.
///
/// For a person who may leave a count that has them now, give the count without them and add them to the open ones.
/// A person who may join and whose decision is itself in dispute goes into `may_join` *and* `may_be_sent`: the pairs are
/// then a superset of the reachable ones, so a verdict that is given still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Uncertain {
    /// Persons certainly in scope.
    pub n: u64,
    /// Of those, persons certainly sent.
    pub sent: u64,
    /// Persons who may be in scope and have no decision that would count: undecided, disputed as members.
    pub may_join: u64,
    /// Persons who may be in scope and, if so, are sent.
    pub may_join_sent: u64,
    /// Persons certainly in scope who may be sent: disputed, parked or unreconciled decisions.
    pub may_be_sent: u64,
}

impl Uncertain {
    /// A row about which nothing is open.
    #[must_use]
    pub const fn certain(n: u64, sent: u64) -> Self {
        Self { n, sent, may_join: 0, may_join_sent: 0, may_be_sent: 0 }
    }

    /// Every reachable pair: for each reachable number in scope, the range of `sent` that goes with it. All values of the
    /// range are reachable, for the open persons turn out independently of each other.
    pub fn reachable(self) -> impl Iterator<Item = (u64, RangeInclusive<u64>)> {
        let joining = 0..=self.may_join.saturating_add(self.may_join_sent);
        joining.map(move |joined| {
            // Of those who joined, as few (as many) as possible are ones who come with a decision.
            let least = joined.saturating_sub(self.may_join);
            let most = joined.min(self.may_join_sent).saturating_add(self.may_be_sent);
            (self.n.saturating_add(joined), self.sent.saturating_add(least)..=self.sent.saturating_add(most))
        })
    }

    /// The verdict if every reachable pair has the same, else [`Verdict::Unknown`]. Time grows with the number of persons
    /// who may join, not with the number of pairs.
    #[must_use]
    pub fn verdict(self, band: TargetBand) -> Verdict {
        // For a fixed number in scope the verdict only ever rises from below over inside to above, or does not
        // depend on `sent`: a range has one verdict exactly when its two ends have it.
        band.judge_all(self.reachable().flat_map(|(n, sent)| [(n, *sent.start()), (n, *sent.end())]))
    }
}
