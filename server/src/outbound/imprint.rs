//! What mail to somebody who has not written carries at its end, whatever its sender calls it: who writes, from where, and
//! the way out (P-51, P-53). Code adds it, as it does what a first text says; newsletters have their own.

use super::{AccountFacts, Preview, introduction::introduced};
use crate::{
    Core, Result, consent,
    links::{self, NewLink},
};
use realtoros_domain::{consent::Action, ids::LeadId};
use sea_orm::ConnectionTrait;

/// `text` to the address `to` with what a first text or commercial mail says besides; `headers` grow with it. What it has
/// already is not added again.
///
/// # Errors
/// When earlier texts cannot be read, the lead was erased, or the link cannot be stored.
pub(super) async fn completed(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: &AccountFacts,
    (lead, action, to): (LeadId, Action, Option<&str>),
    preview: &Preview,
    (text, headers): (&str, &mut Vec<(String, String)>),
) -> Result<String> {
    let mut whole = introduced(tx, core, account, (lead, action), to, text).await?;
    let has_way_out = headers.iter().any(|(name, _)| name == links::LIST_UNSUBSCRIBE);
    if !has_way_out && let Some(imprint) = Imprint::of(tx, core, account, lead, preview).await? {
        whole = imprint.below(&whole);
        headers.extend(imprint.headers);
    }
    Ok(whole)
}

/// What is added to a mail.
struct Imprint {
    /// What stands below the words.
    words: String,
    /// The way out for mail programs (RFC 8058).
    headers: Vec<(String, String)>,
}

impl Imprint {
    /// What a mail to `lead` has to carry; nothing where it answers them.
    ///
    /// # Errors
    /// When the lead was erased, or the link cannot be stored.
    async fn of(
        tx: &impl ConnectionTrait,
        core: &Core,
        account: &AccountFacts,
        lead: LeadId,
        preview: &Preview,
    ) -> Result<Option<Self>> {
        let Some(to) = preview.to.as_deref().filter(|_| preview.sells_by_mail) else { return Ok(None) };
        let address_index = consent::address_index(tx, core, account.id).await?.hash(to);
        let purpose = links::Purpose::Unsubscribe;
        let link = NewLink { account: account.id, lead, purpose, target: None, address_index };
        let token = links::issue(tx, core, link).await?;
        let out = format!("{}/u/{token}", core.settings.public_url);
        let (brokerage, address) = (&account.brokerage, account.postal_address.trim());
        Ok(Some(Self {
            words: format!("{brokerage}\n{address}\nUnsubscribe: {out}"),
            headers: links::way_out(&out),
        }))
    }

    /// `text` with it below.
    fn below(&self, text: &str) -> String {
        format!("{}\n\n--\n{}", text.trim_end(), self.words)
    }
}
