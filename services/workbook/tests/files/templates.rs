//! Forms that are written and read back.

use crate::common::text_file;
use workbook::command::run_template;
use workbook::form::{EnrollmentRow, FormRow, Kind, NominationRow, Reading, ResultRow, RosterRow, read_file};
use workbook::table::{Value, open};
use workbook::template::{TemplateError, filled, template};

/// The examples of the form as one row.
fn examples(kind: Kind) -> Vec<Value> {
    kind.form().columns.iter().map(|column| Value::text(column.example)).collect()
}

fn round_trip<R: FormRow>(kind: Kind, name: impl Fn(&R) -> (String, u32)) {
    let dir = tempfile::tempdir().unwrap();
    for ending in ["xlsx", "csv"] {
        let path = dir.path().join(kind.name()).with_extension(ending);
        template(kind, &path).unwrap();
        let empty: Reading<R> = read_file(&path);
        assert!(empty.errors.is_empty() && empty.rows.is_empty(), "{:?}", empty.errors);
        // A form that is still empty may be written again.
        template(kind, &path).unwrap();
        filled(kind, &path, &[examples(kind), examples(kind)]).unwrap();
        let full: Reading<R> = read_file(&path);
        assert!(full.errors.is_empty() && full.warnings.is_empty(), "{:?} {:?}", full.errors, full.warnings);
        let rows: Vec<_> = full.rows.iter().map(&name).collect();
        let (code, _) = rows[0].clone();
        assert_eq!(rows, [(code.clone(), 2), (code, 3)], "{ending}");
        assert!(matches!(template(kind, &path), Err(TemplateError::Exists(_))));
    }
}

#[test]
fn every_form_comes_back_as_it_was_written() {
    round_trip(Kind::Roster, |row: &RosterRow| (row.code.clone().unwrap(), row.place.row));
    round_trip(Kind::Nominations, |row: &NominationRow| (row.code.clone(), row.place.row));
    round_trip(Kind::Enrollments, |row: &EnrollmentRow| (row.student_code.clone(), row.place.row));
    round_trip(Kind::Results, |row: &ResultRow| (row.student_code.clone(), row.place.row));
}

#[test]
fn the_roster_has_the_columns_of_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r.csv");
    template(Kind::Roster, &path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "\u{feff}Mã GV,Họ và tên *,Ngày sinh *,Giới tính *,Số định danh,Mã trường,Tên trường,Cấp học *,Môn dạy,Trình độ *,\
         Chuyên ngành,Ngành đào tạo giáo viên,Ngành phù hợp,CC NVSP,Ngày vào ngành,Số năm vùng ĐBKK,Trạng thái\r\n"
    );
    let path = dir.path().join("r.xlsx");
    template(Kind::Roster, &path).unwrap();
    let book = open(&path).unwrap();
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.clone().unwrap()).collect();
    assert_eq!(names, ["Danh sách giáo viên", "Hướng dẫn - Guide"]);
}

#[test]
fn numbers_and_dates_can_be_written_as_such() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r.xlsx");
    let mut row = examples(Kind::Roster);
    row[2] = Value::Number("1970".to_owned());
    row[14] = Value::Date(domain::date::LegalDate::from_ymd_opt(1992, 9, 1).unwrap());
    filled(Kind::Roster, &path, &[row]).unwrap();
    let reading: Reading<RosterRow> = read_file(&path);
    assert_eq!(reading.rows[0].birth.to_string(), "1970");
    assert_eq!(reading.rows[0].recruited_on.unwrap().to_string(), "1992-09-01");
}

#[test]
fn a_template_never_replaces_work() {
    let dir = tempfile::tempdir().unwrap();
    let outcome = run_template(Kind::Results, dir.path());
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (0, 2));
    let other = text_file(dir.path(), "notes.csv", "anything");
    let outcome = run_template(Kind::Results, &other);
    assert_eq!(outcome.code, 64);
    assert_eq!(outcome.stderr.lines().count(), 2);
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "anything");
    assert_eq!(run_template(Kind::Results, &dir.path().join("r.docx")).code, 64);
    assert_eq!(run_template(Kind::Results, &dir.path().join("none/r.xlsx")).code, 73);
}
