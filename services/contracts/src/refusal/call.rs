//! What is wrong with a call as such, or with the server that should answer it.

use super::Entry;
use tonic::Code;

/// Its words depend on the rule: see [`super::Rule`].
pub(super) const INVALID_VALUE: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &["at", "character", "max", "min", "rule", "sent", "why"],
    vi: ["Giá trị không đúng quy định.", "Sửa giá trị rồi gửi lại."],
    en: ["The value breaks the rule of its field.", "Correct it and send it again."],
};

pub(super) const TOO_MANY_ITEMS: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &["max", "sent"],
    vi: [
        "Quá nhiều mục trong một lần gọi[: {sent}][, tối đa {max}].",
        "Gửi phần còn lại trong yêu cầu khác, mỗi yêu cầu một mã riêng.",
    ],
    en: [
        "Too many items in one call[: {sent}][, at most {max}].",
        "Send the rest in another request, each request with an id of its own.",
    ],
};

pub(super) const REQUEST_ID_REQUIRED: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &["max"],
    vi: [
        "Thiếu mã yêu cầu (request_id).",
        "Đặt một mã riêng cho mỗi yêu cầu[, từ 1 đến {max} ký tự,] và giữ nguyên mã đó khi gửi lại.",
    ],
    en: [
        "The request id is missing.",
        "Give every request an id of its own[, 1 to {max} characters,] and keep it when you send the request again.",
    ],
};

pub(super) const REQUEST_ID_CONFLICT: Entry = Entry {
    code: Code::AlreadyExists,
    keys: &["request_id"],
    vi: [
        "Mã yêu cầu[ {request_id}] đã dùng cho một nội dung khác.",
        "Nếu là yêu cầu mới, dùng mã mới; nếu là gửi lại, gửi đúng nội dung cũ.",
    ],
    en: [
        "The request id[ {request_id}] was used for other content.",
        "For a new request take a new id; to repeat, send exactly the old content.",
    ],
};

pub(super) const INVALID_PAGE_TOKEN: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: ["Mã trang không thuộc truy vấn này.", "Đọc lại từ trang đầu (để trống mã trang)."],
    en: ["The page token is not of this query.", "Read from the first page again (leave the token empty)."],
};

pub(super) const BODY_TOO_LARGE: Entry = Entry {
    code: Code::OutOfRange,
    keys: &["max", "sent"],
    vi: ["Nội dung gửi quá lớn[: {sent} byte][, tối đa {max} byte].", "Chia nhỏ rồi gửi lại."],
    en: ["The message is too large[: {sent} bytes][, at most {max} bytes].", "Split it and send it again."],
};

pub(super) const CONTRACT_TOO_NEW: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &["sent", "supported"],
    vi: [
        "Phiên bản giao kết[ {sent}] mới hơn máy chủ này[, vốn hiểu đến {supported}].",
        "Cập nhật máy chủ, hoặc dùng phiên bản giao kết cũ hơn.",
    ],
    en: [
        "The contract revision[ {sent}] is newer than this server[, which knows {supported}].",
        "Update the server, or use an older revision of the contract.",
    ],
};

pub(super) const CONTRACT_REVISION_UNREADABLE: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: ["Phiên bản giao kết không phải là số nguyên.", "Sửa tiêu đề lienthong-contract-revision."],
    en: ["The contract revision is not a whole number.", "Correct the header lienthong-contract-revision."],
};

pub(super) const STORE_UNAVAILABLE: Entry = Entry {
    code: Code::Unavailable,
    keys: &[],
    vi: ["Cơ sở dữ liệu chưa sẵn sàng; chưa ghi gì.", "Gửi lại sau với cùng mã yêu cầu."],
    en: [
        "The database does not answer; nothing was recorded.",
        "Send it again later with the same request id.",
    ],
};

pub(super) const NODE_NOT_READY: Entry = Entry {
    code: Code::Unavailable,
    keys: &[],
    vi: [
        "Nút vừa được khôi phục và chưa biết bộ điều phối đang giữ gì; chưa nhận ghi.",
        "Chờ nút kết nối với bộ điều phối rồi gửi lại với cùng mã yêu cầu.",
    ],
    en: [
        "The node was restored and does not know yet what the coordinator holds; it takes no writes.",
        "Wait until it has reached the coordinator, then send again with the same request id.",
    ],
};

pub(super) const CLOCK_REFUSED: Entry = Entry {
    code: Code::FailedPrecondition,
    keys: &[],
    vi: ["Đồng hồ của máy không đúng; chưa ghi gì.", "Chỉnh lại ngày giờ của máy rồi khởi động lại dịch vụ."],
    en: [
        "The clock of the machine cannot be right; nothing was recorded.",
        "Set date and time, then start the service again.",
    ],
};

