//! Entries per second from the decision to the receipt, beside raw inserts of the same bytes.

use crate::Fault;
use crate::calls::{self, Shape};
use crate::cpu::{Cost, Times};
use crate::measure::{Series, micros_each, per_second, speed_beside};
use crate::raw::{Form, RawTable};
use crate::stage::Stage;
use journal::entry::Entry;
use journal::merkle::Frontier;
use journal::sqlite::SqliteStore;
use journal::store::{Commit, Extension, Item, JournalKey, JournalStore};
use std::path::Path;
use tokio::runtime::Handle;

/// Shapes and rounds: single acts, the import of a roster, the largest calls.
const FULL: &[(Shape, usize)] = &[
    (Shape { rows: 1, calls: 100 }, 15),
    (Shape { rows: 100, calls: 10 }, 25),
    (Shape { rows: 200, calls: 5 }, 25),
];
const QUICK: &[(Shape, usize)] = &[(Shape { rows: 100, calls: 10 }, 5)];

/// The ways that the same entries go, in the order in which their costs stand.
const WAYS: [&str; 5] =
    ["raw inserts", "raw inserts, 50 rows a statement", "journal tables alone", "append alone", "delivered"];
/// Rounds at the beginning and at the end, by which it shows whether a longer journal is slower.
const EDGE: usize = 3;

/// What the same entries cost in each way, in one round.
struct Round {
    entries: u64,
    bytes: u64,
    costs: [Cost; WAYS.len()],
}

/// A journal's tables without a ledger before them: what storing costs, decisions and hashing apart.
struct Tables {
    store: SqliteStore,
    frontier: Frontier,
}

impl Tables {
    fn commits(&mut self, transactions: &[&[Entry]]) -> Vec<Commit> {
        let commit = |entries: &&[Entry]| {
            let first = entries.first()?;
            let journal = JournalKey { agency: first.header.agency, epoch: first.header.position.epoch };
            let expected = self.frontier.size();
            entries.iter().for_each(|entry| self.frontier.append(entry.leaf));
            let items = entries.iter().cloned().map(|entry| Item::Entry(Box::new(entry))).collect();
            let extension = Extension { journal, expected, items, frontier: self.frontier.clone() };
            Some(Commit { extensions: vec![extension], ..Commit::default() })
        };
        transactions.iter().filter_map(commit).collect()
    }

    async fn store(&self, commits: &[Commit]) -> Result<(), Fault> {
        for commit in commits {
            self.store.commit(commit).await?;
        }
        Ok(())
    }
}

struct Bench {
    stage: Stage,
    raw: RawTable,
    raw_many: RawTable,
    tables: Tables,
    teachers: u64,
    copied: u64,
}

impl Bench {
    async fn set(dir: &Path, servers: &Handle) -> Result<Self, Fault> {
        std::fs::create_dir_all(dir)?;
        let store = SqliteStore::open(&dir.join("tables.sqlite")).await?;
        Ok(Self {
            stage: Stage::set(dir, servers).await?,
            raw: RawTable::create(&dir.join("raw.sqlite"), Form::Single).await?,
            raw_many: RawTable::create(&dir.join("raw-many.sqlite"), Form::Many).await?,
            tables: Tables { store, frontier: Frontier::default() },
            teachers: 1,
            copied: 0,
        })
    }

    async fn deliver(
        &mut self,
        calls: &[contracts::pb::roster::v1::PushTeachersRequest],
    ) -> Result<(), Fault> {
        self.stage.linked.record(calls).await?;
        self.stage.delivered().await
    }

    async fn round(&mut self, shape: Shape) -> Result<Round, Fault> {
        let calls = calls::round(self.teachers, shape);
        self.teachers += shape.rows * shape.calls;
        let append = Cost::of(self.stage.alone.record(&calls)).await?;
        let delivered = Cost::of(self.deliver(&calls)).await?;
        let entries = self.stage.linked.entries(self.copied).await?;
        self.copied += u64::try_from(entries.len())?;
        let transactions: Vec<_> = entries.split_inclusive(|entry| entry.header.tx_remaining == 0).collect();
        let commits = self.tables.commits(&transactions);
        let raw = Cost::of(self.raw.insert(&transactions)).await?;
        let raw_many = Cost::of(self.raw_many.insert(&transactions)).await?;
        let tables = Cost::of(self.tables.store(&commits)).await?;
        let bytes: usize = entries.iter().map(Entry::weight).sum();
        Ok(Round {
            entries: u64::try_from(entries.len())?,
            bytes: u64::try_from(bytes)?,
            costs: [raw, raw_many, tables, append, delivered],
        })
    }

    async fn end(&self) {
        self.stage.strike();
        self.raw.close().await;
        self.raw_many.close().await;
        self.tables.store.close().await;
    }
}

/// Measures and prints; every shape begins with empty journals.
pub(crate) async fn measure(dir: &Path, quick: bool, servers: &Handle) -> Result<(), Fault> {
    println!("\nDELIVERED: decided, signed, pushed over mTLS, verified, stored, receipted");
    for (shape, rounds) in if quick { QUICK } else { FULL } {
        let mut bench = Bench::set(&dir.join(shape.rows.to_string()), servers).await?;
        bench.round(*shape).await?;
        let mut all = Vec::new();
        for _ in 0..*rounds {
            all.push(bench.round(*shape).await?);
        }
        print(*shape, &all);
        let leaves = bench.stage.linked.size().await;
        let tree = Cost::of(bench.stage.linked.read_tree()).await?;
        println!("    reading a journal's tree from its {leaves} leaves {} µs", micros_each(tree.wall, 1));
        bench.end().await;
    }
    Ok(())
}

fn print(shape: Shape, rounds: &[Round]) {
    let count: u64 = rounds.iter().map(|round| round.entries).sum();
    let bytes: u64 = rounds.iter().map(|round| round.bytes).sum();
    let each = bytes / count.max(1);
    println!(
        "  {} calls of {} rows, {} rounds, {each} bytes an entry",
        shape.calls,
        shape.rows,
        rounds.len()
    );
    for (at, name) in WAYS.iter().enumerate() {
        let costs =
            || rounds.iter().filter_map(|round| Some((round, round.costs.get(at)?, round.costs.first()?)));
        let rate = Series::of(costs().map(|(round, own, _)| per_second(round.entries, own.wall)));
        let ratio = Series::of(costs().map(|(_, own, raw)| speed_beside(raw.wall, own.wall)));
        let used = Series::of(costs().map(|(round, own, _)| micros_each(own.used.total(), round.entries)));
        let effort =
            Series::of(costs().map(|(_, own, raw)| speed_beside(raw.used.total(), own.used.total())));
        println!("    {name:34} {}   beside raw {}", rate.whole("entries/s"), ratio.thousandths());
        println!("    {:34} {}   beside raw {}", "", used.whole("µs of processor"), effort.thousandths());
    }
    let delivered = || rounds.iter().filter_map(|round| Some((round.entries, round.costs.last()?)));
    let mut used = Times::default();
    delivered().for_each(|(_, cost)| used.merge(&cost.used));
    println!("    processor time of an entry delivered: {}", used.each(count));
    let rates: Vec<_> = delivered().map(|(entries, cost)| per_second(entries, cost.wall)).collect();
    let first = Series::of(rates.iter().take(EDGE).copied()).median();
    let last = Series::of(rates.iter().rev().take(EDGE).copied()).median();
    println!(
        "    delivered in the first {EDGE} rounds {first}/s, in the last {EDGE} (after {count} entries) {last}/s"
    );
}
