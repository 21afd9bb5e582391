//! Where a node keeps its keys, and how they are written: whole or not at all, secrets for the owner's eyes only.

use super::KeyError;
use crate::trust::ClientRole;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The files of one node, below its directory. The names are those of the example configs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeFiles {
    dir: PathBuf,
}

impl NodeFiles {
    /// The files below a directory.
    #[must_use]
    pub fn below(dir: &Path) -> Self {
        Self { dir: dir.to_path_buf() }
    }

    /// `keys/signing.pem`: Ed25519, PKCS#8, secret. What the agency is.
    #[must_use]
    pub fn signing_key(&self) -> PathBuf {
        self.dir.join("keys/signing.pem")
    }

    /// `keys/tls.pem`: ECDSA P-256, PKCS#8, secret.
    #[must_use]
    pub fn tls_key(&self) -> PathBuf {
        self.dir.join("keys/tls.pem")
    }

    /// `keys/certificate.pem`: the node's certificate.
    #[must_use]
    pub fn certificate(&self) -> PathBuf {
        self.dir.join("keys/certificate.pem")
    }

    /// `keys/ca.pem`: the authority's certificate.
    #[must_use]
    pub fn ca(&self) -> PathBuf {
        self.dir.join("keys/ca.pem")
    }

    /// `trust.json`: the install file as it was signed.
    #[must_use]
    pub fn trust(&self) -> PathBuf {
        self.dir.join("trust.json")
    }

    /// `request.json`: what the Sở is asked to sign.
    #[must_use]
    pub fn request(&self) -> PathBuf {
        self.dir.join("request.json")
    }

    /// `clients/<role>-<name>/key.pem`: secret key of a system or reader.
    #[must_use]
    pub fn client_key(&self, role: ClientRole, name: &str) -> PathBuf {
        self.client(role, name).join("key.pem")
    }

    /// `clients/<role>-<name>/certificate.pem`.
    #[must_use]
    pub fn client_certificate(&self, role: ClientRole, name: &str) -> PathBuf {
        self.client(role, name).join("certificate.pem")
    }

    fn client(&self, role: ClientRole, name: &str) -> PathBuf {
        self.dir.join("clients").join(format!("{}-{name}", role.word()))
    }
}

/// Reads a text file.
///
/// # Errors
/// [`KeyError::File`].
pub fn read(file: &Path) -> Result<String, KeyError> {
    fs::read_to_string(file).map_err(failed(file))
}

/// Writes a file that anybody may read, in one step.
///
/// # Errors
/// [`KeyError::File`].
pub fn write_public(file: &Path, text: &str) -> Result<(), KeyError> {
    write(file, text, 0o644)
}

/// Writes a secret in one step, readable by its owner alone (mode 0600 where the system knows modes).
///
/// # Errors
/// [`KeyError::File`].
pub fn write_secret(file: &Path, text: &str) -> Result<(), KeyError> {
    write(file, text, 0o600)
}

fn write(file: &Path, text: &str, mode: u32) -> Result<(), KeyError> {
    if let Some(dir) = file.parent() {
        fs::create_dir_all(dir).map_err(failed(dir))?;
    }
    let beside = file.with_extension("new");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(&beside)(error)),
        _ => {}
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    restrict(&mut options, mode);
    let mut opened = options.open(&beside).map_err(failed(&beside))?;
    opened.write_all(text.as_bytes()).and_then(|()| opened.sync_all()).map_err(failed(&beside))?;
    fs::rename(&beside, file).map_err(failed(file))
}

#[cfg(unix)]
fn restrict(options: &mut fs::OpenOptions, mode: u32) {
    std::os::unix::fs::OpenOptionsExt::mode(options, mode);
}

#[cfg(not(unix))]
fn restrict(_options: &mut fs::OpenOptions, _mode: u32) {}

fn failed(file: &Path) -> impl Fn(std::io::Error) -> KeyError {
    move |error| KeyError::File { file: file.to_path_buf(), why: error.to_string() }
}
