//! `realtoros lead`

use super::{open::open, print, token::member};
use clap::Subcommand;
use realtoros_server::{
    Actor, Error, Result, Scope, clock,
    privacy::erasure::{self, Reason},
};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Erase a lead for good and print the facts of the certificate, without personal data
    ///
    /// Ends with 0 when the lead is erased, also when it had been before, and with 1 when there is no such lead.
    Erase {
        /// The e-mail address of a member of the account
        account: String,
        /// The lead's e-mail address, or its number
        lead: String,
    },
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let Command::Erase { account, lead } = command;
    let core = open().await?;
    let scope = Scope { actor: Actor::Operator, ..member(&core, &account).await? };
    let found = match erasure::find_named(&core, &scope, &lead).await {
        Err(Error::NotFound) => erasure::find_erased(&core, &scope, &lead).await,
        found => found,
    };
    let erased = match found {
        Ok(lead) => erasure::erase_lead(&core, &scope, lead, Reason::Request).await,
        Err(error) => Err(error),
    };
    let certificate = match erased {
        Err(Error::NotFound) => return Err(Error::invalid("there is no such lead in this account")),
        made => made?,
    };
    print(format!("certificate {}", certificate.id));
    print(format!("lead {}", certificate.lead));
    for (title, count) in &certificate.counts {
        print(format!("erased {count} {title}"));
    }
    print(format!("address hashes kept {}", certificate.hashes.len()));
    print(format!("copies at the provider {}, left {}", certificate.copies.total, certificate.copies.left));
    let until = clock::from_millis(certificate.backups_until);
    print(format!("last backup expires {}", until.format("%Y-%m-%d")));
    Ok(ExitCode::SUCCESS)
}
