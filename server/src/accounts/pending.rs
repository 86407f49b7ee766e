//! What waits for somebody to follow a link in a mail: sealed, and gone when the link is over.
//!
//! Whatever is asked for an address, the same row is stored and the same answer is given, whether the address has an
//! account or not (P-35). The mail alone says the rest.

use super::{application::Application, entity::pending_sign_up as pending};
use crate::{
    Core, Error, Result,
    providers::Providers,
    vault::{self, KeyOwner, Record},
};
use realtoros_domain::{Channel, contact::EmailAddress, ids::AccountId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a mail is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum About {
    /// Signing up.
    #[default]
    SignUp,
    /// Choosing a new password.
    NewPassword,
    /// A password that was changed; there is nothing to follow.
    PasswordChanged,
    /// Somebody who asked for it was erased: the last letter, to an address that is in no other place any more.
    Erased,
}

impl About {
    /// How long its link can be followed, in milliseconds.
    pub const fn lasts_ms(self) -> i64 {
        const HOUR: i64 = 60 * 60 * 1_000;
        match self {
            Self::SignUp | Self::PasswordChanged | Self::Erased => 24 * HOUR,
            Self::NewPassword => HOUR,
        }
    }
}

/// What is sealed until the link is followed.
#[derive(Serialize, Deserialize)]
pub(super) struct PendingRecord {
    /// The address, which gets the mail.
    pub email: EmailAddress,
    /// The secret of the link; none when there is nothing to follow, of which the mail then tells.
    pub token: Option<String>,
    /// What somebody who signs up asked for.
    pub application: Option<Application>,
    /// What the mail is about.
    #[serde(default)]
    pub about: About,
    /// What else it says; of a new password, which one it is to replace.
    #[serde(default)]
    pub words: String,
}

impl Record for PendingRecord {
    const TABLE: &'static str = "pending_sign_up";
}

/// Whether anything can be confirmed here: not where mail goes nowhere.
pub fn is_open(core: &Core) -> bool {
    Providers::is_configured(&core.settings, None, Channel::Email)
}

/// Refuses where mail goes nowhere.
pub(super) fn refuse_closed(core: &Core) -> Result<()> {
    if is_open(core) {
        return Ok(());
    }
    Err(Error::Refused("No mail server is set up here, so no address can be confirmed.".into()))
}

/// Has the last letter written to somebody who asked to be erased and was (GDPR art. 12(3)): `words` say by whom, when and
/// until when backups last. It is gone within a day.
pub(crate) async fn tell_erased(core: &Core, email: EmailAddress, words: String) -> Result<()> {
    let about = About::Erased;
    insert(core.db.write(), core, PendingRecord { email, token: None, application: None, about, words }).await
}

/// Stores what waits, with a link if `follows`; the mail leaves with it.
pub(super) async fn store(
    tx: &impl ConnectionTrait,
    core: &Core,
    email: EmailAddress,
    about: About,
    follows: bool,
    application: Option<Application>,
    words: String,
) -> Result<()> {
    let token = follows.then(vault::token);
    insert(tx, core, PendingRecord { email, token, application, about, words }).await
}

async fn insert(tx: &impl ConnectionTrait, core: &Core, record: PendingRecord) -> Result<()> {
    let (now, id) = (core.now_ms(), core.new_id());
    // Without a link the place of its hash is taken by that of a secret that nobody knows: every row looks alike.
    let token_index = index(core, tx, &record.token.clone().unwrap_or_else(vault::token)).await?;
    let key = core.vault.key(tx, KeyOwner::Platform).await?;
    let row = pending::ActiveModel {
        id: Set(id),
        token_index: Set(token_index),
        expires_at: Set(now + record.about.lasts_ms()),
        mail_at: Set(Some(now)),
        sealed: Set(key.seal(AccountId(Uuid::nil()), id, &record)?),
    };
    pending::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// What waits behind a link that can still be followed. Changes nothing: mail programs follow links by themselves.
pub(super) async fn find(core: &Core, token: &str, about: About) -> Result<Option<(Uuid, PendingRecord)>> {
    let row = pending::Entity::find()
        .filter(pending::Column::TokenIndex.eq(index(core, core.db.read(), token).await?))
        .filter(pending::Column::ExpiresAt.gt(core.now_ms()))
        .one(core.db.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let record = opened(core, &row).await?;
    Ok((record.about == about && record.token.is_some()).then_some((row.id, record)))
}

/// Takes what waited away, once: whoever comes second does not find it.
pub(super) async fn take(tx: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    match pending::Entity::delete_by_id(id).exec(tx).await?.rows_affected {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

pub(super) async fn opened(core: &Core, row: &pending::Model) -> Result<PendingRecord> {
    let key = core.vault.key(core.db.read(), KeyOwner::Platform).await?;
    Ok(key.open(AccountId(Uuid::nil()), row.id, &row.sealed)?)
}

async fn index(core: &Core, conn: &impl ConnectionTrait, token: &str) -> Result<Vec<u8>> {
    Ok(core.vault.platform_index(conn, "sign-up/token").await?.hash(token))
}
