//! Decisions and nominations.

use super::Entry;
use tonic::Code;

pub(super) const DECISION_NUMBER_TAKEN: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &["date", "number"],
    vi: [
        "Số quyết định[ {number}] của cơ quan này trong năm đã được dùng[ cho quyết định ngày {date}].",
        "Kiểm tra lại số và ngày quyết định.",
    ],
    en: [
        "The decision number[ {number}] of this authority is taken in that year[, by the decision of {date}].",
        "Check number and date.",
    ],
};

pub(super) const DECISION_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["date", "number"],
    vi: [
        "Không tìm thấy quyết định[ số {number}][ ngày {date}].",
        "Kiểm tra số, ngày và cơ quan, hoặc nhập quyết định trước.",
    ],
    en: [
        "No decision fits[: number {number}][ of {date}].",
        "Check number, date and authority, or enter the decision first.",
    ],
};

pub(super) const DECISION_DATE_CONFLICT: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["date", "number", "recorded"],
    vi: [
        "Quyết định[ số {number}] đã được ghi với ngày khác[: {recorded}, lần này là {date}].",
        "Kiểm tra ngày trên quyết định; nếu bản ghi sai, sửa bản ghi trước.",
    ],
    en: [
        "The decision[ {number}] is recorded with another date[: {recorded}, this time {date}].",
        "Check the date on the paper; if the record is wrong, correct it first.",
    ],
};

pub(super) const ALREADY_NOMINATED: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &["nomination", "number"],
    vi: [
        "Giáo viên đang được cử đi đào tạo[ theo quyết định số {number}].",
        "Thu hồi hoặc thay thế lần cử đó trước.",
    ],
    en: ["A nomination of this teacher stands[, by decision {number}].", "Withdraw or replace it first."],
};

pub(super) const DEGREE_TOO_LOW: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["given", "required"],
    vi: [
        "Trình độ đào tạo thấp hơn yêu cầu của kế hoạch[: {given}, cần ít nhất {required}].",
        "Kiểm tra trình độ đào tạo trong quyết định.",
    ],
    en: [
        "The degree is below what the plan asks for[: {given}, at least {required}].",
        "Check the degree in the decision.",
    ],
};

pub(super) const NOMINATION_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["date", "number"],
    vi: [
        "Không tìm thấy việc cử đi đào tạo phù hợp[ theo quyết định số {number}][ ngày {date}].",
        "Kiểm tra người được cử và số, ngày, cơ quan của quyết định; nếu huyện chưa gửi, liên hệ huyện.",
    ],
    en: [
        "No nomination fits[: decision {number}][ of {date}].",
        "Check the person and the decision's number, date and authority; if the district has not sent it yet, ask the district.",
    ],
};

pub(super) const NOMINATION_AMBIGUOUS: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["candidates"],
    vi: [
        "Có nhiều lần cử phù hợp[ ({candidates})].",
        "Tra cứu bằng FindNominee rồi ghi rõ hồ sơ cử, hoặc thêm Mã GV hay Số định danh.",
    ],
    en: [
        "Several nominations fit[ ({candidates})].",
        "Look them up by FindNominee and name the record, or add the teacher code or the national number.",
    ],
};

pub(super) const NOMINATION_CONTRADICTION: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["differs"],
    vi: [
        "Thông tin gửi lên khác với hồ sơ cử tìm thấy[: {differs}].",
        "Đối chiếu với danh sách kèm quyết định; nếu danh sách sai, liên hệ huyện.",
    ],
    en: [
        "What was sent contradicts the nomination found[: {differs}].",
        "Compare with the list attached to the decision; if the list is wrong, ask the district.",
    ],
};

pub(super) const NOMINATION_ENDED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["ended_on"],
    vi: [
        "Việc cử đi đào tạo này đã kết thúc[ từ ngày {ended_on}].",
        "Kiểm tra lại; nếu cần, cử lại bằng quyết định mới.",
    ],
    en: [
        "This nomination has ended[, on {ended_on}].",
        "Check it; if needed, nominate again by a new decision.",
    ],
};

pub(super) const NOMINATION_VOID: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &[],
    vi: [
        "Việc cử này đã được đính chính là nhập sai.",
        "Không cần làm gì thêm; nếu cần, cử lại bằng quyết định đúng.",
    ],
    en: [
        "This nomination was already marked as entered in error.",
        "Nothing is left to do; if needed, nominate again by the right decision.",
    ],
};

pub(super) const INSTITUTION_UNKNOWN: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &[],
    vi: [
        "Không có trường nào trong danh bạ mang đúng tên cơ sở đào tạo này, nên việc cử đã được ghi nhưng chưa trường nào nhìn thấy.",
        "Nếu trường có nút, ghi đúng tên trong danh bạ (ListAgencies) rồi gửi lại; nếu trường không có nút thì không cần làm gì.",
    ],
    en: [
        "No college of the registry has exactly this name: the nomination is recorded, but no college sees it.",
        "If the institution has a node, write its name as the registry has it (ListAgencies) and send the row again; if it has none, nothing is left to do.",
    ],
};
