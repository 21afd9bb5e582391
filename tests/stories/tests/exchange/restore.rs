//! Databases that are put back, emptied or changed: nothing delivered is lost, and nobody has to do anything but where two histories stand (D24, D25).

use crate::engine::Engine;
use crate::{NINE, Year, entries, held, journal, of_kind, two_districts};
use contracts::pb::exchange::v1 as pb;
use contracts::pb::roster::v1 as roster;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use domain::record::{EpochOpened, EpochReason, Kind, State};
use journal::store::JournalKey;
use stories::clerks::enter_teachers;
use stories::nodes::{Province, Running, SO};
use tonic_types::StatusExt;

/// Waits until a node is in an epoch, connected, all delivered.
async fn settled_in(node: &Running, epoch: u32) -> pb::GetNodeStatusResponse {
    let settled = |status: &pb::GetNodeStatusResponse| {
        let recorded = status.recorded.clone().unwrap_or_default();
        let delivered = recorded.epoch == epoch && recorded.size == status.delivered;
        delivered && status.link() == pb::LinkState::Connected && status.writes_refused.is_empty()
    };
    node.when("the node is connected in its epoch, all delivered", settled).await
}

async fn stopped(node: &Running, reason: &str) -> pb::GetNodeStatusResponse {
    let told = |status: &pb::GetNodeStatusResponse| {
        status.link() == pb::LinkState::Stopped && status.link_reason == reason
    };
    node.when(reason, told).await
}

/// The mark beside the signing key: gone, as where a whole directory was put back.
fn lose_mark(province: &Province, name: &str) {
    let config = province.config(name);
    std::fs::remove_file(config.signing_key.with_extension("mark")).expect("a mark was kept");
}

/// The reason with which a write is refused.
async fn refused(node: &Running, code: &str) -> String {
    let item = roster::TeacherItem { code: code.to_owned(), ..roster::TeacherItem::default() };
    let request = roster::PushTeachersRequest {
        request_id: format!("refused {code}"),
        items: vec![item],
        acted_by: stories::clerks::acted_by(),
    };
    let status = RosterServiceClient::new(node.office()).push_teachers(request).await.expect_err("a refusal");
    let told = status.message();
    assert!(told.contains(" / "), "in both languages: {told}");
    status.get_details_error_info().expect("a reason").reason
}

/// How an epoch was opened.
async fn opening(node: &Running, epoch: u32) -> EpochOpened {
    let journal = JournalKey { epoch, ..journal(node) };
    let first = entries(node, journal).await.into_iter().next().expect("an epoch begins with its opening");
    let body = first.fact.content.expect("a fact").body;
    match contracts::body::decode(first.header.kind, 1, 1, &body, None) {
        Ok(State::EpochOpened(opened)) => opened,
        other => panic!("{other:?}"),
    }
}

/// District 105 with a copy of an early day, nine teachers delivered since, and down.
struct Lost {
    province: Province,
    year: Year,
    size: u64,
}

async fn lost(engine: Option<Engine>) -> (Lost, Engine) {
    let mut province = two_districts().await;
    let engine = engine.unwrap_or_else(|| Engine::Sqlite(province.seat("105").dir.clone()));
    province.store_at("105", engine.url());
    let mut year = Year::begin(&province).await;
    year.near.delivered().await;
    let near = year.near;
    near.stop().await;
    engine.back_up().await;
    year.near = province.start("105").await;
    let size = enter_teachers(&year.near, &NINE).await;
    assert_eq!(year.near.delivered().await, size);
    (Lost { province, year, size }, engine)
}

