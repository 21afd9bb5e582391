//! Certificates that are out of date, found behind a call that failed: the transport says no more than "transport error".

use super::ClientTls;
use crate::keys::certificate::Validity;
use domain::date::Instant;
use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use std::error::Error;
use std::io;
use std::path::PathBuf;
use tonic::{Code, Status};

/// A certificate that does not hold now, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateTrouble {
    /// The caller's own: no server of the province lets it in.
    #[error(
        "CERTIFICATE_OUT_OF_DATE: chứng thư {file} của nút này chỉ có giá trị {vi}; gửi lại request.json để Sở ký (`lienthong keys sign`), \
         rồi cài (`lienthong keys install`), không cần khởi động lại (the certificate of this node holds {validity} alone; have the department sign \
         request.json again with `keys sign`, then `keys install`; no restart is needed)",
        file = file.display(), vi = validity.vi()
    )]
    Own {
        /// Its file.
        file: PathBuf,
        /// From when to when it holds.
        validity: Validity,
    },
    /// The server's.
    #[error(
        "CERTIFICATE_OUT_OF_DATE: chứng thư của máy chủ {bound}; đơn vị giữ máy chủ phải xin Sở ký lại (`lienthong keys sign`, `keys install`); \
         cũng xem ngày giờ của máy này (the server's certificate is out of date; its agency must have it signed again; check the clock here too)"
    )]
    Server {
        /// Which end of its time was passed or not reached, as far as the check said.
        bound: Bound,
    },
}

/// Why a server's certificate does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It has ended, at this time if known.
    Ended(Option<Instant>),
    /// It has not begun, until this time if known.
    NotBegun(Option<Instant>),
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (words, when) = match self {
            Self::Ended(when) => ("đã hết hạn ngày", when),
            Self::NotBegun(when) => ("chưa đến ngày có giá trị", when),
        };
        match when {
            Some(when) => write!(f, "{words} {}", when.date().format("%d/%m/%Y")),
            None => f.write_str(words),
        }
    }
}

impl ClientTls {
    /// The certificate behind a call that never reached a handler; `real_now` is real time, which TLS goes by.
    ///
    /// The server's verdict on the own certificate may be lost with the connection (TLS 1.3 tells it after the handshake), so the
    /// dates are looked at here.
    #[must_use]
    pub fn trouble(&self, status: &Status, real_now: Instant) -> Option<CertificateTrouble> {
        if !status.details().is_empty() || !matches!(status.code(), Code::Unavailable | Code::Unknown) {
            return None;
        }
        server_trouble(status).or_else(|| self.out_of_date(real_now))
    }

    /// The trouble that a call will have, before it is made: the caller's own certificate does not hold at this (real) time.
    #[must_use]
    pub fn out_of_date(&self, real_now: Instant) -> Option<CertificateTrouble> {
        let validity = self.validity;
        let file = || self.files.certificate.clone();
        (!validity.holds(real_now)).then(|| CertificateTrouble::Own { file: file(), validity })
    }
}

/// The server's certificate behind a call that never reached a handler, where that is what the caller's check found.
#[must_use]
pub fn server_trouble(status: &Status) -> Option<CertificateTrouble> {
    server_bound(status).map(|bound| CertificateTrouble::Server { bound })
}

/// What the check of the server's certificate said, if it is among the causes.
fn server_bound(status: &Status) -> Option<Bound> {
    let mut cause = status.source();
    while let Some(error) = cause {
        if let Some(bound) = tls_error(error).and_then(bound) {
            return Some(bound);
        }
        cause = error.source();
    }
    None
}

/// An I/O error hides its cause from `source`.
fn tls_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    let hidden = || error.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref();
    error.downcast_ref().or_else(hidden)
}

const fn bound(error: &rustls::Error) -> Option<Bound> {
    let rustls::Error::InvalidCertificate(why) = error else { return None };
    match why {
        CertificateError::ExpiredContext { not_after, .. } => Some(Bound::Ended(instant(*not_after))),
        CertificateError::Expired => Some(Bound::Ended(None)),
        CertificateError::NotValidYetContext { not_before, .. } => {
            Some(Bound::NotBegun(instant(*not_before)))
        }
        CertificateError::NotValidYet => Some(Bound::NotBegun(None)),
        _ => None,
    }
}

#[expect(clippy::cast_possible_wrap, reason = "seconds of any certificate are far below 2^63")]
const fn instant(time: UnixTime) -> Option<Instant> {
    match (time.as_secs() as i64).checked_mul(1000) {
        Some(ms) => Some(Instant(ms)),
        None => None,
    }
}
