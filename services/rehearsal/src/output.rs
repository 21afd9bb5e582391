//! Writing the files and their manifest.

use crate::error::RehearsalError;
use crate::files::manifest::{FILE, FileKind, ManifestEntry};
use crate::sheet::{Page, workbook};
use domain::date::LegalDate;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};

/// What a file is and when it is fed in.
#[derive(Debug, Clone)]
pub(crate) struct Slip {
    pub(crate) file: String,
    pub(crate) kind: FileKind,
    pub(crate) agency: String,
    pub(crate) entered_on: LegalDate,
    pub(crate) received_on: LegalDate,
}

/// The input folder while it is filled.
#[derive(Debug)]
pub(crate) struct Output {
    input: PathBuf,
    entries: Vec<ManifestEntry>,
}

impl Output {
    /// An empty input folder below `dir`; a folder that already holds something is left alone.
    pub(crate) fn create(dir: &Path) -> Result<Self, RehearsalError> {
        let input = dir.join("input");
        std::fs::create_dir_all(&input).map_err(RehearsalError::io(&input))?;
        let mut inside = std::fs::read_dir(&input).map_err(RehearsalError::io(&input))?;
        if inside.next().is_some() {
            let vi = "thư mục đã có tệp; hãy chọn thư mục khác hoặc dọn trước";
            let en = "the folder already holds files; choose another one or clear it first";
            return Err(RehearsalError::content(&input, "", vi, en));
        }
        Ok(Self { input, entries: Vec::new() })
    }

    /// A workbook.
    pub(crate) fn workbook(&mut self, slip: Slip, pages: &[Page]) -> Result<(), RehearsalError> {
        let path = self.input.join(&slip.file);
        let bytes = workbook(pages, slip.entered_on, &path)?;
        self.bytes(slip, &bytes)
    }

    /// A TOML file under a comment.
    pub(crate) fn toml<T: Serialize>(
        &mut self,
        slip: Slip,
        comment: &str,
        value: &T,
    ) -> Result<(), RehearsalError> {
        let body = toml::to_string(value).map_err(|error| {
            RehearsalError::content(&self.input.join(&slip.file), "", error.to_string(), error.to_string())
        })?;
        let head: String = comment.lines().map(|line| format!("# {line}\n")).collect();
        self.bytes(slip, format!("{head}\n{body}").as_bytes())
    }

    /// Bytes as they are.
    pub(crate) fn bytes(&mut self, slip: Slip, bytes: &[u8]) -> Result<(), RehearsalError> {
        self.write(&slip.file, bytes)?;
        let Slip { file, kind, agency, entered_on, received_on } = slip;
        let sha256 = hex::encode(Sha256::digest(bytes));
        self.entries.push(ManifestEntry { file, kind, agency, sha256, order: 0, entered_on, received_on });
        Ok(())
    }

    /// A file that is not fed in.
    pub(crate) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), RehearsalError> {
        let path = self.input.join(file);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(RehearsalError::io(folder))?;
        }
        std::fs::write(&path, bytes).map_err(RehearsalError::io(&path))
    }

    /// Puts the files in the order of play and writes the manifest: by date of entry, within a day by kind, then as written.
    pub(crate) fn finish(mut self) -> Result<Vec<ManifestEntry>, RehearsalError> {
        self.entries.sort_by_key(|entry| (entry.entered_on, entry.kind));
        for (order, entry) in (1..).zip(&mut self.entries) {
            entry.order = order;
        }
        let path = self.input.join(FILE);
        let text = serde_json::to_string_pretty(&self.entries)
            .map_err(|error| RehearsalError::content(&path, "", error.to_string(), error.to_string()))?;
        self.write(FILE, format!("{text}\n").as_bytes())?;
        Ok(self.entries)
    }
}
