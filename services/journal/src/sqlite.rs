//! The journal on SQLite: one file, WAL, synchronous=FULL, one writer connection and a pool of readers.

use crate::entry::Entry;
use crate::private::private_file;
use crate::rows::{
    EntryRow, HeadRow, NoteRow, OmittedRow, ReceiptNoteRow, agency_bytes, hash_bytes, leaf_column, sql,
};
use crate::store::{
    CheckpointRow, Commit, Extension, Head, Item, JournalKey, JournalStore, OmittedRun, ReceiptRow,
    StoreError,
};
use domain::date::Instant;
use domain::ids::{Digest, RecordId};
use sqlx::Sqlite;
use sqlx::migrate::Migrator;
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool,
    SqlitePoolOptions, SqliteSynchronous,
};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/journal/sqlite");

/// A journal database in one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the file, making it when it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when a later program made it, [`StoreError::Engine`] when it cannot be opened.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        // The file is its owner's alone from its first byte; the files beside it take its rights.
        private_file(path, false).map_err(sqlx::Error::Io)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5));
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
        MIGRATIONS.run(&writer).await.map_err(|error| StoreError::Schema(error.to_string()))?;
        let readers =
            SqlitePoolOptions::new().max_connections(3).connect_with(options.read_only(true)).await?;
        Ok(Self { writer, readers })
    }
}

async fn extend(tx: &mut SqliteConnection, extension: &Extension) -> Result<(), StoreError> {
    let agency = agency_bytes(extension.journal);
    let epoch = i64::from(extension.journal.epoch);
    sqlx::query("INSERT INTO journal_head (agency, epoch, size, frontier) VALUES ($1, $2, 0, x'') ON CONFLICT DO NOTHING")
        .bind(&agency)
        .bind(epoch)
        .execute(&mut *tx)
        .await?;
    let taken = sqlx::query(
        "UPDATE journal_head SET size = $4, frontier = $5 WHERE agency = $1 AND epoch = $2 AND size = $3",
    )
    .bind(&agency)
    .bind(epoch)
    .bind(sql(extension.expected))
    .bind(sql(extension.frontier.size()))
    .bind(extension.frontier.to_bytes())
    .execute(&mut *tx)
    .await?;
    if taken.rows_affected() != 1 {
        return Err(StoreError::Moved);
    }
    let mut entries = Vec::with_capacity(extension.items.len());
    for item in &extension.items {
        match item {
            Item::Entry(entry) => entries.push(entry.as_ref()),
            Item::Omitted(run) => insert_omitted(tx, extension.journal, run).await?,
        }
    }
    insert_entries(tx, &agency, &entries).await
}

/// Inserts entries with as few statements as there are: each one crosses to the driver's thread and back, which costs more than its rows.
async fn insert_entries(
    tx: &mut SqliteConnection,
    agency: &[u8],
    entries: &[&Entry],
) -> Result<(), StoreError> {
    let mut rest = entries;
    for (rows, statement) in INSERTS.iter() {
        let (batches, after) = (rest.chunks_exact(*rows), rest.len() % rows);
        for batch in batches {
            let query = sqlx::query(statement.as_str());
            batch.iter().fold(query, |query, entry| bound(query, agency, entry)).execute(&mut *tx).await?;
        }
        rest = rest.get(rest.len() - after..).unwrap_or_default();
    }
    Ok(())
}

/// The statements for so many rows each, most rows first; few texts, so that all of them stay prepared.
static INSERTS: LazyLock<[(usize, String); 3]> =
    LazyLock::new(|| [50, 10, 1].map(|rows| (rows, insert(rows))));

fn insert(rows: usize) -> String {
    let row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    let values = vec![row; rows].join(", ");
    format!(
        "INSERT INTO journal_entry (agency, epoch, position, header, record_id, leaf, fact_commit, fact_salt, fact_body,
         person_commit, person_salt, person_body) VALUES {values}"
    )
}

type Insert<'q> = Query<'q, Sqlite, SqliteArguments>;

/// One row more of an insert.
fn bound<'q>(query: Insert<'q>, agency: &'q [u8], entry: &'q Entry) -> Insert<'q> {
    let (fact, person) = (entry.fact.content.as_ref(), entry.person.as_ref());
    let person_content = person.and_then(|part| part.content.as_ref());
    query
        .bind(agency)
        .bind(i64::from(entry.header.position.epoch))
        .bind(sql(entry.header.position.position))
        .bind(&entry.header_bytes)
        .bind(entry.header.record.0.as_bytes().as_slice())
        .bind(entry.leaf.0.as_slice())
        .bind(entry.fact.commit.0.as_slice())
        .bind(fact.map(|content| content.salt.as_slice()))
        .bind(fact.map(|content| content.body.as_slice()))
        .bind(person.map(|part| part.commit.0.as_slice()))
        .bind(person_content.map(|content| content.salt.as_slice()))
        .bind(person_content.map(|content| content.body.as_slice()))
}

async fn insert_omitted(
    tx: &mut SqliteConnection,
    journal: JournalKey,
    run: &OmittedRun,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO journal_omitted (agency, epoch, first, count, hashes) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(agency_bytes(journal))
    .bind(i64::from(journal.epoch))
    .bind(sql(run.first))
    .bind(sql(run.count))
    .bind(hash_bytes(run))
    .execute(tx)
    .await?;
    Ok(())
}

async fn keep_checkpoint(tx: &mut SqliteConnection, row: &CheckpointRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO journal_checkpoint (agency, epoch, size, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    )
    .bind(agency_bytes(row.journal))
    .bind(i64::from(row.journal.epoch))
    .bind(sql(row.size))
    .bind(&row.note)
    .execute(tx)
    .await?;
    Ok(())
}

