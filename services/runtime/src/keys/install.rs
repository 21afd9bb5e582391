//! What an agency does with the answer of the Sở: `keys install`. Everything is checked before anything is written.

use super::certificate::{Expected, check};
use super::document::Signed;
use super::files::{NodeFiles, write_public};
use super::sign::client_identity;
use super::{KeyError, signing, tls};
use crate::identity::Identity;
use crate::trust::{Install, TrustBundle};
use domain::date::Instant;
use std::path::Path;

/// Checks the install file against the keys below `dir` and writes certificates and `trust.json` there.
/// `department_key`: the key that the officer was told by other means; without it the first install is believed,
/// and every later one must be by the same department.
///
/// # Errors
/// [`KeyError::ForeignSignature`] when it is not signed by the trusted department; [`KeyError::WrongKey`] when it is
/// for other keys than those here; [`KeyError::WrongCertificate`]; or a file cannot be read or written.
pub fn install(
    dir: &Path,
    signed: &Signed<Install>,
    department_key: Option<&[u8; 32]>,
    real_now: Instant,
) -> Result<TrustBundle, KeyError> {
    let files = NodeFiles::below(dir);
    let bundle = TrustBundle::verify(signed.clone())?;
    let told = bundle.anchor().department_key;
    let standing = if files.trust().exists() { Some(TrustBundle::load(&files.trust())?) } else { None };
    let trusted = [department_key.copied(), standing.as_ref().map(|old| old.anchor().department_key)];
    if trusted.into_iter().flatten().any(|key| key != told) {
        return Err(KeyError::ForeignSignature { what: "install" });
    }
    if standing.is_some_and(|old| old.own() != bundle.own()) {
        return Err(KeyError::WrongKey { what: "agency".to_owned() });
    }
    let install = signed.content();
    check_signing_key(&files, &bundle)?;
    let node = Identity::Node { agency: install.agency };
    check_certificate(&install.certificate, &files.tls_key(), "node", &node, (&install.ca, real_now))?;
    for client in &install.clients {
        let identity = client_identity(install.agency, client.role, &client.name)?;
        let key = files.client_key(client.role, &client.name);
        check_certificate(&client.certificate, &key, &client.name, &identity, (&install.ca, real_now))?;
    }
    for client in &install.clients {
        write_public(&files.client_certificate(client.role, &client.name), &client.certificate)?;
    }
    write_public(&files.ca(), &install.ca)?;
    write_public(&files.certificate(), &install.certificate)?;
    signed.write(&files.trust())?;
    Ok(bundle)
}

fn check_signing_key(files: &NodeFiles, bundle: &TrustBundle) -> Result<(), KeyError> {
    let ours = signing::load(&files.signing_key())?.verifying_key().to_bytes();
    match bundle.registered(bundle.own()) {
        Some(agency) if agency.signing_key == ours => Ok(()),
        _ => Err(KeyError::WrongKey { what: "signing key".to_owned() }),
    }
}

fn check_certificate(
    pem: &str,
    key: &Path,
    what: &str,
    identity: &Identity,
    (ca, real_now): (&str, Instant),
) -> Result<(), KeyError> {
    let public_key = tls::public_key(key)?;
    check(pem, ca, &Expected { what, identity, public_key: &public_key, real_now })
}