pub(super) const NOT_YET_FOLDED: Entry = Entry {
    code: Code::Unavailable,
    keys: &["agency", "folded", "wanted"],
    vi: [
        "Bức tranh chung chưa gồm dữ liệu được yêu cầu[: mới đến {folded}, cần {wanted}].",
        "Hỏi lại sau giây lát.",
    ],
    en: [
        "The picture does not hold yet what was asked for[: it is at {folded}, asked for {wanted}].",
        "Ask again in a moment.",
    ],
};

pub(super) const INTERNAL: Entry = Entry {
    code: Code::Internal,
    keys: &[],
    vi: [
        "Lỗi của chương trình.",
        "Gửi lại với cùng mã yêu cầu; nếu vẫn lỗi, báo người quản trị kèm thời điểm xảy ra.",
    ],
    en: [
        "A fault of the program.",
        "Send it again with the same request id; if it fails again, report it with the time.",
    ],
};

pub(super) const MALFORMED_MESSAGE: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: [
        "Nội dung gửi không phải là thông điệp của phương thức này.",
        "Tạo lại mã nguồn từ các tệp proto của bản giao kết đang dùng rồi gửi lại.",
    ],
    en: [
        "What was sent is no message of this rpc.",
        "Generate your code again from the proto files of the contracts in use, then send it again.",
    ],
};

pub(super) const TEXT_NOT_UTF8: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: [
        "Chữ trong nội dung gửi không phải là Unicode UTF-8.",
        "Chuyển từ bảng mã cũ (TCVN3, VNI, Windows-1258…) sang UTF-8 rồi gửi lại.",
    ],
    en: [
        "A text of the message is not Unicode UTF-8.",
        "Convert it from its old encoding (TCVN3, VNI, Windows-1258…) to UTF-8 and send it again.",
    ],
};

pub(super) const MESSAGE_MISSING: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: ["Lần gọi không mang theo thông điệp nào.", "Gửi đúng một thông điệp, kể cả khi thông điệp rỗng."],
    en: ["The call carries no message.", "Send exactly one message, even where it is empty."],
};

pub(super) const MALFORMED_FRAME: Entry = Entry {
    code: Code::InvalidArgument,
    keys: &[],
    vi: [
        "Khung gRPC của thông điệp bị hỏng, bị cắt hoặc nén sai.",
        "Dùng thư viện gRPC chuẩn, kiểm tra máy chủ trung gian (proxy) trên đường truyền rồi gửi lại.",
    ],
    en: [
        "The gRPC frame of the message is broken, cut or wrongly packed.",
        "Use a standard gRPC library, check the proxies in between, then send it again.",
    ],
};

pub(super) const COMPRESSION_UNSUPPORTED: Entry = Entry {
    code: Code::Unimplemented,
    keys: &["encoding"],
    vi: ["Máy chủ không hiểu kiểu nén[ {encoding}] của thông điệp.", "Gửi không nén, hoặc nén bằng gzip."],
    en: [
        "The server does not know the compression[ {encoding}] of the message.",
        "Send it plain or packed with gzip.",
    ],
};

pub(super) const METHOD_UNKNOWN: Entry = Entry {
    code: Code::Unimplemented,
    keys: &["revision", "rpc"],
    vi: [
        "Nút này không có phương thức[ {rpc}][; nút dùng bản giao kết số {revision}].",
        "Kiểm tra tên phương thức và địa chỉ nút: mỗi loại cơ quan có dịch vụ riêng, gRPC reflection liệt kê các dịch vụ đó.",
    ],
    en: [
        "This node has no rpc[ {rpc}][; it speaks revision {revision} of the contracts].",
        "Check the name and the address: each kind of agency has services of its own, which gRPC reflection lists.",
    ],
};

pub(super) const DEADLINE_EXCEEDED: Entry = Entry {
    code: Code::DeadlineExceeded,
    keys: &["milliseconds"],
    vi: [
        "Đã hết thời gian cho lần gọi này[: {milliseconds} ms]; việc có thể đã được ghi hoặc chưa.",
        "Gửi lại với cùng mã yêu cầu: việc đã ghi không bị ghi lần nữa; hoặc chia nhỏ nội dung.",
    ],
    en: [
        "The time for this call is over[: {milliseconds} ms]; it may have been recorded or not.",
        "Send it again with the same request id: nothing is recorded twice; or split it.",
    ],
};

pub(super) const SHUTTING_DOWN: Entry = Entry {
    code: Code::Unavailable,
    keys: &[],
    vi: ["Máy chủ đang dừng.", "Hãy nối lại sau ít phút."],
    en: ["The server is going down.", "Connect again in a few minutes."],
};
