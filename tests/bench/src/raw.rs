//! What the disk and the engine can do: the bytes of entries inserted into one table of an SQLite file, with the journal's durability.

use crate::Fault;
use journal::entry::{Entry, StoredPart};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{QueryBuilder, Sqlite};
use std::path::Path;

/// Rows of one statement when several go into one.
const ROWS: usize = 50;

/// How rows go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One prepared statement per row.
    Single,
    /// Fifty rows per statement.
    Many,
}

/// One table with the columns that carry an entry's bytes, and no index but its key.
#[derive(Debug)]
pub(crate) struct RawTable {
    pool: SqlitePool,
    form: Form,
}

/// Salt and body of a part, when it has them.
fn content(part: Option<&StoredPart>) -> (Option<&[u8]>, Option<&[u8]>) {
    let content = part.and_then(|part| part.content.as_ref());
    (content.map(|content| content.salt.as_slice()), content.map(|content| content.body.as_slice()))
}

impl RawTable {
    /// Makes the file: WAL, synchronous=FULL, one connection, as the journal has it.
    pub(crate) async fn create(file: &Path, form: Form) -> Result<Self, Fault> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        sqlx::query(
            "CREATE TABLE raw (position INTEGER PRIMARY KEY, header BLOB, record_id BLOB, leaf BLOB, fact_commit BLOB, fact_salt BLOB,
             fact_body BLOB, person_commit BLOB, person_salt BLOB, person_body BLOB) STRICT",
        )
        .execute(&pool)
        .await?;
        Ok(Self { pool, form })
    }

    /// Inserts transactions, each durable before the next begins.
    pub(crate) async fn insert(&self, transactions: &[&[Entry]]) -> Result<(), Fault> {
        for entries in transactions {
            let mut tx = self.pool.begin_with("BEGIN IMMEDIATE").await?;
            match self.form {
                Form::Single => {
                    for entry in *entries {
                        insert_one(&mut tx, entry).await?;
                    }
                }
                Form::Many => {
                    for rows in entries.chunks(ROWS) {
                        many(rows).build().execute(&mut *tx).await?;
                    }
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Ends the connection.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

async fn insert_one(tx: &mut SqliteConnection, entry: &Entry) -> Result<(), Fault> {
    let (fact, person) = (content(Some(&entry.fact)), content(entry.person.as_ref()));
    sqlx::query(
        "INSERT INTO raw (position, header, record_id, leaf, fact_commit, fact_salt, fact_body, person_commit, person_salt,
         person_body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(i64::try_from(entry.header.position.position)?)
    .bind(&entry.header_bytes)
    .bind(entry.header.record.0.as_bytes().as_slice())
    .bind(entry.leaf.0.as_slice())
    .bind(entry.fact.commit.0.as_slice())
    .bind(fact.0)
    .bind(fact.1)
    .bind(entry.person.as_ref().map(|part| part.commit.0.as_slice()))
    .bind(person.0)
    .bind(person.1)
    .execute(tx)
    .await?;
    Ok(())
}

/// The same text for the same number of rows, so that it is prepared once.
fn many(rows: &[Entry]) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(
        "INSERT INTO raw (position, header, record_id, leaf, fact_commit, fact_salt, fact_body, person_commit, person_salt, person_body) ",
    );
    query.push_values(rows, |mut row, entry| {
        let (fact, person) = (content(Some(&entry.fact)), content(entry.person.as_ref()));
        let owned = |bytes: Option<&[u8]>| bytes.map(<[u8]>::to_vec);
        row.push_bind(i64::try_from(entry.header.position.position).unwrap_or(i64::MAX))
            .push_bind(entry.header_bytes.clone())
            .push_bind(entry.header.record.0.as_bytes().to_vec())
            .push_bind(entry.leaf.0.to_vec())
            .push_bind(entry.fact.commit.0.to_vec())
            .push_bind(owned(fact.0))
            .push_bind(owned(fact.1))
            .push_bind(entry.person.as_ref().map(|part| part.commit.0.to_vec()))
            .push_bind(owned(person.0))
            .push_bind(owned(person.1));
    });
    query
}
