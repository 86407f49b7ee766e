//! `realtoros audit`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{
    Core, Error, Result,
    audit::{
        Fault,
        heads::{Proven, check_all, check_file, unsigned, verify_proof},
        signing, verify_all,
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
        /// Check nothing but a downloaded proof that a later history begins with an earlier one; needs only the keys
        #[arg(long, value_name = "FILE", conflicts_with = "heads")]
        proof: Option<PathBuf>,
    },
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let Command::Verify { heads, proof } = command;
    let core = open().await?;
    if let Some(path) = proof {
        return prove(&core, &read(&path).await?).await;
    }
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

/// Says what a proof proves.
async fn prove(core: &Core, text: &str) -> Result<ExitCode> {
    let keys = signing::public_keys(core.db.read(), core).await?;
    Ok(match verify_proof(text, &keys) {
        Ok(Proven { account, earlier, later }) => {
            print(format_args!(
                "account {account}: the history up to entry {later} begins with the one up to entry {earlier}"
            ));
            ExitCode::SUCCESS
        }
        Err(why) => {
            print(why);
            ExitCode::FAILURE
        }
    })
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
