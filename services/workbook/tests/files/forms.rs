//! The other three forms: Cử đi, Nhập học, Kết quả.

use crate::common::xlsx_file;
use domain::date::BirthDate;
use domain::vocabulary::{Degree, Level, StudyForm};
use std::path::Path;
use workbook::form::enrollments::StudyState;
use workbook::form::nominations::NominationAct;
use workbook::form::{
    EnrollmentRow, FormRow, NominationRow, Reading, ResultRow, RosterRow, read_bytes, read_file,
};

/// `row column reason` of every error.
fn errors<R>(reading: &Reading<R>) -> Vec<String> {
    let row = |row: Option<u32>| row.map_or("-".to_owned(), |row| row.to_string());
    let errors = reading.errors.iter();
    errors
        .map(|e| format!("{} {} {}", row(e.row), e.column.as_deref().unwrap_or("-"), e.fault.code))
        .collect()
}

fn csv<R: FormRow>(lines: &str) -> Reading<R> {
    read_bytes("f.csv", lines.as_bytes())
}

const NOMINATIONS: &str =
    "Mã GV;Họ và tên;Cấp học;Trình độ đào tạo;Hình thức;Số QĐ;Ngày QĐ;Cơ quan QĐ;Trạng thái;Thay cho\n";

#[test]
fn nominations_say_what_their_decision_does() {
    let lines = "\
        GV1;Lò Văn Ơn;THCS;ĐH;VLVH;215/QĐ-UBND;5/3/2021;UBND huyện Sìn Hồ;Cử đi;\n\
        GV1;Lò Văn Ơn;THCS;ĐH;VLVH;301/QĐ-UBND;1/6/2021;UBND huyện Sìn Hồ;THU HỒI;215/QĐ-UBND\n\
        GV2;Vàng Thị Mỷ;MN;cao đẳng;;302/QĐ-UBND;1/6/2021;UBND huyện Sìn Hồ;Thay thế;GV1\n";
    let reading: Reading<NominationRow> = csv(&format!("{NOMINATIONS}{lines}"));
    assert_eq!(errors(&reading), [""; 0]);
    let acts: Vec<_> = reading.rows.iter().map(|row| row.act.clone()).collect();
    let revoke = NominationAct::Revoke { decision: "215/QĐ-UBND".to_owned() };
    let replace = NominationAct::Replace { teacher_code: "GV1".to_owned() };
    assert_eq!(acts, [NominationAct::Send, revoke, replace]);
    let first = &reading.rows[0];
    assert_eq!((first.level, first.degree), (Level::LowerSecondary, Degree::University));
    assert_eq!(first.study_form, Some(StudyForm::InService));
    assert_eq!(first.decision.date.to_string(), "2021-03-05");
    assert_eq!(first.decision.number, "215/QĐ-UBND");
    assert_eq!(reading.rows[2].study_form, None);
}

#[test]
fn nominations_refuse_what_cannot_be_meant() {
    let lines = "\
        GV1;Lò Văn Ơn;THCS;ĐH;;215;5/3/2021;UBND;Cử đi;GV9\n\
        GV2;Lò Văn Ơn;THCS;ĐH;;215;5/3/2021;UBND;Thu hồi;\n\
        GV3;Lò Văn Ơn;THCS;Thạc sĩ;;215;2021;UBND;Hủy;\n\
        ;Lò Văn Ơn;THPT;ĐH;buổi tối;;5/3/2021;UBND;Cử đi;\n";
    let reading: Reading<NominationRow> = csv(&format!("{NOMINATIONS}{lines}"));
    assert!(reading.rows.is_empty());
    let expect = [
        "2 Thay cho CONTRADICTION",
        "3 Thay cho REQUIRED",
        "4 Trình độ đào tạo UNKNOWN_VALUE",
        "4 Ngày quyết định DATE_INCOMPLETE",
        "4 Trạng thái UNKNOWN_VALUE",
        "5 Mã GV REQUIRED",
        "5 Cấp học UNKNOWN_VALUE",
        "5 Hình thức UNKNOWN_VALUE",
        "5 Số quyết định REQUIRED",
    ];
    assert_eq!(errors(&reading), expect);
    let shown = reading.errors.iter().find(|e| e.column.as_deref() == Some("Trạng thái")).unwrap();
    assert!(shown.fault.vi.contains("Cử đi / Thu hồi / Thay thế"), "{}", shown.fault.vi);
    assert!(shown.fault.vi.contains("ô I4"), "{}", shown.fault.vi);
}

