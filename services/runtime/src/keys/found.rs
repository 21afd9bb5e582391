//! Founding a province in one go, for `demo` and tests: the same three steps by file, for every agency at once.

use super::authority::CertificateAuthority;
use super::document::Signed;
use super::files::NodeFiles;
use super::install::install;
use super::request::{self, Request, RequestSpec};
use super::sign::{Signer, registration};
use super::{KeyError, signing};
use crate::trust::{TrustAnchor, TrustBundle};
use domain::date::Instant;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use std::path::PathBuf;

/// An agency to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Directory of its node.
    pub dir: PathBuf,
    /// What it requests.
    pub spec: RequestSpec,
    /// Id minted for it; an agency that stands keeps the id it has.
    pub id: AgencyId,
    /// 32 random bytes for its signing key; a key that stands is kept.
    pub seed: [u8; 32],
}

/// A province to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Founding {
    /// Directory of the authority; one that stands is used.
    pub authority_dir: PathBuf,
    /// Name in the authority's certificate.
    pub name: String,
    /// Whether business time may be made up under this authority.
    pub rehearsal: bool,
    /// Where the coordinator will listen: `https://host:port`.
    pub coordinator_url: String,
    /// The agencies; one of kind EDUCATION and one of kind COORDINATOR among them, by whom the anchor is made.
    pub members: Vec<Member>,
}

/// Makes or renews everything: authority, keys, requests, certificates, trust files. Every node knows all agencies.
/// Returns what each member trusts, in the order of the members.
///
/// # Errors
/// [`KeyError::Malformed`] when the department or the coordinator is missing; else what went wrong with a file.
pub fn found(founding: &Founding, real_now: Instant) -> Result<Vec<TrustBundle>, KeyError> {
    let authority = authority(founding, real_now)?;
    let mut requests = Vec::with_capacity(founding.members.len());
    for member in &founding.members {
        let trust = NodeFiles::below(&member.dir).trust();
        let id = if trust.exists() { TrustBundle::load(&trust)?.own() } else { member.id };
        requests.push((member, id, request::create(&member.dir, &member.spec, member.seed)?));
    }
    let of_kind = |kind| {
        let found = requests.iter().find(|(_, _, request)| request.content().kind == kind);
        found.ok_or_else(|| KeyError::malformed("province", format!("no agency of kind {kind:?}")))
    };
    let (department, coordinator) = (of_kind(AgencyKind::Education)?, of_kind(AgencyKind::Coordinator)?);
    let department_key = signing::load(&NodeFiles::below(&department.0.dir).signing_key())?;
    let anchor = TrustAnchor {
        department: department.1,
        department_key: department.2.content().signing_key,
        coordinator: coordinator.1,
        coordinator_key: coordinator.2.content().signing_key,
        coordinator_url: founding.coordinator_url.clone(),
    };
    let registry = requests.iter().map(|(_, id, request)| registration(request.content(), *id)).collect();
    let mut desk =
        Signer { authority: &authority, department_key: &department_key, anchor, registry, real_now };
    requests.iter().map(|(member, id, request)| settle(&mut desk, member, *id, request)).collect()
}

fn authority(founding: &Founding, real_now: Instant) -> Result<CertificateAuthority, KeyError> {
    if CertificateAuthority::stands(&founding.authority_dir) {
        return CertificateAuthority::load(&founding.authority_dir);
    }
    CertificateAuthority::create(&founding.authority_dir, &founding.name, founding.rehearsal, real_now)
}

fn settle(
    desk: &mut Signer<'_>,
    member: &Member,
    id: AgencyId,
    request: &Signed<Request>,
) -> Result<TrustBundle, KeyError> {
    let signed = desk.sign(request.clone(), id)?;
    install(&member.dir, &signed, Some(&desk.anchor.department_key), desk.real_now)
}
