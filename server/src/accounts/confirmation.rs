//! An account opens only after its address was confirmed. Whoever signs up with an address gets the same answer
//! whether it has an account or not (P-35): what there is to say is said by mail.
//!
//! The link alone opens nothing. Somebody could sign up with an address that is not theirs and wait for its owner to
//! follow the link; so the one who follows it proves to be the one who signed up, by the password or the identity.

use super::{
    Identity, SignUp,
    application::{Application, is_taken, open},
    entity::pending_sign_up as pending,
    password,
    throttle::{self, Counted},
};
use crate::{
    Core, Error, Result, Scope,
    providers::Providers,
    vault::{self, KeyOwner, Record},
};
use realtoros_domain::{Channel, contact::EmailAddress, ids::AccountId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long a link can be followed, in milliseconds.
pub(super) const LASTS_MS: i64 = 24 * 60 * 60 * 1_000;

/// What is sealed until the address is confirmed.
#[derive(Serialize, Deserialize)]
pub(super) struct PendingRecord {
    /// The address, which gets the mail.
    pub email: EmailAddress,
    /// The secret of the link; none when the address has an account, of which the mail then reminds.
    pub token: Option<String>,
    /// What was asked for.
    application: Option<Application>,
}

impl Record for PendingRecord {
    const TABLE: &'static str = "pending_sign_up";
}

/// How somebody who follows the link proves to be the one who signed up.
#[derive(Clone, Debug, Default)]
pub struct SignUpProof {
    /// The password that was chosen.
    pub password: String,
    /// The identity that this browser has brought from a provider.
    pub identity: Option<Identity>,
    /// The network address that the request came from.
    pub ip: String,
}

/// Whether accounts can be opened here: not where mail goes nowhere.
pub fn is_open(core: &Core) -> bool {
    Providers::is_configured(&core.settings, None, Channel::Email)
}

/// Signs up: keeps what the form says and writes to the address.
pub async fn ask(core: &Core, form: SignUp) -> Result<()> {
    if !is_open(core) {
        return Err(Error::Refused("No mail server is set up here, so no address can be confirmed.".into()));
    }
    throttle::count(core, &[Counted::Address(&form.ip)]).await?;
    let application = Application::of(core, &form).await?;
    let (now, id) = (core.now_ms(), core.new_id());
    let tx = core.db.begin().await?;
    let taken = is_taken(&tx, core, &application.email).await?;
    let token = vault::token();
    let token_index = core.vault.platform_index(&tx, "sign-up/token").await?.hash(&token);
    let record = PendingRecord {
        email: application.email.clone(),
        token: (!taken).then_some(token),
        application: (!taken).then_some(application),
    };
    let key = core.vault.key(&tx, KeyOwner::Platform).await?;
    let row = pending::ActiveModel {
        id: Set(id),
        token_index: Set(token_index),
        expires_at: Set(now + LASTS_MS),
        mail_at: Set(Some(now)),
        sealed: Set(key.seal(AccountId(Uuid::nil()), id, &record)?),
    };
    pending::Entity::insert(row).exec_without_returning(&tx).await?;
    tx.commit().await?;
    core.wake.notify_one();
    Ok(())
}

/// Whether a link can still be followed. Changes nothing: mail programs follow links by themselves.
pub async fn can_confirm(core: &Core, token: &str) -> Result<bool> {
    Ok(find(core, token).await?.is_some())
}

/// Opens the account behind a link, once.
pub async fn confirm_sign_up(core: &Core, token: &str, proof: &SignUpProof) -> Result<Scope> {
    let (id, application) = find(core, token).await?.ok_or(Error::NotFound)?;
    throttle::count(core, &[Counted::Account(application.email.as_str()), Counted::Address(&proof.ip)])
        .await?;
    match (&application.password, &application.identity) {
        (Some(phc), _) => {
            if !password::verify_apart(&proof.password, Some(phc.clone())).await? {
                return Err(Error::invalid("That is not the password that you chose when you signed up."));
            }
        }
        (None, identity) => {
            if identity.is_none() || *identity != proof.identity {
                return Err(Error::invalid(
                    "Open the link in the browser in which you signed up, or sign up again.",
                ));
            }
        }
    }
    let gone = pending::Entity::delete_by_id(id).exec(core.db.write()).await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    let scope = open(core, &application).await?;
    throttle::forgive(core, application.email.as_str(), &proof.ip).await?;
    Ok(scope)
}

async fn find(core: &Core, token: &str) -> Result<Option<(Uuid, Application)>> {
    let index = core.vault.platform_index(core.db.read(), "sign-up/token").await?.hash(token);
    let row = pending::Entity::find()
        .filter(pending::Column::TokenIndex.eq(index))
        .filter(pending::Column::ExpiresAt.gt(core.now_ms()))
        .one(core.db.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(opened(core, &row).await?.application.map(|application| (row.id, application)))
}

pub(super) async fn opened(core: &Core, row: &pending::Model) -> Result<PendingRecord> {
    let key = core.vault.key(core.db.read(), KeyOwner::Platform).await?;
    Ok(key.open(AccountId(Uuid::nil()), row.id, &row.sealed)?)
}
