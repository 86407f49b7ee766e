//! `realtoros token`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{Error, Result, Scope, accounts};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an API token for a member and print it; it is shown this once
    Create {
        /// The member's e-mail address
        email: String,
    },
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let Command::Create { email } = command;
    let core = open().await?;
    let scope = member(&core, &email).await?;
    print(accounts::create_token(&core, &scope).await?);
    Ok(ExitCode::SUCCESS)
}

/// The scope of the member with this address.
pub async fn member(core: &realtoros_server::Core, email: &str) -> Result<Scope> {
    let found = accounts::scope_of_email(core, email).await?;
    found.ok_or_else(|| Error::invalid("there is no account with this e-mail address"))
}
