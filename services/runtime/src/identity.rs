//! Who a certificate speaks for: one `urn:lienthong:agency:…` URI among its subject alternative names (D29).

use domain::ids::AgencyId;
use rustls::pki_types::CertificateDer;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// What every identity begins with.
const PREFIX: &str = "urn:lienthong:agency:";
/// What every name of this system begins with, also the malformed ones.
const NAMESPACE: &str = "urn:lienthong:";

/// The peer of a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identity {
    /// An agency's node: the exchange.
    Node {
        /// The agency.
        agency: AgencyId,
    },
    /// A system of an agency that writes through the agency's node, such as a college's student system.
    System {
        /// The agency.
        agency: AgencyId,
        /// Name of the system: 1 to 40 of `a-z 0-9 -`.
        name: String,
    },
    /// Somebody who only reads, such as a dashboard or an inspector.
    Reader {
        /// The agency that answers for the reader.
        agency: AgencyId,
        /// Name of the reader: 1 to 40 of `a-z 0-9 -`.
        name: String,
    },
    /// A user of a unit (a school) that has no node of its own and acts through the agency's node (D1).
    UnitUser {
        /// The agency.
        agency: AgencyId,
        /// The unit.
        unit: Uuid,
        /// Opaque account: 1 to 64 of `A-Z a-z 0-9 . _ -`; never a name or a personal number.
        user: String,
    },
}

impl Identity {
    /// The agency that the identity belongs to.
    #[must_use]
    pub const fn agency(&self) -> AgencyId {
        match self {
            Self::Node { agency }
            | Self::System { agency, .. }
            | Self::Reader { agency, .. }
            | Self::UnitUser { agency, .. } => *agency,
        }
    }

    /// The kind as denials and logs name it: `node`, `system`, `reader`, `unit_user`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Node { .. } => "node",
            Self::System { .. } => "system",
            Self::Reader { .. } => "reader",
            Self::UnitUser { .. } => "unit_user",
        }
    }

    /// The identity of the peer that made a call.
    ///
    /// # Errors
    /// INTERNAL when the call did not come through [`crate::server`], which lets no unidentified peer pass.
    pub fn of<T>(request: &tonic::Request<T>) -> Result<&Self, tonic::Status> {
        request
            .extensions()
            .get::<Self>()
            .ok_or_else(|| tonic::Status::internal("the call carries no identity"))
    }

    /// The identity in a peer's certificates, leaf first, as TLS delivers them.
    ///
    /// # Errors
    /// When there is no certificate, it cannot be read, or it does not carry exactly one identity.
    pub fn from_peer_certs(certificates: &[CertificateDer<'_>]) -> Result<Self, IdentityError> {
        let leaf = certificates.first().ok_or(IdentityError::NoCertificate)?;
        let (_, certificate) = X509Certificate::from_der(leaf).map_err(|_| IdentityError::Unreadable)?;
        let names = certificate.subject_alternative_name().map_err(|_| IdentityError::Unreadable)?;
        let mut ours = names
            .iter()
            .flat_map(|extension| &extension.value.general_names)
            .filter_map(|name| if let GeneralName::URI(uri) = name { Some(*uri) } else { None })
            .filter(|uri| uri.starts_with(NAMESPACE));
        match (ours.next(), ours.next()) {
            (Some(uri), None) => uri.parse(),
            (None, _) => Err(IdentityError::NoUri),
            (Some(_), Some(_)) => Err(IdentityError::SeveralUris),
        }
    }
}

/// Why a peer has no identity. Never holds what the certificate said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// No certificate came.
    #[error("không có chứng thư (no certificate)")]
    NoCertificate,
    /// The certificate is not X.509, or its names contradict each other.
    #[error("không đọc được chứng thư (the certificate cannot be read)")]
    Unreadable,
    /// No URI of this system.
    #[error("chứng thư không có tên urn:lienthong (the certificate carries no urn:lienthong URI)")]
    NoUri,
    /// More than one URI of this system: nobody can say which holds.
    #[error("chứng thư có nhiều tên urn:lienthong (the certificate carries several urn:lienthong URIs)")]
    SeveralUris,
    /// The URI is none of the four forms of D29.
    #[error("tên urn:lienthong sai dạng (the urn:lienthong URI has none of the known forms)")]
    Malformed,
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{PREFIX}{}", self.agency())?;
        match self {
            Self::Node { .. } => Ok(()),
            Self::System { name, .. } => write!(f, ":system:{name}"),
            Self::Reader { name, .. } => write!(f, ":reader:{name}"),
            Self::UnitUser { unit, user, .. } => write!(f, ":unit:{}:user:{user}", unit.hyphenated()),
        }
    }
}

