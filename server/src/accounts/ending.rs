//! What closing an account does to those who sign in to it (P-56).

use super::{
    DatabaseSessions,
    entity::{account, identity, member, session},
    profile::AccountStatus,
    repository::open_member,
};
use crate::{Core, Result};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Query, SelectStatement},
};
use tower_sessions::session::Id;
use uuid::Uuid;

/// Whether the account is there and works. Everything that acts for an account by itself asks this first.
pub async fn is_active(conn: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    let status: Option<String> = account::Entity::find_by_id(account.0)
        .select_only()
        .column(account::Column::Status)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(status.is_some_and(|status| AccountStatus::from_db(&status) == AccountStatus::Active))
}

/// Selects something from the account if it is in use, and nothing otherwise: for `EXISTS` in queries of its rows.
pub(crate) fn only_active(account: AccountId) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(account::Entity)
        .and_where(account::Column::Id.eq(account.0))
        .and_where(account::Column::Status.eq(AccountStatus::Active.as_str()))
        .to_owned()
}

/// Whether the account is there and not being purged.
pub async fn exists(conn: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    let query = account::Entity::find_by_id(account.0).filter(account::Column::Status.ne("purging"));
    Ok(query.count(conn).await? > 0)
}

/// Signs every browser of the account out, but for the one that asked. Returns how many sessions ended.
pub async fn end_sessions(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    keep: Option<&Id>,
) -> Result<u64> {
    let members = Query::select()
        .column(member::Column::Id)
        .from(member::Entity)
        .and_where(member::Column::AccountId.eq(account.0))
        .to_owned();
    let mut ended = session::Entity::delete_many().filter(session::Column::MemberId.in_subquery(members));
    if let Some(id) = keep {
        let kept = DatabaseSessions(core.clone()).index(id).await?;
        ended = ended.filter(session::Column::IdIndex.ne(kept));
    }
    Ok(ended.exec(tx).await?.rows_affected)
}

/// Removes the account's links to Google and Microsoft. A member without a password keeps theirs: without it nobody
/// could come back to undo the closing or to take an export, and it is a keyed hash that opens nothing elsewhere.
pub async fn revoke_identities(tx: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<u64> {
    let members = member::Entity::find().filter(member::Column::AccountId.eq(account.0)).all(tx).await?;
    let mut with_password: Vec<Uuid> = Vec::new();
    for row in members {
        if open_member(core, tx, &row).await?.password.is_some() {
            with_password.push(row.id);
        }
    }
    let gone = identity::Entity::delete_many()
        .filter(identity::Column::AccountId.eq(account.0))
        .filter(identity::Column::MemberId.is_in(with_password))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected)
}
