//! Opening the installation that the settings name.

use realtoros_server::{
    Clock, Core, Error, Result, backups,
    clock::SystemClock,
    db::Db,
    settings::{Profile, Settings},
    vault::{KekSource, Vault, keeper},
};
use std::sync::{Arc, OnceLock};

/// What this process has opened, for [`close`].
static OPENED: OnceLock<Core> = OnceLock::new();

/// Opens the database, which must be migrated, and the vault. A database that was restored and not yet replayed stays
/// shut (P-58).
pub async fn open() -> Result<Core> {
    let core = open_restored().await?;
    backups::refuse_unreplayed(&core).await?;
    Ok(core)
}

/// The same for work on backups, which may find a restored database.
pub async fn open_restored() -> Result<Core> {
    let settings = Settings::from_env()?;
    let db = Db::open(&settings.database_url).await?;
    let pending = db.pending_migrations().await?;
    if pending > 0 {
        return Err(Error::invalid(format!(
            "the database lacks {pending} migration(s): run `realtoros migrate` first"
        )));
    }
    let clock = Arc::new(SystemClock { offset: settings.clock_offset });
    let may_create = Vault::is_new(&db).await? && settings.profile == Profile::Dev;
    let (keeper, made) = keeper(&settings.kek, may_create)?;
    if made && let KekSource::File(path) = &settings.kek {
        eprintln!(
            "A new master key was written to {}. Without it nothing in this database can ever be read again:\n\
             back it up now, and keep the copy apart from the copies of the data.",
            path.display()
        );
    }
    let vault = Vault::open(&db, keeper, clock.now().timestamp_millis()).await?;
    let core = Core::new(db, vault, clock, settings);
    Ok(OPENED.get_or_init(|| core).clone())
}

/// Stores what only this process knows, before it ends: reads of sealed data, and how often keys were used.
pub async fn close() -> Result<()> {
    let Some(core) = OPENED.get() else { return Ok(()) };
    core.reads.flush(core).await?;
    core.vault.close(&core.db).await
}
