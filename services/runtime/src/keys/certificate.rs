//! Reading certificates: whom they speak for, which key they carry, whether the authority issued them.

use super::KeyError;
use crate::identity::Identity;
use domain::date::Instant;
use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use x509_parser::prelude::{FromDer, X509Certificate};

/// The organizational unit that marks an authority made for a rehearsal.
pub const REHEARSAL: &str = "REHEARSAL";

/// The first certificate of a PEM text.
///
/// # Errors
/// [`KeyError::Malformed`] when there is none.
pub fn from_pem(pem: &str, what: &str) -> Result<CertificateDer<'static>, KeyError> {
    CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| KeyError::malformed(what, error))
}

/// Whether the authority's certificate says that it was made for a rehearsal.
///
/// # Errors
/// [`KeyError::Malformed`] when it cannot be read.
pub fn is_rehearsal(ca_pem: &str) -> Result<bool, KeyError> {
    let der = from_pem(ca_pem, "CA")?;
    let parsed = parse(&der, "CA")?;
    let units = parsed.subject().iter_organizational_unit();
    Ok(units.filter_map(|unit| unit.as_str().ok()).any(|unit| unit == REHEARSAL))
}

/// Checks that a certificate was issued by the authority, holds at this (real) time, speaks for `identity`, and
/// carries `public_key` (a DER SubjectPublicKeyInfo).
///
/// # Errors
/// [`KeyError::OutOfDate`], [`KeyError::WrongCertificate`] or [`KeyError::WrongKey`], naming `what`.
pub fn check(pem: &str, ca_pem: &str, expected: &Expected<'_>) -> Result<(), KeyError> {
    let what = expected.what;
    let wrong = |why: String| KeyError::WrongCertificate { what: what.to_owned(), why };
    let der = from_pem(pem, what)?;
    let mut roots = RootCertStore::empty();
    roots.add(from_pem(ca_pem, "CA")?).map_err(|error| wrong(error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map_err(|error| wrong(error.to_string()))?;
    let seconds = u64::try_from(expected.real_now.0.div_euclid(1000)).unwrap_or(0);
    let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let holds = validity(pem.as_bytes(), what)?;
    if !holds.holds(expected.real_now) {
        return Err(KeyError::OutOfDate { what: what.to_owned(), validity: holds });
    }
    verifier.verify_client_cert(&der, &[], now).map_err(|error| wrong(error.to_string()))?;
    let identity =
        Identity::from_peer_certs(std::slice::from_ref(&der)).map_err(|error| wrong(error.to_string()))?;
    if identity != *expected.identity {
        return Err(wrong(format!("{identity}, expected {}", expected.identity)));
    }
    if parse(&der, what)?.public_key().raw != expected.public_key {
        return Err(KeyError::WrongKey { what: what.to_owned() });
    }
    Ok(())
}

/// From when to when a certificate holds, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// First moment.
    pub from: Instant,
    /// Last moment.
    pub to: Instant,
}

impl Validity {
    /// Whether it holds at this (real) time.
    #[must_use]
    pub fn holds(self, real_now: Instant) -> bool {
        (self.from..=self.to).contains(&real_now)
    }

    /// The days as a Vietnamese sentence has them: `từ 31/01/2026 đến 31/01/2027`.
    #[must_use]
    pub fn vi(self) -> String {
        let day = |at: Instant| at.date().format("%d/%m/%Y").to_string();
        format!("từ {} đến {}", day(self.from), day(self.to))
    }
}

impl fmt::Display for Validity {
    /// The days at +07:00: `2026-01-31 – 2027-01-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} – {}", self.from.date(), self.to.date())
    }
}

/// From when to when the first certificate of a PEM text holds; `what` is its name in errors.
///
/// # Errors
/// [`KeyError::Malformed`] when there is none.
pub fn validity(pem: &[u8], what: &str) -> Result<Validity, KeyError> {
    let der = CertificateDer::from_pem_slice(pem).map_err(|error| KeyError::malformed(what, error))?;
    let parsed = parse(&der, what)?;
    let (from, to) = (parsed.validity().not_before.timestamp(), parsed.validity().not_after.timestamp());
    Ok(Validity { from: Instant(from.saturating_mul(1000)), to: Instant(to.saturating_mul(1000)) })
}

/// What a certificate must be.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Its name in errors.
    pub what: &'a str,
    /// Whom it must speak for.
    pub identity: &'a Identity,
    /// The key that it must carry, as DER SubjectPublicKeyInfo.
    pub public_key: &'a [u8],
    /// Real time at which it must hold.
    pub real_now: Instant,
}

fn parse<'a>(der: &'a CertificateDer<'_>, what: &str) -> Result<X509Certificate<'a>, KeyError> {
    let parsed = X509Certificate::from_der(der).map_err(|error| KeyError::malformed(what, error))?;
    Ok(parsed.1)
}
