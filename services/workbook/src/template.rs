//! Forms as files: empty for officers, or with rows for those who make files by program.

mod guide;

use crate::form::{Column, Form, Input, Kind, Reading};
use crate::problem::refused_vi;
use crate::table::{Value, write_delimited};
use domain::date::LegalDate;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};
use std::path::{Path, PathBuf};

/// Why a form could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file's name ends neither in `.xlsx` nor in `.csv`.
    #[error("{0}: a form is written as .xlsx or .csv")]
    Ending(PathBuf),
    /// The file is there and holds something else than an empty form.
    #[error("{0}: the file exists and is no empty form; it is not overwritten; use --out with another name")]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// The workbook library refuses.
    #[error("{0}: {1}")]
    Xlsx(PathBuf, XlsxError),
}

impl TemplateError {
    /// The words in Vietnamese.
    #[must_use]
    pub fn vi(&self) -> String {
        match self {
            Self::Ending(path) => format!("{}: biểu mẫu chỉ ghi dạng .xlsx hoặc .csv", path.display()),
            Self::Exists(path) => {
                format!(
                    "{}: tệp đã có và không phải biểu mẫu trống, không ghi đè; dùng --out với tên khác",
                    path.display()
                )
            }
            Self::Io(path, error) | Self::Xlsx(path, XlsxError::IoError(error)) => {
                format!("{}: {}", path.display(), refused_vi(error))
            }
            Self::Xlsx(path, error) => format!("{}: {error}", path.display()),
        }
    }
}

/// Rows that get the formats and lists of their column: more than any district has teachers.
const FORMATTED_ROWS: u32 = 10_000;

/// Writes an empty form, as `.xlsx` with lists, formats and a guide, or as `.csv` with the header alone. A file that is
/// there is replaced only when it is an empty form itself.
///
/// # Errors
/// [`TemplateError`].
pub fn template(kind: Kind, path: &Path) -> Result<(), TemplateError> {
    if path.exists() && !is_empty_form(kind, path) {
        return Err(TemplateError::Exists(path.to_owned()));
    }
    filled(kind, path, &[])
}

/// Writes a form with rows, whatever was there before. Cells stand in the order of the form's columns; a number or date
/// is written as such, so that files with serials can be made.
///
/// # Errors
/// [`TemplateError`], but for `Exists`.
pub fn filled(kind: Kind, path: &Path, rows: &[Vec<Value>]) -> Result<(), TemplateError> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => xlsx(kind.form(), rows)
            .and_then(|mut workbook| workbook.save(path))
            .map_err(|error| TemplateError::Xlsx(path.to_owned(), error)),
        Some("csv") => {
            let lines = rows.iter().map(|row| row.iter().map(Value::shown).collect());
            let header = kind.form().columns.iter().map(header).collect();
            let text = write_delimited(std::iter::once(header).chain(lines));
            std::fs::write(path, text).map_err(|error| TemplateError::Io(path.to_owned(), error))
        }
        _ => Err(TemplateError::Ending(path.to_owned())),
    }
}

/// Whether a file is this form without a row.
fn is_empty_form(kind: Kind, path: &Path) -> bool {
    fn empty<R>(reading: &Reading<R>) -> bool {
        reading.rows.is_empty() && reading.errors.is_empty()
    }
    match kind {
        Kind::Roster => empty(&crate::form::read_file::<crate::form::RosterRow>(path)),
        Kind::Nominations => empty(&crate::form::read_file::<crate::form::NominationRow>(path)),
        Kind::Enrollments => empty(&crate::form::read_file::<crate::form::EnrollmentRow>(path)),
        Kind::Results => empty(&crate::form::read_file::<crate::form::ResultRow>(path)),
    }
}

/// A header as the template shows it: a star behind required ones.
fn header(column: &Column) -> String {
    if column.required { format!("{} *", column.header) } else { column.header.to_owned() }
}

fn xlsx(form: &'static Form, rows: &[Vec<Value>]) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(form.title_vi)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_row_height(0, 32)?;
    for (at, column) in (0_u16..).zip(form.columns) {
        head(sheet, at, column)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (at, cell) in (0_u16..).zip(cells) {
            write_cell(sheet, (row, at), cell)?;
        }
    }
    guide::write(workbook.add_worksheet(), form)?;
    Ok(workbook)
}

/// The header of a column with its width, its format and its list.
fn head(sheet: &mut Worksheet, at: u16, column: &Column) -> Result<(), XlsxError> {
    let fill = if column.required { Color::RGB(0x00FF_E699) } else { Color::RGB(0x00DD_EBF7) };
    let style = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(fill);
    sheet.write_string_with_format(0, at, header(column), &style)?;
    sheet.set_column_width(at, width(column))?;
    match column.input {
        // As text, codes keep their zeros and dates are not turned round by the language of the computer.
        Input::Code | Input::Date => {
            sheet.set_column_format(at, &Format::new().set_num_format("@"))?;
        }
        Input::Choice(words) => {
            sheet.add_data_validation(1, at, FORMATTED_ROWS, at, &list(column, words)?)?;
        }
        Input::Text | Input::Count => {}
    }
    Ok(())
}

/// A drop-down list. A degree may also be written in words that the list does not show (CĐSP), so there it only warns.
fn list(column: &Column, words: &[&str]) -> Result<DataValidation, XlsxError> {
    let style = if column.header == crate::form::roster::DEGREE {
        DataValidationErrorStyle::Warning
    } else {
        DataValidationErrorStyle::Stop
    };
    let message: String = format!("Chọn: {}", words.join(" / ")).chars().take(255).collect();
    let title: String = column.header.chars().take(32).collect();
    DataValidation::new()
        .allow_list_strings(words)?
        .set_error_style(style)
        .set_error_title(title)?
        .set_error_message(message)
}

fn width(column: &Column) -> u16 {
    let longest = match column.input {
        Input::Choice(words) => words.iter().map(|word| word.chars().count()).max().unwrap_or(0),
        Input::Date => 12,
        Input::Count => 8,
        Input::Text | Input::Code => column.example.chars().count(),
    };
    u16::try_from(longest.max(column.header.chars().count().div_ceil(2)).clamp(8, 40)).unwrap_or(40) + 3
}

/// A cell of a row: text as text, never as a formula.
fn write_cell(sheet: &mut Worksheet, (row, at): (u32, u16), cell: &Value) -> Result<(), XlsxError> {
    match cell {
        Value::Empty | Value::Uncalculated => {}
        Value::Text(text) | Value::Error(text) => {
            sheet.write_string(row, at, text)?;
        }
        Value::Number(number) => match number.parse::<f64>() {
            Ok(number) => {
                sheet.write_number(row, at, number)?;
            }
            Err(_) => {
                sheet.write_string(row, at, number)?;
            }
        },
        Value::Date(date) => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            sheet.write_number_with_format(row, at, serial(*date), &format)?;
        }
        Value::Bool(value) => {
            sheet.write_boolean(row, at, *value)?;
        }
    }
    Ok(())
}

/// Excel's serial of a date: days since 1899-12-30.
pub(crate) fn serial(date: LegalDate) -> i32 {
    let start = LegalDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    i32::try_from(date.signed_duration_since(start).num_days()).unwrap_or_default()
}
