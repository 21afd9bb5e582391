//! The inputs with result columns and a summary sheet, as workbooks.

mod results;
mod summary;

use super::{Lang, Report, Source};
use crate::problem::refused_vi;
use crate::table::open;
use results::{Results, write_sheet};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use summary::write_summary;

/// Why the result could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// An input cannot be read any more, or is not what was judged.
    #[error("{0}: the file changed while it was judged; judge it again")]
    Changed(PathBuf),
    /// No input could be opened: there is nothing to add results to.
    #[error("no input could be opened; nothing was written")]
    Nothing,
    /// The file cannot be written.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// The workbook library refuses, as for a sheet that is too long.
    #[error("{0}: {1}")]
    Xlsx(PathBuf, XlsxError),
}

impl WriteError {
    /// The words in Vietnamese.
    #[must_use]
    pub fn vi(&self) -> String {
        match self {
            Self::Changed(path) => format!("{}: tệp đã thay đổi trong lúc xét; hãy xét lại", path.display()),
            Self::Nothing => "không mở được tệp nào; không ghi gì".to_owned(),
            Self::Io(path, error) | Self::Xlsx(path, XlsxError::IoError(error)) => {
                format!("{}: {}", path.display(), refused_vi(error))
            }
            Self::Xlsx(path, error) => format!("{}: {error}", path.display()),
        }
    }
}

/// Writes one workbook per input that could be opened: one input to a file where `out` ends in .xlsx, else into a folder.
pub(super) fn write(report: &Report, out: &Path, lang: Lang) -> Result<Vec<PathBuf>, WriteError> {
    let opened: Vec<&Source> = report.sources.iter().filter(|source| source.sha256.is_some()).collect();
    if opened.is_empty() {
        return Err(WriteError::Nothing);
    }
    let file = out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) && !out.is_dir();
    if let ([_], [source], true) = (report.sources.as_slice(), opened.as_slice(), file) {
        return Ok(vec![write_one(report, source, out.to_owned(), lang)?]);
    }
    std::fs::create_dir_all(out).map_err(|error| WriteError::Io(out.to_owned(), error))?;
    let mut taken = HashSet::new();
    let targets = opened.into_iter().map(|source| (source, out.join(file_name(source, &mut taken))));
    targets.map(|(source, target)| write_one(report, source, target, lang)).collect()
}

/// `roster.csv` becomes `roster-ket-qua.xlsx`; equal names of several folders get a number.
fn file_name(source: &Source, taken: &mut HashSet<String>) -> String {
    let stem = source.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut name = format!("{stem}-ket-qua.xlsx");
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{stem}-ket-qua-{number}.xlsx");
        number += 1;
    }
    name
}

fn write_one(report: &Report, source: &Source, target: PathBuf, lang: Lang) -> Result<PathBuf, WriteError> {
    let changed = || WriteError::Changed(source.path.clone());
    let book = open(&source.path).map_err(|_| changed())?;
    if Some(book.sha256) != source.sha256 {
        return Err(changed());
    }
    let mut workbook = Workbook::new();
    let results = Results::of(report, source);
    let of_library = |error| WriteError::Xlsx(target.clone(), error);
    let mut names = HashSet::new();
    // Chart sheets and empty ones have no values to keep.
    for sheet in book.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(unique(sheet.name.as_deref().unwrap_or("CSV"), &mut names)).map_err(of_library)?;
        write_sheet(worksheet, sheet, &results, lang).map_err(of_library)?;
    }
    let summary = workbook.add_worksheet();
    summary.set_name(unique(lang.of("Tổng hợp", "Summary"), &mut names)).map_err(of_library)?;
    write_summary(summary, report, source, lang).map_err(of_library)?;
    workbook.save(&target).map_err(of_library)?;
    Ok(target)
}

/// A sheet's name that the workbook does not have yet; names differ by more than case.
fn unique(name: &str, names: &mut HashSet<String>) -> String {
    let legal: String =
        name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).take(28).collect();
    let legal = legal.trim_matches('\'').to_owned();
    let mut unique = if legal.is_empty() { "Sheet".to_owned() } else { legal.clone() };
    let mut number = 2;
    while !names.insert(unique.to_lowercase()) {
        unique = format!("{legal} {number}");
        number += 1;
    }
    unique
}