/// Puts the early copy back and waits until the node goes on by itself.
async fn put_back_and_go_on(lost: Lost, engine: &Engine, mark: bool) -> Lost {
    let Lost { province, year: Year { hub, so, near, far }, size } = lost;
    let (delivered, agency) = (held(&hub, journal(&near)).await, near.agency);
    let before = near.status().await;
    near.stop().await;
    engine.put_back().await;
    if !mark {
        lose_mark(&province, "105");
    }
    let near = province.start("105").await;
    let status = settled_in(&near, 2).await;
    assert_eq!(status.recorded.map(|recorded| recorded.size), Some(1));
    assert_eq!(held(&hub, journal(&near)).await, delivered, "the coordinator keeps what was delivered");
    assert_eq!(held(&near, journal(&near)).await, delivered, "and all of it came back");
    let receipt = near.store().await.receipt(journal(&near)).await.expect("the store reads");
    assert_eq!(receipt.map(|row| row.size), Some(size), "with its receipt");
    let opened = opening(&near, 2).await;
    assert_eq!((opened.previous_epoch, opened.previous_size), (1, before.recorded.expect("a size").size));
    assert_eq!(opened.previous_root, Some(delivered.1));
    assert_eq!(opened.reason, if mark { EpochReason::Restored } else { EpochReason::Rewound });
    assert_eq!(near.agency, agency);
    Lost { province, year: Year { hub, so, near, far }, size }
}

