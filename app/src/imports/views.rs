//! From use cases to what the wizard shows.

use super::view::{ConsentView, Found, ImportLine, ImportRun, Plan, Progress, State, TableView};
use crate::format::dated;
use realtoros_domain::ids::ImportId;
use realtoros_server::{
    Core, Result, Scope,
    imports::{self, BELIEVED_FOR, ImportState, ImportView, Standing, TableRecord, reader::TablePlan},
    jobs::JobState,
    leads::directory::directory,
    outbound::AccountFacts,
};

/// The newest imports.
pub async fn list(core: &Core, scope: &Scope) -> Result<Vec<ImportLine>> {
    Ok(imports::list(core, scope).await?.iter().map(line).collect())
}

/// An import.
pub async fn run(core: &Core, scope: &Scope, id: ImportId) -> Result<ImportRun> {
    let view = imports::view(core, scope, id).await?;
    let kept = if view.kept.is_empty() {
        Vec::new()
    } else {
        let directory = directory(core, scope).await?;
        let named = |id: &_| directory.get(*id).map(|row| (row.id, row.name.clone()));
        view.kept.iter().filter_map(named).collect()
    };
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let consent = consent(&view.standing, &|at| dated(at, zone));
    let counts = &view.record.counts;
    let job = view.job.as_ref();
    Ok(ImportRun {
        line: line(&view),
        wrong_extension: view.record.wrong_extension,
        cut_off: view.record.cut_off,
        found: Found {
            new: counts.new,
            duplicate: counts.duplicate,
            known: view.record.known,
            rejected: counts.rejected.iter().map(|(reason, n)| (reason.to_string(), *n)).collect(),
            opted_out: counts.opted_out,
            review: counts.review,
            messages: counts.messages,
            listings: counts.listings,
        },
        progress: Progress {
            done: job.map_or(0, |job| unsigned(job.progress)),
            of: job.map_or(0, |job| unsigned(job.total)),
            is_dead: job.is_some_and(|job| matches!(job.state, JobState::Dead | JobState::Denied)),
        },
        consent,
        tables: view.record.tables.into_iter().map(table).collect(),
        kept,
    })
}

fn line(view: &ImportView) -> ImportLine {
    ImportLine {
        id: view.id,
        file_name: view.record.file_name.clone(),
        state: match view.state {
            ImportState::Preview => State::Preview,
            ImportState::Running => State::Running,
            ImportState::Done => State::Done,
            ImportState::Canceled => State::Canceled,
            ImportState::Undoing => State::Undoing,
            ImportState::Undone => State::Undone,
        },
        rows: unsigned(view.rows),
        written: view.written.map(unsigned),
        created_at: view.created_at,
    }
}

/// What becomes of the consent in a file. Opt-outs come along whatever the file is.
fn consent(standing: &Standing, dated: &dyn Fn(i64) -> String) -> Option<ConsentView> {
    let on = |made_at: &str| {
        chrono::DateTime::parse_from_rfc3339(made_at)
            .map_or_else(|_| made_at.to_owned(), |at| dated(at.timestamp_millis()))
    };
    let days = BELIEVED_FOR.num_days();
    let (comes_back, words) = match standing {
        Standing::NoLedger => return None,
        Standing::Trusted { brokerage, made_at } => (
            true,
            format!(
                "Made here for {brokerage} on {}: consent comes back, for {days} days after that.",
                on(made_at)
            ),
        ),
        Standing::TooOld { made_at } => (
            false,
            format!(
                "Made here on {}, more than {days} days ago: consent is judged anew. Make a new export, and it comes back.",
                on(made_at)
            ),
        ),
        Standing::OfAnother { brokerage } => {
            (false, format!("Made here for {brokerage}, which is another seller: consent is judged anew."))
        }
        Standing::NotSigned => (false, "Not signed here: consent is judged anew.".to_owned()),
    };
    Some(ConsentView { comes_back, words })
}

fn table(table: TableRecord) -> TableView {
    let (plan, columns) = match table.plan {
        TablePlan::Leads(mapping) => (Plan::Leads, mapping.columns().to_vec()),
        TablePlan::OptOuts(_) => (Plan::OptOuts, Vec::new()),
        TablePlan::Unknown(mapping) => (Plan::Unknown, mapping.columns().to_vec()),
        TablePlan::History => (Plan::History, Vec::new()),
    };
    TableView { sheet: table.sheet, plan, columns, sample: table.sample }
}

fn unsigned(n: i64) -> u64 {
    u64::try_from(n).unwrap_or_default()
}
