//! Exact reach against brute force.

use super::*;
use proptest::prelude::*;

const BAND: TargetBand = TargetBand { low_percent: 11, high_percent: 13 };

fn option_sets() -> impl Strategy<Value = Vec<Options>> {
    let pair = (0..3_usize).prop_flat_map(|n| (Just(n), 0..=n));
    prop::collection::vec(prop::collection::btree_set(pair, 1..4), 0..6)
}

/// Every sum of one option per person, the slow way.
fn brute(sets: &[Options]) -> BTreeSet<(u64, u64)> {
    let mut sums = BTreeSet::from([(0, 0)]);
    for set in sets {
        sums = sums
            .iter()
            .flat_map(|(n, sent)| set.iter().map(move |(dn, ds)| (n + *dn as u64, sent + *ds as u64)))
            .collect();
    }
    sums
}

proptest! {
    #[test]
    fn a_verdict_is_given_iff_every_pair_has_it(sets in option_sets(), n in 0..60_u64, sent in 0..9_u64) {
        let sent = sent.min(n);
        let mut reach = Reach::default();
        for _ in 0..n - sent {
            reach.add(Options::from([(1, 0)]));
        }
        for _ in 0..sent {
            reach.add(Options::from([(1, 1)]));
        }
        sets.iter().for_each(|set| reach.add(set.clone()));
        let pairs = brute(&sets);
        let certain = pairs.len() == 1;
        let expected = BAND.judge_all(pairs.into_iter().map(|(dn, ds)| (n + dn, sent + ds)));
        prop_assert_eq!(reach.verdict(BAND), expected);
        prop_assert!(!reach.is_certain() || certain);
    }
}

#[test]
fn a_stale_source_leaves_everybody_open_but_not_n() {
    for (n, expected) in [(45, Verdict::Unknown), (46, Verdict::Unattainable), (0, Verdict::NotApplicable)] {
        let mut reach = Reach::default();
        (0..n).for_each(|_| reach.add(Options::from([(1, 0)])));
        reach.set_any_sent();
        assert_eq!(reach.verdict(BAND), expected, "N {n}");
    }
}

#[test]
fn causes_are_those_that_matter_alone_or_else_all() {
    let row = |n: usize, sent: usize| {
        move || {
            let mut reach = Reach::default();
            (0..n - sent).for_each(|_| reach.add(Options::from([(1, 0)])));
            (0..sent).for_each(|_| reach.add(Options::from([(1, 1)])));
            reach
        }
    };
    // 100 persons: 11 to 13 lie inside.
    let disputed_alone = judge(BAND, |open| {
        let mut reach = row(100, 10)();
        reach.add(if open.has(Cause::Disputed) {
            Options::from([(0, 0), (0, 1)])
        } else {
            Options::from([(0, 0)])
        });
        reach.add(if open.has(Cause::Undecided) { Options::from([(0, 0), (1, 0)]) } else { Options::new() });
        reach
    });
    // One more in scope stays below; one more sent does not.
    assert_eq!(disputed_alone, (Verdict::Unknown, vec![Cause::Disputed]));
    let together = judge(BAND, |open| {
        let mut reach = row(100, 9)();
        reach.add(if open.has(Cause::Disputed) {
            Options::from([(0, 0), (0, 1)])
        } else {
            Options::from([(0, 0)])
        });
        reach.add(if open.has(Cause::Parked) {
            Options::from([(0, 0), (0, 1)])
        } else {
            Options::from([(0, 0)])
        });
        reach
    });
    assert_eq!(together, (Verdict::Unknown, vec![Cause::Disputed, Cause::Parked]));
    assert_eq!(Cause::join(&together.1), "DISPUTED+PARKED");
}
