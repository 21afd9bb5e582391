//! Processor time by kind of thread, from `/proc/self/task`: which side a duration was spent on.

use std::collections::BTreeMap;
use std::fs;

/// The kernel counts in hundredths of a second (`USER_HZ`) on every Linux that we run on.
const MS_PER_TICK: u64 = 10;

/// Processor time in milliseconds by thread name, numbers at its end cut off.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times(BTreeMap<String, u64>);

impl Times {
    /// The time used so far; empty where there is no `/proc`.
    pub(crate) fn now() -> Self {
        let mut times = Self::default();
        let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
        for text in tasks.filter_map(|task| fs::read_to_string(task.path().join("stat")).ok()) {
            if let Some((name, ticks)) = thread(&text) {
                *times.0.entry(name).or_default() += ticks * MS_PER_TICK;
            }
        }
        times
    }

    /// Adds what was used between two looks.
    pub(crate) fn add(&mut self, before: &Self, after: &Self) {
        for (name, time) in &after.0 {
            let used = time.saturating_sub(before.0.get(name).copied().unwrap_or(0));
            *self.0.entry(name.clone()).or_default() += used;
        }
    }

    /// The time of each kind of thread that used any, as microseconds of one of `count` things.
    pub(crate) fn micros_each(&self, count: u64) -> String {
        let used = self.0.iter().filter(|(_, time)| **time > 0);
        let words: Vec<_> =
            used.map(|(name, time)| format!("{name} {} µs", time * 1000 / count.max(1))).collect();
        words.join(", ")
    }
}

/// Name and ticks (user and system) of one thread.
fn thread(stat: &str) -> Option<(String, u64)> {
    let (_, rest) = stat.split_once('(')?;
    let (name, rest) = rest.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    let name = name.trim_end_matches(|end: char| end.is_ascii_digit() || end == '-');
    Some((name.to_owned(), user + system))
}

#[cfg(test)]
mod cases {
    use super::{Times, thread};

    #[test]
    fn name_and_ticks_of_a_thread_are_read() {
        let stat = "77 (sqlx-worker-3) S 1 77 77 0 -1 4194304 100 0 0 0 12 5 0 0 20 0 9 0 123 0 0";
        assert_eq!(thread(stat), Some(("sqlx-worker".to_owned(), 17)));
        assert_eq!(thread("77 (a"), None);
    }

    #[test]
    fn only_what_was_used_between_two_looks_counts() {
        let of = |time| Times([("server".to_owned(), time)].into());
        let mut used = Times::default();
        used.add(&of(100), &of(160));
        used.add(&of(200), &of(240));
        assert_eq!(used.micros_each(10), "server 10000 µs");
    }
}
