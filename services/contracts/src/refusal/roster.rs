//! Teachers.

use super::Entry;
use tonic::Code;

pub(super) const TEACHER_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &[],
    vi: [
        "Không tìm thấy giáo viên này trong huyện.",
        "Kiểm tra Mã GV, Số định danh, hoặc Họ và tên với Ngày sinh.",
    ],
    en: [
        "No teacher of the district fits.",
        "Check the teacher code, the national number, or name and birth date.",
    ],
};

pub(super) const TEACHER_AMBIGUOUS: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["candidates"],
    vi: [
        "Có nhiều giáo viên trùng thông tin này[ ({candidates} người)].",
        "Ghi thêm Mã GV hoặc Số định danh.",
    ],
    en: ["Several teachers fit[ ({candidates})].", "Add the teacher code or the national number."],
};

pub(super) const TEACHER_CONTRADICTION: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["differs"],
    vi: [
        "Thông tin gửi lên khác với hồ sơ giáo viên tìm thấy[: {differs}].",
        "Kiểm tra xem có nhầm người không; nếu hồ sơ sai, sửa hồ sơ trước.",
    ],
    en: [
        "What was sent contradicts the teacher found[: {differs}].",
        "Check whether it is the right person; if the record is wrong, correct it first.",
    ],
};

pub(super) const CODE_TAKEN: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &[],
    vi: [
        "Mã GV này đã thuộc về một người khác trong huyện.",
        "Dùng mã khác, hoặc sửa hồ sơ đang mang mã này.",
    ],
    en: [
        "This teacher code belongs to another person of the district.",
        "Use another code, or correct the record that has it.",
    ],
};

pub(super) const TEACHER_HAS_NOMINATION: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["nomination"],
    vi: [
        "Giáo viên đang có quyết định cử đi đào tạo[ ({nomination})].",
        "Thu hồi hoặc đính chính việc cử trước khi xóa hồ sơ.",
    ],
    en: [
        "The teacher has a nomination[ ({nomination})].",
        "Withdraw or correct it before the record is removed.",
    ],
};

pub(super) const NATIONAL_ID_INVALID: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &["why"],
    vi: [
        "Số định danh không hợp lệ nên không được lưu[: {why}]; các thông tin khác vẫn được ghi.",
        "Gửi lại với số đúng: 12 chữ số, hoặc 9 chữ số của CMND.",
    ],
    en: [
        "The national number is not valid and was left out[: {why}]; the rest was recorded.",
        "Send it again with the right number: 12 digits, or the 9 of an old card.",
    ],
};

/// `teacher` is the record of the other teacher. The sentence names the teacher's `code` too, which only the district's own node fills in, and never into
/// metadata.
pub(super) const NATIONAL_ID_TAKEN: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &["code", "teacher"],
    vi: [
        "Số định danh này đã thuộc về một giáo viên khác trong huyện[ (Mã GV {code})][, hồ sơ {teacher}].",
        "Nếu là một người, gửi theo mã của hồ sơ đó; nếu hồ sơ đó ghi nhầm số, sửa hoặc xóa số ở hồ sơ đó trước, rồi gửi lại.",
    ],
    en: [
        "This national number belongs to another teacher of the district[ (teacher code {code})][, record {teacher}].",
        "If it is one person, send the row under that record's code; if that record has the number wrongly, correct or clear it there first, then send this again.",
    ],
};

pub(super) const NOT_EMPLOYED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["employment"],
    vi: ["Giáo viên không còn công tác trong huyện.", "Kiểm tra trạng thái của giáo viên trong danh sách."],
    en: ["The teacher is no longer employed by the district.", "Check the working state in the roster."],
};

pub(super) const PERSON_STATEMENT_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &[],
    vi: ["Huyện chưa có khẳng định nào về hai hồ sơ này.", "Kiểm tra mã của cả hai hồ sơ."],
    en: ["The district has stated nothing about these two records.", "Check the ids of both records."],
};
