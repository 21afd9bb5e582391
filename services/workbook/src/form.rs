//! The four forms as data (columns, closed lists) and as typed rows with their problems.

mod cells;
pub mod closed;
pub mod enrollments;
pub mod nominations;
pub mod results;
pub mod roster;

pub use cells::Cells;
pub use enrollments::EnrollmentRow;
pub use nominations::NominationRow;
pub use results::ResultRow;
pub use roster::RosterRow;

use crate::problem::{Fault, Place, Problem};
use crate::table::encoding::{Letters, is_odd, odd};
use crate::table::header::{Header, Names, find, is_of, late};
use crate::table::noise::Sieve;
use crate::table::{Book, Row, Sheet, column_letters, open, read as read_book};
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Code of the warning that a sheet is hidden.
pub(crate) const HIDDEN_SHEET: &str = "HIDDEN_SHEET";

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Danh sách giáo viên.
    Roster,
    /// Cử đi.
    Nominations,
    /// Nhập học.
    Enrollments,
    /// Kết quả.
    Results,
}

impl Kind {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Roster, Self::Nominations, Self::Enrollments, Self::Results];

    /// The word by which a command names the form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Nominations => "nominations",
            Self::Enrollments => "enrollments",
            Self::Results => "results",
        }
    }

    /// The form that a command names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The form's columns.
    #[must_use]
    pub const fn form(self) -> &'static Form {
        match self {
            Self::Roster => &roster::FORM,
            Self::Nominations => &nominations::FORM,
            Self::Enrollments => &enrollments::FORM,
            Self::Results => &results::FORM,
        }
    }
}

/// A form: a title and columns.
#[derive(Debug)]
pub struct Form {
    /// Title in Vietnamese; the name of the template's sheet.
    pub title_vi: &'static str,
    /// Title in English.
    pub title_en: &'static str,
    /// The columns in the order of the template.
    pub columns: &'static [Column],
}

/// What goes into a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Words.
    Text,
    /// A code or number that keeps its leading zeros.
    Code,
    /// A date (dd/mm/yyyy); a birth date may be a month or a year alone.
    Date,
    /// A whole number from 0.
    Count,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A column of a form.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The header in the form's own words, without the star of required columns.
    pub header: &'static str,
    /// Whether every row needs a value.
    pub required: bool,
    /// What goes into it.
    pub input: Input,
    /// What it means, in Vietnamese.
    pub vi: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// A value as an example.
    pub example: &'static str,
}

/// A column, as the tables of the forms write it.
pub(crate) const fn column(
    header: &'static str,
    required: bool,
    input: Input,
    vi: &'static str,
    en: &'static str,
    example: &'static str,
) -> Column {
    Column { header, required, input, vi, en, example }
}

/// A form as read from one file: the good rows, and what is wrong with the others.
#[derive(Debug, Clone)]
pub struct Reading<R> {
    /// The file as the caller named it.
    pub file: Arc<str>,
    /// SHA-256 of the file's bytes; `None` when it could not be opened.
    pub sha256: Option<[u8; 32]>,
    /// Rows that were read, in the order of the file.
    pub rows: Vec<R>,
    /// What could not be read; a row with an error is not among the rows.
    pub errors: Vec<Problem>,
    /// What should be looked at; the rows concerned were read.
    pub warnings: Vec<Problem>,
    /// Blank, repeated-header, total and signature rows passed over.
    pub skipped: usize,
}

/// A typed row of a form.
pub trait FormRow: Sized {
    /// The form it belongs to.
    const FORM: &'static Form;

