//! Time as a parameter. Business time (receipts, SEEN, recorded_at, `--as-of`) may be a rehearsal's; TLS and the clock
//! guard always use real time (D13).

mod guard;
mod rehearsal;

pub use guard::{ClockGuard, ClockReading, ClockTrust, LEAP_MS};
pub use rehearsal::{RehearsalClock, advance};

use crate::config::Config;
use crate::trust::TrustBundle;
use domain::date::Instant;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

/// Where time comes from.
pub trait Clock: Send + Sync + fmt::Debug {
    /// Business time: what entries, receipts and deadlines see.
    fn now(&self) -> Instant;
    /// Real wall-clock time: what certificates and the clock guard see.
    fn real(&self) -> Instant;
    /// Time since the clock was made; never goes back, whatever happens to the wall clock.
    fn monotonic(&self) -> Duration;
    /// Whether business time is a rehearsal's; officers are then told "đồng hồ diễn tập".
    fn is_rehearsal(&self) -> bool {
        false
    }
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    start: std::time::Instant,
}

impl SystemClock {
    /// The clock of the machine; its monotonic time starts here.
    #[must_use]
    pub fn new() -> Self {
        Self { start: std::time::Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        self.real()
    }

    #[expect(clippy::disallowed_methods, reason = "the one place where the program reads the wall clock")]
    fn real(&self) -> Instant {
        let since = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn monotonic(&self) -> Duration {
        self.start.elapsed()
    }
}

/// A clock that a test moves by hand. Business and real time are one; monotonic time is set apart, so that leaps can
/// be played.
#[derive(Debug)]
pub struct ManualClock {
    now: AtomicI64,
    monotonic_ms: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at an instant, its monotonic time at zero.
    #[must_use]
    pub const fn new(at: Instant) -> Self {
        Self { now: AtomicI64::new(at.0), monotonic_ms: AtomicI64::new(0) }
    }

    /// Lets milliseconds pass, on the wall and on the monotonic clock alike.
    pub fn pass(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
        self.monotonic_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the wall clock alone: a leap, forwards or backwards.
    pub fn leap_to(&self, at: Instant) {
        self.now.store(at.0, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        Instant(self.now.load(Ordering::SeqCst))
    }

    fn real(&self) -> Instant {
        self.now()
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.monotonic_ms.load(Ordering::SeqCst)).unwrap_or(0))
    }
}

/// Why a service has no clock.
#[derive(Debug, thiserror::Error)]
pub enum ClockError {
    /// The rehearsal clock is configured, but the certificate authority is a real one.
    #[error(
        "CLOCK_REFUSED: đồng hồ diễn tập {file} chỉ được dùng khi chứng thư gốc ghi REHEARSAL; hãy bỏ [clock] rehearsal_file \
         (the rehearsal clock is refused: the authority's certificate does not say REHEARSAL; remove [clock] rehearsal_file)",
        file = file.display()
    )]
    Refused {
        /// The configured clock file.
        file: PathBuf,
    },
    /// The file of the rehearsal clock does not hold a time.
    #[error(
        "CLOCK_FILE_UNREADABLE: không đọc được đồng hồ diễn tập {file}: {why} (cannot read the rehearsal clock: \
         milliseconds since 1970 as decimal text are expected)",
        file = file.display()
    )]
    Unreadable {
        /// The clock file.
        file: PathBuf,
        /// What the system or the parser said.
        why: String,
    },
}

impl ClockError {
    /// Stable reason: `CLOCK_REFUSED` or `CLOCK_FILE_UNREADABLE`.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "CLOCK_REFUSED",
            Self::Unreadable { .. } => "CLOCK_FILE_UNREADABLE",
        }
    }
}

/// The clock that a service runs on: the machine's, or the rehearsal's where the config names one.
///
/// # Errors
/// [`ClockError::Refused`] when the config names a rehearsal clock and the authority's certificate is not a
/// rehearsal's: a real node can never be brought to record under a made-up time. [`ClockError::Unreadable`] when the
/// file does not hold a time.
pub fn clock_for(config: &Config, trust: &TrustBundle) -> Result<Arc<dyn Clock>, ClockError> {
    match &config.clock.rehearsal_file {
        None => Ok(Arc::new(SystemClock::new())),
        Some(file) if !trust.is_rehearsal() => Err(ClockError::Refused { file: file.clone() }),
        Some(file) => Ok(Arc::new(RehearsalClock::open(file)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_has_a_time_after_this_was_written_and_moves_on() {
        let clock = SystemClock::new();
        assert!(clock.real() > Instant(1_700_000_000_000));
        let earlier = clock.monotonic();
        assert!(clock.monotonic() >= earlier);
        assert!(!clock.is_rehearsal());
    }

    #[test]
    fn a_manual_clock_passes_and_leaps_apart() {
        let clock = ManualClock::new(Instant(1_000));
        clock.pass(500);
        clock.leap_to(Instant(99));
        assert_eq!(
            (clock.now(), clock.real(), clock.monotonic()),
            (Instant(99), Instant(99), Duration::from_millis(500))
        );
    }
}
