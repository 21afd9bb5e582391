//! The exchange through the public edge: real sockets and certificates, stores on disk, nodes that go away, come back, repeat, and are put
//! back to an earlier day.

mod engine;
mod restore;

use contracts::pb::exchange::v1 as pb;
use contracts::pb::exchange::v1::exchange_service_client::ExchangeServiceClient;
use contracts::pb::exchange::v1::push_response::Result as Answered;
use domain::ids::Digest;
use domain::record::{Act, Kind, Role, School, State, Verb};
use domain::vocabulary::AgencyKind;
use ed25519_dalek::VerifyingKey;
use engine::Engine;
use exchange::core::segment::push_segment;
use journal::entry::Entry;
use journal::merkle::Frontier;
use journal::note::Checkpoint;
use journal::store::{JournalKey, JournalStore};
use runtime::server::Drained;
use std::path::Path;
use stories::clerks::{draw, enter_teachers, freeze, issue_plan, nominate, row};
use stories::nodes::{HUB, Province, Running, SO, until};
use tokio_stream::iter;

const NINE: [&str; 9] = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9"];

/// The first epoch of a node's own journal.
fn journal(node: &Running) -> JournalKey {
    JournalKey { agency: node.agency, epoch: 1 }
}

async fn heads(store: &dyn JournalStore) -> Vec<(JournalKey, u64, Digest)> {
    let heads = store.heads().await.expect("the store reads");
    heads.iter().map(|head| (head.journal, head.frontier.size(), head.frontier.root())).collect()
}

/// Size and root that a node's store holds of a journal.
async fn held(node: &Running, journal: JournalKey) -> (u64, Digest) {
    let heads = heads(node.store().await.as_ref()).await;
    let head = heads.iter().find(|(key, ..)| *key == journal);
    head.map_or((0, Frontier::default().root()), |(_, size, root)| (*size, *root))
}

/// All entries that a node's store holds of a journal.
async fn entries(node: &Running, journal: JournalKey) -> Vec<Entry> {
    node.store().await.entries(journal, 0, 1_000).await.expect("the store reads")
}

fn of_kind(entries: &[Entry], kind: Kind) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(move |entry| entry.header.kind == kind.number())
}

async fn two_districts() -> Province {
    Province::new(&[(AgencyKind::District, "105"), (AgencyKind::District, "108")]).await
}

/// Everybody up, the plan issued and known to both districts.
struct Year {
    hub: Running,
    so: Running,
    near: Running,
    far: Running,
}

impl Year {
    async fn begin(province: &Province) -> Self {
        let (hub, so) = (province.start(HUB).await, province.start(SO).await);
        // An agency that comes before the registry is asked to come again in a while.
        so.delivered().await;
        let (near, far) = (province.start("105").await, province.start("108").await);
        let plan = issue_plan(&so, &["105", "108"]).await;
        near.holds(so.agency, plan).await;
        far.holds(so.agency, plan).await;
        Self { hub, so, near, far }
    }

    /// District 105 sends one of its nine teachers; gives the size of its journal.
    async fn send_one(&self) -> u64 {
        enter_teachers(&self.near, &NINE).await;
        let drawn = draw(&self.near).await;
        self.so.holds(self.near.agency, drawn).await;
        freeze(&self.so, "105").await;
        nominate(&self.near, "A1").await
    }
}

/// The newest receipt of a node is the coordinator's word on exactly what the node recorded.
async fn assert_receipt_holds(province: &Province, node: &Running, size: u64) {
    let trust = province.trust.iter().find(|trust| trust.own() == node.agency).expect("a member");
    let key = |bytes: &[u8; 32]| VerifyingKey::from_bytes(bytes).expect("a key");
    let own_key = key(&trust.registered(node.agency).expect("registered").signing_key);
    let receipt = node.store().await.receipt(journal(node)).await.expect("the store reads");
    let note = receipt.expect("a receipt").note;
    let (anchor, (recorded, root)) = (trust.anchor(), held(node, journal(node)).await);
    let signed = Checkpoint::verify(&note, &own_key).expect("the owner signed it");
    let (cosigned, seconds) =
        Checkpoint::verify_cosigned(&note, anchor.coordinator, &key(&anchor.coordinator_key))
            .expect("the coordinator cosigned it");
    assert_eq!(signed, cosigned);
    assert_eq!((cosigned.agency, cosigned.size, cosigned.root), (node.agency, size, root));
    assert_eq!(recorded, size);
    assert_eq!(i64::try_from(seconds).expect("seconds") * 1000, stories::nodes::BEGINNING.0);
}

