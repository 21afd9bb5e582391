//! A sheet of the input with the results beside it.

use super::super::delimited::UNREADABLE;
use super::super::{Judged, Lang, Report, Source, status_en};
use crate::form::{FormRow as _, RosterRow};
use crate::problem::Problem;
use crate::table::header::{self, Header};
use crate::table::{Sheet, Value};
use crate::template::serial;
use rust_xlsxwriter::{Color, Format, FormatBorder, Worksheet, XlsxError};
use std::collections::{BTreeSet, HashMap};

/// How many result columns there are.
const WIDTH: u16 = 9;
/// Longest text that a cell holds, in characters.
const LONGEST: usize = 32_767;

/// Headers of the result columns.
fn headers(lang: Lang) -> [&'static str; WIDTH as usize] {
    match lang {
        Lang::Vi => [
            "Kết quả",
            "Mã kết quả",
            "Lý do",
            "Tháng nghỉ hưu",
            "Số tháng còn lại",
            "Có thể thuộc đối tượng",
            "Khác nhau giữa R0, R1, R2",
            "Cách tính",
            "SHA-256 bảng chuyên ngành",
        ],
        Lang::En => [
            "Status",
            "Status code",
            "Reason",
            "Retirement month",
            "Months left",
            "Could be in scope",
            "Differs between R0, R1, R2",
            "Policy",
            "SHA-256 of majors table",
        ],
    }
}

/// What was found about each row of one input: (sheet, row) → result.
pub(super) struct Results<'a> {
    report: &'a Report,
    judged: HashMap<(Option<&'a str>, u32), &'a Judged>,
    unreadable: HashMap<(Option<&'a str>, u32), Vec<&'a Problem>>,
}

impl<'a> Results<'a> {
    pub(super) fn of(report: &'a Report, source: &Source) -> Self {
        let rows = report.rows.iter().filter(|judged| judged.row.place.file == source.file);
        let judged =
            rows.map(|judged| ((judged.row.place.sheet.as_deref(), judged.row.place.row), judged)).collect();
        let mut unreadable: HashMap<_, Vec<&Problem>> = HashMap::new();
        for problem in report.errors.iter().filter(|problem| problem.file == source.file) {
            if let Some(row) = problem.row {
                unreadable.entry((problem.sheet.as_deref(), row)).or_default().push(problem);
            }
        }
        Self { report, judged, unreadable }
    }
}

/// Copies the values of a sheet, each in its cell, and adds the results beside the form's columns.
pub(super) fn write_sheet(
    worksheet: &mut Worksheet,
    sheet: &Sheet,
    results: &Results<'_>,
    lang: Lang,
) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_background_color(Color::RGB(0x00E2_EFDA))
        .set_border(FormatBorder::Thin);
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let header = header::find(sheet, RosterRow::FORM).filter(|header| header::is_of(header, RosterRow::FORM));
    let first_free = first_free(sheet, header.as_ref())?;
    for row in &sheet.rows {
        let at = row.number.saturating_sub(1);
        for (column, value) in &row.cells {
            let column = u16::try_from(*column).map_err(|_| XlsxError::RowColumnLimitError)?;
            write_value(worksheet, (at, column), value, &date)?;
        }
        let key = (sheet.name.as_deref(), row.number);
        if header.as_ref().is_some_and(|header| header.row == row.number) {
            for (column, text) in (first_free..).zip(headers(lang)) {
                worksheet.write_string_with_format(at, column, text, &head)?;
                worksheet.set_column_width(column, 20)?;
            }
        } else if let Some(judged) = results.judged.get(&key) {
            write_judged(worksheet, (at, first_free), judged, results.report, lang)?;
        } else if let Some(problems) = results.unreadable.get(&key) {
            write_unreadable(worksheet, (at, first_free), problems, lang)?;
        }
    }
    Ok(())
}

/// The first column right of the header from which all result columns are free in every row: a note far to the right is
/// neither overwritten nor does it push the results out of the sheet.
fn first_free(sheet: &Sheet, header: Option<&Header>) -> Result<u16, XlsxError> {
    let header = header.and_then(|header| sheet.rows.iter().find(|row| row.number == header.row));
    let mut start = header.and_then(|row| row.cells.last()).map_or(0, |(column, _)| column + 1);
    let taken: BTreeSet<u32> =
        sheet.rows.iter().flat_map(|row| &row.cells).map(|(column, _)| *column).collect();
    for column in taken.range(start..) {
        if *column >= start + u32::from(WIDTH) {
            break;
        }
        start = column + 1;
    }
    u16::try_from(start).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A value of the input. Text is always written as text, never as a formula.
fn write_value(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    date: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty | Value::Uncalculated => {}
        Value::Text(_) | Value::Error(_) => {
            worksheet.write_string(row, column, value.shown().chars().take(LONGEST).collect::<String>())?;
        }
        // A number that a spreadsheet would show with an exponent stays text, so that no digit is lost.
        Value::Number(text) => match text.parse::<f64>() {
            Ok(number) if text.len() <= 11 => {
                worksheet.write_number(row, column, number)?;
            }
            _ => {
                worksheet.write_string(row, column, text.chars().take(LONGEST).collect::<String>())?;
            }
        },
        Value::Date(day) => {
            worksheet.write_number_with_format(row, column, serial(*day), date)?;
        }
        Value::Bool(value) => {
            worksheet.write_boolean(row, column, *value)?;
        }
    }
    Ok(())
}

fn write_judged(
    worksheet: &mut Worksheet,
    (row, first): (u32, u16),
    judged: &Judged,
    report: &Report,
    lang: Lang,
) -> Result<(), XlsxError> {
    let assessment = &judged.assessment;
    let yes_no = |value| {
        if value { lang.of("Có", "yes") } else { lang.of("Không", "no") }
    };
    worksheet.write_string(row, first, lang.of(assessment.status.vi(), status_en(assessment.status)))?;
    worksheet.write_string(row, first + 1, assessment.status.code())?;
    worksheet.write_string(row, first + 2, lang.of(assessment.reason.vi(), assessment.reason.en()))?;
    worksheet.write_string(row, first + 3, assessment.retirement.to_string())?;
    worksheet.write_number(row, first + 4, assessment.months_left)?;
    worksheet.write_string(row, first + 5, yes_no(assessment.could_be_in_scope))?;
    worksheet.write_string(row, first + 6, yes_no(judged.policy_sensitive))?;
    worksheet.write_string(row, first + 7, report.policy.id())?;
    if let Some(digest) = report.majors_sha256.as_ref().filter(|_| judged.by_majors) {
        worksheet.write_string(row, first + 8, digest)?;
    }
    Ok(())
}

fn write_unreadable(
    worksheet: &mut Worksheet,
    (row, first): (u32, u16),
    problems: &[&Problem],
    lang: Lang,
) -> Result<(), XlsxError> {
    let words = problems.iter().map(|problem| {
        let column = problem.column.as_deref().unwrap_or_default();
        format!("{column}: {}", lang.of(&problem.fault.vi, &problem.fault.en))
    });
    worksheet.write_string(row, first, lang.of("Không đọc được", "could not be read"))?;
    worksheet.write_string(row, first + 1, UNREADABLE)?;
    let words = words.collect::<Vec<_>>().join("; ");
    worksheet.write_string(row, first + 2, words.chars().take(LONGEST).collect::<String>())?;
    Ok(())
}
