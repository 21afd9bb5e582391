//! Danh sách giáo viên: the roster of a school or district, one row per teacher.

use super::closed::{Closed as _, TeachingDegree};
use super::{Cells, Form, FormRow, Input, column};
use crate::problem::{Fault, Place};
use domain::date::{BirthDate, LegalDate};
use domain::eligibility::Facts;
use domain::personal_id::PersonalId;
use domain::vocabulary::{Degree, Employment, Level, Sex};

const CODE: &str = "Mã GV";
const NAME: &str = "Họ và tên";
const BIRTH: &str = "Ngày sinh";
const SEX: &str = "Giới tính";
pub(crate) const NATIONAL_ID: &str = "Số định danh";
const SCHOOL_CODE: &str = "Mã trường";
const SCHOOL: &str = "Tên trường";
pub(crate) const LEVEL: &str = "Cấp học";
const SUBJECT: &str = "Môn dạy";
pub(crate) const DEGREE: &str = "Trình độ";
pub(crate) const MAJOR: &str = "Chuyên ngành";
pub(crate) const TEACHER_TRAINING: &str = "Ngành đào tạo giáo viên";
pub(crate) const SUITABLE: &str = "Ngành phù hợp";
const NVSP: &str = "CC NVSP";
const RECRUITED: &str = "Ngày vào ngành";
const HARDSHIP: &str = "Số năm vùng ĐBKK";
const STATE: &str = "Trạng thái";

/// Có / Không.
pub(crate) const YES_NO: Input = Input::Choice(&["Có", "Không"]);
/// The three levels.
pub(crate) const LEVELS: Input =
    Input::Choice(&[Level::Preschool.vi(), Level::Primary.vi(), Level::LowerSecondary.vi()]);

const DEGREES: Input = Input::Choice(&[
    Degree::None.vi(),
    Degree::Elementary.vi(),
    Degree::Intermediate.vi(),
    Degree::College.vi(),
    Degree::University.vi(),
    Degree::Master.vi(),
    Degree::Doctor.vi(),
]);
const STATES: Input = Input::Choice(&[
    Employment::Working.vi(),
    Employment::MaternityLeave.vi(),
    Employment::UnpaidLeave.vi(),
    Employment::Retired.vi(),
    Employment::MovedAway.vi(),
    Employment::Left.vi(),
]);

/// The form.
pub static FORM: Form = Form {
    title_vi: "Danh sách giáo viên",
    title_en: "Roster of teachers",
    columns: &[
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
        column(SEX, true, Input::Choice(&["Nam", "Nữ"]), "Nam hoặc Nữ", "male or female", "Nữ"),
        column(
            NATIONAL_ID,
            false,
            Input::Code,
            "CCCD 12 số hoặc CMND 9 số, giữ số 0 ở đầu",
            "12 or 9 digits, leading zeros kept",
            "012170000123",
        ),
        column(SCHOOL_CODE, false, Input::Code, "Mã trường", "code of the school", "12108301"),
        column(SCHOOL, false, Input::Text, "Tên trường", "name of the school", "Trường Mầm non Nậm Tăm"),
        column(LEVEL, true, LEVELS, "Cấp học đang dạy", "level taught", "Mầm non"),
        column(SUBJECT, false, Input::Text, "Môn dạy", "subject taught", "Mầm non"),
        column(
            DEGREE,
            true,
            DEGREES,
            "Trình độ cao nhất; CĐSP, ĐHSP, TCSP cũng được",
            "highest degree",
            "Trung cấp",
        ),
        column(MAJOR, false, Input::Text, "Chuyên ngành của bằng", "major of the degree", "Sư phạm mầm non"),
        column(
            TEACHER_TRAINING,
            false,
            YES_NO,
            "Bằng thuộc ngành đào tạo giáo viên? Để trống = chưa rõ",
            "teacher-training major? empty = unknown",
            "Có",
        ),
        column(
            SUITABLE,
            false,
            YES_NO,
            "Ngành phù hợp với môn dạy? Để trống = chưa rõ",
            "major suits the subject? empty = unknown",
            "Có",
        ),
        column(
            NVSP,
            false,
            YES_NO,
            "Có chứng chỉ nghiệp vụ sư phạm? Để trống = chưa rõ",
            "certificate of pedagogical training? empty = unknown",
            "Không",
        ),
        column(
            RECRUITED,
            false,
            Input::Date,
            "Ngày tuyển dụng; để trống = trước 01/07/2020",
            "day of recruitment; empty = before 01/07/2020",
            "01/09/1992",
        ),
        column(
            HARDSHIP,
            false,
            Input::Count,
            "Số năm ở vùng đặc biệt khó khăn",
            "years in especially difficult areas",
            "20",
        ),
        column(STATE, false, STATES, "Để trống = Đang làm việc", "empty = working", "Đang làm việc"),
    ],
};

