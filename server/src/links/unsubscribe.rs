//! The way out of newsletters (P-52, P-53).

use super::{Link, Purpose, resolve};
use crate::{
    Core, Error, Result, accounts,
    consent::{self, Source},
    db,
    leads::{self, Lead},
    live::Event,
    outbound,
    scope::{Actor, Scope},
    vault::VaultError,
};
use realtoros_domain::{Channel, ChannelSet};
use sea_orm::ConnectionTrait;

/// What a lead wants to hear no more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Newsletters and other commercial mail.
    Newsletters,
    /// Anything but answers to own questions: commercial mail, texts and calls.
    Everything,
}

/// Who wrote to the lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The realtor's name.
    pub realtor: String,
    /// The brokerage's name.
    pub brokerage: String,
}

impl Link {
    /// The lead who holds the link acts.
    pub const fn scope(&self) -> Scope {
        Scope { account: self.account, actor: Actor::Lead(self.lead) }
    }
}

/// The header that names the way out of a mail (RFC 2369).
pub const LIST_UNSUBSCRIBE: &str = "List-Unsubscribe";

/// The headers by which a mail program offers the way out at `address` (RFC 8058, P-53).
pub fn way_out(address: &str) -> Vec<(String, String)> {
    vec![
        (LIST_UNSUBSCRIBE.to_owned(), format!("<{address}>")),
        ("List-Unsubscribe-Post".to_owned(), "List-Unsubscribe=One-Click".to_owned()),
    ]
}

/// Who sent the link of this token. Changes nothing.
pub async fn sender(core: &Core, link: &Link) -> Result<Sender> {
    let profile = accounts::profile(core, &Scope { account: link.account, actor: Actor::System }).await?;
    Ok(Sender { realtor: profile.member_name, brokerage: profile.brokerage })
}

/// Ends newsletters, or everything, for whoever holds the token: at once, for good, however old the link is, and
/// also when the lead has been erased.
pub async fn unsubscribe(core: &Core, token: &str, way_out: WayOut) -> Result<Link> {
    let link = resolve(core, token, Purpose::Unsubscribe).await?.ok_or(Error::NotFound)?;
    let scope = link.scope();
    let (channels, source) = match way_out {
        WayOut::Newsletters => (ChannelSet::EMAIL, Source::Unsubscribe),
        WayOut::Everything => (ChannelSet::ALL, Source::LeadPage),
    };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, link.account).await?;
    if let Some(lead) = lead(&tx, core, &link).await? {
        consent::opt_out(&tx, core, &scope, &lead, channels, None, source).await?;
    }
    consent::suppress_index(&tx, core, &scope, Channel::Email, &link.address_index, source).await?;
    outbound::stop(&tx, link.account, link.lead, channels).await?;
    tx.commit().await?;
    core.live.send(link.account, Event::Leads);
    Ok(link)
}

/// The lead who holds the link, unless erased or merged into another.
pub(super) async fn lead(conn: &impl ConnectionTrait, core: &Core, link: &Link) -> Result<Option<Lead>> {
    match leads::load(conn, core, link.account, link.lead).await {
        Ok(lead) => Ok(Some(lead)),
        Err(Error::NotFound | Error::Vault(VaultError::KeyDestroyed)) => Ok(None),
        Err(other) => Err(other),
    }
}
