//! Logs to standard error, one JSON object per line or text. Nothing personal: whatever could be is [`Masked`], and a
//! panic logs where it happened, not what it said.

use crate::config::{Log, LogFormat};
use std::fmt;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry};

/// Starts logging for the whole process; called once, by `main`.
///
/// # Errors
/// When the level cannot be read, or logging was started before.
pub fn init(log: &Log) -> Result<(), TelemetryError> {
    let lines = lines(log, std::io::stderr)?;
    let started = tracing_subscriber::registry().with(lines).try_init();
    started.map_err(|error| TelemetryError(error.to_string()))?;
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    Ok(())
}

/// The log as a layer that writes where it is told; filtered by the configured level.
///
/// # Errors
/// When the level cannot be read.
pub fn lines<W>(log: &Log, writer: W) -> Result<Box<dyn Layer<Registry> + Send + Sync>, TelemetryError>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(&log.level).map_err(|error| TelemetryError(error.to_string()))?;
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    Ok(match log.format {
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).with_filter(filter).boxed(),
        LogFormat::Text => lines.with_ansi(false).with_filter(filter).boxed(),
    })
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

    #[test]
    fn a_level_that_is_none_is_told() {
        let log = Log { format: LogFormat::Json, level: "info,=".to_owned() };
        assert!(lines(&log, std::io::sink).is_err());
    }
}
