//! Opening the database, and bringing it to the present schema.

use crate::{Error, Result};
use realtoros_migrations::Migrator;
use sea_orm::{
    ConnectOptions, Database, DatabaseBackend, DatabaseConnection,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::time::Duration;

/// How many connections read at a time.
const READERS: u32 = 8;

/// A database with a face for reading and one for writing.
#[derive(Clone, Debug)]
pub struct Db {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
}

impl Db {
    /// Opens `url` (`sqlite://path` or `postgres://…`); a missing SQLite file is made.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite_options(url, 1, false)).await?;
            let reader = Database::connect(sqlite_options(url, READERS, true)).await?;
            Ok(Self { reader, writer })
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let mut options = ConnectOptions::new(url);
            options.max_connections(2 * READERS).sqlx_logging(false).connect_timeout(Duration::from_secs(10));
            let pool = Database::connect(options).await?;
            Ok(Self { reader: pool.clone(), writer: pool })
        } else {
            Err(Error::invalid("the database URL must begin with sqlite:// or postgres://"))
        }
    }

    /// The face for reading.
    pub const fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The face for single statements that write; transactions begin with [`Db::begin`].
    pub const fn write(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Which database this is.
    pub fn backend(&self) -> DatabaseBackend {
        self.reader.get_database_backend()
    }

    /// Applies every migration that is missing.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// How many migrations are missing; a node with any refuses to serve.
    pub async fn pending_migrations(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations_read_only(&self.reader).await?.len())
    }
}

fn sqlite_options(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).sqlx_logging(false).map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(!read_only)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            .pragma("secure_delete", "on")
            .pragma("query_only", if read_only { "on" } else { "off" })
    });
    options
}
