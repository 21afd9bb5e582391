//! Calling another node: mTLS with the own certificate, keep-alive (it is what notices a cut link), a deadline, and the
//! request id and contract revision in every call.

mod trouble;

pub use trouble::{Bound, CertificateTrouble, server_trouble};

use crate::config::{Config, TlsFiles};
use crate::keys::certificate::{Validity, validity};
use crate::permission::{CONTRACT_REVISION, REVISION_HEADER};
use crate::request_id;
use crate::trust::TrustBundle;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tonic::metadata::{MetadataKey, MetadataMap, MetadataValue};
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};
use tonic::{Request, Status};

/// A connection to one node; give it to a generated client: `ProgressServiceClient::new(connection)`. Cheap to clone,
/// connects at the first call and again after a loss.
pub type Connection = InterceptedService<Channel, Outgoing>;

/// Where a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// `https://host:port`.
    pub url: String,
    /// Name that its certificate must carry, where it is not the host of the URL.
    pub server_name: Option<String>,
}

impl Target {
    /// The coordinator: from the config, else from the trust anchor.
    #[must_use]
    pub fn coordinator(config: &Config, trust: &TrustBundle) -> Self {
        let url = config.coordinator.url.clone().unwrap_or_else(|| trust.anchor().coordinator_url.clone());
        Self { url, server_name: config.coordinator.server_name.clone() }
    }
}

/// The caller's certificate and key, and the authority that the server must be of; PEM texts.
#[derive(Clone)]
pub struct ClientTls {
    ca: Certificate,
    identity: Identity,
    files: TlsFiles,
    validity: Validity,
}

impl std::fmt::Debug for ClientTls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientTls(REDACTED)")
    }
}

impl ClientTls {
    /// Reads the files.
    ///
    /// # Errors
    /// When one cannot be read, or the certificate is none.
    pub fn load(files: &TlsFiles) -> Result<Self, ClientError> {
        let read = |file: &Path| {
            std::fs::read(file)
                .map_err(|error| ClientError::File { file: file.to_path_buf(), why: error.to_string() })
        };
        let certificate = read(&files.certificate)?;
        let file = files.certificate.clone();
        let validity = validity(&certificate, &file.display().to_string())
            .map_err(|error| ClientError::File { file: file.clone(), why: error.to_string() })?;
        let identity = Identity::from_pem(certificate, read(&files.key)?);
        Ok(Self { ca: Certificate::from_pem(read(&files.ca)?), identity, files: files.clone(), validity })
    }

    /// The same files as they are now: what was renewed since is used from the next connection on.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn reload(&self) -> Result<Self, ClientError> {
        Self::load(&self.files)
    }

    /// From when to when the caller's certificate holds.
    #[must_use]
    pub const fn validity(&self) -> Validity {
        self.validity
    }
}

/// Patience of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the TCP and TLS connection.
    pub connect: Duration,
    /// For the answer to begin; streams may then go on for ever.
    pub answer: Duration,
    /// Silence after which the server is asked for a sign of life.
    pub keep_alive: Duration,
    /// For that sign.
    pub keep_alive_timeout: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            answer: Duration::from_secs(30),
            keep_alive: Duration::from_secs(20),
            keep_alive_timeout: Duration::from_secs(10),
        }
    }
}

/// Why there is no connection to try with. A server that is away is not one of these: calls then fail as UNAVAILABLE.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// A certificate or key file cannot be read.
    #[error("tệp {file}: {why} (the file cannot be read)", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        why: String,
    },
    /// URL, name or certificates cannot be used.
    #[error("không dùng được {url}: {why} (the URL or the certificates cannot be used)")]
    Target {
        /// The URL.
        url: String,
        /// What is wrong.
        why: String,
    },
}

/// A connection, made at the first call.
///
/// # Errors
/// When the URL is not `https://host:port`, or certificate and key cannot be used.
pub fn connect(target: &Target, tls: &ClientTls, patience: &Patience) -> Result<Connection, ClientError> {
    let wrong = |why: String| ClientError::Target { url: target.url.clone(), why };
    if !target.url.starts_with("https://") {
        return Err(wrong("https://".to_owned()));
    }
    let mut config = ClientTlsConfig::new().ca_certificate(tls.ca.clone()).identity(tls.identity.clone());
    if let Some(name) = &target.server_name {
        config = config.domain_name(name);
    }
    let endpoint = Endpoint::from_shared(target.url.clone())
        .and_then(|endpoint| endpoint.tls_config(config))
        .map_err(|error| wrong(chain(&error)))?
        .connect_timeout(patience.connect)
        .timeout(patience.answer)
        .tcp_nodelay(true)
        .http2_keep_alive_interval(patience.keep_alive)
        .keep_alive_timeout(patience.keep_alive_timeout)
        .keep_alive_while_idle(true);
    Ok(InterceptedService::new(endpoint.connect_lazy(), Outgoing))
}

/// An error with everything beneath it.
fn chain(error: &dyn std::error::Error) -> String {
    let beneath = std::iter::successors(error.source(), |error| error.source());
    beneath.fold(error.to_string(), |text, error| format!("{text}: {error}"))
}

/// Adds the request id of the task and the contract revision to every call.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing;

impl Interceptor for Outgoing {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let metadata = request.metadata_mut();
        metadata.insert(REVISION_HEADER, MetadataValue::from(CONTRACT_REVISION));
        propagate(metadata);
        Ok(request)
    }
}

fn propagate(metadata: &mut MetadataMap) {
    let Some(id) = request_id::current() else { return };
    if let Ok(value) = MetadataValue::try_from(id.as_str()) {
        metadata.insert(MetadataKey::from_static("x-request-id"), value);
    }
}
