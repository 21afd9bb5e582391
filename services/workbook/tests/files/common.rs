//! Files for the tests, written as an office would.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::path::{Path, PathBuf};

/// Writes sheets as a workbook. A sheet is drawn as text, one line a row, cells between `|`: `#12` is a number, `@1970-02-01`
/// a date cell, `=A1>x` a formula with its stored value, `?TRUE` a logical value, `\n` a line break in a cell; else text.
pub(crate) fn xlsx_file(dir: &Path, name: &str, sheets: &[(&str, &str)]) -> PathBuf {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(*name).unwrap();
        for (row, line) in (0_u32..).zip(rows.lines()) {
            for (column, cell) in (0_u16..).zip(line.split('|')) {
                write(sheet, row, column, cell.trim());
            }
        }
    }
    let path = dir.join(name);
    workbook.save(&path).unwrap();
    path
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    if cell.is_empty() {
        return;
    }
    if let Some(number) = cell.strip_prefix('#') {
        sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
    } else if let Some(day) = cell.strip_prefix('@') {
        let day = ExcelDateTime::parse_from_str(day).unwrap();
        sheet.write_datetime_with_format(row, column, &day, &date).unwrap();
    } else if let Some((formula, value)) = cell.strip_prefix('=').and_then(|cell| cell.split_once('>')) {
        sheet.write_formula(row, column, Formula::new(formula).set_result(value)).unwrap();
    } else if let Some(value) = cell.strip_prefix('?') {
        sheet.write_boolean(row, column, value == "TRUE").unwrap();
    } else {
        sheet.write_string(row, column, cell.replace("\\n", "\n")).unwrap();
    }
}

/// Writes text as a file.
pub(crate) fn text_file(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
