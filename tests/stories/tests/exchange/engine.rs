//! Where a node's database lies, so that a story may put it back to an earlier day, or empty it.

use sqlx::{AssertSqlSafe, Connection, Executor};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A node's database; the node must be down whenever it is copied or replaced.
pub(crate) enum Engine {
    /// A SQLite file in the node's directory.
    Sqlite(PathBuf),
    /// A database of its own in the test command's cluster: URL of the server, name.
    Postgres(String, String),
}

async fn execute(server: &str, statement: String) {
    let mut admin = sqlx::PgConnection::connect(&format!("{server}/postgres")).await.expect("the cluster");
    admin.execute(sqlx::query(AssertSqlSafe(statement))).await.expect("the statement");
}

/// Copies the files of a SQLite database.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for name in ["node.sqlite", "node.sqlite-wal", "node.sqlite-shm"] {
        // What was not there then must not be there now.
        let _absent = std::fs::remove_file(to.join(name));
        if from.join(name).exists() {
            std::fs::copy(from.join(name), to.join(name)).expect("a copy");
        }
    }
}

impl Engine {
    /// An empty database in the cluster.
    pub(crate) async fn postgres(name: &str) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "the test command hands its cluster over by the environment"
        )]
        let base = std::env::var("LIENTHONG_TEST_POSTGRES_URL")
            .expect("no PostgreSQL for the tests: run them by `cargo xtask test`");
        let (server, _) = base.rsplit_once('/').expect("a URL with a database");
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let database = format!("stories_{}_{number}_{name}", std::process::id());
        execute(server, format!("CREATE DATABASE {database}")).await;
        Self::Postgres(server.to_owned(), database)
    }

    /// What the config says of it.
    pub(crate) fn url(&self) -> String {
        match self {
            Self::Sqlite(_) => "sqlite:node.sqlite".to_owned(),
            Self::Postgres(server, database) => format!("{server}/{database}"),
        }
    }

    /// Keeps a copy for another day.
    pub(crate) async fn back_up(&self) {
        match self {
            Self::Sqlite(dir) => copy(dir, &dir.join("earlier")),
            Self::Postgres(server, database) => {
                execute(server, format!("CREATE DATABASE {database}_earlier TEMPLATE {database}")).await;
            }
        }
    }

    /// Puts the copy back.
    pub(crate) async fn put_back(&self) {
        match self {
            Self::Sqlite(dir) => copy(&dir.join("earlier"), dir),
            Self::Postgres(server, database) => {
                execute(server, format!("DROP DATABASE {database} WITH (FORCE)")).await;
                execute(server, format!("CREATE DATABASE {database} TEMPLATE {database}_earlier")).await;
            }
        }
    }

    /// Leaves nothing of it.
    pub(crate) async fn empty(&self) {
        match self {
            Self::Sqlite(dir) => copy(&dir.join("nothing"), dir),
            Self::Postgres(server, database) => {
                execute(server, format!("DROP DATABASE {database} WITH (FORCE)")).await;
                execute(server, format!("CREATE DATABASE {database}")).await;
            }
        }
    }
}
