//! The guard of D13: a wall clock that leaps cannot date receipts. It watches real time, never business time.

use super::Clock;
use domain::date::Instant;
use std::time::Duration;

/// More than this, in milliseconds, between two clocks is a leap (D13: 10 minutes).
pub const LEAP_MS: i64 = 10 * 60 * 1000;

/// The clocks of one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockReading {
    /// Real wall-clock time.
    pub wall: Instant,
    /// Time since some fixed moment of this run; never goes back.
    pub monotonic: Duration,
    /// The database's own clock; `None` where it is the machine's (SQLite) or was not asked.
    pub database: Option<Instant>,
}

impl ClockReading {
    /// Reads a clock, with what the database said.
    #[must_use]
    pub fn of(clock: &dyn Clock, database: Option<Instant>) -> Self {
        Self { wall: clock.real(), monotonic: clock.monotonic(), database }
    }
}

/// Whether the wall clock may date receipts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockTrust {
    /// It agrees with the others: receipts carry time.
    Trusted,
    /// It does not: receipts carry time 0, "durable, time unknown", and everything else goes on.
    Leapt {
        /// Wall clock minus the clock that contradicts it, in milliseconds.
        by_ms: i64,
    },
}

/// Compares later readings with the first one. A wall clock that is put right again is trusted again; a machine that
/// slept (its monotonic clock stands still in sleep) is trusted again after a restart.
#[derive(Debug, Clone, Copy)]
pub struct ClockGuard {
    first: ClockReading,
}

impl ClockGuard {
    /// A guard that measures from this reading.
    #[must_use]
    pub const fn new(first: ClockReading) -> Self {
        Self { first }
    }

    /// Judges a reading.
    #[must_use]
    pub fn judge(&self, reading: &ClockReading) -> ClockTrust {
        let passed = reading.monotonic.saturating_sub(self.first.monotonic).as_millis();
        let expected = self.first.wall.0.saturating_add(i64::try_from(passed).unwrap_or(i64::MAX));
        let against = [Some(expected), reading.database.map(|instant| instant.0)];
        against
            .into_iter()
            .flatten()
            .map(|other| reading.wall.0.saturating_sub(other))
            .find(|by_ms| by_ms.saturating_abs() > LEAP_MS)
            .map_or(ClockTrust::Trusted, |by_ms| ClockTrust::Leapt { by_ms })
    }
}

#[cfg(test)]
mod tests {
    use super::super::ManualClock;
    use super::*;

    const START: Instant = Instant(1_700_000_000_000);

    #[test]
    fn a_leap_over_ten_minutes_is_seen_both_ways_and_ends_when_put_right() {
        let clock = ManualClock::new(START);
        let guard = ClockGuard::new(ClockReading::of(&clock, None));
        let judge = || guard.judge(&ClockReading::of(&clock, None));
        clock.pass(86_400_000);
        assert_eq!(judge(), ClockTrust::Trusted);
        let right = clock.real();
        for (leap, trust) in [
            (LEAP_MS, ClockTrust::Trusted),
            (LEAP_MS + 1, ClockTrust::Leapt { by_ms: LEAP_MS + 1 }),
            (-LEAP_MS, ClockTrust::Trusted),
            (-LEAP_MS - 1, ClockTrust::Leapt { by_ms: -LEAP_MS - 1 }),
            (0, ClockTrust::Trusted),
        ] {
            clock.leap_to(right.plus_ms(leap));
            assert_eq!(judge(), trust, "leap of {leap} ms");
        }
    }

    #[test]
    fn a_database_elsewhere_is_a_second_witness() {
        let clock = ManualClock::new(START);
        let guard = ClockGuard::new(ClockReading::of(&clock, Some(START)));
        let told = |ms| guard.judge(&ClockReading::of(&clock, Some(START.plus_ms(ms))));
        assert_eq!(told(LEAP_MS), ClockTrust::Trusted);
        assert_eq!(told(LEAP_MS + 5), ClockTrust::Leapt { by_ms: -LEAP_MS - 5 });
    }

    #[test]
    fn absurd_readings_do_not_overflow() {
        let guard = ClockGuard::new(ClockReading {
            wall: Instant(i64::MAX),
            monotonic: Duration::MAX,
            database: None,
        });
        let reading = ClockReading {
            wall: Instant(i64::MIN),
            monotonic: Duration::ZERO,
            database: Some(Instant(i64::MAX)),
        };
        assert_eq!(guard.judge(&reading), ClockTrust::Leapt { by_ms: i64::MIN });
    }
}
