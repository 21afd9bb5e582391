//! The report as delimited text: one line per teacher, then one per error.

use super::{Lang, Report, status_en};
use crate::table::write_delimited;

/// Status of lines that could not be read.
pub(super) const UNREADABLE: &str = "UNREADABLE";

fn headers(lang: Lang) -> Vec<String> {
    let words = match lang {
        Lang::Vi => [
            "Tệp",
            "Trang",
            "Dòng",
            "Mã GV",
            "Họ và tên",
            "Cấp học",
            "Trường",
            "Mã kết quả",
            "Kết quả",
            "Mã lý do",
            "Lý do",
            "Tháng nghỉ hưu",
            "Số tháng còn lại",
            "Có thể thuộc đối tượng",
            "Khác nhau giữa R0, R1, R2",
            "Cách tính",
            "SHA-256 bảng chuyên ngành",
            "Cột lỗi",
            "Giá trị lỗi",
        ],
        Lang::En => [
            "File",
            "Sheet",
            "Row",
            "Code",
            "Name",
            "Level",
            "School",
            "Status code",
            "Status",
            "Reason code",
            "Reason",
            "Retirement month",
            "Months left",
            "Could be in scope",
            "Differs between R0, R1, R2",
            "Policy",
            "SHA-256 of majors table",
            "Faulty column",
            "Faulty value",
        ],
    };
    words.map(str::to_owned).to_vec()
}

fn yes_no(lang: Lang, value: bool) -> String {
    if value { lang.of("Có", "yes") } else { lang.of("Không", "no") }.to_owned()
}

pub(super) fn render(report: &Report, lang: Lang) -> String {
    let policy = report.policy.id();
    let majors = report.majors_sha256.clone().unwrap_or_default();
    let teachers = report.rows.iter().map(|judged| {
        let (row, assessment) = (&judged.row, &judged.assessment);
        vec![
            row.place.file.to_string(),
            row.place.sheet.as_deref().unwrap_or_default().to_owned(),
            row.place.row.to_string(),
            row.code.clone().unwrap_or_default(),
            row.name.clone(),
            lang.of(row.level.vi(), row.level.en()).to_owned(),
            row.school.clone().or_else(|| row.school_code.clone()).unwrap_or_default(),
            assessment.status.code().to_owned(),
            lang.of(assessment.status.vi(), status_en(assessment.status)).to_owned(),
            assessment.reason.code().to_owned(),
            lang.of(assessment.reason.vi(), assessment.reason.en()).to_owned(),
            assessment.retirement.to_string(),
            assessment.months_left.to_string(),
            yes_no(lang, assessment.could_be_in_scope),
            yes_no(lang, judged.policy_sensitive),
            policy.to_owned(),
            if judged.by_majors { majors.clone() } else { String::new() },
            String::new(),
            String::new(),
        ]
    });
    let errors = report.errors.iter().map(|problem| {
        let mut line = vec![String::new(); 19];
        let cells = [
            (0, problem.file.to_string()),
            (1, problem.sheet.as_deref().unwrap_or_default().to_owned()),
            (2, problem.row.map(|row| row.to_string()).unwrap_or_default()),
            (7, UNREADABLE.to_owned()),
            (8, lang.of("Không đọc được", "could not be read").to_owned()),
            (9, problem.fault.code.to_owned()),
            (10, lang.of(&problem.fault.vi, &problem.fault.en).to_owned()),
            (17, problem.column.clone().unwrap_or_default()),
            (18, problem.value.clone().unwrap_or_default()),
        ];
        for (at, cell) in cells {
            if let Some(slot) = line.get_mut(at) {
                *slot = cell;
            }
        }
        line
    });
    write_delimited(std::iter::once(headers(lang)).chain(teachers).chain(errors))
}
