//! Opening the installation that the settings name.

use realtoros_server::{
    Clock, Core, Error, Result,
    clock::SystemClock,
    db::Db,
    settings::{Profile, Settings},
    vault::{KekSource, Vault, keeper},
};
use std::sync::Arc;

/// Opens the database, which must be migrated, and the vault.
pub async fn open() -> Result<Core> {
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
    Ok(Core::new(db, vault, clock, settings))
}
