//! `realtoros aggregates`

use super::{open::open, print};
use realtoros_server::{Result, aggregates};
use std::process::ExitCode;

/// Prints the counts of this week. What is not printed is left out on purpose.
pub async fn run() -> Result<ExitCode> {
    let core = open().await?;
    aggregates::cut_if_due(&core).await?;
    if let Some(cut) = aggregates::latest(&core).await? {
        print(format_args!("week of {}: leads by state and stage, rounded to five", cut.week));
        for cell in cut.cells {
            print(format_args!("{}\t{}\t{}", cell.row, cell.column, cell.leads));
        }
    }
    Ok(ExitCode::SUCCESS)
}
