//! What comes out: text, CSV, workbooks, and calls that are refused.

use crate::assess::{HEADER, judge, statuses};
use crate::common::{text_file, xlsx_file};
use std::path::Path;
use workbook::assess::Lang;
use workbook::command::{AssessCall, Format, run_assess};
use workbook::table::{Value, open};

const DIRT: &str = "\n=HYPERLINK(\"x\")|01/09/1965|Nam|THCS|CĐ|\n+84|31/13/1970|Nữ|Mầm non|Trung cấp|";

fn call(path: &Path, format: Format) -> AssessCall {
    AssessCall { paths: vec![path.to_owned()], format, ..AssessCall::default() }
}

/// A roster whose names a spreadsheet would run.
fn dirty(dir: &Path) -> std::path::PathBuf {
    text_file(dir, "dirt.csv", &format!("{HEADER}{DIRT}").replace('"', "").replace('|', ";"))
}

#[test]
fn text_is_aligned_and_says_everything() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!(
        "{HEADER}\nLò Văn Ơn|01/09/1965|Nam|THCS|CĐ|\nNgô Ức|1985|Nữ|Mầm non|CĐSP|\nX|x|Nữ|Mầm non|CĐSP|"
    );
    let path = xlsx_file(dir.path(), "r.xlsx", &[("DS 1", &lines)]);
    let outcome = run_assess(&call(&path, Format::Table));
    assert_eq!((outcome.code, outcome.stderr.as_str()), (65, ""));
    let at = |needle: &str| {
        let line = outcome.stdout.lines().find(|line| line.contains(needle)).unwrap();
        line.chars().count() - line[line.find(needle).unwrap()..].chars().count()
    };
    assert_eq!(at("Thuộc đối tượng nâng chuẩn  2027-06"), at("Đã đạt chuẩn                2045-01"));
    assert!(outcome.stdout.contains("trang “DS 1”"));
    assert!(outcome.stdout.contains("dòng 4, cột “Ngày sinh”: “x”"), "{}", outcome.stdout);
    let english = run_assess(&AssessCall { lang: Lang::En, ..call(&path, Format::Table) });
    assert!(english.stdout.contains("in scope") && !english.stdout.contains("Thuộc"), "{}", english.stdout);
}

#[test]
fn delimited_output_runs_no_formula() {
    let dir = tempfile::tempdir().unwrap();
    let outcome = run_assess(&call(&dirty(dir.path()), Format::Csv));
    assert!(outcome.stdout.starts_with('\u{feff}'));
    let mut reader = csv::Reader::from_reader(outcome.stdout.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(&rows[0][4], "'=HYPERLINK(x)");
    assert_eq!((&rows[0][7], &rows[0][11], &rows[0][12]), ("IN_SCOPE", "2027-06", "84"));
    assert_eq!((&rows[1][7], &rows[1][9], &rows[1][17]), ("UNREADABLE", "DATE_NO_SUCH_DAY", "Ngày sinh"));
    assert!(rows.iter().all(|row| row.len() == 19));
    assert!(outcome.stderr.contains("DATE_NO_SUCH_DAY"));
}

#[test]
fn the_workbook_is_the_input_with_results_beside_it() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!(
        "Danh sách\n\n{HEADER}|SĐT\nLò Văn Ơn|@1965-09-01|Nam|THCS|CĐ||0912\nX|x|Nữ|MN|CĐ||#5\n|Tổng cộng"
    );
    let path = xlsx_file(dir.path(), "r.xlsx", &[("DS", &lines), ("Tổng hợp", "khác")]);
    let out = dir.path().join("out.xlsx");
    let outcome = run_assess(&AssessCall { out: Some(out.clone()), ..call(&path, Format::Xlsx) });
    assert_eq!((outcome.code, outcome.stdout), (65, format!("{}\n", out.display())));
    let book = open(&out).unwrap();
    let names: Vec<_> = book.sheets.iter().map(|sheet| sheet.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["DS", "Tổng hợp", "Tổng hợp 2"]);
    let cell = |sheet: usize, row: u32, column: u32| {
        let row = book.sheets[sheet].rows.iter().find(|r| r.number == row).unwrap();
        row.get(column).shown()
    };
    assert_eq!(
        (cell(0, 3, 6), cell(0, 3, 7), cell(0, 4, 6)),
        ("SĐT".into(), "Kết quả".into(), "0912".into())
    );
    assert_eq!(
        (cell(0, 4, 1), cell(0, 4, 8), cell(0, 4, 11)),
        ("01/09/1965".into(), "IN_SCOPE".into(), "84".into())
    );
    assert_eq!((cell(0, 5, 6), cell(0, 5, 8)), ("5".into(), "UNREADABLE".into()));
    assert!(cell(0, 5, 9).contains("Ngày sinh"));
    assert_eq!((cell(0, 6, 1), cell(0, 6, 7)), ("Tổng cộng".into(), String::new()));
    assert!(cell(2, 1, 0).starts_with("R1"));
    // What was written can be judged again, with the same result.
    assert_eq!(statuses(&judge(&[out])), statuses(&judge(&[path])));
}

#[test]
fn several_inputs_become_a_folder_of_workbooks() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("x")).unwrap();
    let lines = format!("{HEADER}\n=1+1|01/09/1965|Nam|THCS|CĐ|").replace('|', ";");
    let paths = [text_file(dir.path(), "r.csv", &lines), text_file(dir.path(), "x/r.csv", &lines)];
    let out = dir.path().join("out");
    let call = AssessCall {
        paths: paths.to_vec(),
        format: Format::Xlsx,
        out: Some(out.clone()),
        ..AssessCall::default()
    };
    assert_eq!(run_assess(&call).code, 0);
    for name in ["r-ket-qua.xlsx", "r-ket-qua-2.xlsx"] {
        let book = open(&out.join(name)).unwrap();
        let row = &book.sheets[0].rows[1];
        assert_eq!(
            (row.get(0), row.get(7)),
            (&Value::Text("=1+1".to_owned()), &Value::Text("IN_SCOPE".to_owned()))
        );
    }
}

#[test]
fn wrong_calls_are_refused_before_anything_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dirty(dir.path());
    let before = std::fs::read(&path).unwrap();
    let refused = [
        AssessCall::default(),
        call(&path, Format::Xlsx),
        AssessCall { out: Some(path.clone()), ..call(&path, Format::Json) },
        AssessCall { out: Some(dir.path().join("new/folder")), ..call(dir.path(), Format::Xlsx) },
        AssessCall { undecided_values: Some(path.clone()), ..call(&path, Format::Json) },
        AssessCall { majors: Some(dir.path().join("nope.csv")), ..call(&path, Format::Json) },
    ];
    for call in refused {
        let outcome = run_assess(&call);
        assert_eq!(
            (outcome.code, outcome.stdout.as_str(), outcome.stderr.lines().count()),
            (64, "", 2),
            "{call:?}"
        );
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let nowhere = AssessCall { out: Some(dir.path().join("no/where.json")), ..call(&path, Format::Json) };
    assert_eq!(run_assess(&nowhere).code, 73);
}
