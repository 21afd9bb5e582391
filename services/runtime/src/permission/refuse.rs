//! The statuses of this layer: one reason each, with its metadata, Vietnamese first, then English.

use super::Denied;
use crate::identity::IdentityError;
use std::collections::HashMap;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt};

/// Domain of every reason of this system.
const DOMAIN: &str = "lienthong";

/// No identity: the certificate is from the right authority, but names nobody.
pub(super) fn unidentified(error: IdentityError) -> Status {
    status(
        Code::Unauthenticated,
        "IDENTITY_UNREADABLE",
        [],
        error.to_string(),
    )
}

/// The role may not call this rpc.
pub(super) fn denied(denied: &Denied) -> Status {
    let Denied { role, relation, rpc } = denied;
    let text = format!("vai trò {role} ({relation}) không được gọi {rpc} (this role may not call this rpc)");
    status(
        Code::PermissionDenied,
        "PERMISSION_DENIED_ROLE",
        [("role", *role), ("relation", *relation), ("rpc", rpc)],
        text,
    )
}

/// The caller's contract is newer than this server (D39).
pub(super) fn contract_too_new(sent: &str, ours: u32) -> Status {
    let ours = ours.to_string();
    let text = format!(
        "bản giao kết {sent} mới hơn bản {ours} của máy chủ này; hãy cập nhật máy chủ (the contract revision is newer than this server's)"
    );
    status(
        Code::FailedPrecondition,
        "CONTRACT_TOO_NEW",
        [("sent", sent), ("supported", &ours)],
        text,
    )
}

/// The header of the contract revision is no number.
pub(super) fn contract_unreadable() -> Status {
    let text = "lienthong-contract-revision phải là số nguyên (must be a whole number)".to_owned();
    status(Code::InvalidArgument, "CONTRACT_REVISION_UNREADABLE", [], text)
}

fn status<const N: usize>(code: Code, reason: &str, metadata: [(&str, &str); N], text: String) -> Status {
    let metadata: HashMap<String, String> = metadata
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    Status::with_error_details(
        code,
        text,
        ErrorDetails::with_error_info(reason, DOMAIN, metadata),
    )
}
