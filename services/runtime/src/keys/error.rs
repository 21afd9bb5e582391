//! What can go wrong with keys, certificates and their files.

use super::certificate::Validity;
use std::path::PathBuf;

/// A fault of a key file, a certificate or a request; the words are Vietnamese first, then English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The system refused a file.
    #[error("KEY_FILE: tệp {file}: {why} (the file cannot be read or written)", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The file is not what it should be.
    #[error("KEY_FILE_MALFORMED: {what} sai định dạng: {why} (it is not what it should be)")]
    Malformed {
        /// Which file or field.
        what: String,
        /// What is wrong.
        why: String,
    },
    /// The signature does not verify, or is by somebody else.
    #[error(
        "KEY_FOREIGN_SIGNATURE: chữ ký của {what} không phải của cơ quan được tin cậy (the signature is not by the trusted key)"
    )]
    ForeignSignature {
        /// What was signed.
        what: &'static str,
    },
    /// A key in the document is not the key in the directory.
    #[error(
        "KEY_WRONG_KEY: {what} không khớp với khóa trong thư mục này (it belongs to another key than the one here)"
    )]
    WrongKey {
        /// What does not match.
        what: String,
    },
    /// The certificate is not issued by the authority, or speaks for somebody else.
    #[error(
        "KEY_WRONG_CERTIFICATE: chứng thư {what} không dùng được: {why} (the certificate cannot be used)"
    )]
    WrongCertificate {
        /// Which certificate.
        what: String,
        /// What is wrong.
        why: String,
    },
    /// The certificate does not hold now.
    #[error(
        "KEY_CERTIFICATE_OUT_OF_DATE: chứng thư {what} chỉ có giá trị {vi}; xin Sở ký lại: `lienthong keys sign`, rồi `lienthong keys install`; \
         cũng xem ngày giờ của máy (it holds {validity} alone: have it signed again; check the clock of this machine too)",
        vi = validity.vi()
    )]
    OutOfDate {
        /// Which certificate.
        what: String,
        /// From when to when it holds.
        validity: Validity,
    },
    /// A name or address that no certificate may carry.
    #[error("KEY_BAD_NAME: {what} {value:?} không hợp lệ (not a valid name)")]
    BadName {
        /// Which kind of name.
        what: &'static str,
        /// The value given.
        value: String,
    },
    /// The crypto library refused.
    #[error("KEY_CRYPTO: không tạo được {what}: {why} (the key or certificate could not be made)")]
    Crypto {
        /// What was to be made.
        what: &'static str,
        /// What the library said.
        why: String,
    },
}

impl KeyError {
    /// Stable reason, such as `KEY_WRONG_KEY`.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::File { .. } => "KEY_FILE",
            Self::Malformed { .. } => "KEY_FILE_MALFORMED",
            Self::ForeignSignature { .. } => "KEY_FOREIGN_SIGNATURE",
            Self::WrongKey { .. } => "KEY_WRONG_KEY",
            Self::WrongCertificate { .. } => "KEY_WRONG_CERTIFICATE",
            Self::OutOfDate { .. } => "KEY_CERTIFICATE_OUT_OF_DATE",
            Self::BadName { .. } => "KEY_BAD_NAME",
            Self::Crypto { .. } => "KEY_CRYPTO",
        }
    }

    pub(crate) fn malformed(what: impl Into<String>, why: impl ToString) -> Self {
        Self::Malformed { what: what.into(), why: why.to_string() }
    }

    pub(crate) fn crypto(what: &'static str) -> impl Fn(rcgen::Error) -> Self {
        move |error| Self::Crypto { what, why: error.to_string() }
    }
}
