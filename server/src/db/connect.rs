//! Opening the database, and bringing it to the present schema.

use super::{serving::Serving, wall};
use crate::{Error, Result};
use realtoros_migrations::{Migrator, WALLS};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    IsolationLevel, TransactionOptions, TransactionTrait,
    sqlx::{
        self,
        postgres::{PgConnection, PgPoolOptions},
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};
use sea_orm_migration::MigratorTrait;
use secrecy::{ExposeSecret, SecretString};
use std::{
    fs::{self, OpenOptions, Permissions},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    time::Duration,
};

/// How many connections read at a time.
const READERS: u32 = 8;
/// How many rows SQLite may read ahead of who takes them: with few, the two threads wake each other for every row.
const READ_AHEAD: usize = 1_024;
/// How much of the file SQLite's writer keeps in memory, in KiB: the indexes over random hashes are written all over it.
const WRITER_CACHE_KIB: u32 = 64 * 1_024;

/// A database with a face for reading and one for writing.
#[derive(Clone, Debug)]
pub struct Db {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    serving: Serving,
    url: SecretString,
}

impl Db {
    /// Opens `url` (`sqlite://path` or `postgres://…`); a missing SQLite file is made.
    pub async fn open(url: &str) -> Result<Self> {
        let serving = Serving::default();
        let (reader, writer) = if url.starts_with("sqlite:") {
            keep_private(url);
            let writer = connect(sqlite_options(url, 1, false)).await?;
            (connect(sqlite_options(url, READERS, true)).await?, writer)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = connect(postgres_options(url, &serving)).await?;
            serving.look_up(&pool).await?;
            (pool.clone(), pool)
        } else {
            return Err(Error::invalid("the database URL must begin with sqlite:// or postgres://"));
        };
        Ok(Self { reader, writer, serving, url: url.into() })
    }

    /// The face for reading.
    pub const fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The face for single statements that write; transactions begin with [`Db::begin`].
    pub const fn write(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// A transaction that sees one moment of the database, however long it reads: REPEATABLE READ on PostgreSQL; on
    /// SQLite a read transaction is one.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction> {
        let isolation_level =
            (self.backend() == DatabaseBackend::Postgres).then_some(IsolationLevel::RepeatableRead);
        let options = TransactionOptions { isolation_level, ..TransactionOptions::default() };
        Ok(self.reader.begin_with_options(options).await?)
    }

    /// Which database this is.
    pub fn backend(&self) -> DatabaseBackend {
        self.reader.get_database_backend()
    }

    /// The role in which this node works on PostgreSQL; `None` on SQLite, and where the role could not be made.
    pub fn serving_role(&self) -> Option<&str> {
        self.serving.role()
    }

    /// A connection as the owner of the tables, in front of the walls: to migrate, and for what only the database's
    /// operator can tell. On SQLite it is the writer.
    pub async fn as_owner(&self) -> Result<DatabaseConnection> {
        if self.backend() == DatabaseBackend::Sqlite {
            return Ok(self.writer.clone());
        }
        let mut options = ConnectOptions::new(self.url.expose_secret());
        options.max_connections(1).sqlx_logging(false).connect_timeout(Duration::from_secs(10));
        Ok(Database::connect(options).await?)
    }

    /// Applies every migration that is missing, and puts up the walls around what is there then.
    pub async fn migrate(&self) -> Result<()> {
        let owner = self.as_owner().await?;
        Migrator::up(&owner, None).await?;
        if self.backend() == DatabaseBackend::Postgres {
            owner.execute_unprepared(WALLS).await?;
            self.serving.look_up(&owner).await?;
            owner.close().await?;
        }
        Ok(())
    }

    /// How many migrations are missing; a node with any refuses to serve.
    pub async fn pending_migrations(&self) -> Result<usize> {
        Ok(Migrator::get_pending_migrations_read_only(&self.reader).await?.len())
    }
}

/// Makes the file for its owner alone before SQLite would make it for everybody, or takes others' rights away; what lies
/// beside it gets the rights of the file. What cannot be done here SQLite refuses in better words.
fn keep_private(url: &str) {
    let path = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")).unwrap_or(url);
    let path = path.split('?').next().unwrap_or_default();
    let is_elsewhere = ["mode=memory", "mode=ro"].iter().any(|mode| url.contains(mode));
    if path.is_empty() || path.contains(['%', ':']) || is_elsewhere {
        return;
    }
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    if made.is_ok() {
        return;
    }
    for path in [path.to_owned(), format!("{path}-wal"), format!("{path}-shm")] {
        let mode = fs::metadata(&path).map(|file| file.permissions().mode()).unwrap_or_default();
        if mode & 0o077 != 0
            && let Err(error) = fs::set_permissions(&path, Permissions::from_mode(mode & 0o700))
        {
            tracing::warn!(%error, "others may read the database, and this cannot be changed");
        }
    }
}

/// Opens a face; one that does not open is a wrong setting, or a server that is away.
async fn connect(options: ConnectOptions) -> Result<DatabaseConnection> {
    let is_file = options.get_url().starts_with("sqlite:");
    Database::connect(options).await.map_err(|error| {
        let hint = if is_file { "; `realtoros migrate` makes it and its folder" } else { "" };
        Error::invalid(format!("REALTOROS_DATABASE_URL: the database cannot be opened: {error}{hint}"))
    })
}

/// Every connection that the pool hands out is in the serving role and behind the wall of the work that asked for it.
/// The statement that says so also tells whether the connection still lives, so none is added.
fn postgres_options(url: &str, serving: &Serving) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(2 * READERS).sqlx_logging(false).connect_timeout(Duration::from_secs(10));
    let serving = serving.clone();
    options.map_sqlx_postgres_pool_opts(move |pool: PgPoolOptions| {
        let (new, idle) = (serving.clone(), serving.clone());
        pool.test_before_acquire(false)
            .after_connect(move |connection, _| Box::pin(place(connection, new.clone(), wall::setting())))
            .before_acquire(move |connection, _| {
                let placed = place(connection, idle.clone(), wall::setting());
                Box::pin(async move { placed.await.map(|()| true) })
            })
    });
    options
}

async fn place(connection: &mut PgConnection, serving: Serving, account: String) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT set_config('role', $1, false), set_config('realtoros.account', $2, false)")
        .bind(serving.role().unwrap_or("none"))
        .bind(account)
        .execute(connection)
        .await?;
    Ok(())
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
            .row_buffer_size(READ_AHEAD)
            .pragma("secure_delete", "on")
            .pragma("query_only", if read_only { "on" } else { "off" })
            .pragma("cache_size", if read_only { "-2000".to_owned() } else { format!("-{WRITER_CACHE_KIB}") })
    });
    options.test_before_acquire(false);
    options
}
