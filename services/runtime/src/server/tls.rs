//! The server's side of mTLS. The material can be replaced while serving: new connections take the new one.

use crate::config::TlsFiles;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// Certificate, key and authority of a server. Peers without a certificate of this authority are not let in.
#[derive(Debug)]
pub struct ServerTls {
    files: TlsFiles,
    current: RwLock<Arc<ServerConfig>>,
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
        let current = RwLock::new(Arc::new(read(files)?));
        Ok(Self { files: files.clone(), current })
    }

    /// Reads the files again; on failure everything stays as it was.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn reload(&self) -> Result<(), TlsError> {
        let fresh = Arc::new(read(&self.files)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// What the next connection uses.
    #[must_use]
    pub fn current(&self) -> Arc<ServerConfig> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn read(files: &TlsFiles) -> Result<ServerConfig, TlsError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    for certificate in certificates(&files.ca)? {
        roots.add(certificate).map_err(wrong(&files.ca))?;
    }
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .map_err(wrong(&files.ca))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(wrong(&files.key))?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(wrong(&files.certificate))?
        .with_client_cert_verifier(verifier)
        .with_single_cert(certificates(&files.certificate)?, key)
        .map_err(wrong(&files.certificate))?;
    // gRPC first; HTTP/1.1 is for gRPC-Web alone.
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_file_iter(file).map_err(wrong(file))?.collect();
    let all = all.map_err(wrong(file))?;
    if all.is_empty() { Err(wrong(file)("no certificate")) } else { Ok(all) }
}

fn wrong<E: ToString>(file: &Path) -> impl Fn(E) -> TlsError {
    move |error| TlsError { file: file.to_path_buf(), why: error.to_string() }
}
