//! The dashboard: grpc-js, and gRPC-Web by hand.

use crate::script::{at, ended, says, script, told};
use serde_json::Value;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::Duration;
use stories::province::{Province, lines_of};

/// How long a change may take from one agency's journal to the dashboard, on a machine under load.
const SOON: Duration = Duration::from_secs(60);

fn node(province: &Province, words: &[&str]) -> Command {
    let mut command = Command::new("node");
    command.env("NODE_PATH", stories::tools::folder().join("node/node_modules"));
    command.arg(script("dashboard.mjs"));
    let mut command = at(command, province, ("coordinator", "department", "reader-dashboard"));
    command.args(words);
    command
}

/// One table is one table, whichever way it comes.
pub(crate) fn reads_the_same_by_grpc_and_by_grpc_web(province: &Province) {
    let read = ended(0, told(node(province, &["get"])));
    says(
        &read.out,
        &["LC-2021, chốt đến 2021-12-31", "  108 Huyện Sìn Hồ, Tiểu học: đã cử ", "  12 Tỉnh Lai Châu"],
    );
    assert_eq!(read.out.lines().count(), 1 + 24 + 3, "{}", read.out);
    let [grpc, web] = ["get", "web"].map(|way| ended(0, told(node(province, &[way, "--json"]))).out);
    let [grpc, web] = [grpc, web].map(|text| serde_json::from_str::<Value>(&text).unwrap());
    assert_eq!(grpc["rows"].as_array().unwrap().len(), 24);
    for part in ["plan", "cutoff", "rows", "totals", "breaks", "definitions"] {
        assert_eq!(grpc[part], web[part], "{part}");
    }
}

/// What it may not have it is told in Vietnamese, both ways.
pub(crate) fn is_told_what_it_asked_wrongly(province: &Province) {
    for way in ["get", "web", "watch"] {
        let read = ended(65, told(node(province, &[way, "--plan", "LC-1999"])));
        says(&read.err, &["NOT_FOUND: ", "Không có kế hoạch LC-1999 này."]);
    }
}

/// A dashboard that watches.
pub(crate) struct Watch {
    process: Child,
    tables: Receiver<String>,
}

impl Watch {
    /// Begins to watch.
    pub(crate) fn begin(province: &Province) -> Self {
        let mut watch = node(province, &["watch", "--json"]);
        let mut process = watch.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let tables = lines_of(process.stdout.take().unwrap());
        Self { process, tables }
    }

    /// The next table of which it holds.
    pub(crate) fn table_with(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let line = self.tables.recv_timeout(SOON).expect("the dashboard sees it");
            let table: Value = serde_json::from_str(&line).unwrap();
            if holds(&table) {
                return table;
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It watches until it is ended; gone already is as good.
        let _gone = self.process.kill();
        let _ended = self.process.wait();
    }
}
