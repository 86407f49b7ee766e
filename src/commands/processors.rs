//! `realtoros processors`

use super::{open::open, print};
use clap::Subcommand;
use realtoros_server::{
    Result,
    clock::from_millis,
    privacy::{
        Processor, notices,
        processors::{self, NOTICE_DAYS},
    },
};
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print every announcement: which sub-processor, since when, from when it may be used, and when it was removed
    List,
    /// Announce a sub-processor to every account, thirty days before anything may reach it
    Announce {
        /// openai, twilio, google, microsoft or mail
        name: String,
    },
    /// Remove a sub-processor for good and delete what signed us in there
    Remove {
        /// openai, twilio, google, microsoft or mail
        name: String,
    },
}

pub async fn run(command: &Command) -> Result<ExitCode> {
    let core = open().await?;
    match command {
        Command::List => {
            for notice in processors::history(core.db.read()).await? {
                let removed = notice.removed_at.map_or(String::new(), |at| format!(", removed {}", day(at)));
                let hosts: Vec<&str> = notice.hosts.iter().map(String::as_str).collect();
                print(format_args!(
                    "{} ({}): announced {}, may be used from {}{removed}",
                    notice.processor.as_str(),
                    hosts.join(", "),
                    day(notice.announced_at),
                    day(notice.effective_at),
                ));
            }
        }
        Command::Announce { name } => {
            let notice = processors::announce(&core, name.parse()?).await?;
            let mailed = notices::deliver(&core).await?;
            print(format_args!(
                "announced; it may be used from {} ({NOTICE_DAYS} days where there are accounts to tell); {mailed} mails",
                day(notice.effective_at)
            ));
        }
        Command::Remove { name } => {
            let processor: Processor = name.parse()?;
            let purged = processors::remove(&core, processor).await?;
            print(format_args!("removed; sign-ins of {purged} accounts there were deleted"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A day in UTC.
pub fn day(millis: i64) -> String {
    from_millis(millis).date_naive().to_string()
}
