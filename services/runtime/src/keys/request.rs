//! What `lienthong init` writes: keys that never leave the node, and `request.json` for the Sở to sign.

use super::document::{Document, Signed};
use super::files::NodeFiles;
use super::text::{hex_key, kind};
use super::{KeyError, signing, tls};
use crate::identity;
use crate::trust::ClientRole;
use domain::vocabulary::AgencyKind;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::path::Path;

/// What a node asks the Sở for. Signed by the signing key that it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// What the agency is for.
    #[serde(with = "kind")]
    pub kind: AgencyKind,
    /// Code, text with leading zeros, such as `108`.
    pub code: String,
    /// Name, such as "Phòng GD&ĐT huyện Sìn Hồ".
    pub name: String,
    /// Ed25519 key that will sign the journal.
    #[serde(with = "hex_key")]
    pub signing_key: [u8; 32],
    /// Certificate request for the node's TLS key, PEM.
    pub certificate_request: String,
    /// DNS names under which the node is reached.
    pub dns_names: Vec<String>,
    /// Addresses under which the node is reached.
    pub ips: Vec<IpAddr>,
    /// Systems and readers of the agency that need certificates.
    pub clients: Vec<ClientRequest>,
}

impl Document for Request {
    const FORMAT: &'static str = "lienthong/request/v1";
}

/// A system or reader that needs a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientRequest {
    /// System or reader.
    pub role: ClientRole,
    /// Its name, as it will stand in the identity.
    pub name: String,
    /// Certificate request for its key, PEM.
    pub certificate_request: String,
}

/// What is to be requested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSpec {
    /// What the agency is for.
    pub kind: AgencyKind,
    /// Code, text with leading zeros.
    pub code: String,
    /// Name.
    pub name: String,
    /// DNS names under which the node is reached.
    pub dns_names: Vec<String>,
    /// Addresses under which the node is reached.
    pub ips: Vec<IpAddr>,
    /// Names of systems that need certificates.
    pub systems: Vec<String>,
    /// Names of readers that need certificates.
    pub readers: Vec<String>,
}

/// Makes the keys that are missing below `dir` and writes `request.json` there. Keys that stand are kept, so the same
/// call renews certificates. `seed`: 32 random bytes for a new signing key.
///
/// # Errors
/// When a name does not fit, or a file cannot be read or written.
pub fn create(dir: &Path, spec: &RequestSpec, seed: [u8; 32]) -> Result<Signed<Request>, KeyError> {
    let files = NodeFiles::below(dir);
    let systems = spec.systems.iter().map(|name| (ClientRole::System, name));
    let readers = spec.readers.iter().map(|name| (ClientRole::Reader, name));
    let wanted: Vec<_> = systems.chain(readers).collect();
    if let Some((_, name)) = wanted.iter().find(|(_, name)| identity::name(name).is_err()) {
        return Err(KeyError::BadName { what: "system or reader name", value: (*name).clone() });
    }
    let signing_key = signing::load_or_create(&files.signing_key(), seed)?;
    let node = tls::load_or_create(&files.tls_key())?;
    let mut clients = Vec::with_capacity(wanted.len());
    for (role, name) in wanted {
        let key = tls::load_or_create(&files.client_key(role, name))?;
        let certificate_request = tls::certificate_request(&key, name)?;
        clients.push(ClientRequest { role, name: name.clone(), certificate_request });
    }
    let request = Request {
        kind: spec.kind,
        code: spec.code.clone(),
        name: spec.name.clone(),
        signing_key: signing_key.verifying_key().to_bytes(),
        certificate_request: tls::certificate_request(&node, &spec.code)?,
        dns_names: spec.dns_names.clone(),
        ips: spec.ips.clone(),
        clients,
    };
    let signed = Signed::sign(request, &signing_key)?;
    signed.write(&files.request())?;
    Ok(signed)
}

/// The content of a request, once its signature by the key that it names is verified.
///
/// # Errors
/// [`KeyError::ForeignSignature`]: somebody asks in the name of a key that he does not hold.
pub fn verify(signed: Signed<Request>) -> Result<Request, KeyError> {
    let key = signed.content().signing_key;
    signed.verified(&key)
}
