//! From the directory and from records to what is shown.

use super::{
    query::ListQuery,
    view::{ChoicesView, ListView, RowView},
};
pub use crate::format::{Zone, when};
use chrono::{DateTime, Utc};
use realtoros_server::{
    Core, Error, Result, Scope,
    audit::{Entry, Subject},
    leads::{
        directory::{Cursor, Filter, Query, Row, Sort, directory},
        spellings,
    },
    outbound::AccountFacts,
};
use std::{cmp::Reverse, collections::HashMap};

/// How many leads a page shows.
const PAGE: usize = 50;
/// How many tags and sources the filters offer.
const MOST_CHOICES: usize = 100;

/// The zone in which the realtor works.
pub async fn zone(core: &Core, scope: &Scope) -> Result<impl Zone + use<>> {
    Ok(AccountFacts::load(core, scope.account).await?.zone)
}

/// `Nov 28` of this year, `Nov 28, 2025` of another.
fn day(millis: i64, zone: impl Zone, now: DateTime<Utc>) -> String {
    let year = "%Y";
    let this_year = when(millis, zone, year) == when(now.timestamp_millis(), zone, year);
    when(millis, zone, if this_year { "%b %-d" } else { "%b %-d, %Y" })
}

/// A page of the list. A page before another is looked for in the other direction and turned round.
pub async fn list(core: &Core, scope: &Scope, asked: &ListQuery) -> Result<ListView> {
    let (zone, now) = (zone(core, scope).await?, core.now());
    let directory = directory(core, scope).await?;
    core.reads.note(scope, Entry::new("lead.listed", Subject::many("lead")));
    let (column, turned) = asked.order();
    let sort = match column {
        "name" => Sort::Name,
        "stage" => Sort::Stage,
        "created" => Sort::Created,
        _ => Sort::Updated,
    };
    let filter = Filter {
        text: asked.text.clone(),
        stage: asked.stage.parse().ok(),
        tag: asked.tag.clone(),
        source: asked.source.clone(),
        reach: asked.consent.clone(),
    };
    let forward = Query { filter, sort, descending: turned, after: asked.after.map(Cursor), limit: PAGE };
    let view = |rows: Vec<&Row>, earlier: bool, later: bool, total| ListView {
        before: rows.first().filter(|_| earlier).map(|row| row.id),
        after: rows.last().filter(|_| later).map(|row| row.id),
        rows: rows.into_iter().map(|row| line(row, zone, now)).collect(),
        total,
        in_all: directory.len(),
    };
    if asked.before.is_some() {
        let backward = Query { descending: !turned, after: asked.before.map(Cursor), ..forward.clone() };
        let mut page = directory.find(&backward);
        // A page that reaches the beginning is the first one, and the first one is full.
        if page.next.is_some() {
            page.rows.reverse();
            return Ok(view(page.rows, true, true, page.total));
        }
    }
    let page = directory.find(&forward);
    Ok(view(page.rows, asked.after.is_some(), page.next.is_some(), page.total))
}

fn line(row: &Row, zone: impl Zone, now: DateTime<Utc>) -> RowView {
    let phone = row.phones.first().map(|phone| crate::format::phone(phone));
    RowView {
        id: row.id,
        name: if row.name.is_empty() { "Without a name".to_owned() } else { row.name.clone() },
        contact: row.emails.first().cloned().or(phone).unwrap_or_default(),
        stage: row.stage,
        tags: row.tags.clone(),
        source: row.source.clone(),
        texts: row.reach[0],
        mail: row.reach[2],
        changed_at: row.updated_at,
        changed: day(row.updated_at, zone, now),
    }
}

/// The tags and sources in use.
pub async fn choices(core: &Core, scope: &Scope) -> Result<ChoicesView> {
    let directory = directory(core, scope).await?;
    let tags = directory.rows().iter().flat_map(|row| row.tags.iter());
    let sources = directory.rows().iter().map(|row| &row.source).filter(|source| !source.is_empty());
    let mut tags = spellings(tags);
    tags.truncate(MOST_CHOICES);
    Ok(ChoicesView { tags, sources: most_used(sources) })
}

fn most_used<'a>(values: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(value, count)| (Reverse(*count), *value));
    counts.into_iter().take(MOST_CHOICES).map(|(value, _)| value.to_owned()).collect()
}

/// What one input holds: nothing, or one value that can be used.
pub fn one<T: std::str::FromStr>(text: &str, what: &str) -> Result<Vec<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let value = text.parse().map_err(|_| Error::invalid(format!("\"{text}\" is not a valid {what}.")))?;
    Ok(vec![value])
}
