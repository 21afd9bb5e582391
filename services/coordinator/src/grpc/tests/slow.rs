//! Readers who open a stream and never read it, over real sockets (Inv 13).

use super::station::{COORDINATOR, NOW, Station, district};
use crate::grpc::{ProgressServiceServer, pb};
use contracts::pb::exchange::v1 as exchange_pb;
use contracts::pb::exchange::v1::exchange_service_client::ExchangeServiceClient;
use contracts::pb::exchange::v1::exchange_service_server::ExchangeServiceServer;
use contracts::pb::progress::v1::progress_service_client::ProgressServiceClient;
use domain::ids::AgencyId;
use domain::record::{Seen, State, Verb};
use exchange::core::segment::Visibility;
use exchange::hub::{Hub, HubService};
use runtime::identity::Identity;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::service::{InterceptorLayer, Routes};
use tonic::transport::{Channel, Endpoint, Server};
use tonic::{Request, Status};

/// Entries of the coordinator's own journal, of about 60 KiB each: some 24 segments of up to 1 MiB.
const ENTRIES: usize = 396;
/// Agencies named by one entry.
const NAMED: u128 = 3_400;
/// Segments that may wait for a reader who does not read: four in the queue, one in the making, the rest in the transport.
const WAITING: usize = 8;

/// Who calls stands in a header: this server has no certificates.
fn identify(mut request: Request<()>) -> Result<Request<()>, Status> {
    let uri = request.metadata().get("x-who").and_then(|uri| uri.to_str().ok());
    let identity: Option<Identity> = uri.and_then(|uri| uri.parse().ok());
    request.extensions_mut().insert(identity.ok_or_else(|| Status::unauthenticated("x-who"))?);
    Ok(request)
}

fn by<T>(who: &Identity, message: T) -> Request<T> {
    let mut request = Request::new(message);
    request.metadata_mut().insert("x-who", who.to_string().parse().unwrap());
    request
}

/// Serves both services and counts what the hub looks at for district 105.
async fn serve(station: &Station, looked_at: Arc<AtomicUsize>) -> SocketAddr {
    let scope = move |_: &_, receiver: exchange::hub::Receiver, _: &_| {
        if receiver.agency == district(105) {
            looked_at.fetch_add(1, Ordering::SeqCst);
        }
        Visibility::Full
    };
    let node = &station.node;
    let (ledger, clock) = (Arc::clone(&node.ledger), Arc::clone(&node.clock));
    let hub = Hub::new(ledger, node.anchor.clone(), clock, HOUR, Arc::new(scope));
    let hub = HubService::new(Arc::new(hub), station.shutdown.clone());
    let routes = Routes::new(ExchangeServiceServer::new(hub))
        .add_service(ProgressServiceServer::new(station.handler()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = Server::builder().layer(InterceptorLayer::new(identify)).add_routes(routes);
    tokio::spawn(server.serve_with_incoming(TcpListenerStream::new(listener)));
    address
}

const HOUR: Duration = Duration::from_secs(3_600);

/// A connection with the smallest window that HTTP/2 has use for: what is not read holds the sender at once.
async fn connect(address: SocketAddr) -> Channel {
    let endpoint = Endpoint::from_shared(format!("http://{address}")).unwrap();
    endpoint.initial_stream_window_size(1_024).initial_connection_window_size(65_535).connect().await.unwrap()
}

async fn fill(station: &Station) {
    let agencies: Vec<AgencyId> = (0..NAMED).map(|n| AgencyId(uuid::Uuid::from_u128(n))).collect();
    let seen = State::Seen(Seen { time: NOW, agencies });
    // A transaction holds at most 768 KiB (D9).
    for _ in 0..ENTRIES / 11 {
        let put = station.node.ledger.transact(NOW, |tx| {
            for _ in 0..11 {
                let id = tx.new_id();
                tx.put(id, Verb::Recorded, seen.clone()).unwrap();
            }
            Ok::<_, Infallible>(())
        });
        put.await.unwrap();
    }
}

/// Segments until the end of a pull, and entries in them.
async fn pull_all(channel: Channel, who: &Identity) -> (usize, usize) {
    use exchange_pb::pull_response::Step;
    let mut client = ExchangeServiceClient::new(channel).max_decoding_message_size(8 << 20);
    let request = by(who, exchange_pb::PullRequest::default());
    let mut steps = client.pull(request).await.unwrap().into_inner();
    let (mut segments, mut entries) = (0, 0);
    while let Some(step) = steps.message().await.unwrap() {
        match step.step.unwrap() {
            Step::Segment(segment) => {
                segments += 1;
                entries += segment.items.len();
            }
            Step::End(_) => return (segments, entries),
        }
    }
    panic!("the stream broke off");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inv13_a_puller_who_never_reads_grows_no_queue_and_stops_nobody() {
    let station = Station::new().await;
    fill(&station).await;
    let looked_at = Arc::new(AtomicUsize::new(0));
    let address = serve(&station, Arc::clone(&looked_at)).await;
    let (slow, fast) = (Identity::Node { agency: district(105) }, Identity::Node { agency: district(106) });
    let mut lazy = ExchangeServiceClient::new(connect(address).await);
    let unread = lazy.pull(by(&slow, exchange_pb::PullRequest::default())).await.unwrap();
    // Another agency reads everything, three times over: as often the hub could have gone on for the first.
    for _ in 0..3 {
        let (segments, entries) = pull_all(connect(address).await, &fast).await;
        assert!(segments > 3 * WAITING && entries > ENTRIES, "{segments} segments, {entries} entries");
        let most = WAITING * entries.div_ceil(segments - 1);
        let seen = looked_at.load(Ordering::SeqCst);
        assert!((1..=most).contains(&seen), "{seen} entries were made ready for nobody, at most {most}");
    }
    drop(unread);
}

/// The next table, within the time that anybody has patience for.
async fn next(tables: &mut tonic::Streaming<pb::WatchProgressResponse>) -> pb::Progress {
    let table = tokio::time::timeout(Duration::from_secs(20), tables.message());
    table.await.expect("in time").unwrap().expect("a table").progress.expect("a table")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inv13_a_watcher_who_never_reads_gets_the_newest_table_and_no_queue_and_stops_nobody() {
    const CHANGES: u32 = 12;
    let station = Station::new().await;
    let address = serve(&station, Arc::default()).await;
    let reader = Identity::Reader { agency: COORDINATOR, name: "dashboard".to_owned() };
    let watch = || by(&reader, pb::WatchProgressRequest::default());
    let mut lazy = ProgressServiceClient::new(connect(address).await);
    let mut unread = lazy.watch_progress(watch()).await.unwrap().into_inner();
    let mut client = ProgressServiceClient::new(connect(address).await);
    let mut tables = client.watch_progress(watch()).await.unwrap().into_inner();
    assert!(next(&mut tables).await.breaks.is_empty());
    for change in 1..=CHANGES {
        station.stop_journal(200 + change).await;
        // The other watcher sees each of them, and questions are answered.
        assert_eq!(next(&mut tables).await.breaks.len(), change as usize);
        let asked = client.get_progress(by(&reader, pb::GetProgressRequest::default())).await.unwrap();
        assert_eq!(asked.into_inner().progress.unwrap().breaks.len(), change as usize);
    }
    // What waited is at most: one in the transport, one in the queue; then comes the newest.
    let mut read = Vec::new();
    while read.last() != Some(&(CHANGES as usize)) {
        read.push(next(&mut unread).await.breaks.len());
    }
    assert!(read.is_sorted() && read.len() <= 4, "tables of so many breaks waited: {read:?}");
}
