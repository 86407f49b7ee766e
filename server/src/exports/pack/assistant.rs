//! `ai.csv`: every use of AI, and everything that it proposed (P-25, P-59).

use super::{
    Sink,
    archive::Archive,
    order::{Work, unknown},
    people, rows,
    sheet::{Sheet, line},
};
use crate::Result;
use serde_json::{Map, Value};
use uuid::Uuid;

const COLUMNS: [&str; 9] =
    ["What", "Lead", "When", "Task", "Who answered", "Model", "Fields used", "State", "Output or reason"];

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("ai.csv".to_owned(), "What AI was used for, and what it proposed", work.total)?;
    archive.write(&line(COLUMNS)?).await?;
    for (table, cells) in
        [("assistant_call", call as fn(&Map<String, Value>) -> [String; 9]), ("suggestion", suggestion)]
    {
        let source = work.sources.iter().find(|source| source.table.name == table);
        let source = *source.ok_or_else(|| unknown(table))?;
        let mut after = None;
        loop {
            let page = rows::page(work, &source, after.as_deref()).await?;
            let mut sheet = Sheet::new();
            let lead = |record: &Map<String, Value>| shown(record.get("lead_id")).parse::<Uuid>().ok();
            let restricted = people::restricted(work, page.records.iter().filter_map(lead)).await?;
            let is_shown =
                |record: &&Map<String, Value>| lead(record).is_none_or(|id| !restricted.contains(&id));
            for record in page.records.iter().filter(is_shown) {
                sheet.line(cells(record))?;
            }
            archive.write(&sheet.into_bytes()?).await?;
            work.step(archive, 0).await?;
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(())
}

fn call(record: &Map<String, Value>) -> [String; 9] {
    let text = |name: &str| shown(record.get(name));
    [
        "use".to_owned(),
        text("lead_id"),
        text("started_at"),
        text("task"),
        text("provider"),
        text("model"),
        text("fields"),
        text("state"),
        text("reason"),
    ]
}

fn suggestion(record: &Map<String, Value>) -> [String; 9] {
    let text = |name: &str| shown(record.get(name));
    [
        "suggested fact".to_owned(),
        text("lead_id"),
        text("created_at"),
        "extract_facts".to_owned(),
        String::new(),
        String::new(),
        String::new(),
        text("state"),
        text("content"),
    ]
}

/// A value as a cell: words as they are, anything else as JSON.
fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
