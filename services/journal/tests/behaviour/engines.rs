//! One constructor per engine; every story gets a database of its own.

use journal::postgres::PostgresStore;
use journal::sqlite::SqliteStore;
use journal::store::{JournalStore, StoreError};
use sqlx::{Connection, Executor};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that no other story uses.
pub(crate) enum Engine {
    Sqlite(tempfile::TempDir),
    Postgres(String),
}

impl Engine {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().expect("a temporary directory"))
    }

    pub(crate) async fn postgres() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the test command hands its cluster over by the environment"
        )]
        let base = std::env::var("LIENTHONG_TEST_POSTGRES_URL")
            .expect("no PostgreSQL for the tests: run them by `cargo xtask test`");
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("journal_{}_{number}", std::process::id());
        let mut admin = sqlx::PgConnection::connect(&base).await.expect("the test cluster");
        admin
            .execute(sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))))
            .await
            .expect("a database of its own");
        let (server, _) = base.rsplit_once('/').expect("a URL with a database");
        Self::Postgres(format!("{server}/{name}"))
    }

    /// Opens the database, again and again if wanted.
    pub(crate) async fn try_open(&self) -> Result<Arc<dyn JournalStore>, StoreError> {
        Ok(match self {
            Self::Sqlite(dir) => Arc::new(SqliteStore::open(&dir.path().join("node.sqlite")).await?),
            Self::Postgres(url) => Arc::new(PostgresStore::open(url).await?),
        })
    }

    pub(crate) async fn open(&self) -> Arc<dyn JournalStore> {
        self.try_open().await.expect("the store opens")
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn tamper(&self, statement: &'static str) {
        match self {
            Self::Sqlite(dir) => {
                let url = format!("sqlite:{}", dir.path().join("node.sqlite").display());
                let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("the file");
                connection.execute(statement).await.expect("the statement");
            }
            Self::Postgres(url) => {
                let mut connection = sqlx::PgConnection::connect(url).await.expect("the database");
                connection.execute(statement).await.expect("the statement");
            }
        }
    }
}
