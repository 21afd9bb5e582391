//! The high-water mark of a signing key: the last checkpoint that was signed with it, kept beside the key and apart from the database. A database
//! that has less was put back, or is empty: its node must not go on before it has asked what it had told (D24).

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How far a journal was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signed {
    /// Epoch, from 1.
    pub epoch: u32,
    /// Entries covered.
    pub size: u64,
}

/// The file with the mark: one line, epoch and size. Losing it loses a warning, never data.
#[derive(Debug)]
pub struct Mark {
    file: PathBuf,
    written: Mutex<Option<Signed>>,
}

impl Mark {
    /// The mark in a file, which need not be there yet.
    #[must_use]
    pub fn at(file: &Path) -> Self {
        Self { file: file.to_path_buf(), written: Mutex::new(read(file)) }
    }

    /// The greatest checkpoint signed, as far as it is known.
    #[must_use]
    pub fn signed(&self) -> Option<Signed> {
        *self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Raises the mark; a smaller one changes nothing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn raise(&self, signed: Signed) -> io::Result<()> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.is_some_and(|before| before >= signed) {
            return Ok(());
        }
        let beside = self.file.with_extension("mark-new");
        let mut file = crate::private::private_file(&beside, true)?;
        writeln!(file, "{} {}", signed.epoch, signed.size)?;
        std::fs::rename(&beside, &self.file)?;
        *written = Some(signed);
        Ok(())
    }
}

/// What is no mark counts as none.
fn read(file: &Path) -> Option<Signed> {
    let text = std::fs::read_to_string(file).ok()?;
    let (epoch, size) = text.strip_suffix('\n')?.split_once(' ')?;
    Some(Signed { epoch: epoch.parse().ok()?, size: size.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_only_raised_and_survives() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("signing.mark");
        let at = |epoch, size| Signed { epoch, size };
        let mark = Mark::at(&file);
        assert_eq!(mark.signed(), None);
        for (raised, expected) in [(at(1, 9), at(1, 9)), (at(1, 4), at(1, 9)), (at(2, 1), at(2, 1))] {
            mark.raise(raised).unwrap();
            assert_eq!((mark.signed(), Mark::at(&file).signed()), (Some(expected), Some(expected)));
        }
        std::fs::write(&file, "2 \n").unwrap();
        assert_eq!(Mark::at(&file).signed(), None, "half a mark is none");
    }
}
