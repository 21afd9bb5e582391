//! A small province in a temporary directory: department, coordinator, one district with a system and a reader.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![expect(clippy::indexing_slicing, reason = "the province has three members")]

use domain::date::Instant;
use domain::ids::AgencyId;
use domain::vocabulary::AgencyKind;
use runtime::clock::{Clock, SystemClock};
use runtime::config::TlsFiles;
use runtime::keys::files::NodeFiles;
use runtime::keys::found::{Founding, Member, found};
use runtime::keys::request::RequestSpec;
use runtime::trust::{ClientRole, TrustBundle};
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

/// A founded province; its files go with it.
pub(crate) struct Province {
    /// Where everything is.
    pub(crate) dir: TempDir,
    /// What it was founded as.
    pub(crate) founding: Founding,
    /// What each member trusts.
    pub(crate) trust: Vec<TrustBundle>,
}

/// Where every node finds the coordinator; its request names another host alone.
pub(crate) const COORDINATOR_URL: &str = "https://dieuphoi.example:7440";

/// Place of each member in the lists.
pub(crate) const DEPARTMENT: usize = 0;
pub(crate) const COORDINATOR: usize = 1;
pub(crate) const DISTRICT: usize = 2;

/// Founds a province; `seed` tells several of them apart.
pub(crate) fn province(seed: u8, rehearsal: bool) -> Province {
    let dir = tempfile::tempdir().unwrap();
    let members = [
        member(&dir, seed, 12, (AgencyKind::Education, "12")),
        member(&dir, seed, 1, (AgencyKind::Coordinator, "01")),
        member(&dir, seed, 108, (AgencyKind::District, "108")),
    ];
    let founding = Founding {
        authority_dir: dir.path().join("authority"),
        name: "Lai Châu".to_owned(),
        rehearsal,
        coordinator_url: COORDINATOR_URL.to_owned(),
        members: members.to_vec(),
    };
    let trust = found(&founding, real_now()).unwrap();
    Province { dir, founding, trust }
}

/// Real time now.
pub(crate) fn real_now() -> Instant {
    SystemClock::new().real()
}

impl Province {
    /// Id of a member.
    pub(crate) fn id(&self, member: usize) -> AgencyId {
        self.trust[member].own()
    }

    /// Directory of a member.
    pub(crate) fn node_dir(&self, member: usize) -> PathBuf {
        self.founding.members[member].dir.clone()
    }

    /// TLS files of a member's node.
    pub(crate) fn node_tls(&self, member: usize) -> TlsFiles {
        let files = NodeFiles::below(&self.node_dir(member));
        TlsFiles { certificate: files.certificate(), key: files.tls_key(), ca: files.ca() }
    }

    /// TLS files of the system `sis` or the reader `office` of a member.
    pub(crate) fn client_tls(&self, member: usize, role: ClientRole) -> TlsFiles {
        let files = NodeFiles::below(&self.node_dir(member));
        let name = if role == ClientRole::System { "sis" } else { "office" };
        TlsFiles {
            certificate: files.client_certificate(role, name),
            key: files.client_key(role, name),
            ca: files.ca(),
        }
    }
}

fn member(dir: &TempDir, seed: u8, number: u8, (kind, code): (AgencyKind, &str)) -> Member {
    let spec = RequestSpec {
        kind,
        code: code.to_owned(),
        name: format!("Cơ quan {code}"),
        dns_names: vec!["localhost".to_owned()],
        ips: vec![[127, 0, 0, 1].into()],
        systems: vec!["sis".to_owned()],
        readers: vec!["office".to_owned()],
    };
    let id = AgencyId(Uuid::from_u128(u128::from(seed) << 64 | u128::from(number)));
    Member { dir: dir.path().join(code), spec, id, seed: [seed ^ number; 32] }
}
