//! The server's side of mTLS. The material can be replaced while serving: new connections take the new one.

use crate::config::TlsFiles;
use crate::keys::certificate::{Validity, validity};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Certificate, key and authority of a server. Peers without a certificate of this authority are not let in.
pub struct ServerTls {
    files: TlsFiles,
    current: RwLock<Material>,
}

/// What was read, and what it makes.
struct Material {
    read: Texts,
    config: Arc<ServerConfig>,
    validity: Validity,
}

/// The bytes of the files.
#[derive(PartialEq, Eq)]
struct Texts {
    certificate: Vec<u8>,
    key: Vec<u8>,
    ca: Vec<u8>,
}

impl fmt::Debug for ServerTls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerTls").field("files", &self.files).finish_non_exhaustive()
    }
}

/// The TLS material cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("TLS: tệp {file}: {why} (the TLS material cannot be used)", file = file.display())]
pub struct TlsError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong.
    pub why: String,
}

impl ServerTls {
    /// Reads the files.
    ///
    /// # Errors
    /// When one cannot be read, or certificate and key do not fit.
    pub fn load(files: &TlsFiles) -> Result<Self, TlsError> {
        let current = RwLock::new(material(files, read(files)?)?);
        Ok(Self { files: files.clone(), current })
    }

    /// Reads the files again, and takes them if they say something else than before; tells whether they did. On failure everything stays as it was.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn reload(&self) -> Result<bool, TlsError> {
        let texts = read(&self.files)?;
        if self.current.read().unwrap_or_else(PoisonError::into_inner).read == texts {
            return Ok(false);
        }
        let fresh = material(&self.files, texts)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(true)
    }

    /// Looks at the files now and then, so that a certificate installed while the node runs is served without a restart; ends with the token. A file that is
    /// half written is looked at again the next time.
    pub async fn keep_fresh(self: Arc<Self>, every: Duration, shutdown: CancellationToken) {
        let mut told = None;
        loop {
            tokio::select! {
                () = tokio::time::sleep(every) => {}
                () = shutdown.cancelled() => return,
            }
            match self.reload() {
                Ok(changed) => {
                    told = None;
                    if changed {
                        tracing::info!(holds = %self.validity(), "the certificate was replaced");
                    }
                }
                Err(error) => {
                    let error = error.to_string();
                    if told.as_ref() != Some(&error) {
                        tracing::warn!(%error, "the certificate files cannot be used; the old certificate stays");
                        told = Some(error);
                    }
                }
            }
        }
    }

    /// What the next connection uses.
    #[must_use]
    pub fn current(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner).config)
    }

    /// From when to when the certificate in use holds.
    #[must_use]
    pub fn validity(&self) -> Validity {
        self.current.read().unwrap_or_else(PoisonError::into_inner).validity
    }
}

fn read(files: &TlsFiles) -> Result<Texts, TlsError> {
    let text = |file: &Path| std::fs::read(file).map_err(wrong(file));
    Ok(Texts { certificate: text(&files.certificate)?, key: text(&files.key)?, ca: text(&files.ca)? })
}

fn material(files: &TlsFiles, read: Texts) -> Result<Material, TlsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    for certificate in certificates(&files.ca, &read.ca)? {
        roots.add(certificate).map_err(wrong(&files.ca))?;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .map_err(wrong(&files.ca))?;
    let key = PrivateKeyDer::from_pem_slice(&read.key).map_err(wrong(&files.key))?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(wrong(&files.certificate))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(certificates(&files.certificate, &read.certificate)?, key)
        .map_err(wrong(&files.certificate))?;
    // gRPC first; HTTP/1.1 is for gRPC-Web alone.
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let name = files.certificate.display().to_string();
    let validity = validity(&read.certificate, &name).map_err(wrong(&files.certificate))?;
    Ok(Material { read, config: Arc::new(config), validity })
}

fn certificates(file: &Path, pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let all = all.map_err(wrong(file))?;
    if all.is_empty() { Err(wrong(file)("no certificate")) } else { Ok(all) }
}

fn wrong<E: ToString>(file: &Path) -> impl Fn(E) -> TlsError {
    move |error| TlsError { file: file.to_path_buf(), why: error.to_string() }
}
