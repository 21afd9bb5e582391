//! Nhập học: learners of the college, one row per learner and step.

use super::closed::Closed;
use super::nominations::{AUTHORITY, DATE, DecisionCite, NUMBER};
use super::roster::NATIONAL_ID;
use super::{Cells, Form, FormRow, Input, column};
use crate::problem::Place;
use domain::date::{BirthDate, LegalDate};
use domain::personal_id::PersonalId;

pub(super) const STUDENT: &str = "Mã SV";
pub(super) const CODE: &str = "Mã GV";
const NAME: &str = "Họ và tên";
const BIRTH: &str = "Ngày sinh";
const CLASS: &str = "Mã lớp";
const BEGUN: &str = "Ngày nhập học";
const STATE: &str = "Trạng thái";
const EFFECTIVE: &str = "Ngày hiệu lực";
const REASON: &str = "Lý do";

/// The form.
pub static FORM: Form = Form {
    title_vi: "Nhập học",
    title_en: "Enrollments",
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
        column(NAME, true, Input::Text, "Họ, đệm và tên", "full name", "Lò Thị Mỷ"),
        column(
            BIRTH,
            true,
            Input::Date,
            "dd/mm/yyyy; nếu không rõ: mm/yyyy hoặc yyyy",
            "dd/mm/yyyy; if unknown mm/yyyy or yyyy",
            "15/08/1970",
        ),
        column(
            NATIONAL_ID,
            false,
            Input::Code,
            "CCCD 12 số hoặc CMND 9 số, giữ số 0 ở đầu",
            "12 or 9 digits, leading zeros kept",
            "012170000123",
        ),
        column(
            NUMBER,
            true,
            Input::Code,
            "Số và ký hiệu quyết định cử đi",
            "number and symbol of the decision that sent the person",
            "215/QĐ-UBND",
        ),
        column(DATE, true, Input::Date, "dd/mm/yyyy", "dd/mm/yyyy", "05/03/2021"),
        column(
            AUTHORITY,
            true,
            Input::Text,
            "Cơ quan ký quyết định",
            "authority that signed",
            "UBND huyện Sìn Hồ",
        ),
        column(CLASS, true, Input::Code, "Mã lớp", "code of the class", "MN-K5A"),
        column(BEGUN, true, Input::Date, "dd/mm/yyyy", "dd/mm/yyyy", "15/09/2021"),
        column(
            STATE,
            true,
            Input::Choice(&["Đang học", "Bảo lưu", "Học tiếp", "Thôi học", "Buộc thôi học", "Chuyển lớp"]),
            "Khác Đang học thì phải ghi Ngày hiệu lực",
            "other than Đang học needs Ngày hiệu lực",
            "Đang học",
        ),
        column(EFFECTIVE, false, Input::Date, "Ngày bắt đầu của trạng thái", "from when the state holds", ""),
        column(REASON, false, Input::Text, "Lý do", "reason", ""),
    ],
};

/// The word in column Trạng thái.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudyState {
    /// Đang học.
    Studying,
    /// Bảo lưu.
    Deferred,
    /// Học tiếp.
    Resumed,
    /// Thôi học.
    Withdrawn,
    /// Buộc thôi học.
    Dismissed,
    /// Chuyển lớp: Mã lớp is the new class.
    Transferred,
}

impl Closed for StudyState {
    const LIST: &'static str = "study_state";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("Đang học", Self::Studying),
        ("Bảo lưu", Self::Deferred),
        ("Học tiếp", Self::Resumed),
        ("Thôi học", Self::Withdrawn),
        ("Buộc thôi học", Self::Dismissed),
        ("Chuyển lớp", Self::Transferred),
    ];
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrollmentRow {
    /// Where the row stands.
    pub place: Place,
    /// Mã SV.
    pub student_code: String,
    /// Mã GV.
    pub teacher_code: Option<String>,
    /// Họ và tên, NFC, as written.
    pub name: String,
    /// Ngày sinh, as far as known.
    pub birth: BirthDate,
    /// Số định danh where it is a valid one.
    pub national_id: Option<PersonalId>,
    /// The decision that sent the person.
    pub decision: DecisionCite,
    /// Mã lớp.
    pub class_code: String,
    /// Ngày nhập học.
    pub begun_on: LegalDate,
    /// Trạng thái.
    pub state: StudyState,
    /// Ngày hiệu lực; always there when the state is another than Đang học.
    pub effective_on: Option<LegalDate>,
    /// Lý do.
    pub reason: Option<String>,
}

impl FormRow for EnrollmentRow {
    const FORM: &'static Form = &FORM;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let student_code = cells.text(STUDENT);
        let teacher_code = cells.text(CODE);
        let name = cells.text(NAME);
        let birth = cells.birth(BIRTH);
        let national_id = cells.national_id(NATIONAL_ID, None, birth);
        let decision = DecisionCite::read(cells);
        let class_code = cells.text(CLASS);
        let begun_on = cells.date(BEGUN);
        let state = cells.choice(STATE);
        let mut effective_on = cells.date(EFFECTIVE);
        if state.is_some_and(|state| state != StudyState::Studying) {
            effective_on = cells.need(EFFECTIVE, effective_on);
        }
        let reason = cells.text(REASON);
        Some(Self {
            place: cells.place(),
            student_code: student_code?,
            teacher_code,
            name: name?,
            birth: birth?,
            national_id,
            decision: decision?,
            class_code: class_code?,
            begun_on: begun_on?,
            state: state?,
            effective_on,
            reason,
        })
    }
}
