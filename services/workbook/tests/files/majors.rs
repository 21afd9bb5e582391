//! The majors table: listed, filled in, given back.

use crate::assess::{errors, json, judge, statuses};
use crate::common::text_file;
use std::path::{Path, PathBuf};
use workbook::assess::{Lang, Options, Report, assess_files};
use workbook::command::{AssessCall, run_assess};
use workbook::table::open;

const ROSTER: &str = "\
    Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ;Chuyên ngành;Ngành đào tạo giáo viên;Ngành phù hợp;CC NVSP\n\
    A A;1985;Nữ;Tiểu học;Đại học;Giáo dục Tiểu học;;;\n\
    A B;1985;Nữ;TH;ĐH;GIÁO DỤC  TIỂU HỌC;;;\n\
    A C;1985;Nữ;TH;ĐH;Toán;;;Có\n\
    A D;1985;Nữ;TH;ĐH;Giáo dục tiểu học;Không;;Có\n\
    A E;1985;Nữ;MN;CĐ;=cmd|calc;;;\n\
    A F;1985;Nữ;TH;Sơ cấp;Toán;;;\n\
    A G;1985;Nữ;TH;TC;Toán;;;\n\
    A H;1985;Nữ;TH;ĐHSP;Toán;;;\n\
    A I;1985;Nữ;TH;ĐH;Toán;;;Có\n";

fn with_majors(roster: &Path, majors: PathBuf) -> Report {
    let options = Options { majors: Some(majors), ..Options::default() };
    assess_files(&[roster.to_owned()], &options)
}

#[test]
fn distinct_values_are_listed_once_with_their_rows() {
    let dir = tempfile::tempdir().unwrap();
    let report = judge(&[text_file(dir.path(), "r.csv", ROSTER)]);
    // Sơ cấp and trung cấp are not the major's to settle, ĐHSP says it itself.
    assert_eq!(
        report.undecided_values(),
        "\u{feff}Cấp học,Trình độ,Chuyên ngành,Số dòng,Ngành đào tạo giáo viên,Ngành phù hợp\r\n\
         Mầm non,Cao đẳng,'=cmd|calc,1,,\r\n\
         Tiểu học,Đại học,Giáo dục Tiểu học,3,,\r\n\
         Tiểu học,Đại học,Toán,2,,\r\n"
    );
}

#[test]
fn a_filled_in_table_settles_rows_and_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let table = judge(std::slice::from_ref(&roster)).undecided_values();
    let filled = table
        .replace("'=cmd|calc,1,,", "'=cmd|calc,1,Không,")
        .replace("Giáo dục Tiểu học,3,,", "giao duc tieu hoc,3,Có,")
        .replace("Toán,2,,", "Toán,2,Không,Có");
    let majors = text_file(dir.path(), "m.csv", &filled);
    let report = with_majors(&roster, majors.clone());
    assert_eq!(errors(&report), [""; 0]);
    let expect = [
        "2 MEETS_STANDARD 2045-01 295",
        "3 MEETS_STANDARD 2045-01 295",
        "4 MEETS_STANDARD 2045-01 295",
        // The row's own Không wins over the table's Có; whether the major suits is still open.
        "5 UNDECIDED 2045-01 295",
        "6 IN_SCOPE 2045-01 295",
        "7 UNDECIDED 2045-01 295",
        "8 IN_SCOPE 2045-01 295",
        "9 MEETS_STANDARD 2045-01 295",
        "10 MEETS_STANDARD 2045-01 295",
    ];
    assert_eq!(statuses(&report), expect);
    let digest = report.majors_sha256.clone().unwrap();
    assert_eq!(digest.len(), 64);
    let json = json(&report);
    let named: Vec<_> =
        json["rows"].as_array().unwrap().iter().map(|row| row.get("majors_sha256").is_some()).collect();
    assert_eq!(named, [true, true, true, false, true, false, false, true, true]);
    // The last but one is a teacher-training degree by its own words; the table still said that its major suits.
    assert_eq!(json["rows"][0]["majors_sha256"], digest.as_str());
    assert_eq!(report.to_csv(Lang::Vi).matches(&digest).count(), 6);
    let short = format!("(bảng chuyên ngành {}…)", &digest[..12]);
    assert_eq!(report.to_text(Lang::Vi).matches(&short).count(), 6);
    let out = dir.path().join("o.xlsx");
    report.write_xlsx(&out, Lang::Vi).unwrap();
    let cells: Vec<_> = open(&out).unwrap().sheets[0].rows.iter().map(|row| row.get(17).shown()).collect();
    assert_eq!(cells.iter().filter(|cell| **cell == digest).count(), 6);
    assert_eq!(report.undecided_values().lines().count(), 2);
}

#[test]
fn a_spoiled_table_is_listed_and_its_good_lines_hold() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let lines = "Cấp học;Trình độ;Chuyên ngành;Ngành đào tạo giáo viên;Ngành phù hợp\n\
        TH;ĐH;Toán;Không;Có\n\
        TH;ĐH;TOÁN;Có;Có\n\
        TH;ĐH;Giáo dục tiểu học;Có;\n\
        TH;ĐH;Lý;có lẽ;\n";
    let majors = text_file(dir.path(), "m.csv", lines);
    let report = with_majors(&roster, majors);
    assert_eq!(errors(&report), ["5 Ngành đào tạo giáo viên UNKNOWN_VALUE", "3 Chuyên ngành CONTRADICTION"]);
    assert_eq!(report.exit_code(), 65);
    assert_eq!(statuses(&report)[0], "2 MEETS_STANDARD 2045-01 295");
    assert_eq!(statuses(&report)[2], "4 UNDECIDED 2045-01 295");
    let report = with_majors(&roster, dir.path().join("none.csv"));
    assert_eq!(errors(&report), ["null - CANNOT_OPEN"]);
    assert_eq!(report.rows.len(), 9);
}