async fn recorded_delivered_counted(province: &Province) {
    let year = Year::begin(province).await;
    let size = year.send_one().await;
    assert_eq!(year.near.delivered().await, size);
    assert_receipt_holds(province, &year.near, size).await;
    assert_eq!(
        held(&year.hub, journal(&year.near)).await,
        held(&year.near, journal(&year.near)).await,
        "the coordinator holds the same tree"
    );
    let counted = until("the nomination is counted", async || {
        let looker = year.hub.dial(&province.seat(SO).reader_tls());
        row(looker, "105", &[(&year.near, size)]).await.filter(|row| row.sent > 0)
    });
    let counted = counted.await;
    assert_eq!((counted.teachers, counted.in_scope, counted.sent, counted.disputed), (9, 9, 1, 0));
    assert_eq!((counted.percent.as_deref(), counted.min_count), (Some("11.11"), Some(1)));
    for node in [year.near, year.far, year.so, year.hub] {
        assert_eq!(node.stop().await, Drained::All);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_district_records_is_delivered_with_a_receipt_and_counted() {
    recorded_delivered_counted(&two_districts().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_district_records_is_delivered_and_counted_on_postgresql_too() {
    let mut province = two_districts().await;
    for name in [HUB, SO, "105", "108"] {
        province.store_at(name, Engine::postgres(name).await.url());
    }
    recorded_delivered_counted(&province).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_district_off_the_network_goes_on_recording_and_delivers_when_it_is_back() {
    let province = two_districts().await;
    let year = Year::begin(&province).await;
    let before = year.near.delivered().await;
    province.set_wire("105", false);
    let away = |status: &pb::GetNodeStatusResponse| status.link() == pb::LinkState::Connecting;
    year.near.when("the link is noticed to be cut", away).await;
    let recorded = enter_teachers(&year.near, &["A1", "A2"]).await;
    let others = enter_teachers(&year.far, &["B1"]).await;
    assert_eq!(year.far.delivered().await, others, "the others are served on");
    year.so.holds(year.far.agency, others).await;
    let status = year.near.status().await;
    assert_eq!((status.delivered, status.recorded.expect("a size").size), (before, recorded));
    assert_eq!(held(&year.hub, journal(&year.near)).await.0, before);
    province.set_wire("105", true);
    assert_eq!(year.near.delivered().await, recorded);
    assert_receipt_holds(&province, &year.near, recorded).await;
    year.near.holds(year.so.agency, 1).await;
    year.so.holds(year.near.agency, recorded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_coordinator_that_restarts_goes_on_from_its_store_and_all_nodes_come_back() {
    let province = two_districts().await;
    let Year { hub, so, near, far } = Year::begin(&province).await;
    let before = enter_teachers(&near, &["A1"]).await;
    assert_eq!(near.delivered().await, before);
    let (_, root) = held(&hub, journal(&near)).await;
    assert_eq!(hub.stop().await, Drained::All, "open exchange streams do not hold the coordinator up");
    let after = enter_teachers(&near, &["A2"]).await;
    assert_eq!(near.status().await.delivered, before);
    let hub = province.start(HUB).await;
    for node in [&near, &far, &so] {
        node.delivered().await;
    }
    assert_eq!(held(&hub, journal(&near)).await, held(&near, journal(&near)).await);
    let leaves = hub.store().await.leaves(journal(&near), 1, before).await.expect("the store reads");
    let mut frontier = Frontier::default();
    leaves.into_iter().for_each(|leaf| frontier.append(leaf));
    assert_eq!(frontier.root(), root, "what was delivered before is what is held now");
    so.holds(near.agency, after).await;
    let own = entries(&hub, journal(&hub)).await;
    assert_eq!(of_kind(&own, Kind::EpochOpened).count(), 1, "the coordinator's journal goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_repeated_is_answered_with_the_same_receipt_and_changes_nothing() {
    let province = two_districts().await;
    let Year { hub, near, .. } = &Year::begin(&province).await;
    let size = enter_teachers(near, &NINE).await;
    assert_eq!(near.delivered().await, size);
    let receipts = async || of_kind(&entries(hub, journal(hub)).await, Kind::Receipt).count();
    let before = (receipts().await, held(hub, journal(near)).await);
    let store = near.store().await;
    let checkpoint = store.checkpoint(journal(near), size, size).await.expect("the store reads");
    let note = checkpoint.expect("it was signed").note;
    let segment = push_segment(journal(near), &entries(near, journal(near)).await, note);
    let request = || pb::PushRequest { segment: Some(segment.clone()) };
    let mut client = ExchangeServiceClient::new(hub.dial(&province.seat("105").node_tls()));
    let answers = client.push(iter([request(), request(), request()])).await.expect("a stream");
    let mut answers = answers.into_inner();
    let kept = store.receipt(journal(near)).await.expect("the store reads").expect("a receipt");
    for _ in 0..3 {
        let answer = answers.message().await.expect("the stream holds").expect("one answer each");
        let Some(Answered::Receipt(receipt)) = answer.result else { panic!("{answer:?}") };
        assert_eq!((receipt.size, &receipt.note), (size, &kept.note));
    }
    assert!(
        answers.message().await.expect("the stream holds").is_none(),
        "the stream ends with the last answer"
    );
    assert_eq!((receipts().await, held(hub, journal(near)).await), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_another_process_writes_into_the_same_store_is_delivered_too() {
    let province = two_districts().await;
    let Year { hub, near, .. } = &Year::begin(&province).await;
    let before = near.delivered().await;
    let view = |_: &_| district::DistrictView::default();
    let beside = exchange::assembly::open(province.config("105"), Role::District, view).await;
    let ledger = &beside.expect("a second process opens").node.ledger;
    let office = Act { office: "Phòng GD&ĐT".to_owned(), on_behalf_of: None, person: None };
    let school = School { act: office, code: "S1".to_owned(), name: "Mầm non".to_owned(), removal: None };
    let put = ledger.transact(stories::nodes::BEGINNING, |tx| {
        let id = tx.new_id();
        Ok::<_, std::convert::Infallible>(tx.put(id, Verb::Recorded, State::School(school.clone())))
    });
    let size = put.await.expect("it is recorded").position.position;
    assert_eq!(size, before + 1);
    let looked = |status: &pb::GetNodeStatusResponse| status.delivered == size;
    near.when("the pusher looks by itself", looked).await;
    assert_eq!(held(hub, journal(near)).await.0, size);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agency_that_the_registry_does_not_know_yet_is_held_and_served_once_it_is_registered() {
    let mut province = Province::new(&[(AgencyKind::District, "105")]).await;
    let (hub, so) = (province.start(HUB).await, province.start(SO).await);
    let near = province.start("105").await;
    near.delivered().await;
    so.stop().await;
    province.join(AgencyKind::District, "108").await;
    let far = province.start("108").await;
    let told = |status: &pb::GetNodeStatusResponse| {
        status.link() == pb::LinkState::Connecting && status.link_reason == "AGENCY_NOT_REGISTERED"
    };
    far.when("the coordinator says that it is not registered", told).await;
    let recorded = enter_teachers(&far, &["B1"]).await;
    assert_eq!(held(&hub, journal(&far)).await.0, 0, "nothing of it is taken in");
    let others = enter_teachers(&near, &["A1"]).await;
    assert_eq!(near.delivered().await, others, "it stops nobody else");
    let so = province.start(SO).await;
    assert_eq!(far.delivered().await, recorded);
    assert_receipt_holds(&province, &far, recorded).await;
    so.holds(far.agency, recorded).await;
    // Signed for while the department runs: it is published and served without a restart of anybody.
    province.join(AgencyKind::College, "900").await;
    let college = province.start("900").await;
    college.delivered().await;
}

/// What a district may see of everybody's journals (services/coordinator/src/scope.rs): facts of these kinds.
const OPEN_KINDS: [Kind; 9] = [
    Kind::EpochOpened,
    Kind::Agency,
    Kind::Plan,
    Kind::ScopeFrozen,
    Kind::Ruling,
    Kind::Receipt,
    Kind::Seen,
    Kind::Programme,
    Kind::Class,
];

/// Whether any file of a node's directory that belongs to its database holds these bytes.
fn database_holds(dir: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(dir).expect("the directory").flatten();
    let files = files.filter(|file| file.file_name().to_string_lossy().starts_with("node.sqlite"));
    let mut contents = files.map(|file| std::fs::read(file.path()).expect("the file"));
    contents.any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_district_sees_nothing_of_another_district_and_the_department_sees_its_persons() {
    let province = two_districts().await;
    let Year { hub, so, near, far } = Year::begin(&province).await;
    let year = Year { hub, so, near, far };
    let size = year.send_one().await;
    let (near, far, so) = (&year.near, &year.far, &year.so);
    far.holds(near.agency, size).await;
    so.holds(near.agency, size).await;
    let store = far.store().await;
    for (journal, size, _) in heads(store.as_ref()).await {
        if journal.agency == far.agency {
            continue;
        }
        let seen = entries(far, journal).await;
        let omitted = store.omitted(journal).await.expect("the store reads");
        let withheld: u64 = omitted.iter().map(|run| run.count).sum();
        assert_eq!(
            u64::try_from(seen.len()).expect("few") + withheld,
            size,
            "every position is accounted for"
        );
        for entry in &seen {
            let kind = Kind::from_number(entry.header.kind).expect("a known kind");
            assert!(OPEN_KINDS.contains(&kind), "{kind:?} of {}", journal.agency);
            let person = entry.person.as_ref().and_then(|part| part.content.as_ref());
            assert!(person.is_none(), "a person in {kind:?} of {}", journal.agency);
        }
    }
    let of_near = entries(far, journal(near)).await;
    assert_eq!(
        of_near.len(),
        of_kind(&of_near, Kind::EpochOpened).count(),
        "of the other district: that it exists"
    );
    let seen = entries(so, journal(near)).await;
    let persons = of_kind(&seen, Kind::Teacher).filter_map(|entry| entry.person.as_ref()?.content.as_ref());
    assert_eq!(persons.count(), NINE.len(), "the department sees the persons");
    assert_eq!(
        of_kind(&seen, Kind::RequestDone).count(),
        0,
        "but not what the district answered its systems"
    );
    assert!(
        database_holds(&province.seat(SO).dir, "Giáo viên A1"),
        "the search finds a name where it stands"
    );
    assert!(
        !database_holds(&province.seat("108").dir, "Giáo viên A1"),
        "not a byte of it at the other district"
    );
}
