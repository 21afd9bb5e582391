//! The rehearsal clock: a file with milliseconds as text, which `demo` alone writes and which never goes backwards.

use super::{Clock, ClockError, SystemClock};
use domain::date::Instant;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// Business time read from a file; real time from the machine. One small read per call.
#[derive(Debug)]
pub struct RehearsalClock {
    file: PathBuf,
    newest: AtomicI64,
    machine: SystemClock,
}

impl RehearsalClock {
    /// Opens the clock.
    ///
    /// # Errors
    /// [`ClockError::Unreadable`] when the file does not hold a time.
    pub fn open(file: &Path) -> Result<Self, ClockError> {
        let first = read(file)?;
        Ok(Self { file: file.to_path_buf(), newest: AtomicI64::new(first.0), machine: SystemClock::new() })
    }
}

impl Clock for RehearsalClock {
    /// The newest time seen in the file. An older or unreadable file changes nothing: time never goes backwards.
    fn now(&self) -> Instant {
        let told = read(&self.file).map_or(i64::MIN, |instant| instant.0);
        Instant(self.newest.fetch_max(told, Ordering::SeqCst).max(told))
    }

    fn real(&self) -> Instant {
        self.machine.real()
    }

    fn monotonic(&self) -> Duration {
        self.machine.monotonic()
    }

    fn is_rehearsal(&self) -> bool {
        true
    }
}

/// Moves the file forward to `to` and returns the time that now stands there: the old one when that is later.
/// For `demo` alone. The file is replaced in one step, so that no reader sees half of it.
///
/// # Errors
/// [`ClockError::Unreadable`] when the file cannot be written, or holds something that is not a time.
pub fn advance(file: &Path, to: Instant) -> Result<Instant, ClockError> {
    let failed =
        |error: std::io::Error| ClockError::Unreadable { file: file.to_path_buf(), why: error.to_string() };
    if file.try_exists().map_err(failed)? {
        let standing = read(file)?;
        if standing >= to {
            return Ok(standing);
        }
    }
    let beside = file.with_extension("next");
    fs::write(&beside, to.0.to_string()).map_err(failed)?;
    fs::rename(&beside, file).map_err(failed)?;
    Ok(to)
}

fn read(file: &Path) -> Result<Instant, ClockError> {
    let unreadable = |why: String| ClockError::Unreadable { file: file.to_path_buf(), why };
    let text = fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    text.trim().parse().map(Instant).map_err(|error: std::num::ParseIntError| unreadable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_follows_the_file_and_never_goes_back() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("clock");
        assert_eq!(RehearsalClock::open(&file).unwrap_err().reason(), "CLOCK_FILE_UNREADABLE");
        assert_eq!(advance(&file, Instant(1_000)).unwrap(), Instant(1_000));
        let clock = RehearsalClock::open(&file).unwrap();
        assert_eq!(clock.now(), Instant(1_000));
        assert_eq!(advance(&file, Instant(3_000)).unwrap(), Instant(3_000));
        assert_eq!(clock.now(), Instant(3_000));
        assert_eq!(advance(&file, Instant(2_000)).unwrap(), Instant(3_000), "the file itself stays");
        fs::write(&file, "500").unwrap();
        assert_eq!(clock.now(), Instant(3_000), "a file put back does not put time back");
        fs::write(&file, "soon").unwrap();
        assert_eq!(clock.now(), Instant(3_000));
        assert!(advance(&file, Instant(4_000)).is_err(), "what is not a clock is not written over");
        assert!(clock.is_rehearsal());
    }
}
