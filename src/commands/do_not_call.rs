//! `realtoros do-not-call`

use super::{open::open, print, token::member};
use clap::Args;
use realtoros_server::{
    Error, Result,
    do_not_call::{self, Incoming, ListForm, ScrubState},
    jobs,
    worker::Worker,
};
use std::{fs::File, io::Read, path::PathBuf, process::ExitCode};

/// How much of the file is read at once, in bytes.
const PART: usize = 64 * 1024;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The account's e-mail address
    account: String,
    /// The full list for your area codes: a text file or ZIP, as the registry gives it out
    file: PathBuf,
    /// Which list: federal, or the two letters of a state
    #[arg(long, default_value = "federal")]
    list: String,
    /// The day of the download, such as 2026-11-20; today if it is left out
    #[arg(long, default_value = "")]
    downloaded: String,
    /// The area codes for which it counts, such as 512,737; all in the file if it is left out
    #[arg(long, value_delimiter = ',')]
    areas: Vec<u16>,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(arguments: Arguments) -> Result<ExitCode> {
    let core = open().await?;
    let scope = member(&core, &arguments.account).await?;
    let unreadable = |error: std::io::Error| Error::invalid(format!("{}: {error}", arguments.file.display()));
    let mut file = File::open(&arguments.file).map_err(unreadable)?;
    let mut incoming = Incoming::begin(&core, &scope).await?;
    let mut part = vec![0; PART];
    loop {
        let read = file.read(&mut part).map_err(unreadable)?;
        if read == 0 {
            break;
        }
        incoming.add(part[..read].to_vec()).await;
    }
    let form = ListForm { list: arguments.list, downloaded: arguments.downloaded };
    let id = incoming.finish(&form).await?;
    let found = do_not_call::view(&core, &scope, id).await?;
    for area in &found.areas {
        print(format_args!(
            "{}: {} numbers in the file, {} of leads, {} of them listed",
            area.area, area.in_file, area.leads, area.listed
        ));
    }
    let areas = match arguments.areas.as_slice() {
        [] => found.areas.iter().map(|area| area.area).collect(),
        chosen => chosen.to_vec(),
    };
    let refused = if arguments.dry_run {
        None
    } else {
        // Whoever gives the file on the command line says that it is the full list.
        do_not_call::start(&core, &scope, id, &areas, true).await.err()
    };
    if arguments.dry_run || refused.is_some() {
        // Nobody will go on with this file.
        do_not_call::discard(&core, &scope, id).await?;
        return refused.map_or(Ok(ExitCode::SUCCESS), Err);
    }
    let worker = Worker::new(core.clone());
    while jobs::step(&core, &worker).await? {}
    let done = do_not_call::view(&core, &scope, id).await?;
    print(format_args!("checked: {} numbers, {} of them listed", done.checked, done.listed));
    Ok(if done.state == ScrubState::Done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
