//! `realtoros migrate`

use super::print;
use realtoros_server::{Result, db::Db, settings::Settings};
use std::{fs, os::unix::fs::PermissionsExt, process::ExitCode};

/// Brings the database to the present schema; makes the data directory when it is missing.
pub async fn run() -> Result<ExitCode> {
    let settings = Settings::from_env()?;
    if !settings.data_dir.exists() {
        fs::create_dir_all(&settings.data_dir)?;
        fs::set_permissions(&settings.data_dir, fs::Permissions::from_mode(0o700))?;
    }
    let db = Db::open(&settings.database_url).await?;
    let pending = db.pending_migrations().await?;
    db.migrate().await?;
    print(match pending {
        0 => "The database is up to date.".to_owned(),
        n => format!("The database is up to date; {n} migration(s) were applied."),
    });
    Ok(ExitCode::SUCCESS)
}
