//! Entries per second from the decision to the receipt, beside raw inserts of the same bytes.

use crate::Fault;
use crate::calls::{self, Shape};
use crate::cpu::Times;
use crate::measure::{Series, micros_each, per_second, speed_beside};
use crate::raw::{Form, RawTable};
use crate::stage::Stage;
use journal::entry::Entry;
use journal::merkle::Frontier;
use journal::sqlite::SqliteStore;
use journal::store::{Commit, Extension, Item, JournalKey, JournalStore};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

const FULL: &[Shape] =
    &[Shape { rows: 1, calls: 200 }, Shape { rows: 100, calls: 40 }, Shape { rows: 200, calls: 20 }];
const QUICK: &[Shape] = &[Shape { rows: 100, calls: 10 }];

/// What the same entries cost in each way, in one round.
#[derive(Debug, Clone, Copy)]
struct Round {
    entries: u64,
    bytes: u64,
    raw: Duration,
    raw_many: Duration,
    rows: Duration,
    append: Duration,
    delivered: Duration,
}

/// A journal's tables without a ledger before them: what storing costs, decisions and hashing apart.
struct Rows {
    store: SqliteStore,
    frontier: Frontier,
}

impl Rows {
    async fn insert(&mut self, transactions: &[&[Entry]]) -> Result<Duration, Fault> {
        let mut commits = Vec::new();
        for entries in transactions {
            let Some(first) = entries.first() else { continue };
            let journal = JournalKey { agency: first.header.agency, epoch: first.header.position.epoch };
            let expected = self.frontier.size();
            entries.iter().for_each(|entry| self.frontier.append(entry.leaf));
            let items = entries.iter().cloned().map(|entry| Item::Entry(Box::new(entry))).collect();
            let extension = Extension { journal, expected, items, frontier: self.frontier.clone() };
            commits.push(Commit { extensions: vec![extension], ..Commit::default() });
        }
        let begun = Instant::now();
        for commit in &commits {
            self.store.commit(commit).await?;
        }
        Ok(begun.elapsed())
    }
}

/// One of a round's times.
type Pick = fn(&Round) -> Duration;

struct Bench {
    stage: Stage,
    raw: RawTable,
    raw_many: RawTable,
    rows: Rows,
    teachers: u64,
    copied: u64,
    used: Times,
}

impl Bench {
    async fn set(dir: &Path, servers: &Handle) -> Result<Self, Fault> {
        std::fs::create_dir_all(dir)?;
        let store = SqliteStore::open(&dir.join("rows.sqlite")).await?;
        Ok(Self {
            stage: Stage::set(dir, servers).await?,
            raw: RawTable::create(&dir.join("raw.sqlite"), Form::Single).await?,
            raw_many: RawTable::create(&dir.join("raw-many.sqlite"), Form::Many).await?,
            rows: Rows { store, frontier: Frontier::default() },
            teachers: 1,
            copied: 0,
            used: Times::default(),
        })
    }

    async fn round(&mut self, shape: Shape) -> Result<Round, Fault> {
        let calls = calls::round(self.teachers, shape);
        self.teachers += shape.rows * shape.calls;
        let begun = Instant::now();
        self.stage.alone.record(&calls).await?;
        let append = begun.elapsed();
        let (before, begun) = (Times::now(), Instant::now());
        self.stage.linked.record(&calls).await?;
        self.stage.delivered().await?;
        let delivered = begun.elapsed();
        self.used.add(&before, &Times::now());
        let entries = self.stage.linked.entries(self.copied).await?;
        self.copied += u64::try_from(entries.len())?;
        let transactions: Vec<_> = entries.split_inclusive(|entry| entry.header.tx_remaining == 0).collect();
        let bytes: usize = entries.iter().map(Entry::weight).sum();
        Ok(Round {
            entries: u64::try_from(entries.len())?,
            bytes: u64::try_from(bytes)?,
            raw: self.raw.insert(&transactions).await?,
            raw_many: self.raw_many.insert(&transactions).await?,
            rows: self.rows.insert(&transactions).await?,
            append,
            delivered,
        })
    }

    async fn end(&self) {
        self.stage.strike();
        self.raw.close().await;
        self.raw_many.close().await;
        self.rows.store.close().await;
    }
}

/// Measures and prints.
pub(crate) async fn measure(dir: &Path, quick: bool, servers: &Handle) -> Result<(), Fault> {
    println!("\nDELIVERED: decided, signed, pushed over mTLS, verified, stored, receipted");
    let mut bench = Bench::set(dir, servers).await?;
    let (shapes, rounds) = if quick { (QUICK, 3) } else { (FULL, 7) };
    for shape in shapes {
        bench.round(*shape).await?;
        bench.used = Times::default();
        let mut all = Vec::new();
        for _ in 0..rounds {
            all.push(bench.round(*shape).await?);
        }
        print(*shape, &all, &bench.used);
    }
    bench.end().await;
    Ok(())
}

fn series(rounds: &[Round], of: impl Fn(&Round) -> u64) -> Series {
    let mut series = Series::default();
    rounds.iter().for_each(|round| series.note(of(round)));
    series
}

fn print(shape: Shape, rounds: &[Round], used: &Times) {
    let count: u64 = rounds.iter().map(|round| round.entries).sum();
    let bytes: u64 = rounds.iter().map(|round| round.bytes).sum();
    let each = bytes / count.max(1);
    println!(
        "  {} calls of {} rows, {} rounds, {each} bytes an entry",
        shape.calls,
        shape.rows,
        rounds.len()
    );
    let lines: [(&str, Pick); 5] = [
        ("raw inserts", |round| round.raw),
        ("raw inserts, 50 rows a statement", |round| round.raw_many),
        ("journal tables alone", |round| round.rows),
        ("append alone", |round| round.append),
        ("delivered", |round| round.delivered),
    ];
    for (name, time) in lines {
        let rate = series(rounds, |round| per_second(round.entries, time(round)));
        let ratio = series(rounds, |round| speed_beside(round.raw, time(round)));
        let micros = series(rounds, |round| micros_each(time(round), round.entries)).median();
        println!(
            "    {name:34} {}   {micros:>6} µs each   beside raw {}",
            rate.whole("entries/s"),
            ratio.thousandths()
        );
    }
    println!("    processor time of an entry delivered: {}", used.micros_each(count));
}
