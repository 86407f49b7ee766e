//! `realtoros transfer`

use super::{open::open, print, processors::day};
use chrono::NaiveDate;
use clap::Subcommand;
use realtoros_server::{Result, privacy::notices, transfer};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Announce a transfer of the business to every account, at least thirty days ahead
    Announce {
        /// The company that takes over
        #[arg(long)]
        to: String,
        /// The day from which data may be handed over, such as 2027-03-01
        #[arg(long)]
        effective: NaiveDate,
    },
    /// Print the transfer that stands, and how many accounts keep their data out
    Status,
    /// Call the transfer off
    CallOff,
    /// From the day on: print one line per account, "hand over" or why its data stays
    Package,
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let core = open().await?;
    match command {
        Command::Announce { to, effective } => {
            let announced = transfer::announce(&core, &to, effective).await?;
            let mailed = notices::deliver(&core).await?;
            print(format_args!("announced for {}; {mailed} mails", day(announced.effective_at)));
        }
        Command::Status => match transfer::standing(&core).await? {
            None => print("no transfer stands"),
            Some(it) => print(format_args!(
                "to {} on {}: {} accounts told, {} keep their data out, {} active",
                it.transfer.recipient,
                day(it.transfer.effective_at),
                it.told,
                it.out,
                it.active
            )),
        },
        Command::CallOff => {
            let gone = transfer::call_off(&core).await?;
            print(format_args!("the transfer to {} is called off", gone.recipient));
        }
        Command::Package => {
            let package = transfer::package(&core).await?;
            for account in package.accounts {
                print(format_args!("{account} hand over"));
            }
            for (account, left) in package.left_out {
                print(format_args!("{account} stays: {}", left.as_str()));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
