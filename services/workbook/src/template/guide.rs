//! The guide sheet of a form, in Vietnamese and English. Columns stand in rows here, so that the guide is never taken for
//! the form.

use crate::form::{Form, Input};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

const NAME: &str = "Hướng dẫn - Guide";

/// What holds for every form.
const NOTES: [(&str, &str); 6] = [
    (
        "Cột có dấu * là bắt buộc. Thứ tự cột, chữ hoa hay chữ thường không quan trọng; cột thừa được bỏ qua.",
        "Columns with * are required. Order and case do not matter; other columns are ignored.",
    ),
    (
        "Tiêu đề phải nằm trong 20 dòng đầu. Dòng trống, dòng tổng cộng, dòng chữ ký được bỏ qua.",
        "The header stands in the first 20 rows. Blank, total and signature rows are passed over.",
    ),
    (
        "Ngày ghi theo thứ tự ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 05/03/2021.",
        "Dates are day/month/year with a year of four digits, as 05/03/2021.",
    ),
    (
        "Mã và số định danh giữ nguyên số 0 ở đầu: nhập dạng văn bản (các cột này đã định dạng sẵn).",
        "Codes and personal numbers keep their leading zeros: enter them as text (the columns are formatted so).",
    ),
    (
        "Gõ chữ Việt bằng Unicode; bảng mã TCVN3 (.VnTime) và VNI không đọc được.",
        "Write Vietnamese in Unicode; TCVN3 (.VnTime) and VNI cannot be read.",
    ),
    (
        "Ô Có/Không để trống nghĩa là chưa rõ, không phải là Không.",
        "An empty yes/no cell means unknown, not no.",
    ),
];

pub(super) fn write(sheet: &mut Worksheet, form: &Form) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name(NAME)?;
    for (column, width) in (0_u16..).zip([26, 10, 46, 46, 24, 46]) {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 0;
    sheet.write_string_with_format(row, 0, format!("{} - {}", form.title_vi, form.title_en), &bold)?;
    for (vi, en) in NOTES {
        row += 1;
        sheet.write_string(row, 0, format!("{vi} ({en})"))?;
    }
    row += 2;
    let heads = [
        "Cột / Column",
        "Bắt buộc / Required",
        "Nội dung",
        "Giá trị cho phép / Allowed",
        "Ví dụ / Example",
        "Meaning",
    ];
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write_string_with_format(row, column, head, &bold)?;
    }
    for column in form.columns {
        row += 1;
        let allowed = match column.input {
            Input::Choice(words) => words.join(" / "),
            Input::Text | Input::Code | Input::Date | Input::Count => String::new(),
        };
        let required = if column.required { "*" } else { "" };
        let cells = [column.header, required, column.vi, &allowed, column.example, column.en];
        for (at, cell) in (0_u16..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string_with_format(row, at, cell, &wrap)?;
            }
        }
    }
    Ok(())
}
