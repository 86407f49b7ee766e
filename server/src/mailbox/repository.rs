//! Queries of mailboxes. Every one is bound to an account.

pub(super) use super::entity::PlaceRecord as Place;
use super::entity::{ActiveModel, Column, Entity, Model, PlaceRecord};
use crate::{Core, Result, vault::KeyOwner};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use uuid::Uuid;

/// The row of a connection's mailbox.
pub(super) async fn row(
    conn: &impl ConnectionTrait,
    account: AccountId,
    connection: Uuid,
) -> Result<Option<Model>> {
    let query =
        Entity::find().filter(Column::AccountId.eq(account.0)).filter(Column::ConnectionId.eq(connection));
    Ok(query.one(conn).await?)
}

/// Where we are in a mailbox.
pub(super) async fn place(conn: &impl ConnectionTrait, core: &Core, row: &Model) -> Result<PlaceRecord> {
    let Some(sealed) = &row.sealed else { return Ok(PlaceRecord::default()) };
    let account = AccountId(row.account_id);
    let key = core.vault.key(conn, KeyOwner::Account(account)).await?;
    Ok(key.open(account, row.id, sealed)?)
}

/// What a look at a mailbox came to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Look<'a> {
    /// Everything up to this place has been read.
    Read(&'a PlaceRecord),
    /// This is the place now, for a reason of this name; nothing is said of what lies before it.
    At(&'a PlaceRecord, &'static str),
    /// It did not answer, for a reason of this name; nothing is asked before that instant.
    Trouble(&'static str, Option<i64>),
}

/// Stores what a look came to.
pub(super) async fn note(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    connection: Uuid,
    look: Look<'_>,
) -> Result<()> {
    let known = row(tx, account, connection).await?;
    let (id, is_new) = known.as_ref().map_or_else(|| (core.new_id(), true), |row| (row.id, false));
    let mut columns = ActiveModel { id: Set(id), trouble: Set(String::new()), ..Default::default() };
    match look {
        Look::Read(place) | Look::At(place, _) => {
            let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
            columns.sealed = Set(Some(key.seal(account, id, place)?));
            columns.not_before = Set(None);
            match look {
                Look::At(_, name) => columns.trouble = Set(name.to_owned()),
                _ => columns.read_at = Set(Some(core.now_ms())),
            }
        }
        Look::Trouble(name, not_before) => {
            columns.trouble = Set(name.to_owned());
            columns.not_before = Set(not_before);
        }
    }
    if is_new {
        let empty = Model {
            id,
            account_id: account.0,
            connection_id: connection,
            read_at: None,
            not_before: None,
            trouble: String::new(),
            sealed: None,
        };
        Entity::insert(empty.into_active_model().reset_all()).exec_without_returning(tx).await?;
    }
    columns.update(tx).await?;
    Ok(())
}

/// Forgets where we were in a mailbox, because its connection ends.
pub async fn forget(tx: &impl ConnectionTrait, account: AccountId, connection: Uuid) -> Result<()> {
    Entity::delete_many()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::ConnectionId.eq(connection))
        .exec(tx)
        .await?;
    Ok(())
}
