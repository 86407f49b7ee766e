//! How things look to programs. Instants are RFC 3339 in UTC.

use crate::{
    clock::from_millis,
    conversations::TimelineItem,
    imports::{ImportView, TableRecord, reader::TablePlan},
    leads::{Lead, directory::Row},
};
use realtoros_domain::imports::{Mapping, Target};
use serde_json::{Value, json};

fn instant(millis: i64) -> String {
    from_millis(millis).to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

/// A lead in a list.
pub(super) fn row(row: &Row) -> Value {
    json!({
        "id": row.id,
        "name": row.name,
        "emails": row.emails,
        "phones": row.phones,
        "stage": row.stage,
        "source": row.source,
        "tags": row.tags,
        "updated_at": instant(row.updated_at),
    })
}

/// A lead.
pub(super) fn lead(lead: &Lead) -> Value {
    let record = &lead.record;
    json!({
        "id": lead.id,
        "first_name": record.name.first,
        "last_name": record.name.last,
        "emails": record.emails.iter().map(realtoros_domain::contact::EmailAddress::as_str).collect::<Vec<_>>(),
        "phones": record.phones.iter().map(realtoros_domain::contact::PhoneNumber::e164).collect::<Vec<_>>(),
        "address": record.address,
        "deal_type": record.deal_type,
        "source": record.source,
        "tags": record.tags,
        "time_zone": record.stated_zone,
        "preferences": record.preferences,
        "stage": lead.stage,
        "ai_paused": lead.ai_paused,
        "restricted": lead.restricted,
        "on_hold": lead.on_hold,
        "created_at": instant(lead.created_at),
        "updated_at": instant(lead.updated_at),
    })
}

/// An entry of a timeline.
pub(super) fn item(item: &TimelineItem) -> Value {
    json!({
        "id": item.id,
        "channel": item.channel,
        "direction": item.direction,
        "state": item.state,
        "reason": Some(&item.reason).filter(|reason| !reason.is_empty()),
        "automatic": item.automatic,
        "at": instant(item.at),
        "send_after": item.send_after.map(instant),
        "subject": item.subject,
        "text": item.text,
    })
}

/// An import.
pub(super) fn import(view: &ImportView) -> Value {
    let (record, counts) = (&view.record, &view.record.counts);
    json!({
        "id": view.id,
        "state": view.state,
        "file_name": record.file_name,
        "wrong_extension": record.wrong_extension,
        "cut_off": record.cut_off,
        "created_at": instant(view.created_at),
        "rows": view.rows,
        "found": {
            "new": counts.new,
            "duplicate": counts.duplicate,
            "known": record.known,
            "rejected": counts.rejected,
            "opted_out": counts.opted_out,
            "review": counts.review,
            "messages": counts.messages,
            "listings": counts.listings,
        },
        "written": { "created": view.written[0], "joined": view.written[1], "rejected": view.written[2] },
        "progress": view.job.as_ref().map(|job| json!({ "state": job.state, "done": job.progress, "of": job.total })),
        "tables": record.tables.iter().map(table).collect::<Vec<_>>(),
        "kept": view.kept,
    })
}

fn table(table: &TableRecord) -> Value {
    let (plan, columns) = match &table.plan {
        TablePlan::Leads(mapping) => ("leads", columns(mapping)),
        TablePlan::OptOuts(_) => ("opt_outs", Vec::new()),
        TablePlan::Unknown(mapping) => ("unknown", columns(mapping)),
        TablePlan::History => ("history", Vec::new()),
    };
    json!({ "sheet": table.sheet, "plan": plan, "columns": columns })
}

fn columns(mapping: &Mapping) -> Vec<Value> {
    let column = |column: &realtoros_domain::imports::Column| {
        let (becomes, field) = match column.target {
            Target::Field(field) => ("field", Some(field)),
            Target::Ignored => ("ignored", None),
            Target::Refused => ("refused", None),
        };
        json!({ "header": column.header, "becomes": becomes, "field": field })
    };
    mapping.columns().iter().map(column).collect()
}
