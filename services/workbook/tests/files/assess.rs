//! Rosters as they arrive from schools, judged.

use crate::common::{text_file, xlsx_file};
use serde_json::Value as Json;
use std::path::PathBuf;
use workbook::assess::{Options, Report, assess_files};

pub(crate) const HEADER: &str = "Họ và tên|Ngày sinh|Giới tính|Cấp học|Trình độ|Ngành đào tạo giáo viên";

pub(crate) fn judge(paths: &[PathBuf]) -> Report {
    assess_files(paths, &Options::default())
}

pub(crate) fn json(report: &Report) -> Json {
    serde_json::from_str(&report.to_json()).unwrap()
}

/// `row status retirement months` of every row of the report.
pub(crate) fn statuses(report: &Report) -> Vec<String> {
    let json = json(report);
    let rows = json["rows"].as_array().unwrap().iter();
    let text = |row: &Json, field: &str| row[field].as_str().unwrap().to_owned();
    rows.map(|row| {
        let (status, retirement) = (text(row, "status"), text(row, "retirement"));
        format!("{} {status} {retirement} {}", row["row"], row["months_left"])
    })
    .collect()
}

/// `row column reason` of every error.
pub(crate) fn errors(report: &Report) -> Vec<String> {
    let json = json(report);
    let errors = json["errors"].as_array().unwrap().iter();
    let text = |error: &Json, field: &str| error[field].as_str().unwrap_or("-").to_owned();
    errors
        .map(|error| format!("{} {} {}", error["row"], text(error, "column"), text(error, "reason")))
        .collect()
}

#[test]
fn the_vectors_of_the_rule_hold_through_a_workbook() {
    let dir = tempfile::tempdir().unwrap();
    let people = "\
        31/01/1970|Nữ|Mầm non|Trung cấp;NEAR_RETIREMENT 2027-05 83
        01/02/1970|Nữ|Mầm non|Trung cấp;IN_SCOPE 2027-06 84
        30/09/1970|Nữ|Tiểu học|Trung cấp;NEAR_RETIREMENT 2028-05 95
        01/10/1970|Nữ|Tiểu học|Trung cấp;IN_SCOPE 2028-06 96
        31/08/1965|Nam|THCS|Cao đẳng;NEAR_RETIREMENT 2027-05 83
        01/09/1965|Nam|THCS|Cao đẳng;IN_SCOPE 2027-06 84
        31/05/1966|Nam|Tiểu học|Trung cấp;NEAR_RETIREMENT 2028-05 95
        01/06/1966|Nam|Tiểu học|Trung cấp;IN_SCOPE 2028-06 96
        1970|Nữ|THCS|Cao đẳng;NEAR_RETIREMENT 2027-05 83
        15/03/1985|Nữ|Tiểu học|Sơ cấp;UNDECIDED 2045-03 297
        15/03/1985|Nữ|Tiểu học|ĐHSP;MEETS_STANDARD 2045-03 297";
    let (cells, expect): (Vec<_>, Vec<_>) =
        people.lines().map(|line| line.trim().split_once(';').unwrap()).unzip();
    let lines: String = cells.iter().map(|cells| format!("\nLò Thị Mỷ|{cells}")).collect();
    let path = xlsx_file(dir.path(), "roster.xlsx", &[("Danh sách", &format!("{HEADER}{lines}"))]);
    let report = judge(&[path]);
    let expect: Vec<_> = (2..).zip(expect).map(|(row, expect)| format!("{row} {expect}")).collect();
    assert_eq!(statuses(&report), expect);
    assert_eq!(report.exit_code(), 0);
}

#[test]
fn the_json_has_the_fields_of_the_contract_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let lines = "Mã GV;Họ và tên;Ngày sinh;Giới tính;Tên trường;Cấp học;Trình độ\n\
                 007;Lò Văn Ơn;01/09/1965;Nam;Trường A;THCS;CĐ\n\
                 008;Vàng Thị Mỷ;05/13/1980;Nữ;Trường A;THCS;CĐ\n";
    let path = text_file(dir.path(), "r.csv", lines);
    let report = judge(std::slice::from_ref(&path));
    let json = json(&report);
    let keys = |value: &Json| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&json), "policy summary policy_sensitive skipped rows errors");
    assert_eq!(keys(&json["policy"]), "id text_vi");
    assert_eq!(keys(&json["summary"][0]), "level status count");
    assert_eq!(keys(&json["policy_sensitive"][0]), "file sheet row");
    let fields = "file sheet row code name level school status reason reason_vi reason_en retirement months_left \
                  could_be_in_scope";
    assert_eq!(keys(&json["rows"][0]), fields);
    assert_eq!(keys(&json["errors"][0]), "file sheet row column value reason reason_vi");
    assert_eq!(json["rows"][0]["file"], Json::from(path.to_string_lossy().as_ref()));
    assert_eq!(json["rows"][0]["sheet"], Json::Null);
    assert_eq!(json["rows"][0]["code"], "007");
    assert_eq!(json["rows"][0]["school"], "Trường A");
    assert_eq!(
        json["summary"],
        serde_json::json!([{"level": "LOWER_SECONDARY", "status": "IN_SCOPE", "count": 1}])
    );
    assert_eq!(errors(&report), ["3 Ngày sinh DATE_MONTH_FIRST"]);
    assert_eq!(json["errors"][0]["value"], "05/13/1980");
    assert_eq!(report.exit_code(), 65);
}

#[test]
fn a_header_is_found_wherever_and_however_it_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = "UBND HUYỆN SÌN HỒ\n\nDANH SÁCH GIÁO VIÊN\n\n\n\n\
        STT|TRÌNH ĐỘ\\r\\nCHUYÊN MÔN|Ho\u{323} va\u{300}\\nte\u{302}n|Ghi chú|Giới tính (Nam/Nữ)|Năm sinh|Cấp dạy\n\
        (1)|(2)|(3)|(4)|(5)|(6)|(7)\n\
        #1|cđ|LÒ  THỊ\u{a0}MỶ|x|nữ|#1970|Trung học cơ sở\n\
        \n\
        STT|TRÌNH ĐỘ\\nCHUYÊN MÔN|Họ và tên|Ghi chú|Giới tính|Năm sinh|Cấp dạy\n\
        #2|cđ|LÒ THỊ MỶ|x|nữ|#25600|THCS\n\
        #3|cđ|LÒ THỊ MỶ|x|nữ|@1970-02-01|THCS\n\
        |Tổng cộng: 3 người\n\
        |||Lai Châu, ngày 05 tháng 01 năm 2021\n\
        |NGƯỜI LẬP BIỂU||THỦ TRƯỞNG ĐƠN VỊ\n\
        \n\
        ||Lò Văn Ơn";
    let sheet = sheet.replace("\\r", "");
    let codes = "Mã trường|Cấp học\n1|MN";
    let path = xlsx_file(dir.path(), "r.xlsx", &[("Danh mục", codes), ("DS", &sheet)]);
    let report = judge(&[path]);
    assert_eq!(errors(&report), [""; 0]);
    let near = "9 NEAR_RETIREMENT 2027-05 83";
    assert_eq!(statuses(&report), [near, "12 IN_SCOPE 2027-06 84", "13 IN_SCOPE 2027-06 84"]);
    // The numbers of the columns, a blank row, the header again, the total, place and date, signatures, a blank row, a name.
    assert_eq!(report.skipped, 8);
    assert_eq!(json(&report)["rows"][0]["name"], "LÒ THỊ MỶ");
}
