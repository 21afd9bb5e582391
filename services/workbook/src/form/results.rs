//! Kết quả: term results and diplomas, one row per learner and term or diploma.

use super::enrollments::{CODE, STUDENT};
use super::{Cells, Form, FormRow, Input, column};
use crate::problem::Place;
use domain::date::LegalDate;
use domain::vocabulary::Degree;

const TERM: &str = "Học kỳ";
const CREDITS: &str = "Tín chỉ";
const RESULT: &str = "Kết quả";
const DEGREE: &str = "Trình độ bằng";
const NUMBER: &str = "Số hiệu bằng";
const REGISTER: &str = "Số vào sổ";
const DATE: &str = "Ngày cấp";
const INSTITUTION: &str = "Cơ sở cấp bằng";

/// The form.
pub static FORM: Form = Form {
    title_vi: "Kết quả",
    title_en: "Results",
    columns: &[
        column(
            STUDENT,
            true,
            Input::Code,
            "Mã sinh viên của trường cao đẳng",
            "the college's own code",
            "SV210001",
        ),
        column(
            CODE,
            false,
            Input::Code,
            "Mã giáo viên trong huyện",
            "code of the teacher in the district",
            "GV0001",
        ),
        column(TERM, false, Input::Code, "Học kỳ", "term", "2021-2"),
        column(CREDITS, false, Input::Count, "Số tín chỉ tích lũy", "credits earned in all", "60"),
        column(
            RESULT,
            true,
            Input::Text,
            "Kết quả, như Đạt, Không đạt, Tốt nghiệp",
            "result, as the college writes it",
            "Tốt nghiệp",
        ),
        column(
            DEGREE,
            false,
            Input::Choice(&[
                Degree::College.vi(),
                Degree::University.vi(),
                Degree::Master.vi(),
                Degree::Doctor.vi(),
            ]),
            "Bắt buộc khi có Số hiệu bằng",
            "needed with a diploma number",
            "Cao đẳng",
        ),
        column(NUMBER, false, Input::Code, "Số hiệu bằng", "number of the diploma", "CĐ012345"),
        column(REGISTER, false, Input::Code, "Số vào sổ gốc cấp bằng", "number in the register", "21/2021"),
        column(
            DATE,
            false,
            Input::Date,
            "dd/mm/yyyy; bắt buộc khi có Số hiệu bằng",
            "dd/mm/yyyy; needed with a diploma number",
            "20/12/2021",
        ),
        column(
            INSTITUTION,
            false,
            Input::Text,
            "Cơ sở cấp bằng; để trống = trường lập biểu",
            "awarding institution; empty = the reporting college",
            "Trường Cao đẳng Cộng đồng Lai Châu",
        ),
    ],
};

/// A diploma as the form says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiplomaCells {
    /// Trình độ bằng.
    pub degree: Degree,
    /// Số hiệu bằng.
    pub number: String,
    /// Số vào sổ.
    pub register_number: Option<String>,
    /// Ngày cấp.
    pub date: LegalDate,
    /// Cơ sở cấp bằng; `None` = the college that reports.
    pub institution: Option<String>,
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    /// Where the row stands.
    pub place: Place,
    /// Mã SV.
    pub student_code: String,
    /// Mã GV.
    pub teacher_code: Option<String>,
    /// Học kỳ.
    pub term: Option<String>,
    /// Tín chỉ.
    pub credits: Option<u32>,
    /// Kết quả, as the college writes it.
    pub result: String,
    /// The diploma, where a number stands.
    pub diploma: Option<DiplomaCells>,
}

impl FormRow for ResultRow {
    const FORM: &'static Form = &FORM;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let student_code = cells.text(STUDENT);
        let teacher_code = cells.text(CODE);
        let term = cells.text(TERM);
        let credits = cells.count(CREDITS);
        let result = cells.text(RESULT);
        let diploma = diploma(cells);
        Some(Self {
            place: cells.place(),
            student_code: student_code?,
            teacher_code,
            term,
            credits,
            result: result?,
            diploma,
        })
    }
}

/// The diploma. A number needs its degree and date; a date or a register number needs its number.
fn diploma(cells: &mut Cells<'_>) -> Option<DiplomaCells> {
    let degree = cells.choice(DEGREE);
    let number = cells.text(NUMBER);
    let register_number = cells.text(REGISTER);
    let date = cells.date(DATE);
    let institution = cells.text(INSTITUTION);
    if number.is_none() && date.is_none() && register_number.is_none() {
        return None;
    }
    let number = cells.need(NUMBER, number);
    let degree = cells.need(DEGREE, degree);
    let date = cells.need(DATE, date);
    if let Some(low) = degree.filter(|degree| *degree < Degree::College) {
        cells.error(DEGREE, too_low(low));
    }
    Some(DiplomaCells { degree: degree?, number: number?, register_number, date: date?, institution })
}

/// A diploma of this training is a college one at least.
fn too_low(degree: Degree) -> crate::problem::Fault {
    crate::problem::Fault::new(
        "UNKNOWN_VALUE",
        format!(
            "“{}” không phải trình độ của bằng nâng chuẩn. Cho phép: Cao đẳng / Đại học / Thạc sĩ / Tiến sĩ",
            degree.vi()
        ),
        format!(
            "“{}” is no degree of this training. Allowed: Cao đẳng / Đại học / Thạc sĩ / Tiến sĩ",
            degree.vi()
        ),
    )
}
