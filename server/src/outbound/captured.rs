//! What was captured because no provider is set up: for `/dev/outbox`, on the machine of a developer only.

use super::{
    AccountFacts, HISTORY, MessageState,
    entity::{Column, Entity, Model},
    repository, spoken,
};
use crate::{Core, Error, Result, accounts, db, providers::MailOut};
use realtoros_domain::{Channel, ids::AccountId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many messages are shown.
const NEWEST: u64 = 500;

/// A captured mail, text or call.
#[derive(Clone, Debug, Serialize)]
pub struct Captured {
    /// The message.
    pub id: Uuid,
    /// `email`, `sms` or `voice`.
    pub channel: String,
    /// To whom.
    pub to: String,
    /// From whom.
    pub from: String,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Further headers of a mail.
    pub headers: Vec<(String, String)>,
    /// When it was sent, in milliseconds since 1970 UTC.
    pub at: i64,
}

impl From<MailOut> for Captured {
    fn from(mail: MailOut) -> Self {
        Self {
            id: mail.message.0,
            channel: "email".to_owned(),
            to: mail.to,
            from: mail.from_name,
            subject: Some(mail.subject),
            text: mail.text,
            html: mail.html,
            headers: mail.headers,
            at: mail.at,
        }
    }
}

/// The newest captured messages of all accounts, oldest first. Refused outside of the dev profile.
pub async fn captured(core: &Core) -> Result<Vec<Captured>> {
    if !core.settings.is_dev() {
        return Err(Error::NotFound);
    }
    db::across(newest(core)).await
}

async fn newest(core: &Core) -> Result<Vec<Captured>> {
    let rows = Entity::find()
        .filter(Column::Direction.eq("out"))
        .filter(Column::Purpose.ne(HISTORY))
        .filter(Column::State.eq(MessageState::Sent.as_str()))
        .order_by_desc(Column::OccurredAt)
        .order_by_desc(Column::Id)
        .limit(NEWEST)
        .all(core.db.read())
        .await?;
    let mut by_account: BTreeMap<Uuid, Vec<Model>> = BTreeMap::new();
    for row in rows {
        by_account.entry(row.account_id).or_default().push(row);
    }
    let mut captured = Vec::new();
    for (account, rows) in by_account {
        let opened = repository::open_all(core.db.read(), core, AccountId(account), rows).await?;
        let is_captured = |id: &Option<String>| id.as_deref().is_some_and(|id| id.starts_with("captured:"));
        let is_call = |row: &Model| row.channel == Channel::Voice.as_str();
        let caller = if opened.iter().any(|(row, _)| is_call(row)) {
            Some(AccountFacts::load(core, AccountId(account)).await?)
        } else {
            None
        };
        // Of a call all is shown that is heard.
        let words = |row: &Model, text: String| match &caller {
            Some(caller) if is_call(row) => spoken::script(caller, &text).read_out(),
            _ => text,
        };
        captured.extend(opened.into_iter().filter(|(_, record)| is_captured(&record.provider_id)).map(
            |(row, record)| Captured {
                text: words(&row, record.text),
                id: row.id,
                channel: row.channel,
                to: record.to,
                from: record.from,
                subject: record.subject,
                html: record.html,
                headers: record.headers,
                at: row.occurred_at,
            },
        ));
    }
    if core.settings.providers.smtp_url.is_none() {
        captured.extend(accounts::letters(core).await?.into_iter().map(Captured::from));
    }
    captured.sort_by_key(|message| (message.at, message.id));
    Ok(captured)
}
