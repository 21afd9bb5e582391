//! Where a rehearsal keeps what.

use super::DemoError;
use crate::setup::private_directory;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// What stands in the directory of a rehearsal.
const OWN: [&str; 7] = ["nodes", "logs", "authority", "input", "clock", "lock", "rehearsal"];

/// Directories and files of one rehearsal.
#[derive(Debug, Clone)]
pub(super) struct Places {
    dir: PathBuf,
}

impl Places {
    /// The places below a directory, which is made when it is missing.
    ///
    /// # Errors
    /// When something stands there that no rehearsal put there: a rehearsal would scatter its own among it.
    pub(super) fn below(dir: &Path) -> Result<Self, DemoError> {
        check_own(dir)?;
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

/// A directory that is not there, is empty, or holds nothing but what a rehearsal puts there.
fn check_own(dir: &Path) -> Result<(), DemoError> {
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(DemoError::file(dir, &error)),
    };
    if dir.join("rehearsal").is_file() {
        return Ok(());
    }
    let foreign =
        entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let first = foreign.filter(|name| !OWN.contains(&name.as_str())).min();
    first.map_or(Ok(()), |name| Err(DemoError::ForeignDirectory(dir.display().to_string(), name)))
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

    #[test]
    fn a_directory_of_somebody_elses_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("Cargo.toml"), "").unwrap();
        let refused = Places::below(dir.path());
        assert!(matches!(refused, Err(DemoError::ForeignDirectory(_, name)) if name == "Cargo.toml"));
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing was made in it");
        // A rehearsal that stands is used whatever was laid beside it.
        let own = tempfile::tempdir().unwrap();
        Places::below(own.path()).unwrap().set_rehearsal("seed 1, scale 1").unwrap();
        std::fs::write(own.path().join("ghi-chu.txt"), "").unwrap();
        assert!(Places::below(own.path()).is_ok());
    }
}
