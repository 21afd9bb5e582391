//! Logs to standard error, one JSON object per line or text. Nothing personal: whatever could be is [`Masked`].

use crate::config::{Log, LogFormat};
use std::fmt;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Starts logging for the whole process; called once, by `main`.
///
/// # Errors
/// When the level cannot be read, or logging was started before.
pub fn init(log: &Log) -> Result<(), TelemetryError> {
    let filter = EnvFilter::try_new(&log.level).map_err(|error| TelemetryError(error.to_string()))?;
    let registry = tracing_subscriber::registry().with(filter);
    let started = match log.format {
        LogFormat::Json => {
            let lines = tracing_subscriber::fmt::layer()
                .json()
                .flatten_event(true)
                .with_writer(std::io::stderr);
            registry.with(lines).try_init()
        }
        LogFormat::Text => registry
            .with(tracing_subscriber::fmt::layer().with_writer(std::io::stderr))
            .try_init(),
    };
    started.map_err(|error| TelemetryError(error.to_string()))
}

/// Logging did not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("không mở được nhật ký: {0} (logging did not start)")]
pub struct TelemetryError(String);

/// Something personal on its way past a log: prints as `***`, compares and carries as itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Masked<T>(pub T);

impl<T> fmt::Debug for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl<T> fmt::Display for Masked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_does_not_print() {
        let name = Masked("Lò Thị Hoa");
        assert_eq!(format!("{name} {name:?} {:?}", Some(name)), "*** *** Some(***)");
    }
}
