//! What a node has before it serves: config, trust, clock, keys, all checked against each other, and a bound port.

use crate::client::{ClientError, ClientTls, Connection, Patience, Target, connect};
use crate::clock::{Clock, ClockError, clock_for};
use crate::config::{Config, Role};
use crate::identity::Identity;
use crate::keys::{KeyError, certificate, files, signing};
use crate::listen::{Bound, ListenError};
use crate::server::{ServerTls, TlsError};
use crate::trust::TrustBundle;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use ed25519_dalek::SigningKey;
use std::sync::Arc;

/// The foundation of a node.
#[derive(Debug)]
pub struct Node {
    /// Its config.
    pub config: Config,
    /// What it trusts.
    pub trust: TrustBundle,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// The key that signs its journal.
    pub signing_key: SigningKey,
    /// Its certificate as a server.
    pub server_tls: Arc<ServerTls>,
    /// Its certificate as a client.
    pub client_tls: ClientTls,
}

/// Why a node does not start.
#[derive(Debug, thiserror::Error)]
pub enum NodeError {
    /// A key, certificate or trust file.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The clock.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The server's certificate and key.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The client's certificate and key, or the coordinator's address.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The config is for another kind of agency than the trust file.
    #[error(
        "CONFIG_WRONG_ROLE: cấu hình dành cho {role}, nhưng tệp tin cậy ghi {kind} (the config is for another role than the trust file)"
    )]
    Role {
        /// Role of the config.
        role: Role,
        /// Code of the agency's kind, such as `COLLEGE`.
        kind: &'static str,
    },
    /// The port is taken, or the address is not this machine's.
    #[error(transparent)]
    Listen(#[from] ListenError),
}

impl Node {
    /// Reads everything that the config names and checks it against each other: the certificate is of this agency and
    /// of this authority, the signing key is the registered one, the role fits the kind of agency.
    ///
    /// # Errors
    /// The first thing that does not fit; the process then exits with [`crate::config::EXIT_CONFIG`].
    pub fn open(config: Config) -> Result<Self, NodeError> {
        let trust = TrustBundle::load(&config.trust_anchor)?;
        let clock = clock_for(&config, &trust)?;
        let signing_key = signing::load(&config.signing_key)?;
        let registered = trust.registered(trust.own());
        let registered =
            registered.ok_or_else(|| KeyError::malformed("trust", "own agency is not registered"))?;
        if registered.signing_key != signing_key.verifying_key().to_bytes() {
            return Err(KeyError::WrongKey { what: "signing key".to_owned() }.into());
        }
        if role_of(registered.kind) != config.role {
            let kind = crate::keys::text::kind_code(registered.kind);
            return Err(NodeError::Role { role: config.role, kind });
        }
        let server_tls = Arc::new(ServerTls::load(&config.tls)?);
        let client_tls = ClientTls::load(&config.tls)?;
        check_certificate(&config, &trust, clock.as_ref())?;
        Ok(Self { config, trust, clock, signing_key, server_tls, client_tls })
    }

    /// The agency that this node is.
    #[must_use]
    pub const fn own(&self) -> AgencyId {
        self.trust.own()
    }

    /// Opens the port, as [`Listen::bind`](crate::config::Listen::bind) does.
    ///
    /// # Errors
    /// [`ListenError`] when it is taken.
    pub async fn bind(&self) -> Result<Bound, ListenError> {
        self.config.listen.bind().await
    }

    /// A connection to the coordinator, made at the first call.
    ///
    /// # Errors
    /// When its address or the certificates cannot be used.
    pub fn coordinator(&self, patience: &Patience) -> Result<Connection, ClientError> {
        connect(&Target::coordinator(&self.config, &self.trust), &self.client_tls, patience)
    }
}

/// The role that serves a kind of agency; every office of the province is a `department` (D1).
const fn role_of(kind: AgencyKind) -> Role {
    match kind {
        AgencyKind::District => Role::District,
        AgencyKind::College => Role::College,
        AgencyKind::Coordinator => Role::Coordinator,
        AgencyKind::Education
        | AgencyKind::HomeAffairs
        | AgencyKind::Finance
        | AgencyKind::Communications
        | AgencyKind::Province => Role::Department,
    }
}

fn check_certificate(config: &Config, trust: &TrustBundle, clock: &dyn Clock) -> Result<(), KeyError> {
    let pem = files::read(&config.tls.certificate)?;
    let public_key = crate::keys::tls::public_key(&config.tls.key)?;
    let expected = certificate::Expected {
        what: "node",
        identity: &Identity::Node { agency: trust.own() },
        public_key: &public_key,
        real_now: clock.real(),
    };
    certificate::check(&pem, trust.ca_pem(), &expected)
}
