//! `recipients.csv`: who got data, and how often (GDPR art. 15(1)(c); P-38, P-59).

use super::{Sink, archive::Archive, order::Work, sheet::Sheet};
use crate::{
    Result, accounts,
    outbound::HISTORY,
    privacy::{Status, sub_processors},
};
use realtoros_domain::ids::LeadId;
use sea_orm::{
    ConnectionTrait,
    sea_query::{Asterisk, Expr, ExprTrait, Func, Query},
};

const COLUMNS: [&str; 7] =
    ["Recipient", "What for", "What is sent", "Where", "How long it is kept there", "Since", "Used here"];

/// What went out, by whom it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Channel of messages that left, with their number.
    pub messages: Vec<(String, i64)>,
    /// Who answered for AI, with how often.
    pub calls: Vec<(String, i64)>,
}

/// Writes the file.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("recipients.csv".to_owned(), "Who processes data for us, and what went out", 0)?;
    let mut sheet = Sheet::new();
    sheet.line(COLUMNS)?;
    let channels = accounts::channels(work.core.db.read(), work.core, work.order.account).await?;
    for listed in sub_processors(&work.core.settings, Some(channels.has_twilio())) {
        let used = match listed.status {
            Status::InUse => "Yes",
            Status::WhenConnected => "When an account is connected",
            Status::NotInUse => "No: nothing is sent",
        };
        let who = listed.who;
        sheet.line([who.name, who.role, who.sent, who.region, who.retention, who.since, used])?;
    }
    let sent = sent(work.core, work.order.account, work.only()).await?;
    for (channel, n) in &sent.messages {
        sheet.line([
            format!("Messages by {channel}"),
            format!("{n} sent"),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ])?;
    }
    for (provider, n) in &sent.calls {
        sheet.line([
            format!("AI: {provider}"),
            format!("{n} uses"),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ])?;
    }
    archive.write(&sheet.into_bytes()?).await
}

/// What went out for the account, or for these leads only.
pub async fn sent(
    core: &crate::Core,
    account: realtoros_domain::ids::AccountId,
    leads: Option<&[LeadId]>,
) -> Result<Sent> {
    let states = crate::outbound::MessageState::LEFT.map(crate::outbound::MessageState::as_str);
    let count =
        async |table: &'static str, by: &'static str, of_messages: bool| -> Result<Vec<(String, i64)>> {
            let mut query = Query::select();
            query.column(by).expr_as(Func::count(Expr::col(Asterisk)), "n").from(table);
            query.and_where(Expr::col("account_id").eq(account.0));
            if of_messages {
                query.and_where(Expr::col("direction").eq("out"));
                query.and_where(Expr::col("purpose").ne(HISTORY));
                query.and_where(Expr::col("state").is_in(states));
            }
            if let Some(leads) = leads {
                query.and_where(Expr::col("lead_id").is_in(leads.iter().map(|lead| lead.0)));
            }
            query.group_by_col(by);
            let mut counts = Vec::new();
            for row in core.db.read().query_all(&query).await? {
                counts.push((row.try_get::<String>("", by)?, row.try_get::<i64>("", "n")?));
            }
            counts.sort();
            Ok(counts)
        };
    Ok(Sent {
        messages: count("message", "channel", true).await?,
        calls: count("assistant_call", "provider", false).await?,
    })
}
