//! What the browser carries between the steps of signing in elsewhere: sealed, and short-lived.

use super::ProviderName;
use crate::{
    Core, Result, Scope,
    accounts::{Credential, Identity},
    connections::Part,
    vault::{KeyOwner, Record},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use realtoros_domain::{
    contact::EmailAddress,
    ids::{AccountId, UserId},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long somebody may take at the provider, and how long over the form afterwards, in seconds.
pub const PENDING_S: i64 = 10 * 60;
/// See [`PENDING_S`].
pub const TICKET_S: i64 = 60 * 60;

/// A sign-in under way.
#[derive(Serialize, Deserialize)]
pub struct Pending {
    pub provider: ProviderName,
    pub state: String,
    pub verifier: String,
    pub nonce: String,
    pub next: String,
    /// Who was signed in when it began: the identity is then added to this member.
    pub link: Option<(AccountId, UserId)>,
    /// The mark of the session in which it began, where somebody was signed in: it has to go on until the end.
    #[serde(default)]
    pub session: String,
    /// What that member connects; nothing when it is about signing in.
    #[serde(default)]
    pub connects: Option<Part>,
    pub expires_at: i64,
}

impl Pending {
    pub fn link_to(&self) -> Option<Scope> {
        self.link.map(|(account, member)| Scope { account, actor: crate::Actor::Member(member) })
    }
}

impl Record for Pending {
    const TABLE: &'static str = "cookie/oauth";
}

/// A proven identity that has no account yet: the sign-up form is filled in with it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignUpTicket {
    /// Who it is.
    pub identity: Identity,
    /// The name that the provider gave.
    pub name: String,
    /// The address that the provider gave.
    pub email: String,
    /// Whether the provider has verified it.
    #[serde(default)]
    pub(super) email_verified: bool,
    /// Until when the form can be sent, in milliseconds since 1970 UTC.
    pub(super) expires_at: i64,
}

impl SignUpTicket {
    /// How the one who signs up with `email` proves who they are.
    pub fn credential(self, email: &str) -> Credential {
        let address = |text: &str| text.parse::<EmailAddress>().ok();
        if self.email_verified && address(email).is_some_and(|given| Some(given) == address(&self.email)) {
            return Credential::Vouched(self.identity);
        }
        Credential::Identity(self.identity)
    }
}

impl Record for SignUpTicket {
    const TABLE: &'static str = "cookie/sign-up";
}

/// The ticket in a cookie, while it lasts.
pub async fn open_ticket(core: &Core, cookie: &str) -> Option<SignUpTicket> {
    open::<SignUpTicket>(core, cookie).await.filter(|ticket| core.now_ms() < ticket.expires_at)
}

/// Where somebody who connects something goes on, if this cookie is of that; for when the provider did not let them.
pub async fn connecting(core: &Core, cookie: &str) -> Option<String> {
    open::<Pending>(core, cookie)
        .await
        .filter(|pending| pending.connects.is_some())
        .map(|pending| pending.next)
}

/// Seals a value for a cookie.
pub async fn seal<R: Record>(core: &Core, value: &R) -> Result<String> {
    let key = core.vault.key(core.db.read(), KeyOwner::Platform).await?;
    Ok(URL_SAFE_NO_PAD.encode(key.seal(AccountId(Uuid::nil()), Uuid::nil(), value)?))
}

/// Opens a value of a cookie; one that was changed, or is of another kind, does not open.
pub async fn open<R: Record>(core: &Core, cookie: &str) -> Option<R> {
    let sealed = URL_SAFE_NO_PAD.decode(cookie).ok()?;
    let key = core.vault.key(core.db.read(), KeyOwner::Platform).await.ok()?;
    key.open(AccountId(Uuid::nil()), Uuid::nil(), &sealed).ok()
}
