//! The program as processes: it ends when it is asked to, and what it cannot start with it names in both languages.

use contracts::pb::exchange::v1 as pb;
use contracts::pb::progress::v1::progress_service_client::ProgressServiceClient;
use contracts::pb::progress::v1::{WatchProgressRequest, WatchProgressResponse};
use domain::vocabulary::AgencyKind;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use stories::clerks::{PLAN, issue_plan};
use stories::nodes::{HUB, Province, SO, dial, status, until};
use stories::program::{Service, Told, call, free_address};
use tonic::{Code, Streaming};
use tonic_types::StatusExt;

/// `[limits] drain_seconds` of these configs.
const DRAIN: Duration = Duration::from_secs(5);
/// Every role by the name of its seat.
const SEATS: [&str; 4] = [HUB, SO, "105", "CDCD"];
/// What the trust files of those seats say that they are.
const KINDS: [&str; 4] = ["COORDINATOR", "EDUCATION", "DISTRICT", "COLLEGE"];

async fn province(rehearsal: bool) -> Province {
    Province::under(rehearsal, &[(AgencyKind::District, "105"), (AgencyKind::College, "CDCD")]).await
}

/// Writes a node's config, changed by `edit`; gives the file.
fn write_config(
    province: &Province,
    name: &str,
    address: SocketAddr,
    edit: impl Fn(String) -> String,
) -> PathBuf {
    let file = province.seat(name).dir.join("config.toml");
    std::fs::write(&file, edit(province.config_text(name, address))).expect("the config is written");
    file
}

/// Starts a node as a process and waits until it answers.
async fn start(province: &Province, name: &str) -> (Service, SocketAddr) {
    let (seat, address) = (province.seat(name), free_address());
    let config = write_config(province, name, address, |text| text);
    let mut service = Service::start(seat.role.word(), &config);
    let up = async || {
        assert!(service.runs(), "{name} ended: {}", service.log());
        status(dial(address, &seat.system_tls())).await
    };
    until("the process answers", up).await;
    (service, address)
}

