//! The journal on PostgreSQL: the same tables, rows of a batch inserted in one statement by arrays.

use crate::entry::Entry;
use crate::rows::{
    EntryRow, HeadRow, NoteRow, OmittedRow, ReceiptNoteRow, agency_bytes, hash_bytes, leaf_column, sql,
};
use crate::store::{
    CheckpointRow, Commit, Extension, Head, Item, JournalKey, JournalStore, OmittedRun, ReceiptRow,
    StoreError,
};
use domain::date::Instant;
use domain::ids::{Digest, RecordId};
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnection, PgPool, PgPoolOptions};
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/journal/postgres");

/// A journal database on a PostgreSQL server.
#[derive(Debug)]
pub struct PostgresStore {
    pool: PgPool,
}

impl PostgresStore {
    /// Connects and brings the schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Schema`] when a later program made it, [`StoreError::Engine`] when the server cannot be reached.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let pool = PgPoolOptions::new()
            .max_connections(6)
            .acquire_timeout(Duration::from_secs(10))
            .connect(url)
            .await?;
        MIGRATIONS.run(&pool).await.map_err(|error| StoreError::Schema(error.to_string()))?;
        Ok(Self { pool })
    }
}

async fn take_counter(tx: &mut PgConnection, extension: &Extension) -> Result<(), StoreError> {
    let agency = agency_bytes(extension.journal);
    let epoch = i64::from(extension.journal.epoch);
    sqlx::query("INSERT INTO journal_head (agency, epoch, size, frontier) VALUES ($1, $2, 0, '') ON CONFLICT DO NOTHING")
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
    if taken.rows_affected() == 1 { Ok(()) } else { Err(StoreError::Moved) }
}

/// Columns of a batch of entries, one array each.
#[derive(Default)]
struct EntryColumns {
    positions: Vec<i64>,
    headers: Vec<Vec<u8>>,
    records: Vec<Vec<u8>>,
    leaves: Vec<Vec<u8>>,
    fact_commits: Vec<Vec<u8>>,
    fact_salts: Vec<Option<Vec<u8>>>,
    fact_bodies: Vec<Option<Vec<u8>>>,
    person_commits: Vec<Option<Vec<u8>>>,
    person_salts: Vec<Option<Vec<u8>>>,
    person_bodies: Vec<Option<Vec<u8>>>,
}

impl EntryColumns {
    fn push(&mut self, entry: &Entry) {
        let (fact, person) = (entry.fact.content.as_ref(), entry.person.as_ref());
        let person_content = person.and_then(|part| part.content.as_ref());
        self.positions.push(sql(entry.header.position.position));
        self.headers.push(entry.header_bytes.clone());
        self.records.push(entry.header.record.0.as_bytes().to_vec());
        self.leaves.push(entry.leaf.0.to_vec());
        self.fact_commits.push(entry.fact.commit.0.to_vec());
        self.fact_salts.push(fact.map(|content| content.salt.to_vec()));
        self.fact_bodies.push(fact.map(|content| content.body.clone()));
        self.person_commits.push(person.map(|part| part.commit.0.to_vec()));
        self.person_salts.push(person_content.map(|content| content.salt.to_vec()));
        self.person_bodies.push(person_content.map(|content| content.body.clone()));
    }

    async fn insert(self, tx: &mut PgConnection, journal: JournalKey) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO journal_entry (agency, epoch, position, header, record_id, leaf, fact_commit, fact_salt, fact_body,
             person_commit, person_salt, person_body)
             SELECT $1, $2, t.position, t.header, t.record_id, t.leaf, t.fact_commit, t.fact_salt, t.fact_body,
             t.person_commit, t.person_salt, t.person_body
             FROM UNNEST($3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[],
             $10::bytea[], $11::bytea[], $12::bytea[])
             AS t(position, header, record_id, leaf, fact_commit, fact_salt, fact_body, person_commit, person_salt, person_body)",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .bind(self.positions)
        .bind(self.headers)
        .bind(self.records)
        .bind(self.leaves)
        .bind(self.fact_commits)
        .bind(self.fact_salts)
        .bind(self.fact_bodies)
        .bind(self.person_commits)
        .bind(self.person_salts)
        .bind(self.person_bodies)
        .execute(tx)
        .await?;
        Ok(())
    }
}

async fn extend(tx: &mut PgConnection, extension: &Extension) -> Result<(), StoreError> {
    take_counter(tx, extension).await?;
    let mut columns = EntryColumns::default();
    for item in &extension.items {
        match item {
            Item::Entry(entry) => columns.push(entry),
            Item::Omitted(run) => insert_omitted(tx, extension.journal, run).await?,
        }
    }
    columns.insert(tx, extension.journal).await
}

async fn insert_omitted(
    tx: &mut PgConnection,
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

async fn keep_checkpoint(tx: &mut PgConnection, row: &CheckpointRow) -> Result<(), StoreError> {
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

async fn keep_receipt(tx: &mut PgConnection, row: &ReceiptRow) -> Result<(), StoreError> {
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
impl JournalStore for PostgresStore {
    async fn heads(&self) -> Result<Vec<Head>, StoreError> {
        sqlx::query_as::<_, HeadRow>(
            "SELECT agency, epoch, size, frontier FROM journal_head ORDER BY agency, epoch",
        )
        .fetch_all(&self.pool)
        .await?
        .into_iter()
        .map(HeadRow::into_head)
        .collect()
    }

    async fn commit(&self, commit: &Commit) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await?;
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
        .fetch_all(&self.pool)
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
        .fetch_all(&self.pool)
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
        .fetch_all(&self.pool)
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
        .fetch_optional(&self.pool)
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
        .fetch_optional(&self.pool)
        .await?
        .map(|row| row.into_receipt(journal))
        .transpose()
    }

    async fn erase(&self, journal: JournalKey, up_to: u64, records: &[RecordId]) -> Result<u64, StoreError> {
        let ids: Vec<Vec<u8>> = records.iter().map(|record| record.0.as_bytes().to_vec()).collect();
        let done = sqlx::query(
            "UPDATE journal_entry SET person_salt = NULL, person_body = NULL WHERE agency = $1 AND epoch = $2
             AND position <= $3 AND record_id = ANY($4) AND person_salt IS NOT NULL",
        )
        .bind(agency_bytes(journal))
        .bind(i64::from(journal.epoch))
        .bind(sql(up_to))
        .bind(ids)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected())
    }

    async fn last_receipt_time(&self) -> Result<Instant, StoreError> {
        let query = sqlx::query_scalar("SELECT COALESCE(MAX(time), 0) FROM journal_receipt");
        Ok(Instant(query.fetch_one(&self.pool).await?))
    }

    async fn forget_opening(&self, journal: JournalKey) -> Result<(), StoreError> {
        let (agency, epoch) = (agency_bytes(journal), i64::from(journal.epoch));
        let mut tx = self.pool.begin().await?;
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
        Ok(query.fetch_optional(&self.pool).await?)
    }

    async fn set_local(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO node_local (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            .bind(name)
            .bind(value)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    async fn close(&self) {
        self.pool.close().await;
    }
}