async fn keep_receipt(tx: &mut SqliteConnection, row: &ReceiptRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO journal_receipt (agency, epoch, size, time, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(agency_bytes(row.journal))
    .bind(i64::from(row.journal.epoch))
    .bind(sql(row.size))
    .bind(row.time.0)
    .bind(&row.note)
    .execute(tx)
    .await?;
    Ok(())
}

#[async_trait::async_trait]
impl JournalStore for SqliteStore {
    async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        sqlx::query_as::<_, HeadRow>(
            "SELECT agency, epoch, size, frontier FROM journal_head ORDER BY agency, epoch",
        )
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(HeadRow::into_head)
        .collect()
    }

    async fn commit(&self, commit: &Commit) -> Result<(), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for extension in &commit.extensions {
            extend(&mut tx, extension).await?;
        }
        for row in &commit.checkpoints {
            keep_checkpoint(&mut tx, row).await?;
        }
        for row in &commit.receipts {
            keep_receipt(&mut tx, row).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn entries(&self, journal: JournalKey, after: u64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        sqlx::query_as::<_, EntryRow>(
            "SELECT header, leaf, fact_commit, fact_salt, fact_body, person_commit, person_salt, person_body
             FROM journal_entry WHERE agency = $1 AND epoch = $2 AND position > $3 ORDER BY position LIMIT $4",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .bind(sql(after))
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(EntryRow::into_entry)
        .collect()
    }

    async fn omitted(&self, journal: JournalKey) -> Result<Vec<OmittedRun>, StoreError> {
        sqlx::query_as::<_, OmittedRow>(
            "SELECT first, count, hashes FROM journal_omitted WHERE agency = $1 AND epoch = $2 ORDER BY first",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(OmittedRow::into_run)
        .collect()
    }

    async fn leaves(&self, journal: JournalKey, first: u64, last: u64) -> Result<Vec<Digest>, StoreError> {
        sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT leaf FROM journal_entry WHERE agency = $1 AND epoch = $2 AND position BETWEEN $3 AND $4 ORDER BY position",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .bind(sql(first))
        .bind(sql(last))
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|bytes| leaf_column(bytes))
        .collect()
    }

    async fn checkpoint(
        &self,
        journal: JournalKey,
        from: u64,
        to: u64,
    ) -> Result<Option<CheckpointRow>, StoreError> {
        sqlx::query_as::<_, NoteRow>(
            "SELECT size, note FROM journal_checkpoint WHERE agency = $1 AND epoch = $2 AND size BETWEEN $3 AND $4
             ORDER BY size DESC LIMIT 1",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .bind(sql(from))
        .bind(sql(to))
        .fetch_optional(&self.readers)
        .await?
        .map(|row| row.into_checkpoint(journal))
        .transpose()
    }

    async fn receipt_up_to(&self, journal: JournalKey, to: u64) -> Result<Option<ReceiptRow>, StoreError> {
        sqlx::query_as::<_, ReceiptNoteRow>(
            "SELECT size, time, note FROM journal_receipt WHERE agency = $1 AND epoch = $2 AND size <= $3
             ORDER BY size DESC, time LIMIT 1",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .bind(sql(to))
        .fetch_optional(&self.readers)
        .await?
        .map(|row| row.into_receipt(journal))
        .transpose()
    }

    async fn erase(&self, journal: JournalKey, up_to: u64, records: &[RecordId]) -> Result<u64, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let mut erased = 0;
        for record in records {
            erased += sqlx::query(
                "UPDATE journal_entry SET person_salt = NULL, person_body = NULL WHERE agency = $1 AND epoch = $2
                 AND position <= $3 AND record_id = $4 AND person_salt IS NOT NULL",
            )
            .bind(agency_bytes(journal))
            .bind(i64::from(journal.epoch))
            .bind(sql(up_to))
            .bind(record.0.as_bytes().as_slice())
            .execute(&mut *tx)
            .await?
            .rows_affected();
        }
        tx.commit().await?;
        Ok(erased)
    }

    async fn last_receipt_time(&self) -> Result<Instant, StoreError> {
        let query = sqlx::query_scalar("SELECT COALESCE(MAX(time), 0) FROM journal_receipt");
        Ok(Instant(query.fetch_one(&self.readers).await?))
    }

    async fn forget_opening(&self, journal: JournalKey) -> Result<(), StoreError> {
        let (agency, epoch) = (agency_bytes(journal), i64::from(journal.epoch));
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let head = sqlx::query(
            "DELETE FROM journal_head WHERE agency = $1 AND epoch = $2 AND size = 1
             AND NOT EXISTS (SELECT 1 FROM journal_checkpoint c WHERE c.agency = $1 AND c.epoch = $2)
             AND NOT EXISTS (SELECT 1 FROM journal_receipt r WHERE r.agency = $1 AND r.epoch = $2)",
        );
        let gone = head.bind(&agency).bind(epoch).execute(&mut *tx).await?.rows_affected();
        let entry =
            sqlx::query("DELETE FROM journal_entry WHERE agency = $1 AND epoch = $2 AND position = 1");
        let entries = entry.bind(&agency).bind(epoch).execute(&mut *tx).await?.rows_affected();
        if gone != 1 || entries != 1 {
            return Err(StoreError::Damaged("more than an opening that nobody has seen".to_owned()));
        }
        tx.commit().await?;
        Ok(())
    }

    async fn local(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let query = sqlx::query_scalar("SELECT value FROM node_local WHERE name = $1").bind(name);
        Ok(query.fetch_optional(&self.readers).await?)
    }

    async fn set_local(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO node_local (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bind(name)
            .bind(value)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}