impl FromStr for Identity {
    type Err = IdentityError;

    fn from_str(uri: &str) -> Result<Self, IdentityError> {
        let rest = uri.strip_prefix(PREFIX).ok_or(IdentityError::Malformed)?;
        let parts: Vec<&str> = rest.split(':').collect();
        match *parts.as_slice() {
            [agency] => Ok(Self::Node { agency: AgencyId(uuid(agency)?) }),
            [agency, "system", name] => {
                Ok(Self::System { agency: AgencyId(uuid(agency)?), name: self::name(name)? })
            }
            [agency, "reader", name] => {
                Ok(Self::Reader { agency: AgencyId(uuid(agency)?), name: self::name(name)? })
            }
            [agency, "unit", unit, "user", user] => Ok(Self::UnitUser {
                agency: AgencyId(uuid(agency)?),
                unit: uuid(unit)?,
                user: account(user)?,
            }),
            _ => Err(IdentityError::Malformed),
        }
    }
}

/// One spelling alone, so that equal identities are equal texts.
fn uuid(text: &str) -> Result<Uuid, IdentityError> {
    let uuid = Uuid::try_parse(text).map_err(|_| IdentityError::Malformed)?;
    if uuid.hyphenated().to_string() == text { Ok(uuid) } else { Err(IdentityError::Malformed) }
}

/// A name of a system or reader: 1 to 40 of `a-z 0-9 -`.
///
/// # Errors
/// [`IdentityError::Malformed`] for anything else.
pub fn name(text: &str) -> Result<String, IdentityError> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    within(text, 40, fits)
}

fn account(text: &str) -> Result<String, IdentityError> {
    within(text, 64, |byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn within(text: &str, longest: usize, fits: impl Fn(u8) -> bool) -> Result<String, IdentityError> {
    if (1..=longest).contains(&text.len()) && text.bytes().all(fits) {
        Ok(text.to_owned())
    } else {
        Err(IdentityError::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENCY: &str = "01890000-0000-7000-8000-000000000108";

    #[test]
    fn the_four_forms_print_as_they_are_read() {
        let forms = [
            (String::new(), "node"),
            (":system:sis".to_owned(), "system"),
            (":reader:dashboard-2".to_owned(), "reader"),
            (format!(":unit:{AGENCY}:user:u.17_A-b"), "unit_user"),
        ];
        for (rest, kind) in forms {
            let uri = format!("{PREFIX}{AGENCY}{rest}");
            let identity: Identity = uri.parse().unwrap();
            assert_eq!((identity.to_string(), identity.kind()), (uri, kind));
            assert_eq!(identity.agency().to_string(), AGENCY);
        }
    }

    #[test]
    fn nothing_else_is_an_identity() {
        let long = "x".repeat(41);
        let wrong = [
            String::new(),
            "urn:lienthong:agency:".to_owned(),
            format!("urn:other:agency:{AGENCY}"),
            format!("{PREFIX}{}", AGENCY.to_uppercase().replace('0', "A")),
            format!("{PREFIX}{}", AGENCY.replace('-', "")),
            format!("{PREFIX}{AGENCY}:"),
            format!("{PREFIX}{AGENCY}:system:"),
            format!("{PREFIX}{AGENCY}:system:SIS"),
            format!("{PREFIX}{AGENCY}:system:{long}"),
            format!("{PREFIX}{AGENCY}:admin:root"),
            format!("{PREFIX}{AGENCY}:system:sis:reader:x"),
            format!("{PREFIX}{AGENCY}:unit:{AGENCY}:user:Nguyễn"),
            format!("{PREFIX}{AGENCY}:unit:{AGENCY}"),
        ];
        for uri in wrong {
            assert_eq!(uri.parse::<Identity>(), Err(IdentityError::Malformed), "{uri}");
        }
    }

    #[test]
    fn no_certificate_is_no_identity() {
        assert_eq!(Identity::from_peer_certs(&[]), Err(IdentityError::NoCertificate));
        let junk = CertificateDer::from(vec![1, 2, 3]);
        assert_eq!(Identity::from_peer_certs(&[junk]), Err(IdentityError::Unreadable));
    }
}
