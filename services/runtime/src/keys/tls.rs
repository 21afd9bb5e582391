//! TLS keys: ECDSA P-256, since older .NET, Node and gRPC clients speak nothing newer. The randomness is the crypto
//! library's own; nothing that is recorded hangs on it.

use super::{KeyError, files};
use rcgen::{CertificateParams, DnType, KeyPair, PublicKeyData};
use std::path::Path;

/// Reads a key from its file.
///
/// # Errors
/// When the file cannot be read or holds no private key.
pub fn load(file: &Path) -> Result<KeyPair, KeyError> {
    KeyPair::from_pem(&files::read(file)?)
        .map_err(|error| KeyError::malformed(file.display().to_string(), error))
}

/// The key in the file; where there is none, a new one is written there first. A key that stands is never written over.
///
/// # Errors
/// When the file cannot be read or written, or holds no private key.
pub fn load_or_create(file: &Path) -> Result<KeyPair, KeyError> {
    if file.exists() {
        return load(file);
    }
    let key = KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).map_err(KeyError::crypto("TLS key"))?;
    files::write_secret(file, &key.serialize_pem())?;
    Ok(key)
}

/// The public half of the key in a file, as DER SubjectPublicKeyInfo.
///
/// # Errors
/// As [`load`].
pub fn public_key(file: &Path) -> Result<Vec<u8>, KeyError> {
    Ok(load(file)?.subject_public_key_info())
}

/// A certificate request for the key, PEM. It proves that the key is held; names are the authority's to give.
///
/// # Errors
/// When the crypto library refuses.
pub fn certificate_request(key: &KeyPair, common_name: &str) -> Result<String, KeyError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    let request = params.serialize_request(key).map_err(KeyError::crypto("certificate request"))?;
    request.pem().map_err(KeyError::crypto("certificate request"))
}
