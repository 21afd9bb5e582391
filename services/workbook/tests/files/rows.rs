//! Rows with dirt in them: what is judged, what is listed, what is passed over.

use crate::assess::{HEADER, errors, json, judge, statuses};
use crate::common::{text_file, xlsx_file};
use domain::eligibility::Policy;
use std::fs;
use workbook::assess::{Options, assess_files};

#[test]
fn delimiters_and_marks_do_not_matter() {
    let dir = tempfile::tempdir().unwrap();
    for (name, delimiter, mark) in
        [("a.csv", ";", "\u{feff}"), ("b.csv", ",", ""), ("c.csv", "\t", ""), ("d.csv", "\t", "\u{feff}")]
    {
        let lines = format!("{HEADER}\nLò Văn Ơn|01/09/1965|nam|THCS|CĐ|\n").replace('|', delimiter);
        let path = text_file(dir.path(), name, &format!("{mark}{lines}"));
        assert_eq!(statuses(&judge(&[path])), ["2 IN_SCOPE 2027-06 84"], "{name}");
    }
}

#[test]
fn a_row_in_an_old_encoding_among_good_ones_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!(
        "{HEADER}\n\
        Lò Thị Mỷ|1985|Nữ|Mầm non|Trung cấp\n\
        Hoµng ThÞ L|1985|Nữ|Mầm non|Trung cấp\n\
        Vàng Thị Páo|1985|Nữ|Mầm non|Trung cấp\n\
        Giàng Thị Ơn|1985|N÷|Mầm non|Trung cấp\n"
    );
    let report = judge(&[text_file(dir.path(), "r.csv", &lines.replace('|', ";"))]);
    assert_eq!(errors(&report), ["5 Giới tính UNKNOWN_VALUE"]);
    let words = &report.errors[0].fault;
    assert!(words.vi.contains("phông TCVN3") && words.en.contains("TCVN3 font"), "{words:?}");
    let [warning] = report.warnings.as_slice() else { panic!("{:?}", report.warnings) };
    assert_eq!((warning.row, warning.fault.code), (Some(3), "ENCODING_SUSPECTED"));
    assert_eq!(warning.value.as_deref(), Some("Hoµng ThÞ L"));
}

#[test]
fn unknown_values_show_the_allowed_ones_and_the_rest_is_judged() {
    let dir = tempfile::tempdir().unwrap();
    let lines = format!(
        "{HEADER}|Trạng thái\n\
        A|1985|Nữ|Mầm non|Trung cấp|\n\
        B|1985|Nữ|THPT|Đại học|\n\
        C|1985|F|Mầm non|TH|\n\
        D|1985|Nữ|Mầm non|Cao đẳng|có thể\n\
        E|1985|Nữ|Mầm non|CĐSP|Không\n\
        |1985|Nữ|Mầm non|CĐSP|\n\
        G|1985|Nữ|Mầm non|Trung cấp||Nghỉ phép\n\
        H|1985|Nữ|Mầm non|Trung cấp||Nghỉ hưu\n\
        I|31/02/1985|Nữ|Mầm non|Trung cấp||Nghỉ hưu\n"
    );
    let path = xlsx_file(dir.path(), "r.xlsx", &[("S", &lines)]);
    let report = judge(&[path]);
    assert_eq!(statuses(&report), ["2 IN_SCOPE 2045-01 295", "9 NOT_EMPLOYED 2045-01 295"]);
    let expect = [
        "3 Cấp học UNKNOWN_VALUE",
        "4 Giới tính UNKNOWN_VALUE",
        "4 Trình độ UNKNOWN_VALUE",
        "5 Ngành đào tạo giáo viên UNKNOWN_VALUE",
        "6 Ngành đào tạo giáo viên CONTRADICTION",
        "7 Họ và tên REQUIRED",
        "8 Trạng thái UNKNOWN_VALUE",
        // Unreadable comes before not employed.
        "10 Ngày sinh DATE_NO_SUCH_DAY",
    ];
    assert_eq!(errors(&report), expect);
    let json = json(&report);
    let words = json["errors"][2]["reason_vi"].as_str().unwrap();
    assert!(
        words.contains("Chưa qua đào tạo / Sơ cấp / Trung cấp / Cao đẳng / Đại học / Thạc sĩ / Tiến sĩ"),
        "{words}"
    );
    assert_eq!(json["errors"][2]["sheet"], "S");
    assert_eq!(report.exit_code(), 65);
}

