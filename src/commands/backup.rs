//! `realtoros backup`

use super::{open, print};
use clap::Subcommand;
use realtoros_server::{Result, backups, clock};
use std::process::ExitCode;
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a backup, encrypted; the server may go on working
    Create,
    /// List the backups that are there
    List,
    /// Restore a backup into this database
    Restore {
        /// Its number
        id: Uuid,
        /// Replace what the database holds
        #[arg(long)]
        force: bool,
        /// Restore although the ledger of deletions (deletions.jsonl) is lost: people and accounts that were erased after
        /// this backup come back, and you must erase them again yourself
        #[arg(long)]
        without_ledger: bool,
    },
    /// After a restore that was cut off: erase again what was erased since the backup
    Replay,
    /// Delete backups that are past their time: data after 90 days, keys after 30
    Expire,
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let core = match command {
        Command::Restore { .. } | Command::Replay => open::open_restored().await?,
        Command::Create | Command::List | Command::Expire => open::open().await?,
    };
    match command {
        Command::Create => {
            let made = backups::create(&core).await?;
            print(format_args!("backup {}: {} rows, {} keys kept apart", made.id, made.rows, made.keys));
        }
        Command::List => {
            let day = |at: i64| clock::from_millis(at).format("%Y-%m-%d %H:%M UTC").to_string();
            for one in backups::list(&core).await? {
                let kind = one.kind.as_str();
                let state = match one.rows {
                    Some(rows) if one.lacks_keys => {
                        format!("{rows} rows, but their keys are missing: cut off, or taken away")
                    }
                    Some(rows) => format!("{rows} rows"),
                    None if one.is_partial => "cut off, does not count".to_owned(),
                    None => "cannot be verified".to_owned(),
                };
                let (made, gone) = (day(one.created_at), day(one.gone_at()));
                print(format_args!("{} {kind} made {made}, gone by {gone}: {state}", one.id));
            }
        }
        Command::Restore { id, force, without_ledger } => {
            let done = backups::restore(&core, id, backups::Overrides { force, without_ledger }).await?;
            print(format_args!(
                "restored {} rows and {} keys; {} erasures were done again",
                done.rows, done.keys, done.replayed
            ));
            if done.without_copies > 0 {
                print(format_args!(
                    "Of {} erasures only the ledger of deletions knows, not which texts Twilio has of these people. Their \
                     certificates say so: look in the Twilio console and delete what is left there.",
                    done.without_copies
                ));
            }
            if without_ledger {
                print(
                    "The ledger of deletions was not asked for: whoever was erased after this backup was made, and is not in \
                     the ledger, is back. Erase them again. `realtoros keys status` counts those who have no key any more.",
                );
            }
        }
        Command::Replay => {
            let replayed = backups::replay(&core).await?;
            print(format_args!("{replayed} erasures were done again"));
        }
        Command::Expire => {
            let gone = backups::expire(&core).await?;
            print(format_args!(
                "deleted: {} of data, {} of keys, {} cut off",
                gone.data, gone.keys, gone.partial
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}
