//! `realtoros export`

use super::{open::open, print, token::member};
use clap::Args;
use realtoros_server::{Result, exports, privacy::erasure};
use std::{path::PathBuf, process::ExitCode};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The account's e-mail address
    account: String,
    /// Where the ZIP file goes; only you can read it
    file: PathBuf,
    /// Only one lead, by e-mail address or number
    #[arg(long)]
    lead: Option<String>,
}

pub async fn run(arguments: Arguments) -> Result<ExitCode> {
    let core = open().await?;
    let scope = member(&core, &arguments.account).await?;
    let lead = match &arguments.lead {
        Some(named) => Some(erasure::find_named(&core, &scope, named).await?),
        None => None,
    };
    let packed = exports::write_file(&core, &scope, lead, &arguments.file).await?;
    for (table, n) in packed.counts.iter().filter(|(_, n)| **n > 0) {
        print(format_args!("{table}: {n}"));
    }
    print(format_args!("{} records in all, {} left out", packed.records, packed.left_out));
    Ok(ExitCode::SUCCESS)
}
