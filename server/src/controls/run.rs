//! Running every control, one after another.

use super::{Control, Last, Outcome, alert, last, repository};
use crate::{Core, Result, db, providers::Mailer};
use std::time::Duration;

/// How long a control may take. Beyond that it has failed: nobody knows what it would have found.
const PATIENCE: Duration = Duration::from_mins(15);

/// How a control ended now.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which control.
    pub control: &'static Control,
    /// How it ended.
    pub outcome: Outcome,
}

/// Runs every control, stores the results and alerts the operator to those that have turned red.
pub async fn run_all(core: &Core) -> Result<Vec<Report>> {
    let mailer = alert::mailer(core)?;
    run_and_tell(core, mailer.as_deref()).await
}

/// The same with a mailer of the caller's.
pub(super) async fn run_and_tell(core: &Core, mailer: Option<&dyn Mailer>) -> Result<Vec<Report>> {
    let before = last(core).await?;
    let mut reports = Vec::with_capacity(before.len());
    let mut turned_red = Vec::new();
    for (control, before) in before {
        let outcome = run(core, control).await;
        repository::store(core, control, &outcome).await?;
        let is_red = |outcome: &Outcome| matches!(outcome, Outcome::Fail(_));
        if is_red(&outcome) {
            tracing::error!(control.clause, control.name, reason = outcome.reason(), "a control fails");
            if !before.is_some_and(|Last { outcome, .. }| is_red(&outcome)) {
                turned_red.push(Report { control, outcome: outcome.clone() });
            }
        }
        reports.push(Report { control, outcome });
    }
    alert::mail(core, mailer, &turned_red).await;
    Ok(reports)
}

/// Controls look at the whole installation, so they work across accounts.
async fn run(core: &Core, control: &Control) -> Outcome {
    match tokio::time::timeout(PATIENCE, db::across((control.check)(core))).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => {
            // The text of an error could hold data; the page is public.
            tracing::error!(control.name, %error, "a control could not do its work");
            Outcome::fail("The check itself failed; the log says why.")
        }
        Err(_) => Outcome::fail("The check did not come to an end within fifteen minutes."),
    }
}
