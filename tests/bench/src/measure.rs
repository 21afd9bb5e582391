//! Numbers of several rounds: median and spread, in whole numbers.

use std::fmt;
use std::time::Duration;

/// One number per round.
#[derive(Debug, Clone, Default)]
pub(crate) struct Series(Vec<u64>);

impl Series {
    /// Notes a round.
    pub(crate) fn note(&mut self, value: u64) {
        self.0.push(value);
        self.0.sort_unstable();
    }

    /// The rounds of numbers that are known already.
    pub(crate) fn of(values: impl IntoIterator<Item = u64>) -> Self {
        let mut series = Self::default();
        values.into_iter().for_each(|value| series.note(value));
        series
    }

    /// The middle one (the lower of two); 0 without rounds.
    pub(crate) fn median(&self) -> u64 {
        self.0.get(self.0.len().saturating_sub(1) / 2).copied().unwrap_or(0)
    }

    fn least(&self) -> u64 {
        self.0.first().copied().unwrap_or(0)
    }

    fn most(&self) -> u64 {
        self.0.last().copied().unwrap_or(0)
    }

    /// Median and spread as whole numbers with a unit.
    pub(crate) fn whole(&self, unit: &str) -> String {
        format!("{:>8} {unit}  ({} – {})", self.median(), self.least(), self.most())
    }

    /// Median and spread of thousandths.
    pub(crate) fn thousandths(&self) -> String {
        let [median, least, most] = [self.median(), self.least(), self.most()].map(Thousandths);
        format!("{:>8}  ({least} – {most})", median.to_string())
    }
}

/// A ratio.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thousandths(pub(crate) u64);

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

/// How many of `count` there were in a second.
pub(crate) fn per_second(count: u64, time: Duration) -> u64 {
    narrow(u128::from(count) * 1_000_000_000 / time.as_nanos().max(1))
}

/// How fast something is beside something else that did the same work: 1000 = just as fast, 500 = half as fast.
pub(crate) fn speed_beside(other: Duration, own: Duration) -> u64 {
    narrow(other.as_nanos() * 1000 / own.as_nanos().max(1))
}

/// Whole milliseconds.
pub(crate) fn millis(time: Duration) -> u64 {
    narrow(time.as_millis())
}

/// Whole microseconds of one of `count`.
pub(crate) fn micros_each(time: Duration, count: u64) -> u64 {
    narrow(time.as_micros() / u128::from(count.max(1)))
}

#[cfg(test)]
mod cases {
    use super::{Series, per_second, speed_beside};
    use std::time::Duration;

    #[test]
    fn the_median_and_the_spread_do_not_depend_on_the_order() {
        let mut series = Series::default();
        assert_eq!(series.whole("x").trim(), "0 x  (0 – 0)");
        for value in [1500, 900, 1100, 2000] {
            series.note(value);
        }
        assert_eq!(series.whole("x").trim(), "1100 x  (900 – 2000)");
        assert_eq!(series.thousandths().trim(), "1.100  (0.900 – 2.000)");
    }

    #[test]
    fn rates_and_ratios_are_of_the_same_work() {
        assert_eq!(per_second(500, Duration::from_millis(250)), 2000);
        assert_eq!(speed_beside(Duration::from_secs(1), Duration::from_secs(4)), 250);
        assert_eq!(speed_beside(Duration::from_secs(1), Duration::ZERO), 1_000_000_000_000);
    }
}
