//! What is wrong with a file, a row or a cell, in words an officer can act on.

use std::io::{Error, ErrorKind};
use std::sync::Arc;

/// Why the system refused a file, in Vietnamese; what has no words here stays as the system says it.
#[must_use]
pub fn refused_vi(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "không có tệp hoặc thư mục này; kiểm tra tên và đường dẫn",
        ErrorKind::PermissionDenied => "không có quyền đọc hoặc ghi",
        ErrorKind::AlreadyExists => "đã có tệp trùng tên",
        ErrorKind::NotADirectory => "một phần của đường dẫn là tệp, không phải thư mục",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::StorageFull => "đĩa đã đầy",
        ErrorKind::ReadOnlyFilesystem => "đĩa chỉ cho đọc",
        _ => return error.to_string(),
    };
    words.to_owned()
}

/// Where a row stands: the number is the one that Excel shows, header included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as the caller named it.
    pub file: Arc<str>,
    /// The sheet; `None` in delimited text, which has none.
    pub sheet: Option<Arc<str>>,
    /// Row number from 1.
    pub row: u32,
}

/// A stable code with its words in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Stable code in SCREAMING_SNAKE, never reused for another meaning.
    pub code: &'static str,
    /// The words in Vietnamese.
    pub vi: String,
    /// The words in English.
    pub en: String,
}

impl Fault {
    /// A fault from its code and words.
    #[must_use]
    pub fn new(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { code, vi: vi.into(), en: en.into() }
    }
}

/// One thing that could not be read (an error) or should be looked at (a warning; the row was read).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the caller named it.
    pub file: Arc<str>,
    /// The sheet, where one is concerned and the file has sheets.
    pub sheet: Option<Arc<str>>,
    /// Row number that Excel shows; `None` when the file or the sheet as a whole is concerned.
    pub row: Option<u32>,
    /// Header of the column in the form's own words; several joined by `, `.
    pub column: Option<String>,
    /// The text of the cell as read; personal numbers are masked.
    pub value: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    /// A problem of a whole file.
    #[must_use]
    pub fn of_file(file: &Arc<str>, fault: Fault) -> Self {
        Self { file: Arc::clone(file), sheet: None, row: None, column: None, value: None, fault }
    }

    /// A problem of a whole sheet.
    #[must_use]
    pub fn of_sheet(file: &Arc<str>, sheet: Option<&Arc<str>>, fault: Fault) -> Self {
        Self { sheet: sheet.map(Arc::clone), ..Self::of_file(file, fault) }
    }

    /// A problem of one cell of a row.
    #[must_use]
    pub fn of_cell(place: &Place, column: &str, value: Option<String>, fault: Fault) -> Self {
        Self {
            file: Arc::clone(&place.file),
            sheet: place.sheet.clone(),
            row: Some(place.row),
            column: Some(column.to_owned()),
            value,
            fault,
        }
    }

    /// `file, sheet, row, column: value`, as far as known.
    #[must_use]
    pub fn place_vi(&self) -> String {
        let mut text = self.file.to_string();
        if let Some(sheet) = &self.sheet {
            text.push_str(&format!(", trang “{sheet}”"));
        }
        if let Some(row) = self.row {
            text.push_str(&format!(", dòng {row}"));
        }
        if let Some(column) = &self.column {
            text.push_str(&format!(", cột “{column}”"));
        }
        if let Some(value) = &self.value {
            text.push_str(&format!(": “{value}”"));
        }
        text
    }

    /// As [`place_vi`](Self::place_vi), in English.
    #[must_use]
    pub fn place_en(&self) -> String {
        let mut text = self.file.to_string();
        if let Some(sheet) = &self.sheet {
            text.push_str(&format!(", sheet “{sheet}”"));
        }
        if let Some(row) = self.row {
            text.push_str(&format!(", row {row}"));
        }
        if let Some(column) = &self.column {
            text.push_str(&format!(", column “{column}”"));
        }
        if let Some(value) = &self.value {
            text.push_str(&format!(": “{value}”"));
        }
        text
    }
}
