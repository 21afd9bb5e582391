//! Where a rehearsal keeps what.

use super::DemoError;
use crate::setup::private_directory;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// Directories and files of one rehearsal.
#[derive(Debug, Clone)]
pub(super) struct Places {
    dir: PathBuf,
}

impl Places {
    /// The places below a directory, which is made when it is missing.
    pub(super) fn below(dir: &Path) -> Result<Self, DemoError> {
        for part in ["nodes", "logs", "authority"] {
            let path = dir.join(part);
            private_directory(&path).map_err(|error| DemoError::file(&path, &error))?;
        }
        let dir = dir.canonicalize().map_err(|error| DemoError::file(dir, &error))?;
        Ok(Self { dir })
    }

    /// Input files.
    pub(super) fn input(&self) -> PathBuf {
        self.dir.join("input")
    }

    /// The file of the rehearsal clock.
    pub(super) fn clock(&self) -> PathBuf {
        self.dir.join("clock")
    }

    /// The authority of the rehearsal.
    pub(super) fn authority(&self) -> PathBuf {
        self.dir.join("authority")
    }

    /// Directory of one node.
    pub(super) fn node(&self, name: &str) -> PathBuf {
        self.dir.join("nodes").join(name)
    }

    /// Log files of the nodes.
    pub(super) fn logs(&self) -> PathBuf {
        self.dir.join("logs")
    }

    /// Log file of one node.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.logs().join(format!("{name}.log"))
    }

    /// Takes the directory for this rehearsal alone, for as long as the file lives.
    pub(super) fn lock(&self) -> Result<File, DemoError> {
        let path = self.dir.join("lock");
        let file = File::create(&path).map_err(|error| DemoError::file(&path, &error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(DemoError::Running(self.dir.display().to_string())),
            Err(TryLockError::Error(error)) => Err(DemoError::file(&path, &error)),
        }
    }

    fn mark(&self) -> PathBuf {
        self.dir.join("rehearsal")
    }

    /// Which rehearsal the directory holds.
    pub(super) fn rehearsal(&self) -> Result<Option<String>, DemoError> {
        let mark = self.mark();
        match std::fs::read_to_string(&mark) {
            Ok(text) => Ok(Some(text.trim().to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DemoError::file(&mark, &error)),
        }
    }

    /// Notes which rehearsal the directory holds, once its input is complete.
    pub(super) fn set_rehearsal(&self, text: &str) -> Result<(), DemoError> {
        let mark = self.mark();
        std::fs::write(&mark, format!("{text}\n")).map_err(|error| DemoError::file(&mark, &error))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn whatever_holds_persons_or_keys_is_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let below = dir.path().join("thu");
        let places = Places::below(&below).unwrap();
        for path in [places.node(""), places.logs(), places.authority()] {
            let mode = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o700, "{}", path.display());
        }
    }
}
