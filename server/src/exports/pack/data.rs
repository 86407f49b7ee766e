//! `data.json`: every record of every table that an export carries.

use super::{Sink, VERSION, archive::Archive, order::Work, rows, value::instant};
use crate::{Result, links::hide_tokens};
use serde_json::{Map, Value, json};

/// Names of fields whose values let somebody in. They are no use to whoever takes the data elsewhere.
const SECRETS: [&str; 3] = ["password", "secret", "token"];
/// What stands in their place.
const LEFT_OUT: &str = "(a secret, left out)";

/// One record to a line, table by table, so that a file of any size can be read line by line.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("data.json".to_owned(), "Everything, as records with named fields", work.total)?;
    let head = json!({
        "format": "realtoros-export",
        "version": VERSION,
        "made_at": instant(work.order.made_at.timestamp_millis()),
        "scope": if work.order.lead.is_some() { "lead" } else { "account" },
    });
    let head = serde_json::to_string(&head)?;
    archive.write(head.trim_end_matches('}').as_bytes()).await?;
    archive.write(b",\"tables\":{").await?;
    for (at, source) in work.sources.clone().into_iter().enumerate() {
        let name = source.table.name;
        let comma = if at == 0 { "" } else { "," };
        archive.write(format!("{comma}\n\"{name}\":[").as_bytes()).await?;
        let (mut after, mut written) = (None, 0);
        loop {
            let page = rows::page(work, &source, after.as_deref()).await?;
            let mut lines = Vec::new();
            for record in &page.records {
                lines.extend_from_slice(if written == 0 { b"\n" } else { b",\n" });
                serde_json::to_writer(&mut lines, record)?;
                written += 1;
            }
            archive.write(&lines).await?;
            work.left_out += page.left_out;
            work.step(archive, page.records.len()).await?;
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        work.counts.insert(name, written);
        archive.write(b"]").await?;
    }
    archive.write(b"\n}}\n").await
}

/// What may be carried away of a record: no secrets that let somebody in, and no links that are a lead's alone (P-21).
pub fn presentable(content: Value) -> Value {
    match content {
        Value::Object(fields) => Value::Object(fields.into_iter().map(field).collect::<Map<_, _>>()),
        Value::Array(items) => Value::Array(items.into_iter().map(presentable).collect()),
        Value::String(text) => Value::String(hide_tokens(&text)),
        other => other,
    }
}

fn field((name, value): (String, Value)) -> (String, Value) {
    let is_secret = SECRETS.iter().any(|secret| name.contains(secret)) && value.is_string();
    let value = if is_secret { LEFT_OUT.into() } else { presentable(value) };
    (name, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p60_secrets_and_the_links_of_leads_stay_here() {
        let token = crate::vault::token();
        let record = json!({
            "name": "Dana",
            "password": "$argon2id$…",
            "twilio_auth_token": "abc",
            "nothing_secret": null,
            "text": format!("Stop: https://x.example/u/{token}"),
            "headers": [["List-Unsubscribe", format!("<https://x.example/u/{token}>")]],
        });
        let shown = presentable(record).to_string();
        assert!(!shown.contains(&token) && !shown.contains("argon2id") && !shown.contains("abc"));
        assert!(shown.contains("Dana") && shown.contains("https://x.example/u/…"));
    }
}
