//! Identities at Google and Microsoft, keyed by issuer and subject. Accounts are never matched by e-mail: whoever
//! controls an address at some provider would control the account.

use super::{
    ending::is_active,
    entity::{identity, member},
    news::{self, News},
    oauth::ProviderName,
    repository::{acting_member, member_by_id, open_member},
    second_factor::{How, SignedIn, after_first},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db::{self, is_conflict},
    http::READ_ONLY,
};
use realtoros_domain::ids::{AccountId, UserId};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// Who somebody is at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Which provider.
    pub provider: ProviderName,
    /// The provider's issuer address.
    pub issuer: String,
    /// The person's id there.
    pub subject: String,
}

impl Identity {
    async fn index(&self, core: &Core, conn: &impl ConnectionTrait) -> Result<Vec<u8>> {
        // An issuer is a URL, and a URL holds no line break.
        let key = format!("{}\n{}", self.issuer, self.subject);
        Ok(core.vault.platform_index(conn, "identity/subject").await?.hash(&key))
    }
}

/// How a member can sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInMethods {
    /// With a password.
    pub password: bool,
    /// With these providers.
    pub providers: Vec<ProviderName>,
}

/// Signs the member with that identity in, or halfway in: the provider stands for the password, and a second step that the
/// member has set up here is asked for all the same.
pub async fn sign_in_by_identity(core: &Core, identity: &Identity) -> Result<Option<SignedIn>> {
    let index = identity.index(core, core.db.read()).await?;
    let query = identity::Entity::find().filter(identity::Column::SubjectIndex.eq(index));
    let Some(row) = db::across(query.one(core.db.read())).await? else { return Ok(None) };
    let Some(member) = member_by_id(core.db.read(), UserId(row.member_id)).await? else { return Ok(None) };
    let record = open_member(core, core.db.read(), &member).await?;
    let tx = core.db.begin().await?;
    let signed_in = after_first(&tx, core, &member, &record, How::Provider(&row.provider)).await?;
    tx.commit().await?;
    Ok(Some(signed_in))
}

/// Lets the acting member sign in with `identity` too.
pub async fn link_identity(core: &Core, scope: &Scope, identity: &Identity) -> Result<()> {
    if !is_active(core.db.read(), scope.account).await? {
        return Err(Error::Refused(READ_ONLY.to_owned()));
    }
    let tx = core.db.begin().await?;
    match store(&tx, core, scope, identity).await {
        Ok(()) => {
            let member = acting_member(&tx, scope).await?;
            news::tell(&tx, core, &member, News::Linked(identity.provider)).await?;
            Ok(tx.commit().await?)
        }
        Err(Error::Database(error)) if is_conflict(&error) => {
            Err(Error::Conflict("This sign-in is in use already.".to_owned()))
        }
        Err(other) => Err(other),
    }
}

/// Stores an identity of the acting member, in the caller's transaction.
pub(super) async fn store(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    identity: &Identity,
) -> Result<()> {
    let member = acting_member(tx, scope).await?;
    let id = core.new_id();
    let row = identity::ActiveModel {
        id: Set(id),
        account_id: Set(scope.account.0),
        member_id: Set(member.id),
        provider: Set(identity.provider.as_str().to_owned()),
        subject_index: Set(identity.index(core, tx).await?),
        linked_at: Set(core.now_ms()),
    };
    identity::Entity::insert(row).exec_without_returning(tx).await?;
    let entry = Entry::new("identity.linked", Subject::one("identity", id));
    audit::record(tx, core, scope, entry.with(format!("provider={}", identity.provider.as_str()))).await
}

/// How the acting member can sign in.
pub async fn sign_in_methods(core: &Core, scope: &Scope) -> Result<SignInMethods> {
    let conn = core.db.read();
    let member = acting_member(conn, scope).await?;
    methods(conn, core, &member).await
}

/// Ends signing in with `provider`; refused when no other way would be left.
pub async fn unlink_identity(core: &Core, scope: &Scope, provider: ProviderName) -> Result<()> {
    let tx = core.db.begin().await?;
    let member = acting_member(&tx, scope).await?;
    let methods = methods(&tx, core, &member).await?;
    if !methods.providers.contains(&provider) {
        return Err(Error::NotFound);
    }
    if !methods.password && methods.providers.iter().all(|other| *other == provider) {
        return Err(Error::invalid("Set a password first: this is your only way to sign in."));
    }
    identity::Entity::delete_many()
        .filter(identity::Column::AccountId.eq(scope.account.0))
        .filter(identity::Column::MemberId.eq(member.id))
        .filter(identity::Column::Provider.eq(provider.as_str()))
        .exec(&tx)
        .await?;
    let entry = Entry::new("identity.unlinked", Subject::one("member", member.id));
    audit::record(&tx, core, scope, entry.with(format!("provider={}", provider.as_str()))).await?;
    Ok(tx.commit().await?)
}

/// Deletes an account's linked sign-ins at a provider that was removed as a sub-processor; says whether there were any.
pub async fn forget_identities(core: &Core, account: AccountId, provider: ProviderName) -> Result<bool> {
    let scope = Scope { account, actor: Actor::Operator };
    let tx = core.db.begin().await?;
    let gone = identity::Entity::delete_many()
        .filter(identity::Column::AccountId.eq(account.0))
        .filter(identity::Column::Provider.eq(provider.as_str()))
        .exec(&tx)
        .await?;
    if gone.rows_affected > 0 {
        let entry = Entry::new("identity.unlinked", Subject::one("account", account));
        audit::record(&tx, core, &scope, entry.with(format!("provider={}", provider.as_str()))).await?;
    }
    tx.commit().await?;
    Ok(gone.rows_affected > 0)
}

async fn methods(conn: &impl ConnectionTrait, core: &Core, member: &member::Model) -> Result<SignInMethods> {
    let rows = identity::Entity::find()
        .filter(identity::Column::AccountId.eq(member.account_id))
        .filter(identity::Column::MemberId.eq(member.id))
        .all(conn)
        .await?;
    let mut providers: Vec<_> = rows.iter().filter_map(|row| row.provider.parse().ok()).collect();
    providers.dedup();
    Ok(SignInMethods { password: open_member(core, conn, member).await?.password.is_some(), providers })
}
