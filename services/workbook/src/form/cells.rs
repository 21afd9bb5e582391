//! One row of a form while it is read: typed access by the form's headers, and what went wrong.

use super::closed::Closed;
use super::{Column, Form};
use crate::problem::{Fault, Place, Problem};
use crate::table::encoding::{ODD_EN, ODD_VI, is_odd};
use crate::table::header::Header;
use crate::table::{Row, Value, column_letters, date};
use domain::date::{BirthDate, LegalDate};
use domain::personal_id::{IdWarning, PersonalId, mask};
use domain::vocabulary::Sex;

/// A row being read. An empty cell of a required column, a value outside its list, an unreadable date: each is noted
/// as an error, and the accessor answers `None`.
#[derive(Debug)]
pub struct Cells<'a> {
    form: &'static Form,
    header: &'a Header,
    row: &'a Row,
    place: Place,
    errors: Vec<Problem>,
    warnings: Vec<Problem>,
}

/// A column of the form in this sheet.
struct Found<'a> {
    column: &'static Column,
    at: Option<u32>,
    value: &'a Value,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(form: &'static Form, header: &'a Header, row: &'a Row, place: Place) -> Self {
        Self { form, header, row, place, errors: Vec::new(), warnings: Vec::new() }
    }

    pub(crate) fn place(&self) -> Place {
        self.place.clone()
    }

    pub(crate) fn into_problems(self) -> (Vec<Problem>, Vec<Problem>) {
        (self.errors, self.warnings)
    }

    fn find(&self, header: &str) -> Option<Found<'a>> {
        const NOTHING: &Value = &Value::Empty;
        let mut pairs = self.form.columns.iter().zip(&self.header.columns);
        let (column, at) = pairs.find(|(column, _)| column.header == header)?;
        Some(Found { column, at: *at, value: at.map_or(NOTHING, |at| self.row.get(at)) })
    }

    /// The value of a column where there is one. Notes an error for an empty required cell, and for a cell error
    /// (#N/A) where `strict` or required; elsewhere a cell error is a warning and counts as empty.
    fn value(&mut self, header: &str, strict: bool) -> Option<&'a Value> {
        let found = self.find(header)?;
        match found.value {
            Value::Empty => {
                if found.column.required {
                    self.error(header, required());
                }
                None
            }
            Value::Error(text) => {
                let fault = Fault::new(
                    "CELL_ERROR",
                    format!("Ô báo lỗi {text}: sửa công thức"),
                    format!("the cell shows the error {text}: repair its formula"),
                );
                self.nothing(header, strict || found.column.required, fault);
                None
            }
            Value::Uncalculated => {
                self.nothing(header, strict || found.column.required, uncalculated());
                None
            }
            value => Some(value),
        }
    }

    /// A cell in which something stands that cannot be read: an error where the value may decide.
    fn nothing(&mut self, header: &str, decides: bool, fault: Fault) {
        if decides {
            self.error(header, fault);
        } else {
            self.warn(header, fault);
        }
    }

    /// Text in NFC, or the digits of a code.
    pub(crate) fn text(&mut self, header: &str) -> Option<String> {
        self.value(header, false).map(Value::shown)
    }

    /// A word of a closed list; any other text is an error that shows the allowed ones.
    pub(crate) fn choice<T: Closed>(&mut self, header: &str) -> Option<T> {
        let text = self.value(header, true)?.shown();
        let value = T::from_text(&text);
        if value.is_none() {
            self.error(header, unknown::<T>(&text));
        }
        value
    }

    /// A birth date as far as it is known.
    pub(crate) fn birth(&mut self, header: &str) -> Option<BirthDate> {
        let value = self.value(header, true)?;
        self.keep(header, date::partial(value))
    }

    /// A full date.
    pub(crate) fn date(&mut self, header: &str) -> Option<LegalDate> {
        let value = self.value(header, true)?;
        self.keep(header, date::full(value))
    }

    /// A whole number from 0.
    pub(crate) fn count(&mut self, header: &str) -> Option<u32> {
        let value = self.value(header, true)?;
        self.keep(header, whole(value))
    }

    /// A whole number from 0 in a column that decides nothing: what is no number is a warning and counts as empty.
    pub(crate) fn count_or_warn(&mut self, header: &str) -> Option<u32> {
        let value = self.value(header, false)?;
        whole(value).map_err(|fault| self.warn(header, fault)).ok()
    }

    /// The text of a column as it stands, without a note.
    pub(crate) fn peek(&self, header: &str) -> String {
        self.find(header).map(|found| found.value.shown()).unwrap_or_default()
    }

    /// A personal number of 12 or 9 digits; spaces between the digits do not count. Anything else, and a number of one
    /// digit repeated, is a warning and counts as absent: a spoiled number must not make the person unreadable, and is
    /// never repaired silently (rules.md 8).
    pub(crate) fn national_id(
        &mut self,
        header: &str,
        sex: Option<Sex>,
        birth: Option<BirthDate>,
    ) -> Option<PersonalId> {
        let text = self.text(header)?;
        let number = match PersonalId::parse(&text.replace(' ', "")) {
            Ok(number) => number,
            Err(error) => {
                self.warn_masked(header, &text, unused(error.code(), error.vi(), error.en()));
                return None;
            }
        };
        if number.is_placeholder() {
            let doubt = IdWarning::Placeholder;
            self.warn_masked(header, &text, unused(doubt.code(), doubt.vi(), doubt.en()));
            return None;
        }
        if let (Some(sex), Some(birth)) = (sex, birth) {
            for doubt in number.check(sex, birth) {
                self.warn_masked(header, &text, Fault::new(doubt.code(), doubt.vi(), doubt.en()));
            }
        }
        Some(number)
    }

    /// A warning that shows the last digits of a personal number only.
    fn warn_masked(&mut self, header: &str, number: &str, fault: Fault) {
        let problem = self.problem(header, fault);
        self.warnings.push(Problem { value: Some(mask(number)), ..problem });
    }

    /// Passes on what was read, or notes why not.
    pub(crate) fn keep<T>(&mut self, header: &str, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.error(header, fault)).ok()
    }

    /// Notes an error where a column that this row needs is empty.
    pub(crate) fn need<T>(&mut self, header: &str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.errors.iter().any(|error| error.column.as_deref() == Some(header)) {
            self.error(header, required());
        }
        value
    }

    /// Notes an error at a column; the words name the cell.
    pub(crate) fn error(&mut self, header: &str, fault: Fault) {
        let problem = self.problem(header, fault);
        self.errors.push(problem);
    }

    /// Notes a warning at a column.
    pub(crate) fn warn(&mut self, header: &str, fault: Fault) {
        let problem = self.problem(header, fault);
        self.warnings.push(problem);
    }

    fn problem(&self, header: &str, fault: Fault) -> Problem {
        let found = self.find(header);
        let cell = found.as_ref().and_then(|found| found.at);
        let cell = cell.map(|at| format!("{}{}", column_letters(at), self.place.row));
        let fault = match cell {
            Some(cell) => Fault {
                vi: format!("{} (ô {cell})", fault.vi),
                en: format!("{} (cell {cell})", fault.en),
                ..fault
            },
            None => fault,
        };
        let value = found.map(|found| found.value.shown()).filter(|text| !text.is_empty());
        Problem::of_cell(&self.place, header, value, fault)
    }
}

