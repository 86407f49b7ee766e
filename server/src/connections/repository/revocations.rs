//! Access that is still to be revoked.

use crate::{Result, connections::entity::revocation};
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use uuid::Uuid;

/// One access that is still to be revoked.
pub(in crate::connections) async fn revocation(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
) -> Result<Option<revocation::Model>> {
    let query = revocation::Entity::find()
        .filter(revocation::Column::AccountId.eq(account.0))
        .filter(revocation::Column::Id.eq(id));
    Ok(query.one(conn).await?)
}

/// Every one of an account.
pub(in crate::connections) async fn revocations(
    conn: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<revocation::Model>> {
    let query = revocation::Entity::find().filter(revocation::Column::AccountId.eq(account.0));
    Ok(query.order_by_asc(revocation::Column::Id).all(conn).await?)
}

/// Stores one.
pub(in crate::connections) async fn insert_revocation(
    tx: &impl ConnectionTrait,
    row: revocation::Model,
) -> Result<()> {
    revocation::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes one. `false` when somebody else has.
pub(in crate::connections) async fn delete_revocation(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
) -> Result<bool> {
    let gone = revocation::Entity::delete_many()
        .filter(revocation::Column::AccountId.eq(account.0))
        .filter(revocation::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected > 0)
}
