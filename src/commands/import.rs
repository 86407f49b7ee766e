//! `realtoros import`

use super::{open::open, print, token::member};
use clap::Args;
use realtoros_server::{Error, Result, imports, jobs, worker::Worker};
use std::{path::PathBuf, process::ExitCode};

#[derive(Debug, Args)]
pub struct Arguments {
    /// The account's e-mail address
    account: String,
    /// A CSV, Excel or vCard file, or an export of RealtorOS
    file: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(arguments: Arguments) -> Result<ExitCode> {
    let core = open().await?;
    let scope = member(&core, &arguments.account).await?;
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = tokio::fs::read(&arguments.file)
        .await
        .map_err(|error| Error::invalid(format!("{}: {error}", arguments.file.display())))?;
    let id = imports::upload(&core, &scope, &name, bytes).await?;
    let preview = imports::view(&core, &scope, id).await?;
    let counts = &preview.record.counts;
    let rejected: u64 = counts.rejected.values().sum();
    print(format_args!(
        "{} rows: {} new, {} in the file twice, {} known already, {rejected} rejected, {} opted out",
        preview.rows, counts.new, counts.duplicate, preview.record.known, counts.opted_out
    ));
    for (reason, n) in &counts.rejected {
        print(format_args!("rejected: {n} × {reason}"));
    }
    if counts.messages + counts.listings > 0 {
        print(format_args!(
            "{} messages, calls and notes and {} listings come along",
            counts.messages, counts.listings
        ));
    }
    let refused = if arguments.dry_run { None } else { imports::start(&core, &scope, id).await.err() };
    if arguments.dry_run || refused.is_some() {
        // Nobody will go on with this upload.
        imports::discard(&core, &scope, id).await?;
        return refused.map_or(Ok(ExitCode::SUCCESS), Err);
    }
    let worker = Worker::new(core.clone());
    while imports::view(&core, &scope, id).await?.state == imports::ImportState::Running {
        jobs::step(&core, &worker).await?;
    }
    let done = imports::view(&core, &scope, id).await?;
    let [new, joined, rejected] = done.written;
    print(format_args!("imported: {new} new, {joined} joined to known leads, {rejected} rejected"));
    Ok(if done.state == imports::ImportState::Done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
