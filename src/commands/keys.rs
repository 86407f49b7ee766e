//! `realtoros keys`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::Result;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the version of the master key and how many keys it protects
    Status,
}

pub async fn run(command: &Command) -> Result<ExitCode> {
    let Command::Status = command;
    let core = open().await?;
    print(format_args!("master key: version {}, opens this database", core.vault.kek_version()));
    for (kind, count) in core.vault.count(&core.db).await? {
        print(format_args!("{kind} keys: {count}"));
    }
    Ok(ExitCode::SUCCESS)
}
