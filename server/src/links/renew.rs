//! The realtor ends a lead's links, or sends the lead a new one to their own page.

use super::{NewLink, Purpose, issue, revoke};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    consent, leads,
    outbound::{self, AccountFacts, Draft, MessageState},
};
use realtoros_domain::{
    Channel,
    consent::Purpose as SendPurpose,
    contact::{EmailAddress, PhoneNumber},
    ids::LeadId,
};

/// Ends every link of a lead but the way out of newsletters. What was proven through one of them ends with it.
pub async fn end(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    let tx = core.db.begin().await?;
    leads::load(&tx, core, scope.account, lead).await?;
    let count = revoke(&tx, core, scope.account, lead).await?;
    let entry = Entry::new("link.revoked", Subject::one("lead", lead)).with(format!("count={count}"));
    audit::record(&tx, core, scope, entry).await?;
    Ok(tx.commit().await?)
}

/// Ends the links that are out and sends a new one to the first address on file. It tells nothing and sells nothing, so
/// it reaches also people who opted out: they need it to manage their data.
pub async fn renew(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    let facts = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    let found = leads::load(&tx, core, scope.account, lead).await?;
    let mail = found.record.emails.first().map(EmailAddress::as_str);
    let number = found.record.phones.first().map(PhoneNumber::e164);
    let (channel, to) = match (mail, number) {
        (Some(mail), _) => (Channel::Email, mail),
        (None, Some(number)) => (Channel::Sms, number),
        (None, None) => return Err(Error::Refused("There is no address to send it to.".to_owned())),
    };
    revoke(&tx, core, scope.account, lead).await?;
    let index = consent::address_index(&tx, core, scope.account).await?;
    let link = NewLink {
        account: scope.account,
        lead,
        purpose: Purpose::Preferences,
        target: None,
        address_index: index.hash(to),
    };
    let token = issue(&tx, core, link).await?;
    let text = format!(
        "Here is your own page: {}/me/{token}\n\nThere you see what {}, {}, holds about you, and decide how you may be \
         contacted. Older links have ended. Keep this one to yourself.",
        core.settings.public_url, facts.member_name, facts.brokerage
    );
    let key = format!("link:{lead}:{}", core.new_id());
    let draft = Draft::automatic(lead, channel, SendPurpose::PrivacyRequest, text, key);
    let subject = (channel == Channel::Email).then(|| "Your data and choices".to_owned());
    let draft = Draft { to: Some(to.to_owned()), subject, ..draft };
    let submitted = outbound::submit_in(&tx, core, scope, facts, vec![draft]).await?;
    if let Some(denied) = submitted.iter().find(|message| message.state == MessageState::Denied) {
        let why = denied.verdict.decision.reason().map_or("", |reason| reason.sentence());
        return Err(Error::Refused(format!("No link could be sent. {why}")));
    }
    audit::record(&tx, core, scope, Entry::new("link.renewed", Subject::one("lead", lead))).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    Ok(())
}
