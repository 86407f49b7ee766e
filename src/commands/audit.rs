//! `realtoros audit`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{Result, audit::verify_all};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check every account's chain; exit code 1 names the first entry that was touched
    Verify,
}

pub async fn run(command: &Command) -> Result<ExitCode> {
    let Command::Verify = command;
    let core = open().await?;
    let mut whole = true;
    for (account, outcome) in verify_all(&core).await? {
        match outcome {
            Ok(length) => print(format_args!("account {account}: {length} entries, whole")),
            Err(fault) => {
                whole = false;
                print(fault);
            }
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
