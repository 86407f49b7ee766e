//! A lead writes a mail. It feeds the same ledger as a text (P-47); a mail of anybody else is not kept.

use super::parse::{self, parse};
use crate::{
    Core, Result,
    accounts::ProviderName,
    consent,
    conversations::{
        Received,
        arrived::{Arrived, CONVERSATION, arrive},
    },
    outbound::{AUTOMATIC_REPLY, UNVERIFIED, repository},
};
use realtoros_domain::{Channel, contact::EmailAddress, ids::AccountId};

/// A mail as a mailbox holds it.
#[derive(Clone, Copy, Debug)]
pub struct RawMail<'a> {
    /// Its bytes (RFC 5322).
    pub bytes: &'a [u8],
    /// Whose service took it in, and says whether its writer is who they say.
    pub taken_in_by: ProviderName,
    /// When it came in there, in milliseconds since 1970 UTC, where that is known. What a mail says of itself, its writer
    /// has written.
    pub arrived_at: Option<i64>,
}

/// How old a mail may make itself: as many days back as a mailbox is first looked through, in milliseconds.
const OLDEST_MS: i64 = 7 * 24 * 3_600_000;

/// Stores a mail of a lead and everything that follows from it: opt-outs, holds, drafts. `None` when it is no mail, or from
/// an address of no lead; then nothing of it is kept. A request to stop counts whoever wrote it. A mail that nobody vouches
/// for, or that a machine wrote, gives no consent and lifts nothing.
pub async fn receive_mail(core: &Core, account: AccountId, raw: RawMail<'_>) -> Result<Option<Received>> {
    let (bytes, by) = (raw.bytes.to_vec(), raw.taken_in_by);
    // A mail may be large, and comes from anybody: whatever reading it does to its thread, the worker goes on.
    let Ok(read) = tokio::task::spawn_blocking(move || parse(&bytes, by)).await else {
        tracing::error!(%account, "a lead's mail could not be read; it is in the mailbox only");
        return Ok(None);
    };
    let Some(mail) = read else { return Ok(None) };
    let now = core.now_ms();
    let message = Arrived {
        channel: Channel::Email,
        provider_id: &mail.id,
        from: mail.from.as_str(),
        to: &mail.to,
        subject: mail.subject.as_deref(),
        words: &mail.words,
        kept: &mail.kept,
        media: mail.pictures,
        purpose: match (mail.is_automatic, mail.is_vouched_for) {
            (true, _) => AUTOMATIC_REPLY,
            (false, false) => UNVERIFIED,
            (false, true) => CONVERSATION,
        },
        headers: mail.headers,
        at: match (raw.arrived_at, mail.at) {
            (Some(at), _) => at.min(now),
            (None, Some(at)) => at.clamp(now - OLDEST_MS, now),
            (None, None) => now,
        },
        keyword: None,
        carrier_answers: false,
    };
    arrive(core, account, &message).await
}

/// Whether the mail with this `Message-ID` has been taken in before, or went with somebody who was erased.
pub async fn is_known(core: &Core, account: AccountId, message_id: &str) -> Result<bool> {
    let conn = core.db.read();
    let Some(name) = parse::name(message_id) else { return Ok(false) };
    let index = repository::provider_index(conn, core, account, &name).await?;
    Ok(repository::by_provider(conn, account, index.clone()).await?.is_some()
        || consent::was_erased(conn, account, &index).await?)
}

/// The address in a `From` line, in lower case. All that is read of a mail before it is known that a lead wrote it.
pub fn sender(line: &str) -> Option<EmailAddress> {
    parse::sender(line)
}
