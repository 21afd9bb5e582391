//! Where tables stand in a workbook: far down, below each other, on hidden sheets. No row is lost without a word.

use crate::assess::{HEADER, errors, judge, statuses};
use crate::common::xlsx_file;
use rust_xlsxwriter::Workbook;
use std::path::Path;
use workbook::assess::Lang;

const ROW: &str = "A|01/09/1965|Nam|THCS|CĐ|";
const JUDGED: &str = "IN_SCOPE 2027-06 84";

#[test]
fn a_header_in_row_20_is_read_and_what_stands_above_is_no_row_of_the_list() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = format!("UBND HUYỆN\n{}{HEADER}\n{ROW}\n\n{ROW}", "\n".repeat(18));
    let report = judge(&[xlsx_file(dir.path(), "r.xlsx", &[("S", &sheet)])]);
    assert_eq!(statuses(&report), [format!("21 {JUDGED}"), format!("23 {JUDGED}")]);
    // Row 22.
    assert_eq!((report.skipped, report.exit_code()), (1, 0));
}

#[test]
fn a_header_below_row_20_is_told_also_beside_sheets_that_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let late = format!("{}{HEADER}\n{ROW}", "\n".repeat(20));
    let good = format!("{HEADER}\n{ROW}");
    let report = judge(&[xlsx_file(dir.path(), "r.xlsx", &[("Trường A", &good), ("Trường B", &late)])]);
    assert_eq!(statuses(&report), [format!("2 {JUDGED}")]);
    assert_eq!((report.errors.len(), report.exit_code()), (1, 65));
    let error = &report.errors[0];
    assert_eq!(
        (error.fault.code, error.row, error.sheet.as_deref()),
        ("NO_HEADER", Some(21), Some("Trường B"))
    );
    assert!(error.fault.vi.contains("dòng 21") && error.fault.en.contains("row 21"), "{error:?}");
}

#[test]
fn a_fuller_table_below_does_not_hide_the_one_above() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = format!("{HEADER}\n{ROW}\n{ROW}\n\n{HEADER}|Tên trường|Trạng thái\n{ROW}|Trường A|Nghỉ hưu");
    let report = judge(&[xlsx_file(dir.path(), "r.xlsx", &[("S", &sheet)])]);
    let expect = [format!("2 {JUDGED}"), format!("3 {JUDGED}"), "6 NOT_EMPLOYED 2027-06 84".to_owned()];
    assert_eq!(statuses(&report), expect);
    assert_eq!((report.skipped, errors(&report).len()), (2, 0));
}

#[test]
fn a_second_table_with_its_columns_elsewhere_is_read_by_its_own_header() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = format!(
        "{HEADER}\n{ROW}\nTên trường|Họ và tên|Ngày sinh|Giới tính|Cấp học|Trình độ\nTrường A|B|01/09/1965|Nam|THCS|CĐ"
    );
    let report = judge(&[xlsx_file(dir.path(), "r.xlsx", &[("S", &sheet)])]);
    assert_eq!(statuses(&report), [format!("2 {JUDGED}"), format!("4 {JUDGED}")]);
    assert_eq!(
        (report.rows[1].row.name.as_str(), report.rows[1].row.school.as_deref()),
        ("B", Some("Trường A"))
    );
    assert_eq!((report.skipped, errors(&report).len()), (1, 0));
}

#[test]
fn a_hidden_sheet_is_judged_and_marked() {
    let dir = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    for (name, hidden) in [("Năm nay", false), ("Năm ngoái", true)] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden);
        for (row, line) in (0_u32..).zip([HEADER, ROW]) {
            for (column, cell) in (0_u16..).zip(line.split('|')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let path = dir.path().join("r.xlsx");
    workbook.save(&path).unwrap();
    let report = judge(&[path]);
    assert_eq!((report.rows.len(), report.exit_code()), (2, 0));
    let marked: Vec<_> = report.warnings.iter().filter(|w| w.fault.code == "HIDDEN_SHEET").collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].sheet.as_deref(), Some("Năm ngoái"));
    let text = report.to_text(Lang::Vi);
    assert!(text.contains("trang ẩn “Năm ngoái”") && text.contains("trang “Năm nay”"), "{text}");
    assert!(report.to_text(Lang::En).contains("hidden sheet “Năm ngoái”"));
}

#[test]
fn a_formula_without_its_value_is_told_as_what_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formulas.xlsx");
    let report = judge(&[path]);
    // In row 2 the degree decides; in row 3 the school's name does not. Formulas drawn down below the list are no persons.
    assert_eq!(statuses(&report), [format!("3 {JUDGED}")]);
    assert_eq!(errors(&report), ["2 Trình độ FORMULA_WITHOUT_VALUE"]);
    let words = &report.errors[0].fault;
    assert!(words.vi.contains("mở tệp bằng Excel rồi lưu lại") && words.vi.contains("ô E2"), "{words:?}");
    let warned: Vec<_> = report.warnings.iter().map(|w| (w.fault.code, w.row)).collect();
    assert_eq!(warned, [("FORMULA_WITHOUT_VALUE", Some(3))]);
    assert_eq!(report.skipped, 0);
}

#[test]
fn a_file_that_is_named_twice_counts_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = xlsx_file(dir.path(), "r.xlsx", &[("S", &format!("{HEADER}\n{ROW}"))]);
    let around = dir.path().join(".").join("r.xlsx");
    let report = judge(&[path.clone(), dir.path().to_owned(), around, path]);
    assert_eq!((report.rows.len(), report.sources.len(), report.exit_code()), (1, 1, 0));
}

#[test]
fn a_file_that_is_not_there_is_told_in_vietnamese() {
    let dir = tempfile::tempdir().unwrap();
    let report = judge(&[dir.path().join("gone.xlsx"), dir.path().join("gone.xlsx")]);
    assert!(report.errors[0].fault.vi.contains("không có tệp"), "{:?}", report.errors);
}

#[test]
fn a_form_that_is_not_filled_in_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let report = judge(&[xlsx_file(dir.path(), "r.xlsx", &[("S", HEADER)])]);
    assert_eq!((report.warnings[0].fault.code, report.exit_code()), ("NO_ROWS", 0));
}
