//! The inputs with result columns and a summary sheet, as workbooks.

use super::delimited::UNREADABLE;
use super::{Judged, Lang, Report, Source, status_en, text};
use crate::form::{FormRow as _, RosterRow};
use crate::problem::Problem;
use crate::table::{Sheet, Value, header, open};
use crate::template::serial;
use rust_xlsxwriter::{Color, Format, FormatBorder, Workbook, Worksheet, XlsxError};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

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

/// Headers of the result columns.
fn headers(lang: Lang) -> [&'static str; 7] {
    match lang {
        Lang::Vi => [
            "Kết quả",
            "Mã kết quả",
            "Lý do",
            "Tháng nghỉ hưu",
            "Số tháng còn lại",
            "Có thể thuộc đối tượng",
            "Khác nhau giữa R0, R1, R2",
        ],
        Lang::En => [
            "Status",
            "Status code",
            "Reason",
            "Retirement month",
            "Months left",
            "Could be in scope",
            "Differs between R0, R1, R2",
        ],
    }
}

/// Writes one workbook per input that could be opened: one input to a file where `out` ends in .xlsx, else into a folder.
pub(super) fn write(report: &Report, out: &Path, lang: Lang) -> Result<Vec<PathBuf>, WriteError> {
    let opened: Vec<&Source> = report
        .sources
        .iter()
        .filter(|source| source.sha256.is_some())
        .collect();
    if opened.is_empty() {
        return Err(WriteError::Nothing);
    }
    let file = out
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"))
        && !out.is_dir();
    if let ([_], [source], true) = (report.sources.as_slice(), opened.as_slice(), file) {
        return Ok(vec![write_one(report, source, out.to_owned(), lang)?]);
    }
    std::fs::create_dir_all(out).map_err(|error| WriteError::Io(out.to_owned(), error))?;
    let mut taken = HashSet::new();
    let targets = opened
        .into_iter()
        .map(|source| (source, out.join(file_name(source, &mut taken))));
    targets
        .map(|(source, target)| write_one(report, source, target, lang))
        .collect()
}

/// `roster.csv` becomes `roster-ket-qua.xlsx`; equal names of several folders get a number.
fn file_name(source: &Source, taken: &mut HashSet<String>) -> String {
    let stem = source
        .path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
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
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        worksheet
            .set_name(unique(sheet.name.as_deref().unwrap_or("CSV"), &mut names))
            .map_err(of_library)?;
        write_sheet(worksheet, sheet, &results, lang).map_err(of_library)?;
    }
    let summary = workbook.add_worksheet();
    summary
        .set_name(unique(lang.of("Tổng hợp", "Summary"), &mut names))
        .map_err(of_library)?;
    write_summary(summary, report, source, lang).map_err(of_library)?;
    workbook.save(&target).map_err(of_library)?;
    Ok(target)
}

/// A sheet's name that the workbook does not have yet; names differ by more than case.
fn unique(name: &str, names: &mut HashSet<String>) -> String {
    let legal: String = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\'))
        .take(28)
        .collect();
    let legal = legal.trim_matches('\'').to_owned();
    let mut unique = if legal.is_empty() {
        "Sheet".to_owned()
    } else {
        legal.clone()
    };
    let mut number = 2;
    while !names.insert(unique.to_lowercase()) {
        unique = format!("{legal} {number}");
        number += 1;
    }
    unique
}

/// What was found about each row of one input: (sheet, row) → result.
struct Results<'a> {
    judged: HashMap<(Option<&'a str>, u32), &'a Judged>,
    unreadable: HashMap<(Option<&'a str>, u32), Vec<&'a Problem>>,
}

impl<'a> Results<'a> {
    fn of(report: &'a Report, source: &Source) -> Self {
        let rows = report
            .rows
            .iter()
            .filter(|judged| judged.row.place.file == source.file);
        let judged = rows
            .map(|judged| ((judged.row.place.sheet.as_deref(), judged.row.place.row), judged))
            .collect();
        let mut unreadable: HashMap<_, Vec<&Problem>> = HashMap::new();
        for problem in report.errors.iter().filter(|problem| problem.file == source.file) {
            if let Some(row) = problem.row {
                unreadable
                    .entry((problem.sheet.as_deref(), row))
                    .or_default()
                    .push(problem);
            }
        }
        Self { judged, unreadable }
    }
}

/// Copies the values of a sheet, each in its cell, and adds the results to the right of everything.
fn write_sheet(
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
    let first_free = sheet
        .rows
        .iter()
        .filter_map(|row| row.cells.last())
        .map(|(column, _)| column + 1)
        .max()
        .unwrap_or(0);
    let first_free = u16::try_from(first_free).map_err(|_| XlsxError::RowColumnLimitError)?;
    let header = header::find(sheet, RosterRow::FORM).filter(|header| header::is_of(header, RosterRow::FORM));
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
            write_judged(worksheet, (at, first_free), judged, lang)?;
        } else if let Some(problems) = results.unreadable.get(&key) {
            write_unreadable(worksheet, (at, first_free), problems, lang)?;
        }
    }
    Ok(())
}