#[test]
fn a_contradiction_shows_what_the_officer_wrote_and_the_line_it_contradicts() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let table = "Cấp học;Trình độ;Chuyên ngành;Ngành đào tạo giáo viên;Ngành phù hợp\n\
                 Tiểu học;Đại học;Giáo dục Tiểu học;Có;\n\
                 Tiểu học;Đại học;Toán;Không;Có\n\
                 Tiểu học;Đại học;GIÁO DỤC  tiểu học;Không;\n";
    let report = with_majors(&roster, text_file(dir.path(), "m.csv", table));
    assert_eq!(errors(&report), ["4 Chuyên ngành CONTRADICTION"]);
    let error = &report.errors[0];
    assert_eq!(error.value.as_deref(), Some("GIÁO DỤC tiểu học"));
    assert!(error.fault.vi.contains("Dòng 2") && error.fault.en.contains("row 2"), "{error:?}");
}

#[test]
fn a_roster_is_no_majors_table_and_one_without_answers_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let report = with_majors(&roster, roster.clone());
    assert_eq!(report.errors[0].fault.code, "NOT_A_MAJORS_TABLE");
    assert!(report.errors[0].fault.vi.contains("--undecided-values") && report.exit_code() == 65);
    assert!(report.rows.iter().all(|judged| !judged.by_majors), "nothing is taken from it");
    let empty = text_file(dir.path(), "m.csv", &judge(std::slice::from_ref(&roster)).undecided_values());
    let report = with_majors(&roster, empty);
    assert_eq!((report.warnings[0].fault.code, report.exit_code()), ("NO_ANSWERS", 0));
}

#[test]
fn a_table_written_again_keeps_the_answers_that_an_officer_gave() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let table = dir.path().join("fv.csv");
    let call =
        AssessCall { paths: vec![roster], undecided_values: Some(table.clone()), ..AssessCall::default() };
    let told = run_assess(&call);
    assert!(told.stderr.contains("fv.csv: 3 dòng, giữ 0 dòng đã có câu trả lời"), "{}", told.stderr);
    assert!(told.stderr.contains("chạy lại với --majors"), "{}", told.stderr);
    let filled = std::fs::read_to_string(&table).unwrap().replace("Toán,2,,", "TOÁN,7,Không,Có")
        + "THCS,Cao đẳng,Sinh,4,,Có\r\nTHCS,Cao đẳng,Địa,4,,\r\n";
    std::fs::write(&table, &filled).unwrap();
    let told = run_assess(&call);
    assert!(told.stderr.contains("fv.csv: 4 dòng, giữ 2 dòng đã có câu trả lời"), "{}", told.stderr);
    // New values and counts; an answer that no row needs any more stays, a line without one goes.
    assert_eq!(
        std::fs::read_to_string(&table).unwrap(),
        "\u{feff}Cấp học,Trình độ,Chuyên ngành,Số dòng,Ngành đào tạo giáo viên,Ngành phù hợp\r\n\
         Mầm non,Cao đẳng,'=cmd|calc,1,,\r\n\
         Tiểu học,Đại học,Giáo dục Tiểu học,3,,\r\n\
         Tiểu học,Đại học,TOÁN,2,Không,Có\r\n\
         THCS,Cao đẳng,Sinh,0,,Có\r\n"
    );
    // Whatever else stood in the file is not lost either.
    assert_eq!(std::fs::read_to_string(dir.path().join("fv.csv.bak")).unwrap(), filled);
    let again = std::fs::read_to_string(&table).unwrap();
    assert_eq!(run_assess(&call).code, 0);
    assert_eq!(std::fs::read_to_string(&table).unwrap(), again);
}

#[test]
fn a_file_that_is_no_readable_table_is_not_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let disputed = "Cấp học,Trình độ,Chuyên ngành,Ngành đào tạo giáo viên,Ngành phù hợp\nTH,ĐH,Toán,Có,\nTH,ĐH,Toán,Không,\n";
    for text in ["ghi chú của phòng\n", ROSTER, disputed] {
        let table = text_file(dir.path(), "fv.csv", text);
        let call = AssessCall {
            paths: vec![roster.clone()],
            undecided_values: Some(table.clone()),
            ..AssessCall::default()
        };
        let told = run_assess(&call);
        assert_eq!((told.code, told.stdout.as_str()), (64, ""), "{text}");
        assert!(told.stderr.contains("không ghi đè"), "{}", told.stderr);
        assert_eq!(std::fs::read_to_string(&table).unwrap(), text);
    }
}

#[test]
fn a_roster_that_a_table_would_settle_says_how_to_get_one() {
    let dir = tempfile::tempdir().unwrap();
    let roster = text_file(dir.path(), "r.csv", ROSTER);
    let call = AssessCall { paths: vec![roster.clone()], ..AssessCall::default() };
    let told = run_assess(&call).stderr;
    assert!(
        told.contains("3 giá trị chuyên ngành chưa rõ") && told.contains("--undecided-values TỆP.csv"),
        "{told}"
    );
    let table = text_file(dir.path(), "m.csv", &judge(&[roster]).undecided_values());
    let told = run_assess(&AssessCall { majors: Some(table), ..call }).stderr;
    assert!(!told.contains("--undecided-values"), "{told}");
}
