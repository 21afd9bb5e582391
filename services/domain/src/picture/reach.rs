//! Which (N, sent) can still come true, and the verdict over all of them (D23).

use super::cause::{Cause, Open};
use crate::band::{TargetBand, Uncertain, Verdict};
use std::collections::BTreeSet;

/// What one person may add to (N, sent): every pair that can come true.
pub(super) type Options = BTreeSet<(usize, usize)>;

/// Everything that a row can still become.
#[derive(Debug, Default)]
pub(super) struct Reach {
    base: Uncertain,
    /// Persons whose options are none of the plain ones.
    special: Vec<Options>,
    /// Whether any number of those in scope may turn out to be sent.
    any_sent: bool,
    /// Whether N itself may become anything.
    any_n: bool,
}

impl Reach {
    /// Adds a person.
    pub(super) fn add(&mut self, options: Options) {
        let pairs: Vec<(usize, usize)> = options.iter().copied().collect();
        let base = &mut self.base;
        match *pairs {
            [] | [(0, 0)] => {}
            [(1, 0)] => base.n += 1,
            [(1, 1)] => {
                base.n += 1;
                base.sent += 1;
            }
            [(0, 0), (1, 0)] => base.may_join += 1,
            [(0, 0), (1, 1)] => base.may_join_sent += 1,
            [(1, 0), (1, 1)] => {
                base.n += 1;
                base.may_be_sent += 1;
            }
            _ => self.special.push(options),
        }
    }

    /// Up to `count` of those in scope and not sent may be sent after all.
    pub(super) fn add_opaque(&mut self, count: u64) {
        let left = self.base.n.saturating_sub(self.base.sent + self.base.may_be_sent);
        self.base.may_be_sent += count.min(left);
    }

    /// Nothing is known about who is sent.
    pub(super) const fn set_any_sent(&mut self) {
        self.any_sent = true;
    }

    /// N may become anything: a newer freeze waits.
    pub(super) const fn set_any_n(&mut self) {
        self.any_n = true;
    }

    /// Whether only one pair can come true.
    pub(super) fn is_certain(&self) -> bool {
        let settled = Uncertain::certain(self.base.n, self.base.sent);
        self.base == settled && self.special.is_empty() && !self.any_sent && !self.any_n
    }

    /// The verdict if every pair that can come true has the same.
    pub(super) fn verdict(&self, band: TargetBand) -> Verdict {
        if self.any_n {
            return Verdict::Unknown;
        }
        let mut given: Option<Verdict> = None;
        for (n, sent) in sums(&self.special) {
            let mut shifted = self.base;
            shifted.n += n as u64;
            shifted.sent += sent as u64;
            let verdict = if self.any_sent { any_sent(shifted, band) } else { shifted.verdict(band) };
            if verdict == Verdict::Unknown || given.is_some_and(|other| other != verdict) {
                return Verdict::Unknown;
            }
            given = Some(verdict);
        }
        given.unwrap_or(Verdict::Unknown)
    }
}

/// The verdict on a row, with the causes when it is UNKNOWN: those that leave it open by themselves; where only several
/// together do, those without which it would be known; failing that, all that are open.
pub(super) fn judge(band: TargetBand, reach: impl Fn(Open) -> Reach) -> (Verdict, Vec<Cause>) {
    let verdict = reach(Open::EVERYTHING).verdict(band);
    if verdict != Verdict::Unknown {
        return (verdict, Vec::new());
    }
    let named = |holds: &dyn Fn(Cause) -> bool| -> Vec<Cause> {
        Cause::ALL.iter().copied().filter(|cause| holds(*cause)).collect()
    };
    let is_enough = |cause| reach(Open::only(cause)).verdict(band) == Verdict::Unknown;
    let is_needed = |cause| reach(Open::but(cause)).verdict(band) != Verdict::Unknown;
    let is_open = |cause| !reach(Open::only(cause)).is_certain();
    let causes: [&dyn Fn(Cause) -> bool; 3] = [&is_enough, &is_needed, &is_open];
    let mut causes = causes.into_iter().map(named).filter(|causes| !causes.is_empty());
    (verdict, causes.next().unwrap_or_default())
}

/// The verdict when, for every N that can come true, nobody to everybody may be sent.
fn any_sent(row: Uncertain, band: TargetBand) -> Verdict {
    band.judge_all(row.reachable().flat_map(|(n, _)| [(n, 0), (n, n)]))
}

/// Every sum of one option per person. A table of flags, because the sums of hundreds of persons repeat all the time.
fn sums(special: &[Options]) -> Vec<(usize, usize)> {
    let most = |part: fn(&(usize, usize)) -> usize| -> usize {
        special.iter().map(|options| options.iter().map(part).max().unwrap_or(0)).sum()
    };
    let width = most(|pair| pair.1) + 1;
    let height = most(|pair| pair.0) + 1;
    let mut reached = vec![false; width * height];
    if let Some(origin) = reached.first_mut() {
        *origin = true;
    }
    for options in special {
        let mut next = vec![false; reached.len()];
        for (place, _) in reached.iter().enumerate().filter(|(_, is)| **is) {
            for (n, sent) in options {
                if let Some(slot) = next.get_mut(place + n * width + sent) {
                    *slot = true;
                }
            }
        }
        reached = next;
    }
    let places = reached.iter().enumerate().filter(|(_, is)| **is);
    places.map(|(place, _)| (place / width, place % width)).collect()
}

#[cfg(test)]
mod tests;