/// A personal number that counts as absent.
fn unused(code: &'static str, vi: &str, en: &str) -> Fault {
    Fault::new(code, format!("{vi}. Không dùng số này để đối chiếu"), format!("{en}; not used for matching"))
}

fn whole(value: &Value) -> Result<u32, Fault> {
    let fault =
        || Fault::new("NOT_A_COUNT", "Phải là số nguyên từ 0 trở lên", "a whole number from 0 is needed");
    value.shown().parse().map_err(|_| fault())
}

fn uncalculated() -> Fault {
    Fault::new(
        "FORMULA_WITHOUT_VALUE",
        "Ô công thức chưa có giá trị: mở tệp bằng Excel rồi lưu lại",
        "the formula's value is not in the file: open it in Excel and save it again",
    )
}

fn required() -> Fault {
    Fault::new("REQUIRED", "Thiếu dữ liệu bắt buộc", "required, but empty")
}

fn unknown<T: Closed>(text: &str) -> Fault {
    let allowed = T::allowed();
    let (vi, en) =
        if is_odd(text) { (format!(". {ODD_VI}"), format!("; {ODD_EN}")) } else { Default::default() };
    Fault::new(
        "UNKNOWN_VALUE",
        format!("Giá trị không có trong danh mục. Cho phép: {allowed}{vi}"),
        format!("not in the list. Allowed: {allowed}{en}"),
    )
}
