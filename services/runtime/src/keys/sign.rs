//! What the Sở does with a request: `keys sign`.

use super::authority::{CertificateAuthority, ServerNames};
use super::document::Signed;
use super::request::Request;
use super::{KeyError, request};
use crate::identity::Identity;
use crate::trust::{ClientRole, Install, IssuedClient, RegisteredAgency, TrustAnchor};
use domain::date::Instant;
use domain::ids::AgencyId;
use ed25519_dalek::SigningKey;

/// The desk at the Sở that signs requests.
#[derive(Debug)]
pub struct Signer<'a> {
    /// The authority.
    pub authority: &'a CertificateAuthority,
    /// The department's signing key; it must be the anchor's.
    pub department_key: &'a SigningKey,
    /// Whom the nodes shall believe.
    pub anchor: TrustAnchor,
    /// Agencies registered so far, ascending by whatever the Sở prefers; the new one is appended or replaced.
    pub registry: Vec<RegisteredAgency>,
    /// Real time: certificates hold from here for a year.
    pub real_now: Instant,
}

/// The registry line of a request, for an id minted by the caller.
#[must_use]
pub fn registration(request: &Request, id: AgencyId) -> RegisteredAgency {
    RegisteredAgency {
        id,
        kind: request.kind,
        code: request.code.clone(),
        name: request.name.clone(),
        signing_key: request.signing_key,
    }
}

impl Signer<'_> {
    /// Signs a request for the agency `id` (minted by the caller, or the old one at a renewal). The coordinator's certificate carries the host of the
    /// anchor's URL as well, for every node dials that.
    ///
    /// # Errors
    /// [`KeyError::ForeignSignature`] when the request is not signed by its own key; [`KeyError::WrongKey`] when the
    /// department's key is not the anchor's, or the id is registered with another signing key (a lost key is a
    /// registry entry of its own, D37); else what is wrong with the request.
    pub fn sign(&mut self, signed: Signed<Request>, id: AgencyId) -> Result<Signed<Install>, KeyError> {
        if self.department_key.verifying_key().to_bytes() != self.anchor.department_key {
            return Err(KeyError::WrongKey { what: "department key".to_owned() });
        }
        let request = request::verify(signed)?;
        self.register(registration(&request, id))?;
        let mut names = ServerNames { dns: request.dns_names.clone(), ips: request.ips.clone() };
        if id == self.anchor.coordinator {
            names.add_host_of(&self.anchor.coordinator_url);
        }
        let certificate =
            self.authority.issue_node(&request.certificate_request, id, &names, self.real_now)?;
        let mut clients = Vec::with_capacity(request.clients.len());
        for client in request.clients {
            let identity = client_identity(id, client.role, &client.name)?;
            let certificate =
                self.authority.issue_client(&client.certificate_request, &identity, self.real_now)?;
            clients.push(IssuedClient { role: client.role, name: client.name, certificate });
        }
        let install = Install {
            agency: id,
            certificate,
            clients,
            ca: self.authority.pem().to_owned(),
            anchor: self.anchor.clone(),
            registry: self.registry.clone(),
        };
        Signed::sign(install, self.department_key)
    }

    fn register(&mut self, new: RegisteredAgency) -> Result<(), KeyError> {
        match self.registry.iter_mut().find(|agency| agency.id == new.id) {
            Some(known) if known.signing_key != new.signing_key => {
                Err(KeyError::WrongKey { what: format!("signing key of {}", new.id) })
            }
            Some(known) => {
                *known = new;
                Ok(())
            }
            None => {
                self.registry.push(new);
                Ok(())
            }
        }
    }
}

/// The identity of a system or reader of an agency.
///
/// # Errors
/// [`KeyError::BadName`] when the name does not fit.
pub fn client_identity(agency: AgencyId, role: ClientRole, name: &str) -> Result<Identity, KeyError> {
    let bad = |_| KeyError::BadName { what: "system or reader name", value: name.to_owned() };
    let name = crate::identity::name(name).map_err(bad)?;
    Ok(match role {
        ClientRole::System => Identity::System { agency, name },
        ClientRole::Reader => Identity::Reader { agency, name },
    })
}
