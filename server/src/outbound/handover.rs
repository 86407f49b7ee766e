//! Calling the provider: a few messages at a time, each marked just before.

use super::{
    AccountFacts,
    dispatch::{Claimed, LEASE_MS},
    repository, settle, spoken,
};
use crate::{
    Core, Result,
    providers::{MailOut, Mailer, Providers, SendError, SmsGateway, SmsOut, VoiceGateway},
};
use futures::future::join_all;
use realtoros_domain::{Channel, ids::MessageId};
use std::{collections::HashSet, sync::Arc};

/// How many messages are with providers at once. After a crash this many mails can be unconfirmed.
const WAVE: usize = 8;
/// How long a text outside of decent hours (a person's answer, a confirmation) may wait at the provider, in seconds.
const SHORT_VALIDITY: i64 = 300;

/// What happened to a message.
pub type Outcome = Result<String, SendError>;

/// Hands over what was claimed under `lease`, in waves.
pub async fn send_all(
    core: &Core,
    providers: &Providers,
    account: &AccountFacts,
    claimed: Vec<Claimed>,
    lease: i64,
) -> Result<()> {
    let gateway = providers.gateway(core, account.id, account.sms.as_ref());
    let voice = providers.voice(core, account.id, account.sms.as_ref());
    let mailer = providers.mailer();
    let mut claimed = claimed.into_iter();
    loop {
        let wave: Vec<_> = claimed.by_ref().take(WAVE).collect();
        if wave.is_empty() {
            return Ok(());
        }
        let wave = mark(core, wave, lease).await?;
        let by = By { texts: gateway.as_ref(), calls: voice.as_ref(), mails: mailer.as_ref() };
        let calls = wave.iter().map(|claimed| call(core, account, by, claimed));
        let outcomes = join_all(calls).await;
        settle::settle(core, account, wave.into_iter().zip(outcomes).collect()).await?;
    }
}

/// Marks messages as being handed over and drops those whose claim is gone: a STOP has come in, or another worker
/// has them.
async fn mark(core: &Core, wave: Vec<Claimed>, lease: i64) -> Result<Vec<Claimed>> {
    let ids: Vec<_> = wave.iter().map(|claimed| claimed.row.id).collect();
    let tx = core.db.begin().await?;
    let marked = repository::hand_over(&tx, &ids, lease, core.now_ms() + LEASE_MS).await?;
    tx.commit().await?;
    let marked: HashSet<_> = marked.into_iter().collect();
    Ok(wave.into_iter().filter(|claimed| marked.contains(&claimed.row.id)).collect())
}

/// Who takes what.
#[derive(Clone, Copy)]
struct By<'a> {
    texts: Option<&'a Arc<dyn SmsGateway>>,
    calls: Option<&'a Arc<dyn VoiceGateway>>,
    mails: Option<&'a Arc<dyn Mailer>>,
}

async fn call(core: &Core, account: &AccountFacts, by: By<'_>, claimed: &Claimed) -> Outcome {
    let off = || SendError::Retry("this channel is not set up".into());
    match claimed.channel {
        Channel::Sms => by.texts.ok_or_else(off)?.send(&text(core, claimed)).await,
        Channel::Email => by.mails.ok_or_else(off)?.send(&mail(core, account, claimed)).await,
        // Many were claimed at once: the hours may have closed meanwhile, and a call does not wait anywhere (P-43).
        Channel::Voice if claimed.closes.is_none_or(|closes| core.now() >= closes) => {
            Err(SendError::QuietHours)
        }
        Channel::Voice => by.calls.ok_or_else(off)?.call(&spoken::call_out(account, claimed)).await,
    }
}

/// The text that a provider gets; it may wait there until the hours close, never longer (P-43).
pub fn text(core: &Core, claimed: &Claimed) -> SmsOut {
    let open = claimed.closes.map_or(SHORT_VALIDITY, |closes| (closes - core.now()).num_seconds());
    let (to, body) = (claimed.record.to.clone(), claimed.record.text.clone());
    SmsOut { message: MessageId(claimed.row.id), to, body, valid_seconds: open.max(1) }
}

fn mail(core: &Core, account: &AccountFacts, claimed: &Claimed) -> MailOut {
    let record = &claimed.record;
    MailOut {
        message: MessageId(claimed.row.id),
        from_name: account.mail_from_name.clone(),
        reply_to: Some(account.member_email.clone()).filter(|address| !address.is_empty()),
        to: record.to.clone(),
        subject: record.subject.clone().unwrap_or_default(),
        text: record.text.clone(),
        html: record.html.clone(),
        headers: record.headers.clone(),
        at: core.now_ms(),
    }
}
