//! `history.csv`: who saw and did what, in plain words (P-59, P-66).

use super::{
    Sink,
    archive::Archive,
    order::{Work, unknown},
    rows,
    sheet::{Sheet, line},
};
use crate::{Result, privacy};
use serde_json::{Map, Value};

const COLUMNS: [&str; 7] = ["No.", "When", "Who", "Number", "Did what", "To what", "Number of it"];

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("history.csv".to_owned(), "Who saw and did what", work.total)?;
    archive.write(&line(COLUMNS)?).await?;
    let source = work.sources.iter().find(|source| source.table.name == "audit_entry");
    let source = *source.ok_or_else(|| unknown("audit_entry"))?;
    let mut after = None;
    loop {
        let page = rows::page(work, &source, after.as_deref()).await?;
        let mut sheet = Sheet::new();
        for record in &page.records {
            sheet.line(cells(record))?;
        }
        archive.write(&sheet.into_bytes()?).await?;
        work.step(archive, page.records.len()).await?;
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

fn cells(record: &Map<String, Value>) -> [String; 7] {
    let text = |name: &str| match record.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let who = match text("actor_kind").as_str() {
        "member" => "A member of the account",
        "token" => "A program with an API token",
        "lead" => "The lead",
        _ => "RealtorOS",
    };
    [
        text("seq"),
        text("at"),
        who.to_owned(),
        text("actor_id"),
        privacy::sentence(&text("action"), &text("detail")),
        text("subject_kind"),
        text("subject_id"),
    ]
}
