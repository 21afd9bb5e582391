//! Cử đi: teachers sent to training by decisions, one row per teacher and decision.

use super::closed::{Closed, TargetDegree};
use super::roster::{LEVELS, NATIONAL_ID};
use super::{Cells, Form, FormRow, Input, column};
use crate::problem::{Fault, Place};
use domain::date::{BirthDate, LegalDate};
use domain::personal_id::PersonalId;
use domain::vocabulary::{Degree, Level, StudyForm};

const CODE: &str = "Mã GV";
const NAME: &str = "Họ và tên";
const BIRTH: &str = "Ngày sinh";
const SCHOOL_CODE: &str = "Mã trường";
const LEVEL: &str = "Cấp học";
const DEGREE: &str = "Trình độ đào tạo";
const PROGRAMME: &str = "Ngành đào tạo";
const STUDY_FORM: &str = "Hình thức";
const INSTITUTION: &str = "Cơ sở đào tạo";
pub(super) const NUMBER: &str = "Số quyết định";
pub(super) const DATE: &str = "Ngày quyết định";
pub(super) const AUTHORITY: &str = "Cơ quan quyết định";
const STATE: &str = "Trạng thái";
const REASON: &str = "Lý do";
const INSTEAD_OF: &str = "Thay cho";

/// The form.
pub static FORM: Form = Form {
    title_vi: "Cử đi",
    title_en: "Nominations",
    columns: &[
        column(
            CODE,
            true,
            Input::Code,
            "Mã giáo viên trong huyện",
            "code of the teacher in the district",
            "GV0001",
        ),
        column(NAME, true, Input::Text, "Họ, đệm và tên", "full name", "Lò Thị Mỷ"),
        column(
            BIRTH,
            false,
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
        column(SCHOOL_CODE, false, Input::Code, "Mã trường", "code of the school", "12108301"),
        column(LEVEL, true, LEVELS, "Cấp học đang dạy", "level taught", "Mầm non"),
        column(
            DEGREE,
            true,
            Input::Choice(&[Degree::College.vi(), Degree::University.vi()]),
            "Trình độ sẽ đạt",
            "degree to be reached",
            "Cao đẳng",
        ),
        column(PROGRAMME, false, Input::Text, "Ngành sẽ học", "programme of study", "Giáo dục mầm non"),
        column(
            STUDY_FORM,
            false,
            Input::Choice(&["Vừa làm vừa học", "Chính quy"]),
            "Hình thức đào tạo liên thông",
            "form of study",
            "Vừa làm vừa học",
        ),
        column(
            INSTITUTION,
            false,
            Input::Text,
            "Cơ sở đào tạo",
            "training institution",
            "Trường Cao đẳng Cộng đồng Lai Châu",
        ),
        column(
            NUMBER,
            true,
            Input::Code,
            "Số và ký hiệu quyết định",
            "number and symbol of the decision",
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
        column(
            STATE,
            true,
            Input::Choice(&["Cử đi", "Thu hồi", "Thay thế"]),
            "Thu hồi: ghi số quyết định bị thu hồi ở cột Thay cho. Thay thế: ghi Mã GV được thay ở cột Thay cho",
            "sent; revoked: the decision revoked stands in Thay cho; replaces: the Mã GV replaced stands in Thay cho",
            "Cử đi",
        ),
        column(REASON, false, Input::Text, "Lý do thu hồi hoặc thay thế", "reason of the end", ""),
        column(
            INSTEAD_OF,
            false,
            Input::Code,
            "Số quyết định bị thu hồi, hoặc Mã GV được thay",
            "decision revoked, or Mã GV replaced",
            "",
        ),
    ],
};

/// A decision as a form cites it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DecisionCite {
    /// Số quyết định, with its symbol as written.
    pub number: String,
    /// Ngày quyết định.
    pub date: LegalDate,
    /// Cơ quan quyết định, as written.
    pub authority: String,
}

impl DecisionCite {
    /// Reads the three columns of a decision.
    pub(super) fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let number = cells.text(NUMBER);
        let date = cells.date(DATE);
        let authority = cells.text(AUTHORITY);
        Some(Self { number: number?, date: date?, authority: authority? })
    }
}

