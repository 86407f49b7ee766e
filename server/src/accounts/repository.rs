//! Queries over accounts and members.

use super::{
    entity::{account, attempt, member, pending_sign_up, session},
    pending,
    record::{AccountProfile, MemberRecord},
    second_factor,
};
use crate::{Core, Error, Result, Scope, db, vault::KeyOwner};
use realtoros_domain::{
    contact::EmailAddress,
    ids::{AccountId, UserId},
    policy::Version,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter,
};

/// The blind index of a member's address. It is the installation's, because it comes before the account is known.
pub async fn email_index(core: &Core, conn: &impl ConnectionTrait, email: &EmailAddress) -> Result<Vec<u8>> {
    Ok(core.vault.platform_index(conn, "member/email").await?.hash(email.as_str()))
}

/// The member with that address, in any account.
pub async fn member_by_email(core: &Core, email: &EmailAddress) -> Result<Option<member::Model>> {
    let index = email_index(core, core.db.read(), email).await?;
    let query = member::Entity::find().filter(member::Column::EmailIndex.eq(index));
    entered(db::across(query.one(core.db.read())).await?)
}

/// A member by id, in any account: for sessions, which hold nothing else.
pub async fn member_by_id(conn: &impl ConnectionTrait, id: UserId) -> Result<Option<member::Model>> {
    entered(db::across(member::Entity::find_by_id(id.0).one(conn)).await?)
}

/// What follows is about the account of the member that was found.
#[expect(clippy::unnecessary_wraps, reason = "it ends the two look-ups above")]
fn entered(found: Option<member::Model>) -> Result<Option<member::Model>> {
    if let Some(row) = &found {
        db::enter(AccountId(row.account_id));
    }
    Ok(found)
}

/// The account of `scope`.
pub async fn account(conn: &impl ConnectionTrait, scope: &Scope) -> Result<account::Model> {
    account::Entity::find_by_id(scope.account.0).one(conn).await?.ok_or(Error::NotFound)
}

/// The member who acts, or for other actors the first member of the account.
pub async fn acting_member(conn: &impl ConnectionTrait, scope: &Scope) -> Result<member::Model> {
    use sea_orm::QueryOrder;
    let mut query = member::Entity::find().filter(member::Column::AccountId.eq(scope.account.0));
    if let Some(id) = scope.actor.member() {
        query = query.filter(member::Column::Id.eq(id.0));
    }
    query.order_by_asc(member::Column::CreatedAt).one(conn).await?.ok_or(Error::NotFound)
}

/// Opens the sealed part of an account.
pub async fn open_account(
    core: &Core,
    conn: &impl ConnectionTrait,
    row: &account::Model,
) -> Result<AccountProfile> {
    let id = AccountId(row.id);
    Ok(core.vault.key(conn, KeyOwner::Account(id)).await?.open(id, row.id, &row.sealed)?)
}

/// Opens the sealed part of a member.
pub async fn open_member(
    core: &Core,
    conn: &impl ConnectionTrait,
    row: &member::Model,
) -> Result<MemberRecord> {
    let account = AccountId(row.account_id);
    let owner = KeyOwner::Member(account, UserId(row.id));
    Ok(core.vault.key(conn, owner).await?.open(account, row.id, &row.sealed)?)
}

/// Seals a member's record anew.
pub async fn seal_member(
    core: &Core,
    conn: &impl ConnectionTrait,
    row: &member::Model,
    record: &MemberRecord,
) -> Result<Vec<u8>> {
    let account = AccountId(row.account_id);
    let owner = KeyOwner::Member(account, UserId(row.id));
    Ok(core.vault.key(conn, owner).await?.seal(account, row.id, record)?)
}

/// Removes sessions, counts and unconfirmed sign-ups that are over. Call it now and then.
pub async fn tidy(core: &Core) -> Result<()> {
    let now = core.now_ms();
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now)).exec(core.db.write()).await?;
    attempt::Entity::delete_many()
        .filter(attempt::Column::WindowEndsAt.lte(now))
        .exec(core.db.write())
        .await?;
    pending::tidy(core).await?;
    second_factor::tidy(core).await
}

/// How many sessions, counts and unconfirmed sign-ups were over before `before` and are still there.
pub async fn overdue(core: &Core, before: i64) -> Result<u64> {
    let sessions = session::Entity::find().filter(session::Column::ExpiresAt.lte(before));
    let attempts = attempt::Entity::find().filter(attempt::Column::WindowEndsAt.lte(before));
    let waiting = pending_sign_up::Entity::find().filter(pending_sign_up::Column::ExpiresAt.lte(before));
    let conn = core.db.read();
    let ceremonies = second_factor::overdue_ceremonies(core, before).await?;
    Ok(sessions.count(conn).await? + attempts.count(conn).await? + waiting.count(conn).await? + ceremonies)
}

/// The version of the policy that the acting member accepted last.
pub async fn accepted_policy(conn: &impl ConnectionTrait, scope: &Scope) -> Result<String> {
    Ok(acting_member(conn, scope).await?.policy_version)
}

/// Stores that the acting member has accepted a version, in the caller's transaction.
pub async fn set_accepted_policy(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    version: &Version,
    at: i64,
) -> Result<()> {
    let member = acting_member(tx, scope).await?;
    let columns = member::ActiveModel {
        id: Set(member.id),
        policy_version: Set(version.id.to_owned()),
        policy_hash: Set(version.sha256.to_owned()),
        policy_accepted_at: Set(at),
        ..Default::default()
    };
    columns.update(tx).await?;
    Ok(())
}
