//! A report on one person, to be read and printed: what is stored, what was agreed, what AI did, who got what, who looked
//! (GDPR art. 15, P-59). From the same records as the export.

use super::pack::{Order, Record, records_of_lead, sent_of_lead};
use crate::{
    Core, Result, Scope, accounts,
    audit::{Entry, Subject},
    privacy::{
        self,
        data_map::{Form, Table, tables},
    },
};
use realtoros_domain::ids::LeadId;
use serde_json::Value;

/// A report on one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name.
    pub name: String,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_at: i64,
    /// What is stored, a section to a table.
    pub sections: Vec<Section>,
    /// Who got something: who, what, how long they keep it.
    pub recipients: Vec<[String; 3]>,
}

/// The records of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What they are.
    pub title: &'static str,
    /// Why they are kept.
    pub reasons: Vec<&'static str>,
    /// For how long.
    pub retention: &'static str,
    /// The records: name and value of each field that has one.
    pub records: Vec<Vec<(String, String)>>,
}

/// How many records of a kind a report shows; the export has all.
const SHOWN: usize = 500;

/// The report on one lead. Reading it is recorded.
pub async fn report(core: &Core, scope: &Scope, lead: LeadId) -> Result<Report> {
    let found = crate::leads::load(core.db.read(), core, scope.account, lead).await?;
    let order = Order { account: scope.account, lead: Some(lead), made_at: core.now() };
    let mut sections = Vec::new();
    for (name, records) in records_of_lead(core, &order, SHOWN).await? {
        let Some(table) = tables().find(|table| table.name == name) else { continue };
        if !records.is_empty() {
            sections.push(section(table, &records));
        }
    }
    let sent = sent_of_lead(core, &order).await?;
    let channels = accounts::channels(core.db.read(), core, scope.account).await?;
    let mut recipients: Vec<[String; 3]> =
        privacy::sub_processors(&core.settings, Some(channels.has_twilio()))
            .into_iter()
            .filter(|listed| listed.status != privacy::Status::NotInUse)
            .map(|listed| [listed.who.name, listed.who.sent, listed.who.retention].map(str::to_owned))
            .collect();
    recipients.extend(sent.into_iter().map(|(what, n)| [what, format!("{n} times"), String::new()]));
    core.reads.note(scope, Entry::new("lead.reported", Subject::one("lead", lead)));
    Ok(Report { name: found.record.display_name(), made_at: core.now_ms(), sections, recipients })
}

fn section(table: &'static Table, records: &[Record]) -> Section {
    let mut reasons: Vec<&'static str> =
        table.columns.iter().flat_map(|column| column.purposes).map(|purpose| purpose.reason()).collect();
    reasons.sort_unstable();
    reasons.dedup();
    Section {
        title: table.title,
        reasons,
        retention: table.retention.words(),
        records: records.iter().map(|record| fields(table, record)).collect(),
    }
}

/// The fields of a record in plain words: what the data map calls a column, and the names inside of what was sealed.
fn fields(table: &Table, record: &Record) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for column in table.columns.iter().filter(|column| column.exported) {
        if column.form == Form::Sealed {
            let name = if column.name == "sealed" { "content" } else { column.name };
            flatten("", record.get(name).unwrap_or(&Value::Null), &mut fields);
        } else {
            flatten(column.what, record.get(column.name).unwrap_or(&Value::Null), &mut fields);
        }
    }
    fields
}

/// `{"name": {"first": "Ana"}}` becomes `name, first: Ana`. What is empty says nothing and is left out.
fn flatten(name: &str, value: &Value, out: &mut Vec<(String, String)>) {
    let below = |part: &str| {
        let part = part.replace('_', " ");
        if name.is_empty() { part } else { format!("{name}, {part}") }
    };
    match value {
        Value::Null => {}
        Value::Bool(flag) => out.push((name.to_owned(), if *flag { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => out.push((name.to_owned(), number.to_string())),
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => out.push((name.to_owned(), text.clone())),
        Value::Array(items) if items.iter().all(|item| item.is_string() || item.is_number()) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned))
                .collect();
            if !items.is_empty() {
                out.push((name.to_owned(), items.join(", ")));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| flatten(name, item, out)),
        Value::Object(fields) => fields.iter().for_each(|(part, value)| flatten(&below(part), value, out)),
    }
}

#[cfg(test)]
mod tests {
    use super::flatten;
    use serde_json::json;

    #[test]
    fn p59_what_was_sealed_is_shown_field_by_field_and_empty_fields_are_not() {
        let mut out = Vec::new();
        let record = json!({"name": {"first": "Ana", "last": ""}, "emails": ["a@example.com", "b@example.com"],
            "preferences": {"budget": {"max_cents": 5}}, "steps": [{"check": "consent"}], "sure": true});
        flatten("", &record, &mut out);
        let shown: Vec<String> = out.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            shown,
            [
                "emails=a@example.com, b@example.com",
                "name, first=Ana",
                "preferences, budget, max cents=5",
                "steps, check=consent",
                "sure=yes",
            ]
        );
    }
}
