//! What a lead is told about their request. No promotion, nothing about what is on file; the only link is that to their own
//! page, where they fetch a copy after a code.

use super::{entity::request, reading::plain_day};
use crate::{
    Core, Result, consent, leads,
    links::{self, NewLink},
    outbound::{AccountFacts, Draft},
    privacy::identity::{Destination, destinations},
    vault::VaultError,
};
use chrono::NaiveDate;
use realtoros_domain::{
    Channel,
    consent::Purpose,
    ids::{AccountId, LeadId},
    rights::{Identity, Kind, Queue},
};
use sea_orm::ConnectionTrait;

/// That the request has come in, and by when there will be an answer.
pub(super) async fn received(
    conn: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    row: &request::Model,
) -> Result<Option<Draft>> {
    let due = day(&row.due_on);
    let mut text = format!("We have your request: {}. You get an answer by {due} at the latest.", asked(row));
    if row.kind == Kind::Erasure.as_str() {
        text.push_str(" Once your data is erased, your personal link stops working.");
    }
    if Identity::parse(&row.identity) == Some(Identity::Unknown) {
        text.push_str(
            " Before anything is shown or changed, you will be asked for a code that is sent to you.",
        );
    }
    letter(conn, core, facts, row, "received", "We have your request", text).await
}

/// That it takes longer, and why (GDPR art. 12(3)).
pub(super) async fn extended(
    conn: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    row: &request::Model,
    due: NaiveDate,
    reason: &str,
) -> Result<Option<Draft>> {
    let text = format!(
        "Your request ({}) takes longer than we hoped. The reason: {reason}\n\nYou get an answer by {} at the latest.",
        asked(row),
        plain_day(due)
    );
    letter(conn, core, facts, row, "extended", "Your request takes longer", text).await
}

/// That it was refused, why, and where one can complain (GDPR art. 12(4)).
pub(super) async fn refused(
    conn: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    row: &request::Model,
    reason: &str,
) -> Result<Option<Draft>> {
    let text = format!(
        "We cannot do what you asked ({}). The reason: {reason}\n\nIf you think that this is wrong, answer this message, \
         or complain to your data protection authority or your state's attorney general.",
        asked(row)
    );
    letter(conn, core, facts, row, "refused", "About your request", text).await
}

/// That it was done.
pub(super) async fn done(
    conn: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    row: &request::Model,
) -> Result<Option<Draft>> {
    let text = format!("Your request is done: {}.", asked(row));
    letter(conn, core, facts, row, "done", "Your request is done", text).await
}

/// That the copy can be fetched, with a link to where. The link alone shows nothing; those that are out go on working.
pub(super) async fn copy_ready(
    tx: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    row: &request::Model,
) -> Result<Option<Draft>> {
    let Some((lead, to)) = recipient(tx, core, row).await? else { return Ok(None) };
    let account = AccountId(row.account_id);
    let address_index = consent::address_index(tx, core, account).await?.hash(to.address());
    let link = NewLink { account, lead, purpose: links::Purpose::Preferences, target: None, address_index };
    let token = links::issue(tx, core, link).await?;
    let text = format!(
        "Your copy is ready: {}/me/{token}/copy\n\nFetch it there within 24 hours; you will be asked for a code that is sent \
         to you. It can be fetched once, then it is deleted here.",
        core.settings.public_url
    );
    Ok(Some(written(facts, row, (lead, &to), "copy", "Your copy is ready", text)))
}

/// A message about a request; none when there is nobody to send it to.
async fn letter(
    conn: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    row: &request::Model,
    step: &str,
    subject: &str,
    text: String,
) -> Result<Option<Draft>> {
    let to = recipient(conn, core, row).await?;
    Ok(to.map(|(lead, to)| written(facts, row, (lead, &to), step, subject, text)))
}

/// The lead who asked and their first address on file; nobody for people who are not on file, and for users, who see their
/// requests in the dashboard.
async fn recipient(
    conn: &impl ConnectionTrait,
    core: &Core,
    row: &request::Model,
) -> Result<Option<(LeadId, Destination)>> {
    let Some(lead) = row.lead_id.map(LeadId).filter(|_| row.queue == Queue::Lead.as_str()) else {
        return Ok(None);
    };
    let found = match leads::load(conn, core, AccountId(row.account_id), lead).await {
        Ok(found) => found,
        Err(crate::Error::NotFound | crate::Error::Vault(VaultError::KeyDestroyed)) => return Ok(None),
        Err(other) => return Err(other),
    };
    Ok(destinations(&found.record).into_iter().next().map(|to| (lead, to)))
}

fn written(
    facts: &AccountFacts,
    row: &request::Model,
    (lead, to): (LeadId, &Destination),
    step: &str,
    subject: &str,
    text: String,
) -> Draft {
    let text = format!("{text}\n\n{}, {}", facts.member_name, facts.brokerage);
    let key = format!("request:{}:{step}:{}", row.id, row.due_on);
    let draft = Draft::automatic(lead, to.channel, Purpose::PrivacyRequest, text, key);
    Draft {
        to: Some(to.address().to_owned()),
        subject: (to.channel == Channel::Email).then(|| subject.to_owned()),
        ..draft
    }
}

fn asked(row: &request::Model) -> String {
    let words = Kind::parse(&row.kind).map_or("your data", Kind::own_words);
    words.to_lowercase()
}

fn day(stored: &str) -> String {
    stored.parse().map_or_else(|_| stored.to_owned(), plain_day)
}
