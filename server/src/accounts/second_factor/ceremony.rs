//! What the server remembers while a browser asks for a passkey: sealed, for minutes, and taken once, so that an answer that
//! was overheard is worth nothing.

use super::{entity::passkey_ceremony as row, record::CeremonyRecord};
use crate::{
    Core, Error, Result,
    vault::{self, KeyOwner},
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// How long somebody may take over it, in milliseconds.
const CEREMONY_MS: i64 = 5 * 60 * 1_000;

/// What a page asks the browser for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// What the browser's answer is sent back with.
    pub token: String,
    /// What the browser is asked, as JSON (`publicKey` of `WebAuthn`).
    pub options: String,
}

/// Remembers a challenge.
pub async fn remember(core: &Core, record: &CeremonyRecord) -> Result<String> {
    let (id, token, conn) = (core.new_id(), vault::token(), core.db.write());
    let key = core.vault.key(conn, KeyOwner::Platform).await?;
    let row = row::ActiveModel {
        id: Set(id),
        token_index: Set(index(core, conn, &token).await?),
        expires_at: Set(core.now_ms() + CEREMONY_MS),
        sealed: Set(key.seal(AccountId(Uuid::nil()), id, record)?),
    };
    row::Entity::insert(row).exec_without_returning(conn).await?;
    Ok(token)
}

/// Takes what was remembered, once.
pub async fn take(core: &Core, token: &str) -> Result<CeremonyRecord> {
    let conn = core.db.write();
    let found = row::Entity::find()
        .filter(row::Column::TokenIndex.eq(index(core, conn, token).await?))
        .filter(row::Column::ExpiresAt.gt(core.now_ms()))
        .one(conn)
        .await?
        .ok_or_else(over)?;
    if row::Entity::delete_by_id(found.id).exec(conn).await?.rows_affected == 0 {
        return Err(over());
    }
    let key = core.vault.key(conn, KeyOwner::Platform).await?;
    Ok(key.open(AccountId(Uuid::nil()), found.id, &found.sealed)?)
}

/// Forgets what nobody has answered.
pub async fn tidy(core: &Core) -> Result<()> {
    let over = row::Entity::delete_many().filter(row::Column::ExpiresAt.lte(core.now_ms()));
    over.exec(core.db.write()).await?;
    Ok(())
}

/// How many were over before `before` and are still there.
pub async fn overdue(core: &Core, before: i64) -> Result<u64> {
    Ok(row::Entity::find().filter(row::Column::ExpiresAt.lte(before)).count(core.db.read()).await?)
}

pub fn over() -> Error {
    Error::Conflict(
        "This took longer than five minutes, or was answered already. Please begin again.".to_owned(),
    )
}

async fn index(core: &Core, conn: &impl ConnectionTrait, token: &str) -> Result<Vec<u8>> {
    Ok(core.vault.platform_index(conn, "passkey/ceremony").await?.hash(token))
}
