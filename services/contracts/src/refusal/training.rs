//! Programmes, classes, enrollments and results.

use super::Entry;
use tonic::Code;

pub(super) const AWARD_NOT_ALLOWED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["degree"],
    vi: [
        "Trường không được cấp bằng trình độ này[ ({degree})].",
        "Ghi rõ cơ sở cấp bằng là trường đại học liên kết.",
    ],
    en: [
        "The college awards no such degree[ ({degree})].",
        "Name the partner university as the awarding institution.",
    ],
};

pub(super) const PROGRAMME_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["code"],
    vi: ["Không có chương trình đào tạo mã[ {code}] này.", "Nhập chương trình trước, hoặc sửa mã."],
    en: ["No programme has this code[: {code}].", "Enter the programme first, or correct the code."],
};

pub(super) const CAPACITY_BELOW_ENROLLED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["capacity", "enrolled"],
    vi: [
        "Số chỗ[ ({capacity})] ít hơn số học viên đang học[ ({enrolled})].",
        "Đặt số chỗ không ít hơn số đang học, hoặc chuyển bớt học viên trước.",
    ],
    en: [
        "Fewer places[ ({capacity})] than learners[ ({enrolled})].",
        "Give at least as many places, or move learners first.",
    ],
};

pub(super) const CLASS_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["code"],
    vi: ["Không có lớp mã[ {code}] này.", "Nhập lớp trước, hoặc sửa mã lớp."],
    en: ["No class has this code[: {code}].", "Enter the class first, or correct the code."],
};

pub(super) const CLASS_FULL: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["capacity", "code"],
    vi: ["Lớp[ {code}] đã đủ[ {capacity}] chỗ.", "Xếp vào lớp khác, hoặc tăng số chỗ của lớp."],
    en: [
        "The class[ {code}] has no place left[ of {capacity}].",
        "Choose another class, or raise its capacity.",
    ],
};

pub(super) const ENROLLMENT_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &[],
    vi: ["Không có hồ sơ nhập học nào mang Mã SV này.", "Kiểm tra Mã SV, hoặc báo nhập học trước."],
    en: ["No enrollment has this student code.", "Check the code, or report the enrollment first."],
};

pub(super) const ENROLLMENT_STEP_NOT_ALLOWED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["state", "step"],
    vi: [
        "Không thể ghi thay đổi này[ ({step})] vào trạng thái hiện tại[ ({state})].",
        "Kiểm tra thứ tự và ngày hiệu lực của các thay đổi.",
    ],
    en: [
        "This step[ ({step})] does not follow from the state[ {state}].",
        "Check the order and the dates of the steps.",
    ],
};

pub(super) const STUDENT_CODE_TAKEN: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &[],
    vi: ["Mã SV này đã thuộc về một người khác.", "Dùng mã khác, hoặc đính chính hồ sơ đang mang mã này."],
    en: [
        "This student code belongs to another person.",
        "Use another code, or correct the record that has it.",
    ],
};

pub(super) const ENROLLMENT_HAS_DIPLOMA: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["number"],
    vi: ["Hồ sơ nhập học này đã có bằng[ số {number}].", "Hủy kết quả (bằng) nhập sai trước."],
    en: ["This enrollment has a diploma[, number {number}].", "Take back the diploma first."],
};

pub(super) const DIPLOMA_NUMBER_TAKEN: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &["number"],
    vi: ["Số hiệu bằng[ {number}] đã ghi cho một người khác.", "Kiểm tra lại số hiệu trên bằng."],
    en: ["The diploma number[ {number}] is recorded for another person.", "Check the number on the diploma."],
};

pub(super) const DIPLOMA_BEFORE_START: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["begun_on", "date"],
    vi: [
        "Ngày cấp bằng[ {date}] trước ngày nhập học[ {begun_on}].",
        "Kiểm tra ngày cấp; nếu ngày nhập học sai, đính chính ngày đó trước.",
    ],
    en: [
        "The diploma[ of {date}] is older than the study[, begun on {begun_on}].",
        "Check the date; if the day of enrollment is wrong, correct that first.",
    ],
};

pub(super) const DIPLOMA_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &[],
    vi: ["Hồ sơ này chưa có bằng để hủy.", "Kiểm tra lại Mã SV."],
    en: ["This enrollment has no diploma to take back.", "Check the student code."],
};

pub(super) const DIPLOMA_EXISTS: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &["date", "degree", "number"],
    vi: [
        "Hồ sơ nhập học này đã có bằng[ số {number}][, trình độ {degree}][, cấp ngày {date}]; bằng khác không được ghi đè.",
        "Nếu bằng đã ghi là sai, hủy bằng đó trước (ReverseResults) rồi ghi bằng đúng; nếu không, gửi lại đúng bằng đã ghi.",
    ],
    en: [
        "This enrollment has a diploma already[, number {number}][, degree {degree}][, awarded on {date}]; another one does not overwrite it.",
        "If that one is wrong, take it back first (ReverseResults) and report the right one; otherwise repeat the same.",
    ],
};

pub(super) const DIPLOMA_BELOW_PROGRAMME: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["given", "required"],
    vi: [
        "Trình độ ghi trên bằng[ ({given})] thấp hơn trình độ của chương trình đào tạo[ ({required})].",
        "Kiểm tra trình độ trên bằng và lớp của học viên; nếu học viên học chương trình khác, chuyển đúng lớp trước.",
    ],
    en: [
        "The degree of the diploma[ ({given})] is below the programme's[ ({required})].",
        "Check the degree and the learner's class; if it is another programme, correct the class first.",
    ],
};

pub(super) const BEGUN_BEFORE_DECISION: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["begun_on", "date", "number"],
    vi: [
        "Ngày nhập học[ {begun_on}] trước ngày ký quyết định cử đi[ {number}][ ngày {date}]; vẫn được ghi và sẽ nêu trong danh sách chênh lệch.",
        "Kiểm tra ngày nhập học; nếu ngày quyết định sai, đề nghị huyện sửa.",
    ],
    en: [
        "Study began[ on {begun_on}] before the decision to send[ {number}] was signed[ on {date}]; it was recorded and is shown as a break.",
        "Check the day of enrollment; if the decision's date is wrong, ask the district to correct it.",
    ],
};
