//! `realtoros controls`

use super::{open::open, print};
use realtoros_server::{
    Result,
    controls::{Outcome, run_all},
};
use std::process::ExitCode;

/// One line per control: clause id, how it ended, its name and the reason.
pub async fn run() -> Result<ExitCode> {
    let core = open().await?;
    let mut code = ExitCode::SUCCESS;
    for report in run_all(&core).await? {
        let (control, word) = (report.control, report.outcome.word());
        match &report.outcome {
            Outcome::Pass => print(format_args!("{} {word} {}", control.clause, control.name)),
            Outcome::Fail(reason) | Outcome::NotRun(reason) => {
                print(format_args!("{} {word} {}: {reason}", control.clause, control.name));
            }
        }
        if matches!(report.outcome, Outcome::Fail(_)) {
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}
