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
    vi: [
        "Dữ liệu khác với dữ liệu đã ký trước đây: sổ này có hai lịch sử.",
        "Ngừng nhập liệu, giữ nguyên máy, chạy `lienthong status` rồi gửi kết quả cho Sở GD&ĐT.",
    ],
    en: [
        "The bytes differ from what was signed before: this journal has two histories.",
        "Enter nothing more, leave the machine as it is, run `lienthong status` and send what it prints to the department.",
    ],
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

pub(super) const BATCH_EMPTY: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: ["Lô không có mục nào.", "Chỉ gửi lô có ít nhất một giao dịch."],
    en: ["The batch has no entry.", "Send only batches of at least one transaction."],
};

pub(super) const TRANSACTION_TOO_LARGE: Entry = Entry {
    code: Code::OutOfRange,
    keys: &[],
    vi: [
        "Một giao dịch vượt 400 mục hoặc 768 KiB.",
        "Cập nhật chương trình của nút: giao dịch như vậy không được ghi.",
    ],
    en: [
        "A transaction is over 400 entries or 768 KiB.",
        "Update the node's program: such a transaction must not be recorded.",
    ],
};

pub(super) const SEGMENT_MALFORMED: Entry = damaged(
    "Địa chỉ hoặc cấu trúc của lô không hợp lệ.",
    "An address in the batch is impossible, or its form is not that of a batch.",
);

pub(super) const EPOCH_NOT_OPENED: Entry = damaged(
    "Kỷ nguyên của sổ phải bắt đầu bằng đúng một mục mở đầu.",
    "An epoch begins with the entry that opens it, and has no other.",
);

pub(super) const EPOCH_GAP: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &[],
    vi: [
        "Bộ điều phối chưa giữ kỷ nguyên đứng trước kỷ nguyên được gửi.",
        "Gửi các kỷ nguyên theo thứ tự, từ kỷ nguyên cũ nhất còn thiếu.",
    ],
    en: [
        "The coordinator does not hold the epoch before the one that was sent.",
        "Send the epochs in order, from the oldest that is missing.",
    ],
};

pub(super) const CHECKPOINT_MALFORMED: Entry = damaged(
    "Điểm kiểm không đúng dạng: phải có ba dòng và một chữ ký của chủ sổ.",
    "The checkpoint is not in its one form: three lines and one signature of the journal's owner.",
);

pub(super) const CHECKPOINT_OF_OTHER_JOURNAL: Entry = damaged(
    "Điểm kiểm thuộc về sổ hoặc kỷ nguyên khác với lô.",
    "The checkpoint is about another journal or epoch than the batch.",
);

pub(super) const LINK_STARTING: Entry = Entry {
    code: Code::Unavailable,
    keys: &[],
    vi: ["Nút đang kết nối với bộ điều phối.", "Chờ giây lát; không cần làm gì."],
    en: ["The node is connecting to the coordinator.", "Wait a moment; nothing needs to be done."],
};

pub(super) const COORDINATOR_UNREACHABLE: Entry = Entry {
    code: Code::Unavailable,
    keys: &[],
    vi: [
        "Không kết nối được với bộ điều phối; dữ liệu vẫn được ghi và sẽ gửi sau.",
        "Kiểm tra mạng; nút tự thử lại.",
    ],
    en: [
        "The coordinator cannot be reached; everything is recorded and will be sent later.",
        "Check the network; the node tries again by itself.",
    ],
};

pub(super) const COORDINATOR_NOT_TRUSTED: Entry = Entry {
    code: Code::DataLoss,
    keys: &[],
    vi: [
        "Dữ liệu nhận từ bộ điều phối không kiểm chứng được; không nhận phần nào.",
        "Nút tự thử lại; nếu lặp lại, chạy `lienthong status` rồi gửi kết quả cho Sở GD&ĐT.",
    ],
    en: [
        "What the coordinator sent does not verify; nothing of it was taken.",
        "The node tries again by itself; if it repeats, run `lienthong status` and send what it prints to the department.",
    ],
};

pub(super) const REWOUND: Entry = Entry {
    code: Code::Unavailable,
    keys: &[],
    vi: [
        "Cơ sở dữ liệu của nút cũ hơn những gì đã gửi; nút đang tự lấy lại từ bộ điều phối.",
        "Chờ nút làm xong, xem bằng `lienthong status`; sau đó gửi lại những yêu cầu chưa có biên nhận.",
    ],
    en: [
        "The node's database is older than what it had delivered; the node is taking it back from the coordinator.",
        "Wait until it is done, see `lienthong status`; then send requests again that have no receipt.",
    ],
};

pub(super) const STALE_NODE: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &[],
    vi: [
        "Đây là bản sao cũ: một nút mới hơn của đơn vị này đang làm việc.",
        "Ngừng nhập liệu ở máy này và dùng máy mới; để biết nút nào, chạy `lienthong status` ở cả hai máy.",
    ],
    en: [
        "This is an old copy: a newer node of this agency is at work.",
        "Enter nothing more here and use the newer one; to see which it is, run `lienthong status` on both.",
    ],
};

pub(super) const SEGMENT_REFUSED: Entry = Entry {
    code: Code::DataLoss,
    keys: &[],
    vi: [
        "Bộ điều phối không nhận một lô của nút này; dữ liệu vẫn được ghi nhưng chưa gửi được.",
        "Chạy `lienthong status` rồi gửi kết quả cho Sở GD&ĐT.",
    ],
    en: [
        "The coordinator refuses a batch of this node; everything is recorded, but nothing more is delivered.",
        "Run `lienthong status` and send what it prints to the department.",
    ],
};

pub(super) const NODE_FORKED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &[],
    vi: [
        "Sổ của nút này khác với sổ đã gửi trước đây; nút không nhận ghi.",
        "Ngừng nhập liệu, giữ nguyên máy, chạy `lienthong status` rồi gửi kết quả cho Sở GD&ĐT.",
    ],
    en: [
        "This node's journal differs from what it had delivered; it takes no writes.",
        "Enter nothing more, leave the machine as it is, run `lienthong status` and send what it prints to the department.",
    ],
};

pub(super) const CERTIFICATE_OUT_OF_DATE: Entry = Entry {
    code: Code::Unauthenticated,
    keys: &[],
    vi: [
        "Chứng thư của nút này hoặc của bộ điều phối không còn giá trị.",
        "Gửi lại request.json để Sở ký (`lienthong keys sign`), rồi cài (`lienthong keys install`), không cần khởi động lại; kiểm tra cả ngày giờ của máy.",
    ],
    en: [
        "The certificate of this node or of the coordinator is out of date.",
        "Have the department sign request.json again (`lienthong keys sign`), then `lienthong keys install`; no restart is needed; check the machine's date too.",
    ],
};
