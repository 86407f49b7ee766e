//! Where signing keys are kept.

use super::{
    PublicKey, Purpose, Signed,
    entity::{ActiveModel, Column, Entity},
    key::PrivateKey,
};
use crate::{Core, Result, vault::KeyOwner};
use realtoros_domain::ids::AccountId;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use uuid::Uuid;

/// The installation, which has no account.
const NOBODY: AccountId = AccountId(Uuid::nil());

/// Signs `message`. Call it in the transaction of what it belongs to: the very first call makes the key.
pub async fn sign(
    tx: &impl ConnectionTrait,
    core: &Core,
    purpose: Purpose,
    message: &[u8],
) -> Result<Signed> {
    let platform = core.vault.key(tx, KeyOwner::Platform).await?;
    if let Some(row) = Entity::find().order_by_desc(Column::Id).one(tx).await? {
        return Ok(platform.open::<PrivateKey>(NOBODY, row.id, &row.sealed)?.sign(purpose, message));
    }
    let (id, key) = (core.new_id(), PrivateKey::generate());
    let sealed = Set(platform.seal(NOBODY, id, &key)?);
    let row = ActiveModel { id: Set(id), created_at: Set(core.now_ms()), sealed };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(key.sign(purpose, message))
}

/// Makes the key when there is none, so that it is published before anything is signed.
pub async fn prepare(core: &Core) -> Result<()> {
    let tx = core.db.begin().await?;
    sign(&tx, core, Purpose::AuditHead, &[]).await?;
    Ok(tx.commit().await?)
}

/// The public halves of every key that has ever signed here, oldest first.
pub async fn public_keys(conn: &impl ConnectionTrait, core: &Core) -> Result<Vec<PublicKey>> {
    let platform = core.vault.key(conn, KeyOwner::Platform).await?;
    let rows = Entity::find().order_by_asc(Column::Id).all(conn).await?;
    rows.iter()
        .map(|row| {
            let key = platform.open::<PrivateKey>(NOBODY, row.id, &row.sealed)?;
            Ok(key.public(row.created_at))
        })
        .collect()
}
