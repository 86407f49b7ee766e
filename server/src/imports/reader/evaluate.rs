//! Runs an import over a labelled sample and gives what it would store, for comparison.

use super::{FileProblem, ImportFile, Plan, TablePlan, open, prepare};
use chrono::NaiveDate;
use realtoros_domain::imports::{
    ConsentEvidence, DuplicateIndex, ImportContext, ImportedLead, RejectReason, Suppression, Suppressions,
    read_row,
};
use serde::Serialize;

/// What an import of one file would give.
#[derive(Debug, Default, Serialize)]
pub struct Prediction {
    /// `A/` and the file's name.
    pub id: String,
    /// `ok`, `partial`, `rejected` or `imported_as_real_format`.
    pub file_status: &'static str,
    /// Why the file is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// Accepted rows.
    pub leads: Vec<LeadPrediction>,
    /// Refused rows.
    pub rejects: Vec<Reject>,
    /// Rows that are one person.
    pub duplicate_groups: Vec<Vec<u32>>,
    /// Opt-outs of numbers and addresses that no lead has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressions_without_lead: Vec<Suppression>,
}

/// An accepted row.
#[derive(Debug, Serialize)]
pub struct LeadPrediction {
    #[serde(flatten)]
    lead: ImportedLead,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Amounts>,
}

/// A budget as the samples write it.
#[derive(Debug, Serialize)]
struct Amounts {
    min_cents: Option<i64>,
    max_cents: Option<i64>,
}

/// A refused row.
#[derive(Debug, Serialize)]
pub struct Reject {
    row: u32,
    reason: RejectReason,
}

/// Imports `bytes` as the product does, without storing anything.
pub fn evaluate(name: &str, bytes: &[u8], as_of: NaiveDate) -> Prediction {
    let id = format!("A/{name}");
    match import(name, bytes, as_of) {
        Ok(prediction) => Prediction { id, ..prediction },
        Err(problem) => Prediction {
            id,
            file_status: "rejected",
            reason: Some(problem.reason()),
            ..Prediction::default()
        },
    }
}

fn import(name: &str, bytes: &[u8], as_of: NaiveDate) -> Result<Prediction, FileProblem> {
    let context = ImportContext { as_of, seller: None };
    let mut file = open(name, bytes)?;
    let plan = prepare(name, &file);
    if plan.tables.iter().all(|table| matches!(table, TablePlan::Unknown(_))) {
        return Err(FileProblem::WrongFormat("a table without e-mail addresses and telephone numbers"));
    }
    let mut prediction = Prediction::default();
    let mut suppressions = read_opt_outs(&mut file, &plan)?;
    let mut leads = Vec::new();
    let mut cut_off = false;
    for (at, table) in plan.tables.iter().enumerate() {
        let TablePlan::Leads(mapping) = table else { continue };
        let above = u32::try_from(leads.len() + prediction.rejects.len()).unwrap_or(u32::MAX);
        let mut rows = file.rows(at)?;
        for row in &mut rows {
            let read = match row {
                Ok(row) => read_row(mapping, above + row.number, &row.cells, &context)
                    .map_err(|reason| (row.number, reason)),
                Err(rejected) => Err((rejected.number, rejected.reason)),
            };
            match read {
                Ok(lead) => leads.push(lead),
                Err((number, reason)) => prediction.rejects.push(Reject { row: above + number, reason }),
            }
        }
        cut_off |= rows.is_cut_off();
    }
    let mut duplicates = DuplicateIndex::default();
    for lead in &leads {
        suppressions.note(lead);
        duplicates.add(lead);
    }
    for lead in &mut leads {
        suppressions.apply(lead);
    }
    prediction.leads = leads.into_iter().map(LeadPrediction::from).collect();
    prediction.duplicate_groups = duplicates.groups().into_iter().map(|group| group.rows).collect();
    prediction.suppressions_without_lead = suppressions.without_lead().collect();
    prediction.file_status = match (cut_off, file.wrong_extension) {
        (true, _) => "partial",
        (_, true) => "imported_as_real_format",
        _ => "ok",
    };
    Ok(prediction)
}

/// Opt-outs come first, wherever their sheet stands: they decide about leads.
fn read_opt_outs(file: &mut ImportFile<'_>, plan: &Plan) -> Result<Suppressions, FileProblem> {
    let mut suppressions = Suppressions::default();
    for (at, table) in plan.tables.iter().enumerate() {
        if let TablePlan::OptOuts(list) = table {
            for row in file.rows(at)?.flatten() {
                list.read_row(&row.cells, &mut suppressions);
            }
        }
    }
    Ok(suppressions)
}

impl From<ImportedLead> for LeadPrediction {
    /// The samples judge neither notes nor the text of evidence, and write budgets without their purpose.
    fn from(mut lead: ImportedLead) -> Self {
        lead.notes.clear();
        lead.consent_evidence = ConsentEvidence::default();
        let budget = lead
            .budget
            .take()
            .map(|budget| Amounts { min_cents: budget.min_cents, max_cents: budget.max_cents });
        Self { lead, budget }
    }
}