#[test]
fn an_empty_yes_or_no_is_unknown_and_still_judged() {
    let dir = tempfile::tempdir().unwrap();
    let lines = "Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ;Chuyên ngành\nA;1985;Nữ;MN;CĐ;Sư phạm mầm non\nB;1960;Nữ;MN;CĐ;x\n";
    let report = judge(&[text_file(dir.path(), "r.csv", lines)]);
    assert_eq!(report.exit_code(), 0);
    let json = json(&report);
    assert_eq!(json["rows"][0]["status"], "UNDECIDED");
    assert!(json["rows"][0]["reason_vi"].as_str().unwrap().contains("Ngành đào tạo giáo viên"));
    assert_eq!(json["rows"][0]["could_be_in_scope"], true);
    assert_eq!(json["rows"][1]["could_be_in_scope"], false);
}

#[test]
fn rows_that_hang_on_the_policy_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let lines = "Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\n\
        A;01/02/1970;Nữ;THCS;CĐ\n\
        B;01/03/1970;Nữ;THCS;CĐ\n\
        C;01/06/1972;Nữ;THCS;CĐ\n\
        D;01/02/1960;Nữ;THCS;CĐ\n";
    let path = text_file(dir.path(), "r.csv", lines);
    let rows = |policy: Policy| {
        let report = assess_files(std::slice::from_ref(&path), &Options { policy, majors: None });
        assert_eq!(json(&report)["policy"]["id"], policy.id());
        let named: Vec<_> = json(&report)["policy_sensitive"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["row"].to_string())
            .collect();
        assert_eq!(named, ["2", "3"], "{}", policy.id());
        statuses(&report)
    };
    assert_eq!(rows(Policy::R1)[..2], ["2 IN_SCOPE 2027-06 84", "3 IN_SCOPE 2027-07 85"]);
    assert_eq!(rows(Policy::R2)[..2], ["2 NEAR_RETIREMENT 2027-06 83", "3 IN_SCOPE 2027-07 84"]);
    assert_eq!(rows(Policy::R0)[..2], ["2 NEAR_RETIREMENT 2025-02 56", "3 NEAR_RETIREMENT 2025-03 57"]);
    assert_eq!(rows(Policy::R2)[3], "5 NEAR_RETIREMENT 2015-02 -65");
}

#[test]
fn a_header_of_two_rows_and_doubled_columns_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let lines = "STT|Họ và tên|Ngày sinh|Giới tính|Trình độ|||Cấp học\n\
        ||||Trình độ chuyên môn|Chuyên ngành|NVSP|\n\
        #1|A|1985|Nữ|ĐHSP|Toán|x|THCS";
    let path = xlsx_file(dir.path(), "r.xlsx", &[("S", lines)]);
    let report = judge(&[path]);
    assert_eq!(
        (errors(&report).len(), statuses(&report)),
        (0, vec!["3 MEETS_STANDARD 2045-01 295".to_owned()])
    );
    assert_eq!(report.rows[0].row.nvsp, Some(true));
    let lines = "Họ và tên;Ngày sinh;Giới tính;Bằng cấp;Trình độ;Cấp học\nA;1985;Nữ;rất tốt;Đại học;THCS\n";
    let report = judge(&[text_file(dir.path(), "d.csv", lines)]);
    assert_eq!((errors(&report).len(), report.rows.len()), (0, 1));
    let warning = &report.warnings[0];
    assert_eq!((warning.fault.code, warning.column.as_deref()), ("DOUBLED_COLUMN", Some("Trình độ")));
    assert!(warning.fault.vi.contains("cột D"), "{}", warning.fault.vi);
}

