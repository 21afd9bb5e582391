//! Which files a call means: files as they are, folders as the tables in and below them, by name.

use crate::problem::{Fault, Problem};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Endings of files that a folder stands for.
const TABLES: [&str; 7] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv"];

/// The files of a call in a stable order, each once however often it is named, and what could not be listed. The majors
/// table itself is never a roster.
pub(super) fn expand(paths: &[PathBuf], majors: Option<&Path>) -> (Vec<PathBuf>, Vec<Problem>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    let majors = majors.and_then(|path| path.canonicalize().ok());
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        if let Err(error) = list(path, &mut found) {
            errors.push(of_folder(
                path,
                "CANNOT_OPEN",
                &format!("Không đọc được thư mục: {error}"),
                &format!("the folder cannot be read: {error}"),
            ));
        }
        found.sort();
        found.retain(|file| majors.is_none() || file.canonicalize().ok() != majors);
        if found.is_empty() {
            let wanted = super::required_headers();
            errors.push(of_folder(
                path,
                "NO_FILES",
                &format!("Thư mục không có tệp bảng tính nào (cần các cột {wanted})"),
                &format!("no workbook or CSV in the folder (columns needed: {wanted})"),
            ));
        }
        files.append(&mut found);
    }
    let mut seen = HashSet::new();
    files.retain(|file| file.canonicalize().map_or(true, |file| seen.insert(file)));
    (files, errors)
}

/// Collects the tables in and below a folder; links to folders are not followed, so that a loop ends.
fn list(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // Excel's lock files and hidden files are no tables.
        if name.starts_with("~$") || name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|ending| TABLES.iter().any(|table| ending.eq_ignore_ascii_case(table)))
        {
            found.push(path);
        }
    }
    Ok(())
}

fn of_folder(path: &Path, code: &'static str, vi: &str, en: &str) -> Problem {
    let file: Arc<str> = path.to_string_lossy().into();
    Problem::of_file(&file, Fault::new(code, vi, en))
}