async fn goes_on_by_itself(engine: Option<Engine>, mark: bool) {
    let (lost, engine) = lost(engine).await;
    let Lost { province: _province, year, size } = put_back_and_go_on(lost, &engine, mark).await;
    assert_eq!(enter_teachers(&year.near, &NINE).await, size, "an old request gets its old answer");
    let more = enter_teachers(&year.near, &["C1"]).await;
    assert_eq!(settled_in(&year.near, 2).await.delivered, more);
    let second = JournalKey { epoch: 2, ..journal(&year.near) };
    assert_eq!(held(&year.hub, second).await, held(&year.near, second).await);
    let seen = |status: &pb::GetNodeStatusResponse| {
        let held =
            status.held.iter().find(|held| held.agency == second.agency.0.as_bytes() && held.epoch == 2);
        held.is_some_and(|held| held.size == more)
    };
    year.so.when("the department holds the new epoch", seen).await;
    let mut teachers = entries(&year.so, journal(&year.near)).await;
    teachers.extend(entries(&year.so, second).await);
    assert_eq!(of_kind(&teachers, Kind::Teacher).count(), NINE.len() + 1, "nothing twice, nothing lost");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_put_back_takes_back_what_was_told_and_goes_on_in_a_new_epoch() {
    goes_on_by_itself(None, true).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_directory_put_back_is_told_by_the_coordinator_and_goes_on() {
    goes_on_by_itself(None, false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_put_back_on_postgresql_goes_on_too() {
    goes_on_by_itself(Some(Engine::postgres("near").await), true).await;
    goes_on_by_itself(Some(Engine::postgres("near").await), false).await;
}

async fn emptied_comes_back(engine: Option<Engine>, mark: bool) {
    let (Lost { province, year, size }, engine) = lost(engine).await;
    let Year { hub, so, near, far } = year;
    let delivered = held(&hub, journal(&near)).await;
    near.stop().await;
    engine.empty().await;
    if !mark {
        lose_mark(&province, "105");
    }
    let near = province.start("105").await;
    settled_in(&near, 2).await;
    assert_eq!(enter_teachers(&near, &NINE).await, size, "an old request gets its old answer");
    assert_eq!(held(&near, journal(&near)).await, delivered);
    assert_eq!(opening(&near, 2).await.reason, EpochReason::Restored);
    near.holds(so.agency, 1).await;
    assert!(enter_teachers(&near, &["C1"]).await > 1);
    drop((hub, far));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emptied_node_gets_everything_back_that_it_had_delivered() {
    emptied_comes_back(None, false).await;
    emptied_comes_back(Some(Engine::postgres("emptied").await), false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_emptied_department_gets_the_registry_back() {
    let province = two_districts().await;
    let Year { hub, so, near, far } = Year::begin(&province).await;
    so.delivered().await;
    let delivered = held(&hub, journal(&so)).await;
    so.stop().await;
    Engine::Sqlite(province.seat(SO).dir.clone()).empty().await;
    lose_mark(&province, SO);
    let so = province.start(SO).await;
    settled_in(&so, 2).await;
    assert_eq!(held(&so, journal(&so)).await, delivered);
    let size = enter_teachers(&near, &["A1"]).await;
    so.holds(near.agency, size).await;
    far.delivered().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_put_back_takes_no_writes_until_the_coordinator_was_asked() {
    let (Lost { province, year, size }, engine) = lost(None).await;
    let Year { hub, so, near, far } = year;
    near.stop().await;
    engine.put_back().await;
    province.set_wire("105", false);
    let near = province.start("105").await;
    let away = |status: &pb::GetNodeStatusResponse| status.link_reason == "COORDINATOR_UNREACHABLE";
    let status = near.when("the coordinator is away", away).await;
    assert_eq!(status.writes_refused, "NODE_NOT_READY");
    assert!(status.link_text_vi.contains("Không kết nối được") && status.link_text_en.contains("network"));
    assert_eq!(refused(&near, "C1").await, "NODE_NOT_READY");
    near.stop().await;
    let near = province.start("105").await;
    assert_eq!(refused(&near, "C1").await, "NODE_NOT_READY", "a restart changes nothing");
    province.set_wire("105", true);
    settled_in(&near, 2).await;
    assert_eq!(enter_teachers(&near, &NINE).await, size);
    drop((hub, so, far));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_copy_is_a_fork_that_takes_no_writes_and_changes_nothing() {
    let (Lost { province, year, size }, engine) = lost(None).await;
    let Year { hub, so, near, far } = year;
    let delivered = held(&hub, journal(&near)).await;
    near.stop().await;
    engine.put_back().await;
    lose_mark(&province, "105");
    // The old copy goes on by itself, off the network, to fewer entries than were delivered.
    province.set_wire("105", false);
    let near = province.start("105").await;
    assert!(enter_teachers(&near, &["C1"]).await < size);
    province.set_wire("105", true);
    let status = stopped(&near, "FORK").await;
    assert!(status.link_text_vi.contains("`lienthong status`"), "{}", status.link_text_vi);
    assert_eq!(status.writes_refused, "NODE_FORKED");
    assert_eq!(refused(&near, "D1").await, "NODE_FORKED");
    let others = enter_teachers(&far, &["B1"]).await;
    assert_eq!(far.delivered().await, others, "the others are served");
    near.holds(hub.agency, held(&hub, JournalKey { agency: hub.agency, epoch: 1 }).await.0).await;
    near.stop().await;
    province.set_wire("105", false);
    let near = province.start("105").await;
    assert_eq!(refused(&near, "D1").await, "NODE_FORKED", "off the network and after a restart too");
    assert_eq!(held(&hub, journal(&near)).await, delivered, "the coordinator keeps what was delivered");
    so.holds(near.agency, size).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_copy_beside_a_newer_epoch_stops_unless_this_machine_signed_the_newer_one() {
    let (first, engine) = lost(None).await;
    let Lost { province, year, .. } = put_back_and_go_on(first, &engine, true).await;
    let Year { hub, so, near, far } = year;
    near.stop().await;
    // The copy of epoch 1 once more: this machine knows that it has signed epoch 2.
    engine.put_back().await;
    let near = province.start("105").await;
    settled_in(&near, 3).await;
    assert_eq!(opening(&near, 3).await.previous_epoch, 2);
    near.stop().await;
    // On a machine that does not know, it is a second node.
    engine.put_back().await;
    lose_mark(&province, "105");
    let near = province.start("105").await;
    assert_eq!(stopped(&near, "STALE_NODE").await.writes_refused, "STALE_NODE");
    assert_eq!(refused(&near, "C1").await, "STALE_NODE");
    drop((hub, so, far));
}
