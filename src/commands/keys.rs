//! `realtoros keys`

use super::{open::open, print, token::member};
use clap::Subcommand;
use realtoros_server::{
    Core, Error, Result, db, jobs,
    jobs::JobState,
    vault::{open_every_key, rotation, status},
    worker::Worker,
};
use std::{process::ExitCode, time::Duration};

/// How often is looked how far a rotation is that another process does.
const LOOK: Duration = Duration::from_secs(1);
const DAY_MS: i64 = 24 * 3_600_000;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the versions of the master key and how many keys each protects, with their ages, and unwrap every key
    ///
    /// Ends with 1 when a key does not open, or when an account, a member or a lead has none.
    Status,
    /// Make a new version of the master key and wrap every key under it; or give one account a new key
    Rotate {
        /// Give the account with this e-mail address a new key instead, and seal its rows anew
        #[arg(long, value_name = "E-MAIL")]
        account: Option<String>,
    },
    /// Give up old versions of the master key that nothing uses, without waiting for ninety days
    ///
    /// Refused while a backup that is kept was made under one of them: it could never be restored.
    Retire,
}

pub async fn run(command: Command) -> Result<ExitCode> {
    let core = open().await?;
    match command {
        Command::Status => return print_status(&core).await,
        Command::Rotate { account: None } => rotate_master(&core).await?,
        Command::Rotate { account: Some(email) } => return rotate_account(&core, &email).await,
        Command::Retire => {
            let retired = rotation::retire_master(&core, true).await?;
            print(match retired {
                0 => "No old version of the master key could be given up: none is left, one is still used, or the \
                      present one is younger than an hour."
                    .to_owned(),
                n => format!("{n} old version(s) of the master key were given up."),
            });
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn print_status(core: &Core) -> Result<ExitCode> {
    let status = status(core).await?;
    let days = |since: i64| (core.now_ms() - since) / DAY_MS;
    print(format_args!(
        "master key: {}, version {} in use, opens this database",
        status.place, status.current
    ));
    for master in &status.masters {
        let state = match master.retired_at {
            Some(at) => format!("given up {} days ago", days(at)),
            None if master.version == status.current => "in use".to_owned(),
            None => "older, kept until nothing needs it".to_owned(),
        };
        print(format_args!(
            "master key version {}: {} keys, {} days old, {state}",
            master.version,
            master.keys,
            days(master.created_at)
        ));
    }
    for key in &status.keys {
        print(format_args!(
            "{} keys version {}: {}, oldest {} days, the most used has sealed {} times",
            key.kind,
            key.version,
            key.keys,
            days(key.oldest),
            key.most_uses
        ));
    }
    print(format_args!(
        "a key seals {} times and no more; the counts are as of what is stored: a server that runs may know of {} more for \
         each key, and one that died has forgotten as many",
        status.limit, status.step
    ));
    let opened = open_every_key(core).await?;
    print(format_args!("{} keys open, {} do not", opened.open, opened.closed));
    let faults = opened.faults();
    for fault in &faults {
        print(fault);
    }
    Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn rotate_master(core: &Core) -> Result<()> {
    let done = rotation::rotate_master(core, &mut |_| Ok(())).await?;
    if done.resumed {
        print("An earlier rotation was cut off; it is finished now. No new version was made.");
    }
    print(format_args!(
        "The master key is version {} now; {} keys were wrapped anew. The version before it is kept for 90 days, as long \
         as a backup may be; `realtoros keys retire` gives it up sooner, once no backup needs it. Back the new version up.",
        done.version, done.rewrapped
    ));
    Ok(())
}

async fn rotate_account(core: &Core, email: &str) -> Result<ExitCode> {
    let scope = member(core, email).await?;
    let job = rotation::start(core, &scope).await?;
    let worker = Worker::new(core.clone());
    let ended = loop {
        // A server that runs may have taken the job.
        if !jobs::step_of(core, scope.account, &worker).await? {
            tokio::time::sleep(LOOK).await;
        }
        let status =
            db::within(scope.account, jobs::status(core, &scope, job)).await?.ok_or(Error::NotFound)?;
        if !matches!(status.state, JobState::Queued | JobState::Running) {
            break status;
        }
    };
    if ended.state == JobState::Done {
        print(format_args!("The account has a new key; {} rows were sealed anew.", ended.progress));
        print("The old key is destroyed by the server once no node can use it any more.");
        return Ok(ExitCode::SUCCESS);
    }
    print("The rotation did not come to an end; the log says why. Nothing is lost: run it again.");
    Ok(ExitCode::FAILURE)
}