/// A value of the input. Text is always written as text, never as a formula.
fn write_value(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    date: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(_) | Value::Error(_) => {
            worksheet.write_string(row, column, value.shown())?;
        }
        // A number that a spreadsheet would show with an exponent stays text, so that no digit is lost.
        Value::Number(text) => match text.parse::<f64>() {
            Ok(number) if text.len() <= 11 => {
                worksheet.write_number(row, column, number)?;
            }
            _ => {
                worksheet.write_string(row, column, text)?;
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
    lang: Lang,
) -> Result<(), XlsxError> {
    let assessment = &judged.assessment;
    let yes_no = |value| {
        if value {
            lang.of("Có", "yes")
        } else {
            lang.of("Không", "no")
        }
    };
    worksheet.write_string(
        row,
        first,
        lang.of(assessment.status.vi(), status_en(assessment.status)),
    )?;
    worksheet.write_string(row, first + 1, assessment.status.code())?;
    worksheet.write_string(
        row,
        first + 2,
        lang.of(assessment.reason.vi(), assessment.reason.en()),
    )?;
    worksheet.write_string(row, first + 3, assessment.retirement.to_string())?;
    worksheet.write_number(row, first + 4, assessment.months_left)?;
    worksheet.write_string(row, first + 5, yes_no(assessment.could_be_in_scope))?;
    worksheet.write_string(row, first + 6, yes_no(judged.policy_sensitive))?;
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
    worksheet.write_string(row, first + 2, words.collect::<Vec<_>>().join("; "))?;
    Ok(())
}

/// The summary of one input: policy, counts by level and status, problems.
fn write_summary(
    worksheet: &mut Worksheet,
    report: &Report,
    source: &Source,
    lang: Lang,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let of_source = |problems: &[Problem]| {
        problems
            .iter()
            .filter(|p| p.file == source.file)
            .cloned()
            .collect::<Vec<_>>()
    };
    let own = Report {
        sources: vec![source.clone()],
        rows: report
            .rows
            .iter()
            .filter(|judged| judged.row.place.file == source.file)
            .cloned()
            .collect(),
        errors: of_source(&report.errors),
        warnings: of_source(&report.warnings),
        policy: report.policy,
        majors_sha256: report.majors_sha256.clone(),
        skipped: report.skipped,
    };
    worksheet.set_column_width(0, 28)?;
    worksheet.set_column_range_width(1, 6, 18)?;
    worksheet.write_string_with_format(
        0,
        0,
        lang.of(report.policy.text_vi(), report.policy.text_en()),
        &bold,
    )?;
    let digest = report.majors_sha256.as_ref().map(|digest| {
        format!(
            "{}: {digest}",
            lang.of("SHA-256 bảng chuyên ngành", "SHA-256 of majors table")
        )
    });
    worksheet.write_string(1, 0, digest.unwrap_or_default())?;
    let mut row = 3;
    for (at, line) in text::summary(&own, lang).iter().enumerate() {
        for (column, cell) in (0_u16..).zip(line) {
            match cell.parse::<u32>() {
                Ok(count) => worksheet.write_number(row, column, count)?,
                Err(_) if at == 0 => worksheet.write_string_with_format(row, column, cell, &bold)?,
                Err(_) => worksheet.write_string(row, column, cell)?,
            };
        }
        row += 1;
    }
    for (label, problems) in [
        (lang.of("Không đọc được", "Could not be read"), &own.errors),
        (lang.of("Cần xem lại", "To be looked at"), &own.warnings),
    ] {
        for line in text::problems(problems, label, lang).lines() {
            row += 1;
            worksheet.write_string(row, 0, line.trim_start())?;
        }
    }
    Ok(())
}
