//! `realtoros audit`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{
    Core, Error, Result,
    audit::{
        Fault,
        heads::{Checked, check_all, check_file},
        verify_all,
    },
};
use std::{fmt::Display, path::PathBuf, process::ExitCode};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check every account's chain and its signed heads; exit code 1 names the first entry that was touched
    Verify {
        /// Check against a file of signed heads that somebody has downloaded, instead of those kept here
        #[arg(long, value_name = "FILE")]
        heads: Option<PathBuf>,
    },
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let Command::Verify { heads } = command;
    let core = open().await?;
    let mut whole = true;
    for (account, outcome) in verify_all(&core).await? {
        whole &= tell(outcome.map(|length| format!("account {account}: {length} entries, whole")));
    }
    for (account, checked) in checked(&core, heads).await? {
        whole &= tell(checked.map(|heads| format!("account {account}: {heads} signed heads, all found")));
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn checked(core: &Core, heads: Option<PathBuf>) -> Result<Vec<(impl Display, Checked)>> {
    let Some(path) = heads else { return check_all(core).await };
    let text = tokio::fs::read_to_string(&path)
        .await
        .map_err(|error| Error::invalid(format!("{}: {error}", path.display())))?;
    check_file(core, &text).await
}

/// Prints how a check ended; says whether it found nothing.
fn tell(outcome: std::result::Result<String, Fault>) -> bool {
    match outcome {
        Ok(line) => {
            print(line);
            true
        }
        Err(fault) => {
            print(fault);
            false
        }
    }
}
