//! A list for people and programs: aligned text, JSON, delimited text, or a workbook set for print.

use crate::args::{Language, SheetFormat, ViewArgs};
use crate::exit::{Exit, failed, out};
use crate::table::TextTable;
use serde_json::{Map, Value, json};
use std::io::Write as _;
use std::path::Path;
use workbook::print::PrintError;

/// One column: the key in JSON, the words above it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) key: &'static str,
    pub(crate) vi: &'static str,
    pub(crate) en: &'static str,
    /// Width in a workbook, characters.
    pub(crate) width: u16,
}

/// A column of a list.
pub(crate) const fn column(key: &'static str, vi: &'static str, en: &'static str, width: u16) -> Column {
    Column { key, vi, en, width }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text; empty when there is none.
    Text(String),
    /// A count or a number of months.
    Number(i64),
    /// A code with its words: JSON has the code, people read the words.
    Word { code: String, vi: String, en: String },
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn word(code: impl Into<String>, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Word { code: code.into(), vi: vi.into(), en: en.into() }
    }

    fn shown(&self, lang: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Word { vi, en, .. } => if lang == Language::En { en } else { vi }.clone(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(text) if text.is_empty() => Value::Null,
            Self::Text(text) => json!(text),
            Self::Number(number) => json!(number),
            Self::Word { code, .. } => json!(code),
        }
    }
}

/// A list with its title.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) title: String,
    pub(crate) columns: &'static [Column],
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// Gives the list in the form asked for, to standard output or a file.
    pub(crate) fn give(&self, view: &ViewArgs) -> Exit {
        let lang = view.lang;
        let bytes = match view.format {
            SheetFormat::Table => self.table(lang).into_bytes(),
            SheetFormat::Json => format!("{:#}\n", self.json()).into_bytes(),
            SheetFormat::Csv => self.csv(lang).into_bytes(),
            SheetFormat::Xlsx => match (self.xlsx(lang), &view.out) {
                (_, None) => {
                    eprintln!("--format xlsx cần --out TỆP\n--format xlsx needs --out FILE");
                    return Exit::WrongCall;
                }
                (Ok(bytes), Some(_)) => bytes,
                (Err(error), Some(file)) => return not_written(file, &error),
            },
        };
        match &view.out {
            None => out(&String::from_utf8_lossy(&bytes)),
            Some(file) => match write_private(file, &bytes) {
                Ok(()) => out(&format!("{} ({})\n", file.display(), self.rows.len())),
                Err(error) => not_written(file, &error),
            },
        }
    }

    fn heads(&self, lang: Language) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(move |column| if lang == Language::En { column.en } else { column.vi })
    }

    fn lines(&self, lang: Language) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(move |row| row.iter().map(|cell| cell.shown(lang)).collect())
    }

    fn table(&self, lang: Language) -> String {
        let right = |at: usize| {
            self.rows.first().and_then(|row| row.get(at)).is_some_and(|cell| matches!(cell, Cell::Number(_)))
        };
        let heads: Vec<(&str, bool)> =
            self.heads(lang).enumerate().map(|(at, head)| (head, right(at))).collect();
        let mut table = TextTable::new(&heads);
        self.lines(lang).for_each(|line| table.row(line));
        let rows = if lang == Language::En { "rows" } else { "dòng" };
        format!("{}\n\n{}\n{} {rows}\n", self.title, table.render(), self.rows.len())
    }

    fn json(&self) -> Value {
        let row = |row: &Vec<Cell>| {
            let cells =
                self.columns.iter().zip(row).map(|(column, cell)| (column.key.to_owned(), cell.json()));
            Value::Object(cells.collect::<Map<_, _>>())
        };
        Value::Array(self.rows.iter().map(row).collect())
    }

    fn csv(&self, lang: Language) -> String {
        let heads = self.heads(lang).map(str::to_owned).collect();
        workbook::table::write_delimited(std::iter::once(heads).chain(self.lines(lang)))
    }

    fn xlsx(&self, lang: Language) -> Result<Vec<u8>, PrintError> {
        let widths = self.columns.iter().map(|column| column.width);
        let columns: Vec<(&str, u16)> = self.heads(lang).zip(widths).collect();
        let value = |cell: &Cell| match cell {
            Cell::Number(number) => workbook::table::Value::Number(number.to_string()),
            text => workbook::table::Value::text(&text.shown(lang)),
        };
        let rows: Vec<_> = self.rows.iter().map(|row| row.iter().map(value).collect()).collect();
        workbook::print::print(&self.title, &columns, &rows)
    }
}

fn not_written(file: &Path, error: &dyn std::fmt::Display) -> Exit {
    let why = format!("{}: {error}", file.display());
    failed(Exit::CannotWrite, "Không ghi được tệp", "Cannot write the file", &why)
}

/// Writes a file that its owner alone reads: lists hold names.
fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(bytes)
}
