//! `realtoros demo`

use super::{open::open, print};
use realtoros_server::{Result, demo, worker::Worker};
use std::process::ExitCode;

/// Makes the demo account, or says that it is there, and prints how to sign in.
pub async fn run() -> Result<ExitCode> {
    let core = open().await?;
    print(match Box::pin(demo::make(&core, Worker::new)).await? {
        demo::Demo::Made => "The demo account is ready.",
        demo::Demo::Known => "The demo account was here before; nothing changed.",
        demo::Demo::Unfinished => {
            "The demo account is here, but making it was cut off: parts are missing. For a whole one, begin with an empty data folder."
        }
    });
    core.reads.flush(&core).await?;
    core.vault.close(&core.db).await?;
    print(format_args!("e-mail:   {}", demo::EMAIL));
    print(format_args!("password: {}", demo::PASSWORD));
    print(format_args!("address:  {}/sign-in", core.settings.public_url));
    Ok(ExitCode::SUCCESS)
}
