//! What can go wrong while the province is written or its small files are read.

use std::path::{Path, PathBuf};

/// A fault with the file it concerns.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// The file system said no.
    #[error("{}: {source}", path.display())]
    Io {
        /// File or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A workbook could not be put together.
    #[error("{}: {source}", path.display())]
    Workbook {
        /// File.
        path: PathBuf,
        /// What the writer said.
        source: rust_xlsxwriter::XlsxError,
    },
    /// A file of the rehearsal says something that cannot be; `key` is where, as in `target[1].level`.
    #[error("{}: {}{text_en}", path.display(), under(key))]
    Content {
        /// File.
        path: PathBuf,
        /// Key in the file; empty when the file as a whole is concerned.
        key: String,
        /// What is wrong, in Vietnamese.
        text_vi: String,
        /// What is wrong, in English.
        text_en: String,
    },
}

/// A key before what is said of it; nothing where the whole file is concerned.
fn under(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("{key}: ") }
}

impl RehearsalError {
    /// The fault in Vietnamese, with file and key.
    #[must_use]
    pub fn text_vi(&self) -> String {
        match self {
            Self::Io { path, source } => format!("{}: không đọc hoặc ghi được: {source}", path.display()),
            Self::Workbook { path, source } => {
                format!("{}: không ghi được bảng tính: {source}", path.display())
            }
            Self::Content { path, key, text_vi, .. } => {
                format!("{}: {}{text_vi}", path.display(), under(key))
            }
        }
    }

    /// An I/O fault at a path.
    pub(crate) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    /// A workbook fault at a path.
    pub(crate) fn workbook(path: &Path) -> impl FnOnce(rust_xlsxwriter::XlsxError) -> Self {
        let path = path.to_owned();
        move |source| Self::Workbook { path, source }
    }

    /// Wrong content under a key.
    pub(crate) fn content(path: &Path, key: &str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Content { path: path.to_owned(), key: key.to_owned(), text_vi: vi.into(), text_en: en.into() }
    }
}
