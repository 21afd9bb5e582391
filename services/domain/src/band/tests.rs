//! Every vector of rules.md 1.6, the example of D23, and brute force beside the exact ranges.

use super::*;
use proptest::prelude::*;

/// Preschool and lower secondary in the plan of 2021.
const ELEVEN: TargetBand = TargetBand { low_percent: 11, high_percent: 13 };
/// Primary.
const TEN: TargetBand = TargetBand { low_percent: 10, high_percent: 12 };

#[test]
fn the_boundary_vectors() {
    use Verdict::{Above, Below, Inside, NotApplicable, Unattainable};
    let rows = [
        (ELEVEN, 100, 10, Below),
        (ELEVEN, 100, 11, Inside),
        (ELEVEN, 100, 13, Inside),
        (ELEVEN, 100, 14, Above),
        (ELEVEN, 50, 5, Below),
        (ELEVEN, 50, 6, Inside),
        (ELEVEN, 50, 7, Above),
        (ELEVEN, 8, 1, Inside),
        (ELEVEN, 8, 0, Below),
        (ELEVEN, 8, 2, Above),
        (ELEVEN, 0, 0, NotApplicable),
        (ELEVEN, 0, 3, NotApplicable),
        (ELEVEN, 46, 5, Unattainable),
        (ELEVEN, 46, 0, Unattainable),
        (ELEVEN, 46, 46, Unattainable),
        (TEN, 100, 9, Below),
        (TEN, 100, 10, Inside),
        (TEN, 100, 12, Inside),
        (TEN, 100, 13, Above),
        (TEN, 9, 1, Inside),
        (TEN, 41, 4, Unattainable),
        (TEN, 42, 5, Inside),
    ];
    for (band, n, sent, expected) in rows {
        assert_eq!(band.judge(n, sent), expected, "{sent} of {n} in {band:?}");
    }
}

#[test]
fn the_sizes_that_no_count_can_meet() {
    let eleven: Vec<u64> =
        [(1..=7), (10..=15), (19..=23), (28..=30), (37..=38), (46..=46)].into_iter().flatten().collect();
    let ten: Vec<u64> = [(1..=8), (11..=16), (21..=24), (31..=33), (41..=41)].into_iter().flatten().collect();
    for (band, expected) in [(ELEVEN, eleven), (TEN, ten)] {
        let found: Vec<u64> = (1..=10_000).filter(|n| !band.is_attainable(*n)).collect();
        assert_eq!(found, expected, "{band:?}");
        for n in found {
            assert_eq!(band.shortfall(n, 0), None);
            assert_eq!(band.excess(n, n), None);
            assert_eq!(band.min_count(n), band.max_count(n) + 1, "the two are neighbours");
        }
    }
}

#[test]
fn counts_shortfall_and_excess() {
    // (n, sent, min, max, shortfall, excess) for 11-13 %.
    let rows = [
        (100, 10, 11, 13, Some(1), Some(0)),
        (100, 13, 11, 13, Some(0), Some(0)),
        (100, 20, 11, 13, Some(0), Some(7)),
        (50, 0, 6, 6, Some(6), Some(0)),
        (46, 3, 6, 5, None, None),
        (0, 0, 0, 0, Some(0), Some(0)),
        (0, 9, 0, 0, Some(0), Some(0)),
    ];
    for (n, sent, min, max, shortfall, excess) in rows {
        assert_eq!((ELEVEN.min_count(n), ELEVEN.max_count(n)), (min, max), "{n}");
        assert_eq!((ELEVEN.shortfall(n, sent), ELEVEN.excess(n, sent)), (shortfall, excess), "{sent} of {n}");
    }
}

#[test]
fn at_least_a_share_is_a_band_up_to_a_hundred() {
    let sixty = TargetBand { low_percent: 60, high_percent: 100 };
    assert_eq!(sixty.judge(5, 2), Verdict::Below);
    assert_eq!(sixty.judge(5, 3), Verdict::Inside);
    assert_eq!(sixty.judge(5, 5), Verdict::Inside);
    let everybody = TargetBand { low_percent: 100, high_percent: 100 };
    assert_eq!(everybody.judge(7, 6), Verdict::Below);
    assert_eq!(everybody.judge(7, 7), Verdict::Inside);
    let upside_down = TargetBand { low_percent: 13, high_percent: 11 };
    assert_eq!(upside_down.judge(100, 12), Verdict::Unattainable);
}

#[test]
fn equal_ends_do_not_hide_what_lies_between() {
    let verdicts = [45, 46, 47].map(|n| ELEVEN.judge(n, 4));
    assert_eq!(verdicts, [Verdict::Below, Verdict::Unattainable, Verdict::Below]);
    assert_eq!(ELEVEN.judge_all([(45, 4), (46, 4), (47, 4)]), Verdict::Unknown);
    assert_eq!(ELEVEN.judge_all([(45, 4), (47, 4)]), Verdict::Below);
    assert_eq!(ELEVEN.judge_all([]), Verdict::Unknown);
    assert_eq!(Uncertain { may_join: 2, ..Uncertain::certain(45, 4) }.verdict(ELEVEN), Verdict::Unknown);
    assert_eq!(Uncertain { may_join: 2, ..Uncertain::certain(47, 4) }.verdict(ELEVEN), Verdict::Below);
}

