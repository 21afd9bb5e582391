//! The certificate authority of a province, made by the program. Node certificates are server and client at once,
//! all others client only; one year each, from an hour ago by the real clock.

use super::{KeyError, certificate, files};
use crate::identity::Identity;
use domain::date::Instant;
use domain::ids::AgencyId;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, SanType,
};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A year, in seconds: how long a certificate holds.
const YEAR: u64 = 365 * 86_400;
/// Clocks of offices differ: certificates hold from this many seconds before they are made.
const BEFORE: i64 = 3_600;
/// Seconds for which the authority itself holds: ten years.
const AUTHORITY: u64 = 10 * YEAR;

/// The authority: issues certificates with its key.
#[derive(Debug)]
pub struct CertificateAuthority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl CertificateAuthority {
    /// Makes an authority and writes `ca.pem` and `ca-key.pem` (0600) into `dir`. `rehearsal` marks it for ever as one
    /// under which business time may be made up.
    ///
    /// # Errors
    /// When an authority already stands there, or a file cannot be written.
    pub fn create(dir: &Path, name: &str, rehearsal: bool, real_now: Instant) -> Result<Self, KeyError> {
        let (certificate_file, key_file) = paths(dir);
        if key_file.exists() {
            return Err(KeyError::File { file: key_file, why: "already exists".to_owned() });
        }
        let key =
            KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).map_err(KeyError::crypto("CA key"))?;
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        if rehearsal {
            params.distinguished_name.push(DnType::OrganizationalUnitName, certificate::REHEARSAL);
        }
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        holds(&mut params, real_now, AUTHORITY);
        let pem = params.self_signed(&key).map_err(KeyError::crypto("CA"))?.pem();
        files::write_secret(&key_file, &key.serialize_pem())?;
        files::write_public(&certificate_file, &pem)?;
        Self::from_parts(pem, key)
    }

    /// Whether an authority stands in `dir`.
    #[must_use]
    pub fn stands(dir: &Path) -> bool {
        paths(dir).1.exists()
    }

    /// Reads the authority that [`create`](Self::create) wrote into `dir`.
    ///
    /// # Errors
    /// When a file is missing or cannot be read.
    pub fn load(dir: &Path) -> Result<Self, KeyError> {
        let (certificate_file, key_file) = paths(dir);
        Self::from_parts(files::read(&certificate_file)?, super::tls::load(&key_file)?)
    }

    fn from_parts(pem: String, key: KeyPair) -> Result<Self, KeyError> {
        let issuer = Issuer::from_ca_cert_pem(&pem, key).map_err(KeyError::crypto("CA"))?;
        Ok(Self { pem, issuer })
    }

    /// The authority's certificate, PEM.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// Issues a node's certificate for the key of a certificate request (PEM); names in the request are ignored, the
    /// certificate carries the agency's URI and the given DNS and IP names, which foreign clients check.
    ///
    /// # Errors
    /// When the request cannot be read or is not signed by its own key, or a name is not a DNS name.
    pub fn issue_node(
        &self,
        request_pem: &str,
        agency: AgencyId,
        names: &ServerNames,
        real_now: Instant,
    ) -> Result<String, KeyError> {
        let mut params = leaf(&Identity::Node { agency }, real_now)?;
        for dns in &names.dns {
            params.subject_alt_names.push(SanType::DnsName(ia5("DNS name", dns)?));
        }
        params.subject_alt_names.extend(names.ips.iter().copied().map(SanType::IpAddress));
        params.extended_key_usages =
            vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(&params, request_pem)
    }

    /// Issues a client certificate for a system, a reader or a unit's user.
    ///
    /// # Errors
    /// When the request cannot be read or is not signed by its own key.
    pub fn issue_client(
        &self,
        request_pem: &str,
        identity: &Identity,
        real_now: Instant,
    ) -> Result<String, KeyError> {
        let mut params = leaf(identity, real_now)?;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        self.sign(&params, request_pem)
    }

    fn sign(&self, params: &CertificateParams, request_pem: &str) -> Result<String, KeyError> {
        let request = CertificateSigningRequestParams::from_pem(request_pem)
            .map_err(|error| KeyError::malformed("certificate request", error))?;
        let signed = params.signed_by(&request.public_key, &self.issuer);
        Ok(signed.map_err(KeyError::crypto("certificate"))?.pem())
    }
}

/// The names under which a node's server is reached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServerNames {
    /// DNS names.
    pub dns: Vec<String>,
    /// Addresses.
    pub ips: Vec<IpAddr>,
}

impl ServerNames {
    /// Adds the host of a URL, unless it is there or the URL has none.
    pub fn add_host_of(&mut self, url: &str) {
        let uri = url.parse::<http::Uri>();
        let Some(host) = uri.as_ref().ok().and_then(|uri| uri.host()).filter(|host| !host.is_empty()) else {
            return;
        };
        match host.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(ip) if !self.ips.contains(&ip) => self.ips.push(ip),
            Err(_) if !self.dns.iter().any(|name| name.eq_ignore_ascii_case(host)) => {
                self.dns.push(host.to_owned());
            }
            _ => {}
        }
    }
}

fn leaf(identity: &Identity, real_now: Instant) -> Result<CertificateParams, KeyError> {
    let uri = identity.to_string();
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, format!("lienthong {}", identity.kind()));
    params.subject_alt_names.push(SanType::URI(ia5("URI", &uri)?));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.use_authority_key_identifier_extension = true;
    holds(&mut params, real_now, YEAR);
    Ok(params)
}

fn ia5(what: &'static str, value: &str) -> Result<rcgen::string::Ia5String, KeyError> {
    let bad = || KeyError::BadName { what, value: value.to_owned() };
    if value.is_empty() || value.len() > 253 {
        return Err(bad());
    }
    value.try_into().map_err(|_| bad())
}

fn holds(params: &mut CertificateParams, real_now: Instant, seconds: u64) {
    let now = u64::try_from(real_now.0.div_euclid(1000).saturating_sub(BEFORE)).unwrap_or(0);
    let epoch = rcgen::date_time_ymd(1970, 1, 1);
    params.not_before = epoch + Duration::from_secs(now);
    params.not_after = epoch + Duration::from_secs(now.saturating_add(seconds));
}

fn paths(dir: &Path) -> (PathBuf, PathBuf) {
    (dir.join("ca.pem"), dir.join("ca-key.pem"))
}