#[test]
fn what_brackets_say_is_the_last_choice() {
    let dir = tempfile::tempdir().unwrap();
    let lines = "Họ và tên (*);Ngày sinh (dd/mm/yyyy);Giới tính;Trình độ (ngoại ngữ);Trình độ chuyên môn;Cấp học\n\
        A;1985;Nữ;B1;Đại học;THCS\n";
    let report = judge(&[text_file(dir.path(), "r.csv", lines)]);
    assert_eq!((errors(&report).len(), report.rows.len()), (0, 1));
}

#[test]
fn what_looks_wrong_is_judged_and_pointed_out() {
    let dir = tempfile::tempdir().unwrap();
    let head = "Mã GV;Họ và tên;Ngày sinh;Giới tính;Số CCCD;Cấp học;Trình độ\n";
    let first = text_file(
        dir.path(),
        "a.csv",
        &format!("{head}1;A;1985;Nữ;012185000001;MN;TC\n1;B;44096;Nữ;;MN;TC\n"),
    );
    let second = text_file(dir.path(), "b.csv", &format!("{head}1;A;1985;Nữ;012185000001;MN;TC\n"));
    let report = judge(&[first, second]);
    assert_eq!((report.rows.len(), report.exit_code()), (3, 0));
    let warnings: Vec<_> = report
        .warnings
        .iter()
        .map(|w| format!("{} {} {}", w.row.unwrap(), w.fault.code, w.value.as_deref().unwrap()))
        .collect();
    assert_eq!(warnings, ["3 BIRTH_IMPLAUSIBLE 44096", "3 CODE_TWICE 1", "2 ID_TWICE ********0001"]);
    assert!(report.warnings[2].fault.vi.contains("a.csv dòng 2"), "{}", report.warnings[2].fault.vi);
}

#[test]
fn recruitment_is_asked_for_by_the_day_only_where_it_decides() {
    let dir = tempfile::tempdir().unwrap();
    let lines = "Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ;Ngày vào ngành\n\
        A;1985;Nữ;MN;TC;2009\nB;1985;Nữ;MN;TC;06/2020\nC;1985;Nữ;MN;TC;01/07/2020\nD;1985;Nữ;MN;TC;02/07/2020\n\
        E;1985;Nữ;MN;TC;2021\nF;1985;Nữ;MN;TC;2020\nG;1985;Nữ;MN;TC;07/2020\n";
    let report = judge(&[text_file(dir.path(), "r.csv", lines)]);
    let got: Vec<_> = report.rows.iter().map(|judged| judged.assessment.status.code()).collect();
    assert_eq!(got, ["IN_SCOPE", "IN_SCOPE", "IN_SCOPE", "UNDECIDED", "UNDECIDED"]);
    assert_eq!(errors(&report), ["7 Ngày vào ngành DATE_INCOMPLETE", "8 Ngày vào ngành DATE_INCOMPLETE"]);
}

#[test]
fn a_folder_stands_for_the_tables_in_it_and_what_does_not_open_stops_nothing() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("b")).unwrap();
    let lines = "Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\nA;01/02/1970;Nữ;THCS;CĐ\n";
    text_file(dir.path(), "b/z.csv", lines);
    text_file(dir.path(), "a.CSV", lines);
    text_file(dir.path(), "broken.xlsx", "PK\u{3}\u{4}no zip");
    text_file(dir.path(), "empty.csv", "");
    text_file(dir.path(), "~$a.xlsx", "lock");
    text_file(dir.path(), "notes.txt", "no table");
    let report = judge(&[dir.path().to_owned(), dir.path().join("gone.xls")]);
    assert_eq!(statuses(&report), ["2 IN_SCOPE 2027-06 84", "2 IN_SCOPE 2027-06 84"]);
    let codes: Vec<_> = report
        .errors
        .iter()
        .map(|error| {
            let name = error.file.rsplit('/').next().unwrap();
            format!("{name} {}", error.fault.code)
        })
        .collect();
    assert_eq!(codes, ["broken.xlsx NOT_A_WORKBOOK", "empty.csv EMPTY_FILE", "gone.xls CANNOT_OPEN"]);
    assert_eq!(report.exit_code(), 65);
    fs::create_dir(dir.path().join("c")).unwrap();
    let report = judge(&[dir.path().join("c")]);
    assert_eq!(report.errors[0].fault.code, "NO_FILES");
}
