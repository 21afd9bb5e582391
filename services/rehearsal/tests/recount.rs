//! The final table that the files lead to shows every verdict, for any seed.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests: what fails here fails the test"
)]

mod support;

use Verdict::{Above, Below, Inside, Unattainable, Unknown};
use domain::band::Verdict;
use domain::vocabulary::Level;
use rehearsal::{Scale, Spec, generate};
use support::{Recount, recount};

/// What each row shall end with: preschool, primary, lower secondary.
const WANTED: [(&str, [Verdict; 3]); 8] = [
    ("105", [Inside, Inside, Unattainable]),
    ("106", [Below, Inside, Inside]),
    ("107", [Inside, Above, Below]),
    ("108", [Inside, Below, Inside]),
    ("109", [Below, Unknown, Inside]),
    ("110", [Inside, Inside, Above]),
    ("111", [Above, Inside, Below]),
    ("112", [Inside, Unknown, Unattainable]),
];

fn of_seed(seed: u64, thousandths: u32) -> Recount {
    let dir = tempfile::tempdir().unwrap();
    let scale = Scale::from_thousandths(thousandths).unwrap();
    generate(&Spec { seed, scale, dir: dir.path().to_owned() }).unwrap();
    recount(&dir.path().join("input"))
}

fn has_every_verdict(table: &Recount, seed: u64) {
    for (district, verdicts) in WANTED {
        for (level, wanted) in Level::ALL.into_iter().zip(verdicts) {
            let row = &table.rows[&(district.to_owned(), level)];
            assert_eq!(row.verdict, wanted, "seed {seed}, {district} {level:?}: {row:?}");
            assert!(
                row.completed <= row.enrolled && row.enrolled <= row.sent && row.sent <= row.in_scope,
                "{row:?}"
            );
        }
    }
    for (level, row) in &table.totals {
        assert_ne!(row.verdict, Unknown, "seed {seed}, province {level:?}: {row:?}");
    }
    assert_eq!(table.open_claims, 1, "seed {seed}");
    let disputed: Vec<_> =
        table.rows.iter().filter(|(_, row)| row.disputed > 0).map(|((code, _), _)| code).collect();
    assert_eq!(disputed, ["108", "112"], "seed {seed}");
    assert_eq!(table.refused_enrollments.len(), 1, "seed {seed}: {:?}", table.refused_enrollments);
}

#[test]
fn the_first_seeds_show_every_verdict_at_full_size() {
    full_size(1..=3);
}

fn full_size(seeds: impl Iterator<Item = u64>) {
    for seed in seeds {
        let table = of_seed(seed, 1000);
        has_every_verdict(&table, seed);
        let late: Vec<_> = table
            .rows
            .iter()
            .filter(|(_, row)| row.recorded_late > 0)
            .map(|(key, row)| (key.clone(), row.recorded_late))
            .collect();
        assert_eq!(late, [(("111".to_owned(), Level::Primary), 2)], "seed {seed}");
        let sum = |field: fn(&support::Row) -> u64| table.totals.values().map(field).sum::<u64>();
        assert!((7800..8100).contains(&sum(|row| row.teachers)), "seed {seed}");
        assert!((1900..2400).contains(&sum(|row| row.in_scope)), "seed {seed}");
        assert!((5..=8).contains(&sum(|row| row.completed)), "seed {seed}: {}", sum(|row| row.completed));
        assert_eq!(table.enrolled_outside, 3, "seed {seed}: before the plan, withdrawn, outside the list");
        let mut refused = table.refused_nominations.clone();
        refused.sort();
        let expected = [
            ("105", "no code"),
            ("108", "degree too low"),
            ("108", "no code"),
            ("108", "nobody"),
            ("110", "nobody"),
            ("112", "contradiction"),
        ];
        assert_eq!(refused, expected.map(|(code, reason)| (code.to_owned(), reason)), "seed {seed}");
    }
}

#[test]
fn every_seed_shows_every_verdict_in_a_small_province() {
    for seed in 1..=20 {
        for thousandths in [20, 150] {
            has_every_verdict(&of_seed(seed, thousandths), seed);
        }
    }
}
