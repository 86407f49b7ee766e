//! `realtoros receipt`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{Result, audit::signing, consent::receipt};
use std::{path::PathBuf, process::ExitCode};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say whether this installation has signed a receipt as it stands; exit code 1 when not
    Verify {
        /// The receipt, a JSON file
        file: PathBuf,
    },
}

pub async fn run(command: &Command) -> Result<ExitCode> {
    let Command::Verify { file } = command;
    let text = std::fs::read_to_string(file)?;
    let core = open().await?;
    let keys = signing::public_keys(core.db.read(), &core).await?;
    Ok(match receipt::verify(&text, &keys) {
        Ok(()) => {
            print("signed by this installation, and not changed since");
            ExitCode::SUCCESS
        }
        Err(why) => {
            print(why);
            ExitCode::FAILURE
        }
    })
}
