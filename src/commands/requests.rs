//! `realtoros requests`: the queue that RealtorOS answers (policy tension T6).

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{Result, privacy::requests};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what waits, the earliest date first: number, kind, date, account
    List,
    /// Say that a request was answered
    Done {
        /// The number of the request
        id: String,
        /// What was done; the user reads it
        words: String,
    },
    /// Refuse a request
    Refuse {
        /// The number of the request
        id: String,
        /// Why; the user reads it
        reason: String,
    },
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let core = open().await?;
    match command {
        Command::List => {
            for waiting in requests::of_users(&core).await? {
                let requests::Waiting { id, account, kind, due_on } = waiting;
                print(format_args!("{id} {} due {due_on} account {account}", kind.as_str()));
            }
        }
        Command::Done { id, words } => {
            let (id, scope) = requests::for_operator(&core, &id).await?;
            requests::complete(&core, &scope, id, &words).await?;
        }
        Command::Refuse { id, reason } => {
            let (id, scope) = requests::for_operator(&core, &id).await?;
            requests::refuse(&core, &scope, id, &reason).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
