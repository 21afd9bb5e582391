//! The three users of the mission with clients that are not ours, over one rehearsed province: a college's system in Python, a
//! district's system with buf over reflection, a dashboard in Node. The scripts stand in `tests/clients` for outside developers.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod college;
mod dashboard;
mod district;
mod script;

use serde_json::Value;
use std::net::TcpStream;
use stories::province::Province;

/// The district of this story, and the level whose row it moves.
const DISTRICT: &str = "108";
const LEVEL: &str = "LEVEL_PRIMARY";

/// Whom the district sends, and what the letter says.
struct Sent {
    name: String,
    birth: String,
    national_id: String,
    number: &'static str,
    date: &'static str,
}

/// One number of the district's row in a table.
fn figure(table: &Value, name: &str) -> u64 {
    let rows = table["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["district"] == DISTRICT && row["level"] == LEVEL);
    row.unwrap()[name].as_str().unwrap().parse().unwrap()
}

#[test]
fn a_college_a_district_and_a_dashboard_work_with_clients_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let province = Province::play(&folder.path().join("province"), "0.05", "3");

    dashboard::reads_the_same_by_grpc_and_by_grpc_web(&province);
    dashboard::is_told_what_it_asked_wrongly(&province);
    let mut watch = dashboard::Watch::begin(&province);
    let before = watch.table_with(|_| true);
    let (sent, enrolled) = (figure(&before, "sent"), figure(&before, "enrolled"));

    district::asks_what_the_node_offers(&province);
    let person = district::sends_a_teacher_once(&province);
    let table = watch.table_with(|table| figure(table, "sent") != sent);
    assert_eq!(figure(&table, "sent"), sent + 1, "the dashboard sees what the district did");

    let college = college::College::with_generated_code(&province, folder.path());
    college.asks_what_the_node_offers();
    college.is_told_what_it_asked_wrongly();
    let nomination = college.finds_the_nominee(&person);
    college.reports_the_enrollment(&person, &nomination);
    watch.table_with(|table| figure(table, "enrolled") == enrolled + 1);
    college.corrects_the_first_day();
    college.takes_the_enrollment_back(&person);
    watch.table_with(|table| figure(table, "enrolled") == enrolled);
    drop(watch);

    let ports = ["coordinator", "college", DISTRICT].map(|node| province.port(node));
    province.end();
    for port in ports {
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "a service outlived the rehearsal");
    }
}