/// Asks a process to end: it does within its drain, by itself, with exit 0.
async fn ends_by_itself(name: &str, mut service: Service) {
    let asked = Instant::now();
    service.terminate();
    let ended = service.ended().await;
    assert_eq!(ended.code(), Some(0), "{name}: {ended}: {}", service.log());
    assert!(asked.elapsed() < DRAIN, "{name} took {:?}", asked.elapsed());
    assert!(!service.log().contains("still open at the end of the drain"), "{name}: {}", service.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_ends_every_role_within_its_drain_while_it_exchanges() {
    let province = province(true).await;
    let (hub, address) = start(&province, HUB).await;
    province.lead_to(address);
    let mut others = Vec::new();
    for name in SEATS.into_iter().skip(1) {
        others.push((name, start(&province, name).await));
    }
    for (name, (_, address)) in &others {
        let connected = async || {
            let status = status(dial(*address, &province.seat(name).system_tls())).await?;
            let all = status.recorded.as_ref().is_some_and(|recorded| recorded.size == status.delivered);
            (all && status.link() == pb::LinkState::Connected).then_some(())
        };
        until("the link exchanges", connected).await;
    }
    // The coordinator first: its push streams are all open.
    ends_by_itself(HUB, hub).await;
    for (name, (service, _)) in others {
        ends_by_itself(name, service).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_ends_every_role_that_nobody_has_called() {
    let province = province(true).await;
    let mut services = Vec::new();
    for name in SEATS {
        let config = write_config(&province, name, free_address(), |text| text);
        services.push((name, Service::start(province.seat(name).role.word(), &config)));
    }
    for (name, mut service) in services {
        let serving = async || {
            assert!(service.runs(), "{name} ended: {}", service.log());
            service.log().contains("serving").then_some(())
        };
        until("the process says that it serves", serving).await;
        ends_by_itself(name, service).await;
    }
}

async fn next(
    tables: &mut Streaming<WatchProgressResponse>,
) -> Result<Option<WatchProgressResponse>, tonic::Status> {
    tokio::time::timeout(stories::nodes::DEADLINE, tables.message()).await.expect("something comes")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigterm_ends_a_watched_coordinator_within_its_drain_and_the_watcher_is_told_to_come_again() {
    let province = province(true).await;
    let (hub, address) = start(&province, HUB).await;
    province.lead_to(address);
    let so = province.start(SO).await;
    issue_plan(&so, &["105"]).await;
    so.delivered().await;
    let mut client = ProgressServiceClient::new(dial(address, &province.seat("105").reader_tls()));
    let request = WatchProgressRequest { plan_id: PLAN.to_owned(), ..Default::default() };
    let mut tables = client.watch_progress(request).await.expect("a stream").into_inner();
    let first = next(&mut tables).await.expect("a table").expect("the full table comes first");
    assert_eq!(first.progress.expect("a table").rows.len(), 1, "one district, one level");
    ends_by_itself(HUB, hub).await;
    let told = loop {
        match next(&mut tables).await {
            Ok(Some(_newer)) => {}
            Ok(None) => panic!("the stream ended without saying why"),
            Err(status) => break status,
        }
    };
    let reason = told.get_details_error_info().map(|info| info.reason).unwrap_or_default();
    assert_eq!((told.code(), reason.as_str()), (Code::Unavailable, "SHUTTING_DOWN"), "{told}");
}

/// The node did not start: exit 64, and these words among the others.
fn assert_refused(name: &str, told: &Told, words: &[&str]) {
    assert_ended(name, told, 64, words);
}

/// The node ended with an exit code, and told these words among the others.
fn assert_ended(name: &str, told: &Told, code: i32, words: &[&str]) {
    assert_eq!(told.code, code, "{name}: {told:?}");
    for word in words {
        assert!(told.err.contains(word), "{name} does not say {word:?}: {}", told.err);
    }
}

/// `serve` of a seat's role on a config changed by `edit`; gives what was told and the config's path.
async fn refused(province: &Province, name: &str, edit: impl Fn(String) -> String) -> (Told, String) {
    let config = write_config(province, name, free_address(), edit).display().to_string();
    let told =
        call(province.folder(), &["serve", province.seat(name).role.word(), "--config", &config]).await;
    (told, config)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_taken_port_ends_every_role_with_its_address_in_both_languages() {
    let province = province(true).await;
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address");
    for name in SEATS {
        let config = write_config(&province, name, address, |text| text);
        let words = ["serve", province.seat(name).role.word(), "--config", &config.display().to_string()];
        let told = call(province.folder(), &words).await;
        // 69, not 64: the config is right as soon as the other program has ended.
        let words = ["[listen] address", &address.to_string(), "Không mở được cổng", "Cannot listen"];
        assert_ended(name, &told, 69, &words);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_key_ends_every_role_with_file_and_key_in_both_languages() {
    let province = province(true).await;
    for name in SEATS {
        let edit = |text: String| text.replace("[listen]", "[listen]\nadres = \"0.0.0.0:1\"") + "\n[lisen]\n";
        let (told, file) = refused(&province, name, edit).await;
        assert_refused(name, &told, &[&file, "listen.adres", "lisen", "không có", "unknown"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_config_of_another_role_is_refused_in_both_languages() {
    let province = province(true).await;
    for name in SEATS {
        let config = write_config(&province, name, free_address(), |text| text).display().to_string();
        for other in SEATS.iter().filter(|other| **other != name) {
            let role = province.seat(other).role.word();
            let told = call(province.folder(), &["serve", role, "--config", &config]).await;
            let kind = KINDS[SEATS.iter().position(|seat| seat == &name).expect("a seat")];
            if *other == HUB {
                let words = [
                    "coordinator.url",
                    "chính nút này là bộ điều phối",
                    "this node is the coordinator itself",
                ];
                assert_refused(name, &told, &[&config]);
                assert_refused(name, &told, &words);
            } else {
                let vi = format!("cấu hình dành cho {role}, nhưng tệp tin cậy ghi {kind}");
                assert_refused(name, &told, &["CONFIG_WRONG_ROLE", &vi, "the config is for another role"]);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_trust_file_ends_every_role_with_its_path_in_both_languages() {
    let province = province(true).await;
    for name in SEATS {
        let (told, _) = refused(&province, name, |text| text + "\n[trust]\nanchor = \"gone.json\"\n").await;
        let file = province.seat(name).dir.join("gone.json").display().to_string();
        assert_refused(name, &told, &[&file, "Nút không chạy được", "The node does not run"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rehearsal_clock_under_a_real_authority_is_refused_by_every_role() {
    let province = province(false).await;
    for name in SEATS {
        let (told, _) = refused(&province, name, |text| text).await;
        let words = ["CLOCK_REFUSED", "rehearsal_file", "đồng hồ diễn tập", "the rehearsal clock is refused"];
        assert_refused(name, &told, &words);
    }
}
