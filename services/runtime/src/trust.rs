//! What a node trusts from its first start: the anchor and the registry as the department signed them into the install
//! file (D37). The registry of record is the department's journal; this one serves until it has arrived.

use crate::keys::document::{Document, Signed};
use crate::keys::text::{agency, hex_key, kind};
use crate::keys::{KeyError, certificate};
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Whom every node believes without further proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustAnchor {
    /// The agency whose journal is the registry: the Sở GD&ĐT.
    #[serde(with = "agency")]
    pub department: AgencyId,
    /// Ed25519 key that signs the department's journal and the install files.
    #[serde(with = "hex_key")]
    pub department_key: [u8; 32],
    /// The coordinator.
    #[serde(with = "agency")]
    pub coordinator: AgencyId,
    /// Ed25519 key that signs the coordinator's journal and cosigns receipts.
    #[serde(with = "hex_key")]
    pub coordinator_key: [u8; 32],
    /// Where the coordinator listens: `https://host:port`.
    pub coordinator_url: String,
}

/// An agency of the registry, as far as the exchange needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisteredAgency {
    /// Permanent id.
    #[serde(with = "agency")]
    pub id: AgencyId,
    /// What it is for.
    #[serde(with = "kind")]
    pub kind: AgencyKind,
    /// Code, text with leading zeros.
    pub code: String,
    /// Name.
    pub name: String,
    /// Ed25519 key that signs its journal.
    #[serde(with = "hex_key")]
    pub signing_key: [u8; 32],
}

/// What `keys sign` makes for one agency. Certificates are PEM text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// Id minted for the agency.
    #[serde(with = "agency")]
    pub agency: AgencyId,
    /// The node's certificate: server and client.
    pub certificate: String,
    /// Certificates of the agency's systems and readers.
    pub clients: Vec<IssuedClient>,
    /// Certificate of the authority.
    pub ca: String,
    /// Whom to believe.
    pub anchor: TrustAnchor,
    /// All agencies known when this was signed, this one included.
    pub registry: Vec<RegisteredAgency>,
}

impl Document for Install {
    const FORMAT: &'static str = "lienthong/install/v1";
}

/// A certificate for a system or reader of the agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuedClient {
    /// System or reader.
    pub role: ClientRole,
    /// Its name, as in the identity.
    pub name: String,
    /// The certificate, PEM.
    pub certificate: String,
}

/// What a client certificate of an agency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientRole {
    /// A system that writes.
    System,
    /// A reader.
    Reader,
}

impl ClientRole {
    /// The word of the identity: `system` or `reader`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Reader => "reader",
        }
    }
}

/// The verified install file of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustBundle {
    install: Install,
    rehearsal: bool,
}

impl TrustBundle {
    /// Reads and verifies the file that `[trust] anchor` names.
    ///
    /// # Errors
    /// When it cannot be read, is not an install file, its signature is not by the department that it names, or its
    /// authority's certificate cannot be read.
    pub fn load(file: &Path) -> Result<Self, KeyError> {
        Self::verify(Signed::read(file)?)
    }

    /// Verifies an install file: its signature must be by the department key that it names.
    ///
    /// # Errors
    /// [`KeyError::ForeignSignature`], or what is wrong with the authority's certificate.
    pub fn verify(signed: Signed<Install>) -> Result<Self, KeyError> {
        let key = signed.content().anchor.department_key;
        let install = signed.verified(&key)?;
        let rehearsal = certificate::is_rehearsal(&install.ca)?;
        Ok(Self { install, rehearsal })
    }

    /// The agency that this node is.
    #[must_use]
    pub const fn own(&self) -> AgencyId {
        self.install.agency
    }

    /// Whom to believe.
    #[must_use]
    pub const fn anchor(&self) -> &TrustAnchor {
        &self.install.anchor
    }

    /// The agencies known at install, in the order of the file.
    #[must_use]
    pub fn registry(&self) -> &[RegisteredAgency] {
        &self.install.registry
    }

    /// An agency known at install.
    #[must_use]
    pub fn registered(&self, id: AgencyId) -> Option<&RegisteredAgency> {
        self.install.registry.iter().find(|agency| agency.id == id)
    }

    /// The certificate of the authority, PEM.
    #[must_use]
    pub fn ca_pem(&self) -> &str {
        &self.install.ca
    }

    /// Whether the authority was made for a rehearsal: only then may business time be made up.
    #[must_use]
    pub const fn is_rehearsal(&self) -> bool {
        self.rehearsal
    }
}
