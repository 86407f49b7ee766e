//! API tokens: shown once, stored as a keyed hash.

use super::{entity::api_token, repository::acting_member};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    vault,
};
use realtoros_domain::ids::{AccountId, UserId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

/// So that a token that leaked into a repository is recognised by scanners.
const PREFIX: &str = "realtoros_";

/// How exact the last use is noted, in milliseconds.
const USED_EVERY_MS: i64 = 60 * 1_000;

/// A token as its owner sees it later: never the secret itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Which one.
    pub id: Uuid,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was last used.
    pub last_used_at: Option<i64>,
}

/// Makes a token for the acting member and returns its secret, which is not stored.
pub async fn create_token(core: &Core, scope: &Scope) -> Result<String> {
    let secret = format!("{PREFIX}{}", vault::token());
    let tx = core.db.begin().await?;
    let member = acting_member(&tx, scope).await?;
    let id = core.new_id();
    let row = api_token::ActiveModel {
        id: Set(id),
        account_id: Set(scope.account.0),
        member_id: Set(member.id),
        token_index: Set(core.vault.platform_index(&tx, "api/token").await?.hash(&secret)),
        created_at: Set(core.now_ms()),
        last_used_at: Set(None),
        revoked_at: Set(None),
    };
    api_token::Entity::insert(row).exec_without_returning(&tx).await?;
    audit::record(&tx, core, scope, Entry::new("token.created", Subject::one("api_token", id))).await?;
    tx.commit().await?;
    Ok(secret)
}

/// The account's tokens that work, newest first.
pub async fn tokens(core: &Core, scope: &Scope) -> Result<Vec<ApiToken>> {
    let rows = api_token::Entity::find()
        .filter(api_token::Column::AccountId.eq(scope.account.0))
        .filter(api_token::Column::RevokedAt.is_null())
        .order_by_desc(api_token::Column::CreatedAt)
        .all(core.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| ApiToken { id: row.id, created_at: row.created_at, last_used_at: row.last_used_at })
        .collect())
}

/// Ends a token at once.
pub async fn revoke_token(core: &Core, scope: &Scope, id: Uuid) -> Result<()> {
    let tx = core.db.begin().await?;
    let ended = api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(core.now_ms()))
        .filter(api_token::Column::AccountId.eq(scope.account.0))
        .filter(api_token::Column::Id.eq(id))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(&tx)
        .await?;
    if ended.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    audit::record(&tx, core, scope, Entry::new("token.revoked", Subject::one("api_token", id))).await?;
    Ok(tx.commit().await?)
}

/// Ends every token of a member, in the caller's transaction; says how many.
pub(super) async fn revoke_all(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    member: Uuid,
) -> Result<u64> {
    let ended = api_token::Entity::update_many()
        .col_expr(api_token::Column::RevokedAt, Expr::value(core.now_ms()))
        .filter(api_token::Column::AccountId.eq(scope.account.0))
        .filter(api_token::Column::MemberId.eq(member))
        .filter(api_token::Column::RevokedAt.is_null())
        .exec(tx)
        .await?;
    Ok(ended.rows_affected)
}

/// Whom a token speaks for.
pub async fn scope_of_token(core: &Core, secret: &str) -> Result<Option<Scope>> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    let index = core.vault.platform_index(core.db.read(), "api/token").await?.hash(secret);
    let Some(row) = api_token::Entity::find()
        .filter(api_token::Column::TokenIndex.eq(index))
        .filter(api_token::Column::RevokedAt.is_null())
        .one(core.db.read())
        .await?
    else {
        return Ok(None);
    };
    let now = core.now_ms();
    if row.last_used_at.is_none_or(|used| now - used > USED_EVERY_MS) {
        api_token::Entity::update_many()
            .col_expr(api_token::Column::LastUsedAt, Expr::value(now))
            .filter(api_token::Column::Id.eq(row.id))
            .exec(core.db.write())
            .await?;
    }
    Ok(Some(Scope { account: AccountId(row.account_id), actor: Actor::Token(UserId(row.member_id)) }))
}