/// A teacher as the roster says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Where the row stands.
    pub place: Place,
    /// Mã GV.
    pub code: Option<String>,
    /// Họ và tên, NFC, as written.
    pub name: String,
    /// Ngày sinh, as far as known.
    pub birth: BirthDate,
    /// Giới tính.
    pub sex: Sex,
    /// Số định danh where it is a valid one: 12 or 9 digits.
    pub national_id: Option<PersonalId>,
    /// Mã trường.
    pub school_code: Option<String>,
    /// Tên trường.
    pub school: Option<String>,
    /// Cấp học.
    pub level: Level,
    /// Môn dạy.
    pub subject: Option<String>,
    /// Trình độ.
    pub degree: Degree,
    /// Chuyên ngành, as written.
    pub major: Option<String>,
    /// Ngành đào tạo giáo viên; also Có where Trình độ says it itself.
    pub teacher_training: Option<bool>,
    /// Ngành phù hợp.
    pub suitable: Option<bool>,
    /// CC NVSP.
    pub nvsp: Option<bool>,
    /// Ngày vào ngành. Where only the year or month is known: its first day, which lies on the same side of 01/07/2020
    /// (a row where it would not is an error).
    pub recruited_on: Option<LegalDate>,
    /// Số năm vùng ĐBKK.
    pub hardship_years: Option<u32>,
    /// Trạng thái.
    pub employment: Employment,
}

impl RosterRow {
    /// What the rule of eligibility needs of the row.
    #[must_use]
    pub const fn facts(&self) -> Facts {
        Facts {
            level: self.level,
            degree: self.degree,
            teacher_training: self.teacher_training,
            suitable: self.suitable,
            nvsp: self.nvsp,
            sex: self.sex,
            birth: self.birth,
            employment: self.employment,
            recruited_on: self.recruited_on,
        }
    }
}

impl FormRow for RosterRow {
    const FORM: &'static Form = &FORM;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let code = cells.text(CODE);
        let name = cells.text(NAME);
        let birth = cells.birth(BIRTH);
        if birth.is_some_and(|birth| !BIRTH_YEARS.contains(&birth.year())) {
            cells.warn(BIRTH, implausible());
        }
        let sex = cells.choice(SEX);
        let national_id = cells.national_id(NATIONAL_ID, sex, birth);
        let school_code = cells.text(SCHOOL_CODE);
        let school = cells.text(SCHOOL);
        let level = cells.choice(LEVEL);
        let subject = cells.text(SUBJECT);
        let said = cells.choice(TEACHER_TRAINING);
        let (degree, teacher_training) = degree(cells, said);
        let major = cells.text(MAJOR);
        let suitable = cells.choice(SUITABLE);
        let nvsp = cells.choice(NVSP);
        let recruited_on = recruited(cells);
        let hardship_years = cells.count_or_warn(HARDSHIP);
        let employment = cells.choice(STATE).unwrap_or(Employment::Working);
        Some(Self {
            place: cells.place(),
            code,
            name: name?,
            birth: birth?,
            sex: sex?,
            national_id,
            school_code,
            school,
            level: level?,
            subject,
            degree: degree?,
            major,
            teacher_training,
            suitable,
            nvsp,
            recruited_on,
            hardship_years,
            employment,
        })
    }
}

/// Years in which teachers of these plans (2020 to 2030) were born; others are read, and pointed out.
const BIRTH_YEARS: std::ops::RangeInclusive<i32> = 1930..=2010;

fn implausible() -> Fault {
    Fault::new(
        "BIRTH_IMPLAUSIBLE",
        "Năm sinh khó có thể là của giáo viên: kiểm tra lại",
        "hardly the year of birth of a teacher: check it",
    )
}

/// The degree, and the answer on teacher training that it may bring with it (CĐSP, ĐHSP, TCSP).
pub(crate) fn degree(cells: &mut Cells<'_>, said: Option<bool>) -> (Option<Degree>, Option<bool>) {
    let text = cells.peek(DEGREE);
    let Some(TeachingDegree(degree)) = TeachingDegree::from_text(&text) else {
        return (cells.choice(DEGREE), said);
    };
    if said == Some(false) {
        cells.error(
            TEACHER_TRAINING,
            Fault::new(
                "CONTRADICTION",
                format!("Trái với cột “{DEGREE}”: “{text}” là ngành đào tạo giáo viên"),
                format!("contradicts column “{DEGREE}”: “{text}” is a teacher-training degree"),
            ),
        );
    }
    (Some(degree), Some(true))
}

/// The day of recruitment. A year or month alone is enough unless 01/07/2020 lies inside it: the rule asks only whether
/// recruitment was after that day (Decree 71/2020 Art. 2).
fn recruited(cells: &mut Cells<'_>) -> Option<LegalDate> {
    let first_day = |year, month| LegalDate::from_ymd_opt(year, month, 1);
    match cells.birth(RECRUITED)? {
        BirthDate::Day(date) => Some(date),
        BirthDate::Month(month) if (month.year(), month.month()) != (2020, 7) => {
            first_day(month.year(), month.month())
        }
        BirthDate::Year(year) if year != 2020 => first_day(year, 1),
        BirthDate::Month(_) | BirthDate::Year(_) => {
            cells.error(
                RECRUITED,
                Fault::new(
                    "DATE_INCOMPLETE",
                    "Phải ghi đủ ngày, tháng, năm: không rõ trước hay sau 01/07/2020",
                    "the full date is needed: it may be before or after 01/07/2020",
                ),
            );
            None
        }
    }
}
