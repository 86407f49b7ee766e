//! What waits for somebody to follow a link in a mail: sealed, and gone when the link is over.
//!
//! Whatever is asked for an address, the same row is stored and the same answer is given, whether the address has an
//! account or not (P-35). The mail alone says the rest.

use super::{application::Application, ending::exists, entity::pending_sign_up as pending};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
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
    /// Something else that happened to a member's sign-in, which `words` say; there is nothing to follow.
    SignInChanged,
    /// Somebody who asked for it was erased: the last letter, to an address that is in no other place any more.
    Erased,
}

impl About {
    /// How long its link can be followed, in milliseconds.
    pub const fn lasts_ms(self) -> i64 {
        const HOUR: i64 = 60 * 60 * 1_000;
        match self {
            Self::SignUp | Self::PasswordChanged | Self::SignInChanged | Self::Erased => 24 * HOUR,
            Self::NewPassword => HOUR,
        }
    }

    /// Whether a letter is of no use once it has left. Those that answer a form stay as long as their link, so that the rows
    /// of who has an account and who has none look alike (P-35).
    pub const fn ends_when_sent(self) -> bool {
        matches!(self, Self::Erased | Self::PasswordChanged | Self::SignInChanged)
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
    /// Of a last letter, whose history says it when nobody could be told, and of which deletion.
    #[serde(default)]
    pub tells_of: Option<(AccountId, Uuid)>,
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
/// until when backups last. In the transaction that erases them; it is gone once a mail server has it, and within a day.
/// Where mail goes nowhere, no address is kept for a letter that cannot leave, and the history says that nobody was told.
pub(crate) async fn tell_erased(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    deletion: Uuid,
    email: EmailAddress,
    words: String,
) -> Result<()> {
    if !is_open(core) {
        return audit::record(tx, core, scope, untold(deletion)).await;
    }
    let (about, tells_of) = (About::Erased, Some((scope.account, deletion)));
    insert(tx, core, PendingRecord { email, token: None, application: None, about, words, tells_of }).await
}

/// Somebody who was erased has not been told.
fn untold(deletion: Uuid) -> Entry {
    Entry::new("erasure.untold", Subject::one("erasure", deletion))
}

/// Forgets what is over. Of a last letter that no mail server has taken in its time, the history of the account says that the
/// person was not told: nobody else remembers where to write to.
pub(super) async fn tidy(core: &Core) -> Result<()> {
    let now = core.now_ms();
    // Where mail is captured, what is stored was the delivery.
    if core.settings.providers.smtp_url.is_some() {
        let unsent = pending::Entity::find()
            .filter(pending::Column::ExpiresAt.lte(now))
            .filter(pending::Column::MailAt.is_not_null())
            .all(core.db.read())
            .await?;
        for row in unsent {
            match opened(core, &row).await {
                Ok(PendingRecord { tells_of: Some((account, deletion)), .. }) => {
                    db::within(account, give_up(core, row.id, account, deletion)).await?;
                }
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "a mail that was not sent in time does not open"),
            }
        }
    }
    pending::Entity::delete_many().filter(pending::Column::ExpiresAt.lte(now)).exec(core.db.write()).await?;
    Ok(())
}

/// Forgets a last letter that was not sent, once, whoever else tidies up at the same time.
async fn give_up(core: &Core, id: Uuid, account: AccountId, deletion: Uuid) -> Result<()> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let is_there = exists(&tx, account).await?;
    let gone = pending::Entity::delete_by_id(id).exec(&tx).await?.rows_affected;
    if is_there && gone > 0 {
        audit::record(&tx, core, &Scope { account, actor: Actor::System }, untold(deletion)).await?;
    }
    Ok(tx.commit().await?)
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
    insert(tx, core, PendingRecord { email, token, application, about, words, tells_of: None }).await
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