/// What the row's decision does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NominationAct {
    /// Cử đi: the person is sent.
    Send,
    /// Thu hồi: a decision is revoked for the person, effective on the row's decision date.
    Revoke {
        /// Number of the decision revoked.
        decision: String,
    },
    /// Thay thế: the person is sent in the place of another, whose nomination ends on the row's decision date.
    Replace {
        /// Mã GV of the other.
        teacher_code: String,
    },
}

/// The word in column Trạng thái.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NominationMark {
    /// Cử đi.
    Send,
    /// Thu hồi.
    Revoke,
    /// Thay thế.
    Replace,
}

impl Closed for NominationMark {
    const LIST: &'static str = "nomination";
    const WORDS: &'static [(&'static str, Self)] =
        &[("Cử đi", Self::Send), ("Thu hồi", Self::Revoke), ("Thay thế", Self::Replace)];
}

/// A row of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NominationRow {
    /// Where the row stands.
    pub place: Place,
    /// Mã GV.
    pub code: String,
    /// Họ và tên, NFC, as written.
    pub name: String,
    /// Ngày sinh, as far as known.
    pub birth: Option<BirthDate>,
    /// Số định danh where it is a valid one.
    pub national_id: Option<PersonalId>,
    /// Mã trường.
    pub school_code: Option<String>,
    /// Cấp học.
    pub level: Level,
    /// Trình độ đào tạo: cao đẳng or đại học.
    pub degree: Degree,
    /// Ngành đào tạo.
    pub programme: Option<String>,
    /// Hình thức.
    pub study_form: Option<StudyForm>,
    /// Cơ sở đào tạo.
    pub institution: Option<String>,
    /// The decision.
    pub decision: DecisionCite,
    /// What the decision does.
    pub act: NominationAct,
    /// Lý do.
    pub reason: Option<String>,
}

impl FormRow for NominationRow {
    const FORM: &'static Form = &FORM;

    fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let code = cells.text(CODE);
        let name = cells.text(NAME);
        let birth = cells.birth(BIRTH);
        let national_id = cells.national_id(NATIONAL_ID, None, birth);
        let school_code = cells.text(SCHOOL_CODE);
        let level = cells.choice(LEVEL);
        let degree = cells.choice(DEGREE).map(|TargetDegree(degree)| degree);
        let programme = cells.text(PROGRAMME);
        let study_form = cells.choice(STUDY_FORM);
        let institution = cells.text(INSTITUTION);
        let decision = DecisionCite::read(cells);
        let act = act(cells);
        let reason = cells.text(REASON);
        Some(Self {
            place: cells.place(),
            code: code?,
            name: name?,
            birth,
            national_id,
            school_code,
            level: level?,
            degree: degree?,
            programme,
            study_form,
            institution,
            decision: decision?,
            act: act?,
            reason,
        })
    }
}

/// Trạng thái and Thay cho together: one without the other is an error, never guessed.
fn act(cells: &mut Cells<'_>) -> Option<NominationAct> {
    let mark = cells.choice(STATE);
    let other = cells.text(INSTEAD_OF);
    match mark? {
        NominationMark::Send => {
            if other.is_some() {
                cells.error(
                    INSTEAD_OF,
                    Fault::new(
                        "CONTRADICTION",
                        "Chỉ ghi “Thay cho” khi Trạng thái là Thu hồi hoặc Thay thế",
                        "“Thay cho” goes only with Thu hồi or Thay thế",
                    ),
                );
            }
            Some(NominationAct::Send)
        }
        NominationMark::Revoke => {
            cells.need(INSTEAD_OF, other).map(|decision| NominationAct::Revoke { decision })
        }
        NominationMark::Replace => {
            cells.need(INSTEAD_OF, other).map(|teacher_code| NominationAct::Replace { teacher_code })
        }
    }
}
