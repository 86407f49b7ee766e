//! Opening an account for what a form has asked for.

use super::{
    entity::{account, member},
    identity::{self, Identity},
    password, pending,
    profile::AccountStatus,
    record::{AccountProfile, MemberRecord},
    repository::email_index,
    sign_up::{Credential, SignUp, normal_profile, problems},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db::{self, is_conflict},
    vault::KeyOwner,
};
use realtoros_domain::{
    contact::{EmailAddress, tidy},
    ids::{AccountId, UserId},
    policy,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A form that can be used, in normal form; the password only as its slow hash.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Application {
    pub name: String,
    pub email: EmailAddress,
    pub password: Option<String>,
    pub identity: Option<Identity>,
    pub profile: AccountProfile,
    pub policy_version: String,
    pub policy_hash: String,
    /// When the policy was accepted and adulthood attested, in milliseconds since 1970 UTC.
    pub asked_at: i64,
}

impl Application {
    /// What `form` asks for. Refused with the first thing that must be put right.
    pub async fn of(core: &Core, form: &SignUp) -> Result<Self> {
        if let Some(problem) = problems(form).into_iter().next() {
            return Err(Error::Invalid(problem.message));
        }
        let (password, identity) = match &form.credential {
            Credential::Password(password) => (Some(password::hash_apart(password).await?), None),
            Credential::Identity(identity) | Credential::Vouched(identity) => (None, Some(identity.clone())),
        };
        let in_force = policy::in_force(core.policies, core.now().date_naive());
        Ok(Self {
            name: tidy(&form.name),
            email: form.email.parse().map_err(|_| not_opened())?,
            password,
            identity,
            profile: normal_profile(&AccountProfile {
                brokerage: form.brokerage.clone(),
                licence_state: form.licence_state.clone(),
                postal_address: form.postal_address.clone(),
                phone: form.phone.clone(),
                time_zone: form.time_zone.clone(),
            }),
            policy_version: in_force.id.to_owned(),
            policy_hash: in_force.sha256.to_owned(),
            asked_at: core.now_ms(),
        })
    }
}

/// Opens the account, and with it ends what `waited` for a confirmation. A conflict when the address or the identity has one.
pub(super) async fn open(core: &Core, application: &Application, waited: Option<Uuid>) -> Result<Scope> {
    let (account, user) = (AccountId(core.new_id()), UserId(core.new_id()));
    let scope = Scope { account, actor: Actor::Member(user) };
    db::enter(account);
    let tx = core.db.begin().await?;
    if let Some(id) = waited {
        pending::take(&tx, id).await?;
    }
    match store(&tx, core, &scope, user, application).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(scope)
        }
        Err(Error::Database(error)) if is_conflict(&error) => Err(not_opened()),
        Err(other) => Err(other),
    }
}

fn not_opened() -> Error {
    Error::Conflict(
        "An account could not be opened with this. Check the form, or sign in if you have one.".into(),
    )
}

async fn store(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: &Scope,
    user: UserId,
    application: &Application,
) -> Result<()> {
    let (now, account) = (core.now_ms(), scope.account);
    let mut keys = core.vault.make_account_keys(account, now)?;
    let account_key = keys[0].key.clone();
    let member_key = core.vault.make(&account_key, KeyOwner::Member(account, user), now)?;
    let record = MemberRecord {
        name: application.name.clone(),
        email: application.email.clone(),
        password: application.password.clone(),
    };
    let member = member::ActiveModel {
        id: Set(user.0),
        account_id: Set(account.0),
        email_index: Set(email_index(core, tx, &record.email).await?),
        adult_attested_at: Set(application.asked_at),
        policy_version: Set(application.policy_version.clone()),
        policy_hash: Set(application.policy_hash.clone()),
        policy_accepted_at: Set(application.asked_at),
        created_at: Set(now),
        sealed: Set(member_key.key.seal(account, user.0, &record)?),
    };
    member::Entity::insert(member).exec_without_returning(tx).await?;
    let row = account::ActiveModel {
        id: Set(account.0),
        status: Set(AccountStatus::Active.as_str().to_owned()),
        revision: Set(0),
        ai_enabled: Set(true),
        created_at: Set(now),
        sealed: Set(account_key.seal(account, account.0, &application.profile)?),
    };
    account::Entity::insert(row).exec_without_returning(tx).await?;
    keys.push(member_key);
    core.vault.store(tx, keys).await?;

    let accepted = format!("policy={} adult=yes", application.policy_version);
    let entry = Entry::new("account.opened", Subject::one("member", user)).with(accepted);
    audit::record(tx, core, scope, entry).await?;
    if let Some(identity) = &application.identity {
        identity::store(tx, core, scope, identity).await?;
    }
    Ok(())
}

/// Whether an address has an account already. For mail to that address only, never for an answer.
pub(super) async fn is_taken(conn: &impl ConnectionTrait, core: &Core, email: &EmailAddress) -> Result<bool> {
    use sea_orm::{ColumnTrait, QueryFilter};
    let index = email_index(core, conn, email).await?;
    let query = member::Entity::find().filter(member::Column::EmailIndex.eq(index));
    Ok(db::across(query.one(conn)).await?.is_some())
}
