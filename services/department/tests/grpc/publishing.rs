//! What `keys sign` signs while the node runs, with the files that it writes.

use crate::station::NOW;
use department::DepartmentView;
use department::publishing::{EVERY, PublishError, Publisher};
use domain::ids::AgencyId;
use domain::record::Role;
use domain::vocabulary::AgencyKind;
use exchange::node::Node;
use exchange::registry::HasRegistry;
use journal::ids::SeededEntropy;
use journal::ledger::{Ledger, Owner};
use journal::sqlite::SqliteStore;
use runtime::clock::{Clock, ManualClock, SystemClock};
use runtime::keys::files::NodeFiles;
use runtime::keys::found::{Founding, Member, found};
use runtime::keys::request::RequestSpec;
use runtime::keys::signing;
use runtime::trust::TrustBundle;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// A province whose department signs by file.
struct Province {
    folder: tempfile::TempDir,
    founding: Founding,
    trust: Vec<TrustBundle>,
}

impl Province {
    fn new(seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let founding = Founding {
            authority_dir: folder.path().join("authority"),
            name: "Lai Châu".to_owned(),
            rehearsal: true,
            coordinator_url: "https://127.0.0.1:7440".to_owned(),
            members: Vec::new(),
        };
        let mut province = Self { folder, founding, trust: Vec::new() };
        province.add(AgencyKind::Education, "12", seed);
        province.add(AgencyKind::Coordinator, "13", seed + 1);
        province.sign();
        province
    }

    fn add(&mut self, kind: AgencyKind, code: &str, seed: u8) {
        let spec = RequestSpec {
            kind,
            code: code.to_owned(),
            name: format!("Cơ quan {code}"),
            dns_names: vec!["localhost".to_owned()],
            ips: Vec::new(),
            systems: Vec::new(),
            readers: Vec::new(),
        };
        let id = AgencyId(Uuid::from_u128(u128::from(seed)));
        let dir = self.folder.path().join(code);
        self.founding.members.push(Member { dir, spec, id, seed: [seed; 32] });
    }

    /// Writes the trust file of the department anew, with every agency known by now.
    fn sign(&mut self) {
        self.trust = found(&self.founding, SystemClock::new().real()).unwrap();
    }

    fn files(&self) -> NodeFiles {
        NodeFiles::below(&self.folder.path().join("12"))
    }

    fn trust_file(&self) -> PathBuf {
        self.files().trust()
    }

    async fn node(&self) -> Arc<Node<DepartmentView>> {
        let store = SqliteStore::open(&self.folder.path().join("department.db")).await.unwrap();
        let owner = Owner {
            agency: self.trust[0].own(),
            role: Role::Education,
            key: Arc::new(signing::load(&self.files().signing_key()).unwrap()),
            entropy: Arc::new(SeededEntropy::new(1)),
        };
        let ledger = Ledger::open(Arc::new(store), owner, DepartmentView::default, NOW).await.unwrap();
        let anchor = self.trust[0].anchor().clone();
        Arc::new(Node { ledger: Arc::new(ledger), anchor, clock: Arc::new(ManualClock::new(NOW)) })
    }
}

/// Whether the registry has an agency with the key that it signs with.
async fn knows(node: &Node<DepartmentView>, trust: &TrustBundle, code: &str) -> bool {
    let view = node.ledger.read().await;
    let Some(signed) = trust.registry().iter().find(|agency| agency.code == code) else { return false };
    let known = view.registry().agency(&node.anchor, signed.id);
    known.is_some_and(|known| known.signing_key == signed.signing_key)
}

