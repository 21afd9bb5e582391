//! Workbooks (.xlsx, .xls, .ods) and delimited text as sheets of cells that keep their place and kind.

mod container;
pub mod date;
mod delimited;
pub(crate) mod encoding;
mod excel;
pub(crate) mod header;
pub(crate) mod noise;

pub use delimited::write as write_delimited;

use crate::problem::{Fault, refused_vi};
use domain::date::LegalDate;
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// Greatest size of a file that is read, in bytes: a province's list has some 5 MB.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// A cell's value. Numbers stay decimal text: what is a code or an id keeps every digit, and nothing is rounded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing, or spaces alone.
    #[default]
    Empty,
    /// Text as it stands, not yet normalised.
    Text(String),
    /// A number in plain decimal notation, without exponent and without a needless `.0`.
    Number(String),
    /// A cell that the workbook formats as a date.
    Date(LegalDate),
    /// A logical value.
    Bool(bool),
    /// A cell error such as `#N/A`.
    Error(String),
    /// A formula whose value the file does not hold, as programs other than Excel leave it: nothing can be read in it.
    Uncalculated,
}

impl Value {
    /// Text, or [`Value::Empty`] when only spaces are in it.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.chars().all(char::is_whitespace) { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing can be read in the cell.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty | Self::Uncalculated)
    }

    /// The value as a reader of the sheet sees it: NFC, without spaces at the ends, spaces and line breaks as one space.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty | Self::Uncalculated => String::new(),
            Self::Text(text) => clean(text),
            Self::Number(text) | Self::Error(text) => text.clone(),
            Self::Date(date) => date.format("%d/%m/%Y").to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
        }
    }
}

/// NFC, without spaces at the ends, any run of spaces, no-break spaces and line breaks as one space; marks without
/// width and control characters are dropped. Letters are never changed.
#[must_use]
pub fn clean(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let unseen =
        |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}') || (c.is_control() && !c.is_whitespace());
    let visible: String = text.nfc().filter(|c| !unseen(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A row that has at least one cell with something in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number that Excel shows, from 1.
    pub number: u32,
    /// (column from 0, value), ascending; no [`Value::Empty`].
    pub cells: Vec<(u32, Value)>,
}

impl Row {
    /// The value in a column, [`Value::Empty`] where there is none.
    #[must_use]
    pub fn get(&self, column: u32) -> &Value {
        const NOTHING: &Value = &Value::Empty;
        let found = self.cells.binary_search_by_key(&column, |(at, _)| *at).ok();
        found.and_then(|at| self.cells.get(at)).map_or(NOTHING, |(_, value)| value)
    }
}

/// A sheet: its rows that are not blank, ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet; `None` for delimited text.
    pub name: Option<String>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Rows in which something stands.
    pub rows: Vec<Row>,
}

/// A file that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// SHA-256 of the file's bytes.
    pub sha256: [u8; 32],
    /// Its sheets in the order of the file.
    pub sheets: Vec<Sheet>,
}

/// The letters of a column counted from 0: A, B, …, Z, AA.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = Some(column);
    while let Some(at) = rest {
        letters.push(char::from_digit(at % 26 + 10, 36).unwrap_or('?').to_ascii_uppercase());
        rest = (at / 26).checked_sub(1);
    }
    letters.iter().rev().collect()
}

/// Reads a file from disk.
///
/// # Errors
/// `CANNOT_OPEN`, and those of [`read`].
pub fn open(path: &Path) -> Result<Book, Fault> {
    let bytes = std::fs::read(path).map_err(|error| {
        let vi = format!("Không mở được tệp: {}", refused_vi(&error));
        Fault::new("CANNOT_OPEN", vi, format!("the file cannot be opened: {error}"))
    })?;
    read(&bytes)
}

/// Reads a file's bytes. What it is shows in the bytes, never in the name.
///
/// # Errors
/// `EMPTY_FILE`, `TOO_LARGE`, `NOT_A_WORKBOOK`, `PASSWORD`, `NOT_UTF8`.
pub fn read(bytes: &[u8]) -> Result<Book, Fault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::new("EMPTY_FILE", "Tệp rỗng", "the file is empty"));
    }
    if bytes.len() > MAX_BYTES {
        return Err(Fault::new("TOO_LARGE", "Tệp lớn hơn 256 MB", "the file is larger than 256 MB"));
    }
    let workbook = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0");
    let sheets = if workbook { excel::read(bytes)? } else { vec![delimited::read(bytes)?] };
    Ok(Book { sha256: Sha256::digest(bytes).into(), sheets })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let letters: Vec<_> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(column_letters).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn text_is_cleaned_without_changing_letters() {
        assert_eq!(clean("  Sìn\u{a0} Ho\u{302}\u{300}\r\n"), "Sìn Hồ");
        assert_eq!(clean("Hoà\u{200b} Hòa"), "Hoà Hòa");
        assert_eq!(Value::text("\u{a0} \n"), Value::Empty);
    }
}