#[test]
fn enrollments_keep_their_steps() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = "Mã SV *|Họ và tên *|Ngày sinh *|Số quyết định *|Ngày quyết định *|Cơ quan quyết định *|Mã lớp *|Ngày nhập học *|\
        Trạng thái *|Ngày hiệu lực|Lý do\n\
        #210001|Lò Văn Ơn|#1970|215|@2021-03-05|UBND|MN-A|15/09/2021|Đang học\n\
        SV2|Lò Văn Ơn|08/1970|215|@2021-03-05|UBND|MN-A|15/09/2021|Bảo lưu|01/11/2021|ốm\n\
        SV3|Lò Văn Ơn|08/1970|215|@2021-03-05|UBND|MN-A|15/09/2021|Thôi học";
    let path = xlsx_file(dir.path(), "n.xlsx", &[("Nhập học", sheet)]);
    let reading: Reading<EnrollmentRow> = read_file(&path);
    assert_eq!(errors(&reading), ["4 Ngày hiệu lực REQUIRED"]);
    let [first, second] = reading.rows.as_slice() else { unreachable!("two rows are good") };
    assert_eq!(first.student_code, "210001");
    assert_eq!(first.birth, BirthDate::Year(1970));
    assert_eq!(first.begun_on.to_string(), "2021-09-15");
    assert_eq!((first.state, first.effective_on), (StudyState::Studying, None));
    assert_eq!(second.state, StudyState::Deferred);
    assert_eq!(second.effective_on.unwrap().to_string(), "2021-11-01");
    assert_eq!(second.reason.as_deref(), Some("ốm"));
}

#[test]
fn a_diploma_is_whole_or_an_error() {
    let lines = "Mã SV,Học kỳ,Tín chỉ,Kết quả,Trình độ bằng,Số hiệu bằng,Ngày cấp\n\
        SV1,2021-1,30,Đạt,,,\n\
        SV1,,,Tốt nghiệp,CĐ,CĐ0012,20/12/2021\n\
        SV2,,,Tốt nghiệp,,CĐ0013,\n\
        SV3,,,Tốt nghiệp,Trung cấp,TC1,20/12/2021\n\
        SV4,,ba,Đạt,,,\n";
    let reading: Reading<ResultRow> = csv(lines);
    let expect = [
        "4 Trình độ bằng REQUIRED",
        "4 Ngày cấp REQUIRED",
        "5 Trình độ bằng UNKNOWN_VALUE",
        "6 Tín chỉ NOT_A_COUNT",
    ];
    assert_eq!(errors(&reading), expect);
    let [term, diploma] = reading.rows.as_slice() else { unreachable!("two rows are good") };
    assert_eq!((term.credits, term.term.as_deref(), &term.diploma), (Some(30), Some("2021-1"), &None));
    let diploma = diploma.diploma.as_ref().unwrap();
    assert_eq!((diploma.degree, diploma.number.as_str()), (Degree::College, "CĐ0012"));
}