#[tokio::test]
async fn an_agency_signed_for_later_is_published_without_a_restart() {
    let mut province = Province::new(1);
    let node = province.node().await;
    let mut publisher = Publisher::new(Arc::clone(&node), province.trust_file());
    assert_eq!(publisher.look().await.unwrap(), 2, "the department and the coordinator");
    let size = node.ledger.own_head().await.1.size();
    assert_eq!(publisher.look().await.unwrap(), 0);

    province.add(AgencyKind::District, "105", 5);
    province.add(AgencyKind::College, "900", 6);
    province.sign();
    assert!(!knows(&node, &province.trust[0], "105").await);
    assert_eq!(publisher.look().await.unwrap(), 2);
    for code in ["105", "900"] {
        assert!(knows(&node, &province.trust[0], code).await, "{code}");
    }
    province.sign();
    assert_eq!(publisher.look().await.unwrap(), 0, "signed anew, nobody new");
    assert_eq!(node.ledger.own_head().await.1.size(), size + 2);
}

#[tokio::test]
async fn a_file_that_nobody_can_believe_publishes_nothing() {
    let (mut ours, mut theirs) = (Province::new(1), Province::new(0x21));
    let node = ours.node().await;
    let mut publisher = Publisher::new(Arc::clone(&node), ours.trust_file());
    publisher.look().await.unwrap();
    let size = node.ledger.own_head().await.1.size();
    theirs.add(AgencyKind::District, "105", 0x25);
    theirs.sign();
    let text = std::fs::read_to_string(theirs.trust_file()).unwrap();
    std::fs::write(ours.trust_file(), &text).unwrap();
    assert!(matches!(publisher.look().await, Err(PublishError::OtherNode)));
    std::fs::write(ours.trust_file(), text.replace("Cơ quan 105", "Cơ quan 106")).unwrap();
    assert!(matches!(publisher.look().await, Err(PublishError::File(_))), "the signature does not hold");
    std::fs::write(ours.trust_file(), "{").unwrap();
    assert!(matches!(publisher.look().await, Err(PublishError::File(_))));
    std::fs::remove_file(ours.trust_file()).unwrap();
    assert!(matches!(publisher.look().await, Err(PublishError::File(_))));
    assert_eq!(node.ledger.own_head().await.1.size(), size, "nothing was recorded");

    ours.add(AgencyKind::District, "107", 7);
    ours.sign();
    assert_eq!(publisher.look().await.unwrap(), 1, "the right file is taken again");
}

#[tokio::test]
async fn one_agency_at_fault_keeps_back_nobody_else() {
    let mut province = Province::new(1);
    province.add(AgencyKind::District, "105", 5);
    province.add(AgencyKind::District, "106", 6);
    province.sign();
    let node = province.node().await;
    // Another agency holds the code of the first district already.
    let other = runtime::trust::RegisteredAgency {
        id: AgencyId(Uuid::from_u128(99)),
        kind: AgencyKind::District,
        code: "105".to_owned(),
        name: "Huyện khác".to_owned(),
        signing_key: [9; 32],
    };
    department::registry::register(&node.ledger, NOW, &crate::station::act("hoa"), &other).await.unwrap();
    let mut publisher = Publisher::new(Arc::clone(&node), province.trust_file());
    let refused = publisher.look().await.unwrap_err();
    assert!(refused.to_string().contains("105"), "{refused}");
    assert!(knows(&node, &province.trust[0], "106").await);
    assert!(!knows(&node, &province.trust[0], "105").await);
    assert_eq!(publisher.look().await.unwrap(), 0, "told once");
}

#[tokio::test]
async fn a_running_node_notices_by_itself_and_ends_with_its_token() {
    let mut province = Province::new(1);
    let node = province.node().await;
    let mut publisher = Publisher::new(Arc::clone(&node), province.trust_file());
    publisher.look().await.unwrap();
    province.add(AgencyKind::District, "105", 5);
    province.sign();
    let mut changed = node.ledger.subscribe();
    changed.mark_unchanged();
    let shutdown = CancellationToken::new();
    let running = tokio::spawn(publisher.run(Duration::from_millis(1), shutdown.clone()));
    changed.changed().await.unwrap();
    assert!(knows(&node, &province.trust[0], "105").await);
    shutdown.cancel();
    running.await.unwrap();
    assert!(EVERY <= Duration::from_secs(5), "an officer waits for it");
}
