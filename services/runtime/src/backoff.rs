//! When to try again: doubling waits with jitter, so that fifty nodes do not come back in the same second. Pure: the
//! jitter is a parameter, and nothing here sleeps.

use std::time::Duration;
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// The waits after one failure after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    min: Duration,
    max: Duration,
    failures: u32,
}

impl Backoff {
    /// Waits from `min`, doubling, up to `max`.
    #[must_use]
    pub const fn new(min: Duration, max: Duration) -> Self {
        Self { min, max, failures: 0 }
    }

    /// Notes a failure and answers how long to wait: between half and the whole of the doubled wait. `jitter` is any
    /// random number; the whole range of u32 spreads evenly.
    pub fn after_failure(&mut self, jitter: u32) -> Duration {
        let doubled = self.min.saturating_mul(1_u32.checked_shl(self.failures.min(31)).unwrap_or(u32::MAX));
        let whole = doubled.min(self.max);
        self.failures = self.failures.saturating_add(1);
        let half = whole / 2;
        let spread = half.as_nanos().saturating_mul(u128::from(jitter)) / u128::from(u32::MAX);
        half.saturating_add(Duration::from_nanos(u64::try_from(spread).unwrap_or(u64::MAX)))
    }

    /// Notes a failed call: as [`after_failure`](Self::after_failure), and never sooner than the server asked
    /// (RetryInfo of RESOURCE_EXHAUSTED).
    pub fn after_status(&mut self, status: &Status, jitter: u32) -> Duration {
        let asked = status.get_details_retry_info().and_then(|info| info.retry_delay).unwrap_or_default();
        self.after_failure(jitter).max(asked)
    }

    /// Notes a success: the next failure waits `min` again.
    pub const fn succeeded(&mut self) {
        self.failures = 0;
    }

    /// Failures since the last success.
    #[must_use]
    pub const fn failures(&self) -> u32 {
        self.failures
    }
}

/// Whether the same call may succeed later without anybody doing anything. A cut link shows as UNKNOWN with a
/// transport error beneath, so both count.
#[must_use]
pub fn is_transient(status: &Status) -> bool {
    match status.code() {
        Code::Unavailable
        | Code::DeadlineExceeded
        | Code::ResourceExhausted
        | Code::Aborted
        | Code::Cancelled => true,
        Code::Unknown => {
            std::error::Error::source(status).is_some() || status.message().contains("h2 protocol error")
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic_types::ErrorDetails;

    const fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn waits_double_within_their_bounds_and_start_over_after_a_success() {
        let mut longest = Backoff::new(ms(200), ms(1_000));
        let mut shortest = longest;
        let waits: Vec<_> =
            (0..5).map(|_| (shortest.after_failure(0), longest.after_failure(u32::MAX))).collect();
        let expected = [(100, 200), (200, 400), (400, 800), (500, 1_000), (500, 1_000)];
        assert_eq!(waits, expected.map(|(low, high)| (ms(low), ms(high))));
        longest.succeeded();
        assert_eq!((longest.failures(), longest.after_failure(u32::MAX)), (0, ms(200)));
    }

    #[test]
    fn many_failures_do_not_overflow() {
        let mut backoff = Backoff::new(ms(200), ms(60_000));
        for _ in 0..100 {
            assert!(backoff.after_failure(u32::MAX) <= ms(60_000));
        }
    }

    #[test]
    fn the_server_may_ask_for_more() {
        let details = ErrorDetails::with_retry_info(Some(ms(5_000)));
        let status = Status::with_error_details(Code::ResourceExhausted, "busy", details);
        let mut backoff = Backoff::new(ms(200), ms(1_000));
        assert_eq!(backoff.after_status(&status, 0), ms(5_000));
        assert_eq!(backoff.after_status(&Status::unavailable("gone"), u32::MAX), ms(400));
    }

    #[test]
    fn only_what_may_pass_by_itself_is_tried_again() {
        for (code, transient) in [
            (Code::Unavailable, true),
            (Code::ResourceExhausted, true),
            (Code::PermissionDenied, false),
            (Code::InvalidArgument, false),
            (Code::FailedPrecondition, false),
            (Code::Unknown, false),
        ] {
            assert_eq!(is_transient(&Status::new(code, "x")), transient, "{code:?}");
        }
        assert!(is_transient(&Status::unknown("h2 protocol error: error reading a body from connection")));
    }
}
