//! Tables per second of a coordinator that holds the province, beside an empty call on the same server.

use crate::Fault;
use crate::cpu::{Cost, Times};
use crate::measure::{Series, micros_each, per_second, speed_beside};
use crate::node::reach;
use contracts::pb::progress::v1::GetProgressRequest;
use contracts::pb::progress::v1::progress_service_client::ProgressServiceClient;
use runtime::client::Connection;
use runtime::config::{Config, Role};
use runtime::trust::ClientRole;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;

/// Connections at once.
const CONNECTIONS: [u64; 2] = [1, 8];

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// Whether the server is well: an answer of two bytes.
    Health,
    /// The table now.
    Now,
    /// The table at an instant, which is folded for each question.
    At(i64),
}

async fn ask(connection: Connection, what: Ask, count: u64) -> Result<(), Fault> {
    let mut health = HealthClient::new(connection.clone());
    let mut progress = ProgressServiceClient::new(connection);
    for _ in 0..count {
        match what {
            Ask::Health => {
                health.check(HealthCheckRequest::default()).await?;
            }
            Ask::Now => {
                progress.get_progress(GetProgressRequest::default()).await?;
            }
            Ask::At(as_of) => {
                progress.get_progress(GetProgressRequest { as_of, ..Default::default() }).await?;
            }
        }
    }
    Ok(())
}

/// Asks on every connection at once, each `count` times, until all are answered.
async fn ask_all(connections: &[Connection], what: Ask, count: u64) -> Result<(), Fault> {
    let tasks: Vec<_> =
        connections.iter().map(|connection| tokio::spawn(ask(connection.clone(), what, count))).collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

/// Measures and prints. `province`: the directory of a rehearsal that was played to its end.
pub(crate) async fn measure(province: &Path, quick: bool, servers: &Handle) -> Result<(), Fault> {
    println!(
        "\nPROGRESS: a coordinator that holds the province, one question after the other on each connection"
    );
    let nodes = province.join("nodes");
    let config = Config::load(&nodes.join("coordinator/config.toml"), Role::Coordinator)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (address, end) = (listener.local_addr()?, CancellationToken::new());
    let server = servers.spawn(coordinator::serve(config, listener, end.clone()));
    let department = nodes.join("department");
    let first = first_answer(&department, address).await?;
    let (rounds, calls) = if quick { (3, 200) } else { (9, 1_000) };
    for connections in CONNECTIONS {
        let connections: Vec<_> =
            (0..connections).map(|_| reader(&department, address)).collect::<Result<_, _>>()?;
        compare(&connections, first, rounds, calls).await?;
    }
    end.cancel();
    server.await??;
    Ok(())
}

fn reader(department: &Path, address: SocketAddr) -> Result<Connection, Fault> {
    reach(department, ClientRole::Reader, "dashboard", address)
}

/// Tells what a table is, and gives the instant that it is of.
async fn first_answer(department: &Path, address: SocketAddr) -> Result<i64, Fault> {
    let mut client = ProgressServiceClient::new(reader(department, address)?);
    let answer = client.get_progress(GetProgressRequest::default()).await?.into_inner();
    let table = answer.progress.unwrap_or_default();
    let folded: u64 = table.vector.iter().map(|journal| journal.size).sum();
    println!(
        "  a table of {} rows and {} breaks, folded from {folded} entries of {} journals",
        table.rows.len() + table.totals.len(),
        table.breaks.len(),
        table.vector.iter().map(|journal| &journal.agency).collect::<std::collections::BTreeSet<_>>().len()
    );
    Ok(table.as_of)
}

/// What asking came to, over the rounds.
#[derive(Default)]
struct Asked {
    rate: Series,
    beside_empty: Series,
    micros: Series,
    used: Times,
    count: u64,
}

async fn compare(connections: &[Connection], as_of: i64, rounds: u32, calls: u64) -> Result<(), Fault> {
    let width = u64::try_from(connections.len())?;
    let each = calls / width;
    let lines = [
        ("empty call (health)", Ask::Health, each),
        ("table now", Ask::Now, each),
        ("table at an instant", Ask::At(as_of), (each / 10).max(1)),
    ];
    for (_, what, count) in lines {
        ask_all(connections, what, count.div_ceil(4)).await?;
    }
    let mut results: [Asked; 3] = Default::default();
    for _ in 0..rounds {
        let mut empty = Duration::ZERO;
        for ((_, what, count), asked) in lines.into_iter().zip(&mut results) {
            let cost = Cost::of(ask_all(connections, what, count)).await?;
            asked.used.merge(&cost.used);
            let all = count * width;
            let one = cost.wall / u32::try_from(all)?;
            if what == Ask::Health {
                empty = one;
            }
            asked.rate.note(per_second(all, cost.wall));
            asked.beside_empty.note(speed_beside(empty, one));
            asked.micros.note(micros_each(cost.wall, all));
            asked.count += all;
        }
    }
    println!("  connections: {width}; rounds: {rounds}");
    for ((name, _, _), asked) in lines.into_iter().zip(&results) {
        let (rate, micros) = (asked.rate.whole("/s"), asked.micros.median());
        println!(
            "    {name:22} {rate}   {micros:>6} µs each   beside empty {}",
            asked.beside_empty.thousandths()
        );
        println!("    {:22} processor time: {}", "", asked.used.each(asked.count));
    }
    Ok(())
}