#[test]
fn a_wrong_form_names_what_it_lacks() {
    let reading: Reading<NominationRow> =
        csv("Mã GV;Họ và tên;Ngày sinh;Cấp học;Số quyết định\nGV1;A;1970;MN;1\n");
    let wanted = "- Trình độ đào tạo, Ngày quyết định, Cơ quan quyết định, Trạng thái MISSING_COLUMNS";
    assert_eq!(errors(&reading), [wanted]);
    let reading: Reading<ResultRow> = csv("x;y\n1;2\n");
    assert_eq!(errors(&reading), ["- Mã SV, Kết quả NO_HEADER"]);
    let reading: Reading<ResultRow> = read_file(Path::new("/nowhere/at/all.xlsx"));
    assert_eq!(errors(&reading), ["- - CANNOT_OPEN"]);
    assert_eq!(&*reading.file, "/nowhere/at/all.xlsx");
}

#[test]
fn personal_numbers_are_kept_whole_or_left_out_with_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = "Mã GV|Họ và tên|Ngày sinh|Giới tính|Số CMND/CCCD|Cấp học|Trình độ\n\
        #7|A B|1965|Nam|012065000123|THCS|CĐ\n\
        #8.5|A B|1965|Nam|#12065000123|THCS|CĐ\n\
        007|A B|1965|Nữ|'045 123 456|THCS|CĐ\n\
        x|A B|1965|Nữ|012065000123|THCS|CĐ\n\
        x|A B|1965|Nữ|000000000000|THCS|CĐ\n\
        x|A B|1965|Nữ|1.2065E+10|THCS|CĐ";
    let path = xlsx_file(dir.path(), "r.xlsx", &[("S", &sheet.replace('\'', ""))]);
    let reading: Reading<RosterRow> = read_file(&path);
    assert_eq!(errors(&reading), [""; 0]);
    let ids: Vec<_> =
        reading.rows.iter().map(|r| r.national_id.as_ref().map(|id| id.digits().to_owned())).collect();
    let kept = |id: &str| Some(id.to_owned());
    assert_eq!(ids, [kept("012065000123"), None, kept("045123456"), kept("012065000123"), None, None]);
    let codes: Vec<_> = reading.rows.iter().map(|r| r.code.clone().unwrap()).collect();
    assert_eq!(codes, ["7", "8.5", "007", "x", "x", "x"]);
    let warnings: Vec<_> = reading.warnings.iter().map(|w| (w.row.unwrap(), w.fault.code)).collect();
    let expect = [
        (3, "ID_LEADING_ZERO_LOST"),
        (5, "ID_SEX_DIFFERS"),
        (6, "ID_PLACEHOLDER"),
        (7, "ID_SCIENTIFIC_NOTATION"),
    ];
    assert_eq!(warnings, expect);
    assert_eq!(reading.warnings[0].value.as_deref(), Some("*******0123"));
}

#[test]
fn a_file_in_an_old_encoding_is_named_and_not_converted() {
    let tcvn3 = "Hä vµ tªn;Ngµy sinh;Giíi tÝnh;CÊp häc;Tr×nh ®é\nNguyÔn ThÞ Hµ;1970;N÷;MÇm non;Cao ®¼ng\n";
    let reading: Reading<RosterRow> = csv(tcvn3);
    assert_eq!(errors(&reading), ["- - ENCODING_SUSPECTED"]);
    assert!(reading.errors[0].fault.vi.contains("TCVN3"));
    let names = ["NguyÔn ThÞ Hµ", "§Æng V¨n §øc", "Lß V¨n ¥n", "Vµng ThÞ Mû"];
    let lines: String = names.iter().map(|name| format!("{name};1970;Nữ;MN;CĐ\n")).collect();
    let reading: Reading<RosterRow> =
        csv(&format!("Họ và tên;Ngày sinh;Giới tính;Cấp học;Trình độ\n{lines}"));
    assert_eq!(reading.rows.len(), 4);
    assert_eq!(reading.rows[0].name, "NguyÔn ThÞ Hµ");
    let warning = &reading.warnings[0];
    assert_eq!((warning.fault.code, warning.column.as_deref()), ("ENCODING_SUSPECTED", Some("Họ và tên")));
}
