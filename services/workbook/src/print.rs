//! A list as a workbook for print: title above, landscape, as wide as a page, the heads on every page.

use crate::table::Value;
use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

/// The workbook library refuses: too many rows, or a text that is too long for a cell.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct PrintError(#[from] XlsxError);

/// First row below title and an empty row: the heads.
const HEADS: u32 = 2;
/// A4, as Excel counts paper.
const A4: u8 = 9;

/// The bytes of an `.xlsx` file. `columns` are heads with their widths in characters; cells of a row stand in their order. A number
/// stays text beyond what a cell keeps exactly.
///
/// # Errors
/// [`PrintError`].
pub fn print(title: &str, columns: &[(&str, u16)], rows: &[Vec<Value>]) -> Result<Vec<u8>, PrintError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let head = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    let body = Format::new().set_text_wrap().set_border(FormatBorder::Thin);
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADS, HEADS)?;
    sheet.set_freeze_panes(HEADS + 1, 0)?;
    sheet.write_with_format(0, 0, title, &Format::new().set_bold())?;
    for (at, (word, width)) in (0..).zip(columns) {
        sheet.set_column_width(at, *width)?;
        sheet.write_with_format(HEADS, at, *word, &head)?;
    }
    for (line, row) in (HEADS + 1..).zip(rows) {
        for (at, cell) in (0..).zip(row) {
            let number = match cell {
                Value::Number(digits) => digits.parse::<i32>().ok(),
                _ => None,
            };
            match number {
                Some(number) => sheet.write_with_format(line, at, number, &body)?,
                None => sheet.write_with_format(line, at, cell.shown(), &body)?,
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader as _, Xlsx};
    use std::io::Cursor;

    #[test]
    fn a_list_for_print_has_title_heads_and_rows() {
        let cell = |text: &str| Value::Text(text.to_owned());
        let rows = [vec![Value::Number("1".to_owned()), cell("Lò Thị Hoa")], vec![cell("0123"), cell("")]];
        let bytes = print("Danh sách", &[("TT", 5), ("Họ và tên", 28)], &rows).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty).to_string();
        assert_eq!([at(0, 0), at(2, 0), at(2, 1)], ["Danh sách", "TT", "Họ và tên"]);
        assert_eq!([at(3, 0), at(3, 1), at(4, 0)], ["1", "Lò Thị Hoa", "0123"], "zeros in front stay");
    }
}
