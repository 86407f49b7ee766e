//! Mailing notices. What cannot be mailed is shown on the account's pages all the same, and tried again.

use super::{OpenNotice, open::in_words, repository};
use crate::{
    Actor, Core, Result, Scope, accounts, db,
    privacy::{Processor, processors},
    providers::{MailOut, Mailer, Providers},
};
use realtoros_domain::ids::{AccountId, MessageId};
use uuid::Uuid;

/// Mails every notice that was not mailed yet; says how many left. Without a mail server none does.
pub async fn deliver(core: &Core) -> Result<usize> {
    if core.settings.providers.smtp_url.is_none() {
        return Ok(0);
    }
    let Some(mailer) = Providers::from_settings(core)?.mailer() else { return Ok(0) };
    deliver_with(core, mailer.as_ref()).await
}

/// The same with a mailer of the caller's.
pub(crate) async fn deliver_with(core: &Core, mailer: &dyn Mailer) -> Result<usize> {
    let (mut after, mut sent) = (Uuid::nil(), 0);
    loop {
        let batch = db::across(repository::unmailed(core.db.read(), after)).await?;
        let Some((last, _)) = batch.last() else { return Ok(sent) };
        after = *last;
        for (id, told) in batch {
            let Some(notice) = in_words(core, &told).await? else { continue };
            match db::within(told.account, send(core, mailer, told.account, id, &notice)).await {
                Ok(true) => sent += 1,
                Ok(false) => {}
                Err(error) => tracing::warn!(account = %told.account, %error, "a notice could not be mailed"),
            }
        }
    }
}

/// Mails one notice, unless the mail server itself may not be used for this account yet.
async fn send(
    core: &Core,
    mailer: &dyn Mailer,
    account: AccountId,
    id: Uuid,
    notice: &OpenNotice,
) -> Result<bool> {
    let scope = Scope { account, actor: Actor::System };
    let has_server = core.settings.providers.smtp_url.is_some();
    if has_server && processors::routes(core, Some(account)).await?.closed(Processor::Mail).is_some() {
        return Ok(false);
    }
    let profile = accounts::profile(core, &scope).await?;
    let url = &core.settings.public_url;
    let mail = MailOut {
        message: MessageId(id),
        from_name: "RealtorOS".to_owned(),
        reply_to: Some(core.settings.contact().to_owned()),
        to: profile.member_email,
        subject: notice.title.clone(),
        text: format!(
            "Hello {},\n\n{}.\n\n{}\n\nYou decide here: {url}{}\n\nQuestions: {}\n",
            profile.member_name,
            notice.title,
            notice.text,
            notice.href,
            core.settings.contact()
        ),
        html: None,
        headers: Vec::new(),
        at: core.now_ms(),
    };
    mailer.send(&mail).await.map_err(|error| crate::Error::Provider(error.to_string()))?;
    repository::mailed(core.db.write(), account, id, core.now_ms()).await?;
    Ok(true)
}
