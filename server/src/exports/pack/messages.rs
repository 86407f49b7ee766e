//! `messages.csv`: every text, mail, call and note, in both directions.

use super::{
    Sink,
    archive::Archive,
    order::Work,
    people,
    sheet::{Sheet, line},
    value::instant,
};
use crate::{
    Result,
    links::hide_tokens,
    outbound::{MessageRecord, entity::Model, repository},
};
use uuid::Uuid;

/// How many messages are read at once.
const PAGE: u64 = 200;

const COLUMNS: [&str; 14] = [
    "Message",
    "Lead",
    "When",
    "Channel",
    "Direction",
    "For what",
    "Written by",
    "State",
    "Reason",
    "Read at",
    "From",
    "To",
    "Subject",
    "Text",
];

/// Some messages, and where the next page begins.
pub struct Messages {
    pub all: Vec<(Model, MessageRecord)>,
    pub gone_through: usize,
    pub next: Option<Uuid>,
}

/// The messages after `after`, of one channel only if one is given. Those of people whose data may only be stored are left
/// out of a copy of everybody (see [`super::people::page`]).
pub async fn page(work: &Work<'_>, channel: Option<&str>, after: Option<Uuid>) -> Result<Messages> {
    let (core, conn, account) = (work.core, work.core.db.read(), work.order.account);
    let rows = repository::page(conn, account, (work.only(), channel), after, PAGE).await?;
    let is_last = u64::try_from(rows.len()).unwrap_or(u64::MAX) < PAGE;
    let next = rows.last().map(|row| row.id).filter(|_| !is_last);
    let gone_through = rows.len();
    let restricted = people::restricted(work, rows.iter().map(|row| row.lead_id)).await?;
    let rows = rows.into_iter().filter(|row| !restricted.contains(&row.lead_id)).collect();
    let all = repository::open_all(conn, core, account, rows).await?;
    Ok(Messages { all, gone_through, next })
}

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("messages.csv".to_owned(), "Texts, mails, calls and notes", work.total)?;
    archive.write(&line(COLUMNS)?).await?;
    let mut after = None;
    loop {
        let page = page(work, None, after).await?;
        let mut sheet = Sheet::new();
        for (row, record) in &page.all {
            sheet.line(cells(row, record))?;
        }
        archive.write(&sheet.into_bytes()?).await?;
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

fn cells(row: &Model, record: &MessageRecord) -> [String; 14] {
    [
        row.id.to_string(),
        row.lead_id.to_string(),
        instant(row.occurred_at),
        row.channel.clone(),
        row.direction.clone(),
        row.purpose.clone(),
        row.automation.clone(),
        row.state.clone(),
        row.reason.clone(),
        row.read_at.map(instant).unwrap_or_default(),
        record.from.clone(),
        record.to.clone(),
        record.subject.clone().unwrap_or_default(),
        hide_tokens(&record.text),
    ]
}
