//! The exchange of journals: what refuses a segment whole (D21), and who may not come yet.

use super::Entry;
use tonic::Code;

const SEND_AGAIN_VI: &str = "Không nhận phần nào; nút tự gửi lại. Nếu lặp lại, báo Sở GD&ĐT.";
const SEND_AGAIN_EN: &str =
    "Nothing was taken; the node sends it again by itself. If it repeats, tell the department.";

/// A damaged segment.
const fn damaged(vi: &'static str, en: &'static str) -> Entry {
    Entry { code: Code::DataLoss, keys: &[], vi: [vi, SEND_AGAIN_VI], en: [en, SEND_AGAIN_EN] }
}

pub(super) const AGENCY_NOT_REGISTERED: Entry = Entry {
    code: Code::Unavailable,
    keys: &["agency"],
    vi: [
        "Đơn vị[ {agency}] chưa có trong danh bạ mà bộ điều phối đang giữ.",
        "Nút tự thử lại; nếu kéo dài, đề nghị Sở GD&ĐT đăng ký đơn vị.",
    ],
    en: [
        "The agency[ {agency}] is not in the registry that the coordinator holds.",
        "The node tries again by itself; if it lasts, ask the department to register the agency.",
    ],
};

pub(super) const BAD_SIGNATURE: Entry = Entry {
    code: Code::DataLoss,
    keys: &[],
    vi: ["Chữ ký không phải của khóa đã đăng ký.", "Kiểm tra khóa ký của đơn vị với Sở GD&ĐT."],
    en: ["Not signed by the registered key.", "Check the agency's signing key with the department."],
};

pub(super) const FORK: Entry = Entry {
    code: Code::DataLoss,
    keys: &[],
    vi: ["Dữ liệu khác với dữ liệu đã ký trước đây.", "Dừng gửi và báo Sở GD&ĐT."],
    en: ["The bytes differ from what was signed before.", "Stop sending and tell the department."],
};

pub(super) const BATCH_TOO_LARGE: Entry = Entry {
    code: Code::OutOfRange,
    keys: &[],
    vi: ["Lô dữ liệu vượt giới hạn.", "Chia nhỏ rồi gửi lại."],
    en: ["The batch is over the limits.", "Split it and send it again."],
};

pub(super) const PART_TOO_LARGE: Entry = Entry {
    code: Code::OutOfRange,
    keys: &[],
    vi: ["Một phần của bản ghi vượt 64 KiB.", "Cập nhật chương trình của nút, báo Sở GD&ĐT."],
    en: ["A part of a record is over 64 KiB.", "Update the node's program and tell the department."],
};

pub(super) const WRONG_AGENCY: Entry = Entry {
    code: Code::PermissionDenied,
    keys: &[],
    vi: ["Sổ này không phải của đơn vị gửi.", "Kiểm tra cấu hình và chứng thư của nút."],
    en: ["This journal does not belong to the sender.", "Check the node's configuration and certificate."],
};

pub(super) const BAD_ROOT: Entry =
    damaged("Mã gốc không khớp với nội dung của lô.", "The root does not fit the batch.");
pub(super) const HEADER_NOT_CANONICAL: Entry =
    damaged("Phần đầu của một mục không đúng dạng chuẩn.", "A header is not in its one form.");
pub(super) const HOLE_IN_BATCH: Entry =
    damaged("Lô thiếu một số vị trí.", "Positions are missing inside the batch.");
pub(super) const TRANSACTION_CUT: Entry =
    damaged("Lô dừng giữa một giao dịch.", "The batch ends inside a transaction.");
pub(super) const BAD_PART: Entry = damaged("Một phần của bản ghi bị hỏng.", "A part of a record is damaged.");
pub(super) const OMITTED_IN_PUSH: Entry = damaged(
    "Lô bỏ bớt mục của chính đơn vị gửi.",
    "The batch leaves out entries of the sender's own journal.",
);
