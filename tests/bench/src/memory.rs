//! Resident memory of a district's node as a process of its own, beside an empty one.

use crate::Fault;
use crate::demo::Played;
use crate::founding::{OFFICE, found_all, free_address};
use crate::measure::Thousandths;
use crate::node::{reach, up};
use crate::process::{Memory, Service};
use contracts::pb::roster::v1::ListTeachersRequest;
use contracts::pb::roster::v1::roster_service_client::RosterServiceClient;
use runtime::client::Connection;
use runtime::config::{Config, Role};
use runtime::trust::ClientRole;
use std::path::{Path, PathBuf};

/// Most of a district's node (KiB).
const LIMIT: u64 = 64 * 1024;

/// KiB as MiB, one digit after the point, cut off.
fn mib(kib: u64) -> String {
    format!("{}.{} MiB", kib / 1024, kib % 1024 * 10 / 1024)
}

fn line(name: &str, memory: Memory) {
    let (resident, own, peak) = (mib(memory.resident), mib(memory.own), mib(memory.peak));
    println!("    {name:40} resident {resident:>9}, its own {own:>9}, peak {peak:>9}");
}

/// All teachers of a district, page by page.
async fn read_all(connection: Connection) -> Result<usize, Fault> {
    let mut client = RosterServiceClient::new(connection);
    let (mut count, mut page_token) = (0, String::new());
    loop {
        let request = ListTeachersRequest { page_token, page_size: 500, ..Default::default() };
        let page = client.list_teachers(request).await?.into_inner();
        count += page.teachers.len();
        page_token = page.next_page_token;
        if page_token.is_empty() {
            return Ok(count);
        }
    }
}

/// Starts a district's node from its config, and gives its memory when it is up and after all its teachers were read.
async fn look(program: &Path, config: &Path) -> Result<(Memory, Memory, usize), Fault> {
    let address = Config::load(config, Role::District)?.listen.address;
    let dir = config.parent().unwrap_or(config);
    let service = Service::start(program, "district", config)?;
    let connection = reach(dir, ClientRole::System, OFFICE, address)?;
    up(&connection).await?;
    let begun = service.memory()?;
    let teachers = read_all(connection).await?;
    let read = service.memory()?;
    service.stop().await?;
    Ok((begun, read, teachers))
}

/// Measures and prints.
pub(crate) async fn measure(program: &Path, played: &Played, dir: &Path) -> Result<(), Fault> {
    println!(
        "\nMEMORY: processes of their own, VmRSS, RssAnon and VmHWM (limit of a district {})",
        mib(LIMIT)
    );
    println!("  while the year was played, at its end");
    for (name, memory) in &played.memory {
        line(name, *memory);
    }
    let founded = found_all(dir, free_address()?)?;
    let (empty, _, _) = look(program, &founded.alone).await?;
    println!("  a district's node started again from its journal");
    line("empty", empty);
    for (name, config) in districts(played) {
        let (begun, read, teachers) = look(program, &config).await?;
        line(&format!("{name}, {teachers} teachers"), begun);
        line(&format!("{name}, after all teachers were read"), read);
        let beside = Thousandths(read.resident * 1000 / empty.resident.max(1));
        let more = mib(read.resident.saturating_sub(empty.resident));
        println!("    {:40} resident beside empty {beside}: {more} more", "");
    }
    Ok(())
}

/// Configs of the districts' nodes of a rehearsal: those named by a district code.
fn districts(played: &Played) -> Vec<(String, PathBuf)> {
    let codes = played.memory.keys().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()));
    codes.map(|name| (name.clone(), played.dir.join("nodes").join(name).join("config.toml"))).collect()
}
