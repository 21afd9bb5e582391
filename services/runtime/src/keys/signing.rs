//! The Ed25519 key that signs an agency's journal: PEM, PKCS#8 version 1 (so that older OpenSSL reads it), mode 0600.

use super::{KeyError, files};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes};
use std::path::Path;

/// Reads the key from its file.
///
/// # Errors
/// When the file cannot be read or holds no Ed25519 key.
pub fn load(file: &Path) -> Result<SigningKey, KeyError> {
    let pem = files::read(file)?;
    SigningKey::from_pkcs8_pem(&pem).map_err(|error| KeyError::malformed(file.display().to_string(), error))
}

/// The key in the file; where there is none, the key made from `seed` (32 random bytes) is written there first.
/// A key that stands is never written over.
///
/// # Errors
/// When the file cannot be read or written, or holds no Ed25519 key.
pub fn load_or_create(file: &Path, seed: [u8; 32]) -> Result<SigningKey, KeyError> {
    if file.exists() {
        return load(file);
    }
    let pair = KeypairBytes { secret_key: seed, public_key: None };
    let pem = pair.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyError::malformed("signing key", error))?;
    files::write_secret(file, &pem)?;
    load(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_its_file_and_is_never_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("keys/signing.pem");
        let made = load_or_create(&file, [7; 32]).unwrap();
        assert_eq!(made.to_bytes(), [7; 32]);
        assert_eq!(load_or_create(&file, [8; 32]).unwrap().to_bytes(), [7; 32]);
        assert_eq!(load(&file).unwrap().verifying_key(), made.verifying_key());
        std::fs::write(&file, "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n").unwrap();
        assert_eq!(load(&file).unwrap_err().reason(), "KEY_FILE_MALFORMED");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("signing.pem");
        load_or_create(&file, [7; 32]).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