    /// Reads a row; `None` after the cells took note of at least one error.
    fn read(cells: &mut Cells<'_>) -> Option<Self>;
}

/// Reads a form from a file on disk. Everything wrong is in the reading's errors.
#[must_use]
pub fn read_file<R: FormRow>(path: &Path) -> Reading<R> {
    let file: Arc<str> = path.to_string_lossy().into();
    match open(path) {
        Ok(book) => read_sheets(file, &book),
        Err(fault) => unopened(file, fault),
    }
}

/// Reads a form from a file's bytes; `file` is what problems call it.
#[must_use]
pub fn read_bytes<R: FormRow>(file: &str, bytes: &[u8]) -> Reading<R> {
    let file: Arc<str> = file.into();
    match read_book(bytes) {
        Ok(book) => read_sheets(file, &book),
        Err(fault) => unopened(file, fault),
    }
}

fn unopened<R>(file: Arc<str>, fault: Fault) -> Reading<R> {
    let errors = vec![Problem::of_file(&file, fault)];
    Reading { file, sha256: None, rows: Vec::new(), errors, warnings: Vec::new(), skipped: 0 }
}

/// Reads every sheet with the form's header; sheets of other things are passed over.
fn read_sheets<R: FormRow>(file: Arc<str>, book: &Book) -> Reading<R> {
    let mut reading = Reading {
        sha256: Some(book.sha256),
        rows: Vec::new(),
        errors: Vec::new(),
        warnings: Vec::new(),
        skipped: 0,
        file,
    };
    let headers = book.sheets.iter().filter_map(|sheet| find(sheet, R::FORM).map(|header| (sheet, header)));
    let (of_form, others): (Vec<_>, Vec<_>) = headers.partition(|(_, header)| is_of(header, R::FORM));
    let passed_over = book.sheets.iter().filter(|sheet| !of_form.iter().any(|(of_form, _)| of_form == sheet));
    let late = passed_over.filter_map(|sheet| late(sheet, R::FORM).map(|row| (sheet, row)));
    reading.errors.extend(late.map(|(sheet, row)| late_header(&reading.file, sheet, row)));
    if of_form.is_empty() && reading.errors.is_empty() {
        let nearest = others.into_iter().min_by_key(|(_, header)| header.missing(R::FORM).len());
        reading.errors.push(no_header(&reading.file, book, R::FORM, nearest));
        return reading;
    }
    for (sheet, header) in of_form {
        read_sheet(&mut reading, sheet, &header);
    }
    if reading.rows.is_empty() && reading.errors.is_empty() {
        let (vi, en) = (
            "Không có dòng nào dưới tiêu đề: biểu mẫu chưa được điền",
            "no row stands below the header: the form is not filled in",
        );
        reading.warnings.push(Problem::of_file(&reading.file, Fault::new("NO_ROWS", vi, en)));
    }
    reading
}

/// Whether a file has the whole header of a form.
pub(crate) fn is_form(path: &Path, form: &Form) -> bool {
    let complete = |sheet: &Sheet| find(sheet, form).is_some_and(|header| header.missing(form).is_empty());
    open(path).is_ok_and(|book| book.sheets.iter().any(complete))
}

/// No sheet has the header: says what is missing from the nearest, or that the letters are of an old encoding.
fn no_header(file: &Arc<str>, book: &Book, form: &Form, nearest: Option<(&Sheet, Header)>) -> Problem {
    let mut letters = Letters::default();
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    cells.for_each(|(_, value)| letters.see(&value.shown()));
    if let Some(fault) = letters.suspect() {
        return Problem::of_file(file, fault);
    }
    match nearest {
        Some((sheet, header)) => missing_columns(file, sheet_name(sheet).as_ref(), &header.missing(form)),
        None => {
            let fault = Fault::new(
                "NO_HEADER",
                "Không tìm thấy dòng tiêu đề của biểu mẫu trong 20 dòng đầu",
                "the form's header does not stand in the first 20 rows",
            );
            let required: Vec<_> = form.columns.iter().filter(|c| c.required).map(|c| c.header).collect();
            Problem { column: Some(required.join(", ")), ..Problem::of_file(file, fault) }
        }
    }
}

/// A sheet has the header so far down that it is not read: its rows must not be lost without a word.
fn late_header(file: &Arc<str>, sheet: &Sheet, row: u32) -> Problem {
    let fault = Fault::new(
        "NO_HEADER",
        format!(
            "Dòng tiêu đề ở dòng {row}: phải nằm trong 20 dòng đầu, hãy xóa bớt dòng phía trên; chưa đọc trang này"
        ),
        format!("the header stands in row {row}, it must be in the first 20; the sheet was not read"),
    );
    Problem { row: Some(row), ..Problem::of_sheet(file, sheet_name(sheet).as_ref(), fault) }
}

fn missing_columns(file: &Arc<str>, sheet: Option<&Arc<str>>, missing: &[&str]) -> Problem {
    let names = missing.join(", ");
    let fault = Fault::new(
        "MISSING_COLUMNS",
        format!("Thiếu cột bắt buộc: {names}"),
        format!("required columns are missing: {names}"),
    );
    Problem { column: Some(names), ..Problem::of_sheet(file, sheet, fault) }
}

fn sheet_name(sheet: &Sheet) -> Option<Arc<str>> {
    sheet.name.as_deref().map(Arc::from)
}

fn read_sheet<R: FormRow>(reading: &mut Reading<R>, sheet: &Sheet, header: &Header) {
    let form = R::FORM;
    let name = sheet_name(sheet);
    let missing = header.missing(form);
    if !missing.is_empty() {
        reading.errors.push(missing_columns(&reading.file, name.as_ref(), &missing));
        return;
    }
    if sheet.hidden {
        reading.warnings.push(Problem::of_sheet(&reading.file, name.as_ref(), hidden()));
    }
    let doubled = |file: &Arc<str>, header: &Header| -> Vec<Problem> {
        header.doubled.iter().map(|(column, others)| doubled(file, name.as_ref(), column, others)).collect()
    };
    reading.warnings.extend(doubled(&reading.file, header));
    let names = Names::of(form);
    let mut header = Cow::Borrowed(header);
    let mut sieve = Sieve::after(&header);
    let mut looked = vec![Looked::default(); form.columns.len()];
    let first = header.row;
    for row in sheet.rows.iter().filter(|row| row.number > first) {
        if let Some(new) = names.change(row, &header, form) {
            reading.warnings.extend(doubled(&reading.file, &new));
            sieve.pass_header(row);
            header = Cow::Owned(new);
            continue;
        }
        if !sieve.passes(row, &header, form) {
            continue;
        }
        let place = Place { file: Arc::clone(&reading.file), sheet: name.clone(), row: row.number };
        see_letters(form, &header, row, &place, &mut looked);
        let mut cells = Cells::new(form, &header, row, place);
        let read = R::read(&mut cells);
        let (errors, warnings) = cells.into_problems();
        // A row with an error is never half used.
        if let (Some(read), true) = (read, errors.is_empty()) {
            reading.rows.push(read);
        }
        reading.errors.extend(errors);
        reading.warnings.extend(warnings);
    }
    reading.skipped += sieve.skipped;
    for (column, Looked { letters, odd: cells }) in form.columns.iter().zip(looked) {
        match letters.suspect() {
            Some(fault) => {
                let problem = Problem::of_sheet(&reading.file, name.as_ref(), fault);
                reading.warnings.push(Problem { column: Some(column.header.to_owned()), ..problem });
            }
            // The column is good as a whole: each odd text is told.
            None => reading.warnings.extend(cells),
        }
    }
}

/// What was seen of the texts of a column.
#[derive(Default, Clone)]
struct Looked {
    letters: Letters,
    /// Texts that alone look like an old encoding.
    odd: Vec<Problem>,
}

/// Looks at the texts of a row, column by column.
fn see_letters(form: &Form, header: &Header, row: &Row, place: &Place, looked: &mut [Looked]) {
    for ((column, at), looked) in form.columns.iter().zip(&header.columns).zip(looked) {
        if let (Input::Text, Some(at)) = (column.input, at) {
            let text = row.get(*at).shown();
            if !text.is_empty() {
                looked.letters.see(&text);
                if is_odd(&text) {
                    looked.odd.push(Problem::of_cell(place, column.header, Some(text), odd()));
                }
            }
        }
    }
}

/// A sheet that the workbook does not show holds rows all the same.
fn hidden() -> Fault {
    Fault::new(
        HIDDEN_SHEET,
        "Trang ẩn: các dòng trong trang vẫn được tính; nếu không dùng thì xóa trang này",
        "a hidden sheet: its rows count all the same; delete the sheet if it is not meant",
    )
}

/// A sheet has a column twice: says which ones were not used.
fn doubled(file: &Arc<str>, sheet: Option<&Arc<str>>, column: &str, others: &[u32]) -> Problem {
    let letters: Vec<_> = others.iter().map(|at| column_letters(*at)).collect();
    let letters = letters.join(", ");
    let fault = Fault::new(
        "DOUBLED_COLUMN",
        format!("Có nhiều cột cho cùng một nội dung; không dùng cột {letters}"),
        format!("several columns are for the same; column {letters} was not used"),
    );
    Problem { column: Some(column.to_owned()), ..Problem::of_sheet(file, sheet, fault) }
}
