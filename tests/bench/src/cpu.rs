//! Processor time by kind of thread: which side a duration was spent on, whatever else the machine was doing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Processor time by thread name, numbers at its end cut off.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times(BTreeMap<String, Duration>);

impl Times {
    /// The time that this process has used so far; nothing where there is no `/proc`.
    pub(crate) fn now() -> Self {
        let mut times = Self::default();
        let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
        for (name, time) in tasks.filter_map(|task| thread(&task.path())) {
            *times.0.entry(name).or_default() += time;
        }
        times
    }

    /// Adds what was used between two looks.
    fn add(&mut self, before: &Self, after: &Self) {
        for (name, time) in &after.0 {
            let used = time.saturating_sub(before.0.get(name).copied().unwrap_or_default());
            *self.0.entry(name.clone()).or_default() += used;
        }
    }

    /// Adds what was used elsewhere.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.add(&Self::default(), other);
    }

    /// The time of all threads.
    pub(crate) fn total(&self) -> Duration {
        self.0.values().sum()
    }

    /// The time of each kind of thread that used any, for one of `count` things.
    pub(crate) fn each(&self, count: u64) -> String {
        let count = u128::from(count.max(1));
        let used = self.0.iter().map(|(name, time)| (name, time.as_micros() / count));
        let words: Vec<_> =
            used.filter(|(_, time)| *time > 0).map(|(name, time)| format!("{name} {time} µs")).collect();
        words.join(", ")
    }
}

/// Name and processor time of a thread, by its directory.
fn thread(task: &Path) -> Option<(String, Duration)> {
    let name = fs::read_to_string(task.join("comm")).ok()?;
    let time = fs::read_to_string(task.join("schedstat")).ok()?;
    let nanos = time.split_whitespace().next()?.parse().ok()?;
    let name = name.trim_end().trim_end_matches(|end: char| end.is_ascii_digit() || end == '-');
    Some((name.to_owned(), Duration::from_nanos(nanos)))
}

/// What something took.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cost {
    /// On the clock.
    pub(crate) wall: Duration,
    /// Of the processors, by all threads of this process.
    pub(crate) used: Times,
}

impl Cost {
    /// Does something and looks what it takes.
    pub(crate) async fn of<T, E>(work: impl Future<Output = Result<T, E>>) -> Result<Self, E> {
        let (before, begun) = (Times::now(), Instant::now());
        work.await?;
        let wall = begun.elapsed();
        let mut used = Times::default();
        used.add(&before, &Times::now());
        Ok(Self { wall, used })
    }
}

#[cfg(test)]
mod cases {
    use super::{Times, thread};
    use std::path::Path;
    use std::time::Duration;

    #[test]
    fn name_and_time_of_a_thread_are_read() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("comm"), "sqlx-worker-3\n").unwrap();
        std::fs::write(dir.path().join("schedstat"), "81016 3452467 2\n").unwrap();
        assert_eq!(thread(dir.path()), Some(("sqlx-worker".to_owned(), Duration::from_nanos(81_016))));
        assert_eq!(thread(Path::new("/nowhere")), None);
    }

    #[test]
    fn only_what_was_used_between_two_looks_counts() {
        let of = |micros| Times([("server".to_owned(), Duration::from_micros(micros))].into());
        let mut used = Times::default();
        used.add(&of(100), &of(160));
        used.add(&of(200), &of(240));
        assert_eq!(used.total(), Duration::from_micros(100));
        assert_eq!(used.each(10), "server 10 µs");
        assert_eq!(used.each(1_000), "");
    }
}