#[test]
fn open_persons_matter_only_as_far_as_they_can_change_the_verdict() {
    // In scope, sent, may join, may join sent, may be sent.
    let rows = [
        ([100, 12, 0, 0, 0], Verdict::Inside),
        ([100, 12, 0, 0, 1], Verdict::Inside),
        ([100, 12, 0, 0, 2], Verdict::Unknown),
        ([100, 12, 9, 0, 0], Verdict::Inside),
        ([100, 12, 10, 0, 0], Verdict::Unknown),
        ([100, 12, 10, 1, 0], Verdict::Unknown),
        ([100, 12, 0, 1, 0], Verdict::Inside),
        ([100, 12, 0, 2, 0], Verdict::Unknown),
        ([100, 14, 0, 50, 0], Verdict::Above),
        ([0, 0, 0, 0, 0], Verdict::NotApplicable),
        ([0, 0, 1, 0, 0], Verdict::Unknown),
    ];
    for ([n, sent, may_join, may_join_sent, may_be_sent], expected) in rows {
        let row = Uncertain { n, sent, may_join, may_join_sent, may_be_sent };
        assert_eq!(row.verdict(ELEVEN), expected, "{row:?}");
    }
}

#[test]
fn a_whole_province_of_open_persons_is_judged_at_once() {
    let row = Uncertain { n: 0, sent: 30_000, may_join: 50_000, may_join_sent: 50_000, may_be_sent: 50_000 };
    assert_eq!(row.reachable().count(), 100_001);
    // Nobody in scope at all is one of the reachable pairs.
    assert_eq!(row.verdict(ELEVEN), Verdict::Unknown);
    assert_eq!(Uncertain { n: 1000, ..row }.verdict(ELEVEN), Verdict::Above);
}

#[test]
fn words_are_distinct_and_codes_lead_back() {
    for (place, verdict) in Verdict::ALL.into_iter().enumerate() {
        assert_eq!(Verdict::from_code(verdict.code()), Some(verdict));
        assert!(
            Verdict::ALL[..place]
                .iter()
                .all(|other| other.vi() != verdict.vi() && other.en() != verdict.en())
        );
    }
    assert_eq!(Verdict::from_code("inside"), None);
}

fn any_band() -> impl Strategy<Value = TargetBand> {
    (0_u32..=100, 0_u32..=100).prop_map(|(a, b)| TargetBand { low_percent: a.min(b), high_percent: a.max(b) })
}

proptest! {
    #[test]
    fn the_verdict_is_the_one_of_the_two_inequalities(band in any_band(), n in 1_u64..2000, share in 0_u64..=1100) {
        let sent = n * share / 1000;
        let inside = |k: u64| 100 * k >= u64::from(band.low_percent) * n && 100 * k <= u64::from(band.high_percent) * n;
        let expected = if !(0..=n).any(inside) {
            Verdict::Unattainable
        } else if inside(sent) {
            Verdict::Inside
        } else if 100 * sent < u64::from(band.low_percent) * n {
            Verdict::Below
        } else {
            Verdict::Above
        };
        prop_assert_eq!(band.judge(n, sent), expected);
    }

    #[test]
    fn sending_the_shortfall_or_not_the_excess_lands_inside(band in any_band(), n in 0_u64..2000, sent in 0_u64..2200) {
        match (band.shortfall(n, sent), band.excess(n, sent)) {
            (Some(shortfall), Some(excess)) => {
                prop_assert!(shortfall == 0 || excess == 0);
                if n > 0 {
                    prop_assert_eq!(band.judge(n, sent + shortfall - excess), Verdict::Inside);
                }
            }
            (shortfall, excess) => {
                prop_assert_eq!((shortfall, excess), (None, None));
                prop_assert_eq!(band.judge(n, sent), Verdict::Unattainable);
            }
        }
    }

    #[test]
    fn the_ranges_hold_exactly_the_pairs_of_every_single_outcome(
        (n, sent) in (0_u64..60, 0_u64..20),
        (may_join, may_join_sent, may_be_sent) in (0_u64..6, 0_u64..6, 0_u64..6),
        band in prop_oneof![Just(ELEVEN), Just(TEN), any_band()],
    ) {
        let row = Uncertain { n, sent, may_join, may_join_sent, may_be_sent };
        let mut brute = std::collections::BTreeSet::new();
        for joined in 0..=may_join {
            for joined_sent in 0..=may_join_sent {
                for also_sent in 0..=may_be_sent {
                    brute.insert((n + joined + joined_sent, sent + joined_sent + also_sent));
                }
            }
        }
        let ranges = row.reachable().flat_map(|(n, sent)| sent.map(move |sent| (n, sent)));
        prop_assert_eq!(ranges.collect::<std::collections::BTreeSet<_>>(), brute.clone());
        prop_assert_eq!(row.verdict(band), band.judge_all(brute));
    }

    #[test]
    fn huge_counts_neither_overflow_nor_panic(n: u64, sent: u64) {
        let verdict = ELEVEN.judge(n, sent);
        prop_assert_eq!(verdict == Verdict::NotApplicable, n == 0);
        prop_assert_ne!(verdict, Verdict::Unknown);
    }
}
