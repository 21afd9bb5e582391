//! Who may not. A denial says what is missing, never whether a record exists (Inv 11).

use super::Entry;
use tonic::Code;

pub(super) const PERMISSION_DENIED: Entry = Entry {
    code: Code::PermissionDenied,
    keys: &[],
    vi: ["Tài khoản này không được làm việc này.", "Xin quyền ở cơ quan chủ quản của nút."],
    en: ["This caller may not do this.", "Ask the agency that runs the node for the right."],
};

pub(super) const PERMISSION_DENIED_ROLE: Entry = Entry {
    code: Code::PermissionDenied,
    keys: &["relation", "role", "rpc"],
    vi: [
        "Vai trò[ {role}][ {relation}] không được gọi phương thức này[: {rpc}].",
        "Dùng chứng thư của vai trò được phép, hoặc xin quyền ở cơ quan chủ quản của nút.",
    ],
    en: [
        "The role[ {role}][ {relation}] may not call this rpc[: {rpc}].",
        "Use the certificate of a role that may, or ask the agency that runs the node.",
    ],
};

pub(super) const NOT_YOURS: Entry = Entry {
    code: Code::PermissionDenied,
    keys: &["relation", "role"],
    vi: ["Việc này thuộc đơn vị khác[: vai trò {role} {relation}].", "Chuyển cho đơn vị có thẩm quyền."],
    en: ["This belongs to another agency[: role {role} {relation}].", "Pass it on to the agency in charge."],
};

pub(super) const UNAUTHENTICATED_PEER: Entry = Entry {
    code: Code::Unauthenticated,
    keys: &[],
    vi: ["Chưa biết ai đang gọi: không có chứng thư hợp lệ.", "Cài chứng thư do Sở GD&ĐT cấp rồi gọi lại."],
    en: [
        "Nobody knows who calls: there is no valid certificate.",
        "Install the certificate that the department issued and call again.",
    ],
};

pub(super) const IDENTITY_UNREADABLE: Entry = Entry {
    code: Code::Unauthenticated,
    keys: &[],
    vi: ["Chứng thư không nêu tên nào của hệ thống này.", "Xin Sở GD&ĐT cấp lại chứng thư."],
    en: ["The certificate names nobody of this system.", "Ask the department for a new certificate."],
};
