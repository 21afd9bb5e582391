//! Plans, scope lists, the registry, breaks.

use super::Entry;
use tonic::Code;

pub(super) const PLAN_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["plan_id"],
    vi: [
        "Không có kế hoạch[ {plan_id}] này.",
        "Kiểm tra mã kế hoạch; nếu Sở mới ban hành, chờ nút nhận được.",
    ],
    en: [
        "There is no such plan[: {plan_id}].",
        "Check the id; if it was issued just now, wait until the node has it.",
    ],
};

pub(super) const PLAN_NOT_YET_KNOWN: Entry = Entry {
    code: Code::NotFound,
    keys: &["as_of", "plan_id", "plans"],
    vi: [
        "Đến thời điểm được hỏi[ ({as_of})] hệ thống chưa nhận kế hoạch nào[ có mã {plan_id}].",
        "Hỏi một thời điểm muộn hơn[; đã nhận: {plans}]; nếu Sở GD&ĐT chưa ban hành kế hoạch thì chờ.",
    ],
    en: [
        "At the instant asked for[ ({as_of})] no plan[ {plan_id}] had been received.",
        "Ask for a later instant[; received are: {plans}]; if the department has issued none, wait.",
    ],
};

pub(super) const PLAN_NOT_ISSUED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["plan_id"],
    vi: ["Kế hoạch[ {plan_id}] còn là dự thảo.", "Chờ Sở GD&ĐT ban hành."],
    en: ["The plan[ {plan_id}] is a draft.", "Wait until the department has issued it."],
};

pub(super) const PLAN_ISSUED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["plan_id", "version"],
    vi: [
        "Bản[ {version} của] kế hoạch[ {plan_id}] đã ban hành, không sửa được nữa.",
        "Ghi thay đổi thành một bản mới.",
    ],
    en: [
        "The version[ {version}] of the plan[ {plan_id}] was issued and changes no more.",
        "Enter the change as a new version.",
    ],
};

pub(super) const AGENCY_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["code"],
    vi: ["Không có đơn vị mã[ {code}] này trong danh bạ.", "Kiểm tra mã, hoặc đăng ký đơn vị trước."],
    en: [
        "No agency of the registry has this code[: {code}].",
        "Check the code, or register the agency first.",
    ],
};

pub(super) const SCOPE_ALREADY_FROZEN: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["district", "level", "plan_id"],
    vi: [
        "Danh sách đối tượng[ của kế hoạch {plan_id}][, huyện {district}][, cấp {level},] đã được Sở chốt.",
        "Nếu danh sách sai: huyện lập lại và ghi lý do (redraw_reason; scope draw --reason), rồi Sở chốt lại và ghi lý do (refreeze_reason; scope freeze --reason).",
    ],
    en: [
        "The scope list[ of plan {plan_id}][, district {district}][, level {level},] is frozen by the department.",
        "If it is wrong: the district draws it anew and says why (redraw_reason; scope draw --reason), then the department freezes it again and says why (refreeze_reason; scope freeze --reason).",
    ],
};

pub(super) const SCOPE_LIST_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["district", "level", "plan_id"],
    vi: [
        "Chưa có danh sách đối tượng[ của kế hoạch {plan_id}][, huyện {district}][, cấp {level}].",
        "Lập danh sách trước; nếu huyện đã lập, chờ nút nhận được.",
    ],
    en: [
        "There is no scope list[ of plan {plan_id}][, district {district}][, level {level}].",
        "Draw it first; if the district has, wait until the node has it.",
    ],
};

pub(super) const SCOPE_LIST_CHANGED: Entry = Entry {
    code: Code::Aborted,
    keys: &["district", "level", "plan_id"],
    vi: [
        "Danh sách đối tượng[ huyện {district}][, cấp {level},] vừa thay đổi hoặc chưa đủ các phần.",
        "Xem lại danh sách mới rồi chốt lại.",
    ],
    en: [
        "The scope list[ of district {district}][, level {level},] has just changed or misses parts.",
        "Look at the new list, then freeze it.",
    ],
};

pub(super) const BREAK_NOT_FOUND: Entry = Entry {
    code: Code::NotFound,
    keys: &["break_id"],
    vi: ["Không có chênh lệch nào đang mở với mã này.", "Đọc lại danh sách chênh lệch."],
    en: ["No open break has this id.", "Read the list of breaks again."],
};

/// Keys are the codes of the statuses with the numbers of members, and `teachers`, all of them.
pub(super) const SCOPE_LIST_DRAWN: Entry = Entry {
    code: Code::Ok,
    keys: &["IN_SCOPE", "MEETS_STANDARD", "NEAR_RETIREMENT", "NOT_EMPLOYED", "UNDECIDED", "teachers"],
    vi: [
        "Đã lập danh sách rà soát[: {teachers} giáo viên][, {IN_SCOPE} thuộc đối tượng][, {MEETS_STANDARD} đạt chuẩn][, {NEAR_RETIREMENT} gần nghỉ hưu][, {UNDECIDED} chưa xác định].",
        "Đối chiếu rồi báo Sở GD&ĐT chốt danh sách.",
    ],
    en: [
        "The scope list is drawn[: {teachers} teachers][, {IN_SCOPE} in scope][, {MEETS_STANDARD} at the standard][, {NEAR_RETIREMENT} near retirement][, {UNDECIDED} undecided].",
        "Check it, then ask the department to freeze it.",
    ],
};
