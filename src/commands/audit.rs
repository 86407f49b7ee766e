//! `realtoros audit`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{
    Error, Result,
    audit::{
        Fault,
        heads::{check_all, check_file, unsigned},
        verify_all,
    },
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check every account's chain and its signed heads; exit code 1 names the first entry that was touched
    ///
    /// Heads are signed once an hour. A history that is older and has none is a fault as well. Entries after the newest
    /// head are named; no signature speaks for them yet.
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
    let checked = match &heads {
        None => check_all(&core).await?,
        Some(path) => check_file(&core, &read(path).await?).await?,
    };
    for (account, checked) in checked {
        whole &= tell(checked.map(|heads| format!("account {account}: {heads} signed heads, all found")));
        match unsigned(&core, account).await? {
            Some((first, last)) if heads.is_none() && first == last => {
                print(format_args!("account {account}: entry {last} is not signed yet"));
            }
            Some((first, last)) if heads.is_none() => {
                print(format_args!("account {account}: entries {first}–{last} are not signed yet"));
            }
            _ => {}
        }
    }
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn read(path: &Path) -> Result<String> {
    let text = tokio::fs::read_to_string(path).await;
    text.map_err(|error| Error::invalid(format!("{}: {error}", path.display())))
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
