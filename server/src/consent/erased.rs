//! Addresses of people who were erased: nothing is sent to them, and a file does not bring them back (policy tension
//! T4). Only the person lifts that, by writing.

use super::{Source, Suppressed, by_index::address_index, entity::erased, repository::MANY};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    db,
};
use realtoros_domain::{Channel, consent::Suppression, ids::AccountId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, sea_query::OnConflict,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// How many values one statement carries.
const BATCH: usize = 1_000;

/// Mail addresses and telephone numbers are remembered apart, so that a number counts for texts and calls.
fn kind(address: &str) -> &'static str {
    if address.contains('@') { "email" } else { "phone" }
}

/// Remembers the addresses of a deletion as keyed hashes.
pub async fn remember_erased(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    deletion: Uuid,
    addresses: &BTreeSet<String>,
) -> Result<()> {
    let index = address_index(tx, core, account).await?;
    let marks = addresses.iter().map(|address| (kind(address), index.hash(address)));
    remember(tx, core, account, deletion, marks).await
}

/// The kind of a mark by which a message is known again.
const MESSAGE: &str = "message";

/// Remembers the messages of a deletion by the keyed hashes of their numbers at the provider: told of one again, nobody
/// takes it for a new message of somebody who has come back.
pub async fn remember_messages(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    deletion: Uuid,
    seen: &BTreeSet<Vec<u8>>,
) -> Result<()> {
    remember(tx, core, account, deletion, seen.iter().map(|mark| (MESSAGE, mark.clone()))).await
}

/// Whether the message of this hash went with somebody who was erased.
pub async fn was_erased(conn: &impl ConnectionTrait, account: AccountId, mark: &[u8]) -> Result<bool> {
    let found = erased::Entity::find()
        .filter(erased::Column::AccountId.eq(account.0))
        .filter(erased::Column::Kind.eq(MESSAGE))
        .filter(erased::Column::AddressIndex.eq(mark))
        .one(conn)
        .await?;
    Ok(found.is_some())
}

async fn remember(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    deletion: Uuid,
    marks: impl Iterator<Item = (&'static str, Vec<u8>)>,
) -> Result<()> {
    let row = |(kind, address_index): (&str, Vec<u8>)| {
        let row = erased::Model {
            id: core.new_id(),
            account_id: account.0,
            deletion_id: deletion,
            kind: kind.to_owned(),
            address_index,
            erased_at: core.now_ms(),
            lifted_at: None,
        };
        row.into_active_model().reset_all()
    };
    let rows: Vec<_> = marks.map(row).collect();
    let again =
        OnConflict::columns([erased::Column::AccountId, erased::Column::Kind, erased::Column::AddressIndex])
            .update_columns([erased::Column::DeletionId, erased::Column::ErasedAt, erased::Column::LiftedAt])
            .to_owned();
    for batch in rows.chunks(BATCH) {
        let insert = erased::Entity::insert_many(batch.to_vec()).on_conflict(again.clone());
        insert.exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Those of these addresses that belong to somebody who was erased and has not come back, with the day of erasure.
pub async fn erased(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    addresses: &[&str],
) -> Result<HashMap<String, i64>> {
    let index = address_index(conn, core, account).await?;
    let owned: Vec<String> = addresses.iter().map(|address| (*address).to_owned()).collect();
    let hashed = db::apart(owned, move |address| Ok(((kind(&address), index.hash(&address)), address)));
    let hashes: HashMap<(&str, Vec<u8>), String> = hashed.await?.into_iter().collect();
    let closed = erased::Entity::find()
        .filter(erased::Column::AccountId.eq(account.0))
        .filter(erased::Column::Kind.ne(MESSAGE))
        .filter(erased::Column::LiftedAt.is_null());
    let mut rows = Vec::new();
    if hashes.len() > MANY {
        rows = closed.all(conn).await?;
    } else {
        let all: Vec<&Vec<u8>> = hashes.keys().map(|(_, hash)| hash).collect();
        for batch in all.chunks(BATCH) {
            let asked = erased::Column::AddressIndex.is_in(batch.iter().map(|hash| (*hash).clone()));
            rows.extend(closed.clone().filter(asked).all(conn).await?);
        }
    }
    let found = rows.into_iter().filter_map(|row| {
        let address = hashes.get(&(row.kind.as_str(), row.address_index))?;
        Some((address.clone(), row.erased_at))
    });
    Ok(found.collect())
}

/// Whether anybody of the account was ever erased: most accounts need not look further.
pub async fn has_erased(conn: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    let first = erased::Entity::find().filter(erased::Column::AccountId.eq(account.0)).one(conn).await?;
    Ok(first.is_some())
}

/// The same as opt-outs: an erased address is closed on every channel.
pub(super) async fn closed(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    addresses: &[(Channel, &str)],
) -> Result<HashMap<(Channel, String), Suppressed>> {
    if addresses.is_empty() || !has_erased(conn, account).await? {
        return Ok(HashMap::new());
    }
    let all: Vec<&str> = addresses.iter().map(|(_, address)| *address).collect();
    let erased = erased(conn, core, account, &all).await?;
    let closed = addresses.iter().filter_map(|(channel, address)| {
        let since = *erased.get(*address)?;
        let (reach, source) = (Suppression::Everything, Source::Erasure);
        Some(((*channel, (*address).to_owned()), Suppressed { reach, since, source }))
    });
    Ok(closed.collect())
}

/// The person has come back by themselves. Opt-outs from before hold all the same.
pub async fn lift_erased(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    address: &str,
) -> Result<bool> {
    let index = address_index(tx, core, scope.account).await?;
    let columns = erased::ActiveModel { lifted_at: Set(Some(core.now_ms())), ..Default::default() };
    let lifted = erased::Entity::update_many()
        .set(columns)
        .filter(erased::Column::AccountId.eq(scope.account.0))
        .filter(erased::Column::Kind.eq(kind(address)))
        .filter(erased::Column::AddressIndex.eq(index.hash(address)))
        .filter(erased::Column::LiftedAt.is_null())
        .exec(tx)
        .await?
        .rows_affected
        > 0;
    if lifted {
        audit::record(tx, core, scope, Entry::new("erasure.lifted", Subject::many("lead"))).await?;
    }
    Ok(lifted)
}

/// The deletion of the person who had this address, also when they have come back since.
pub async fn deletion_of_address(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    address: &str,
) -> Result<Option<Uuid>> {
    let index = address_index(conn, core, account).await?;
    let query = erased::Entity::find()
        .filter(erased::Column::AccountId.eq(account.0))
        .filter(erased::Column::Kind.eq(kind(address)))
        .filter(erased::Column::AddressIndex.eq(index.hash(address)));
    Ok(query.one(conn).await?.map(|row| row.deletion_id))
}

/// The keyed hashes that a deletion left, for its certificate.
pub async fn erased_hashes(
    conn: &impl ConnectionTrait,
    account: AccountId,
    deletion: Uuid,
) -> Result<Vec<Vec<u8>>> {
    let rows = erased::Entity::find()
        .filter(erased::Column::AccountId.eq(account.0))
        .filter(erased::Column::DeletionId.eq(deletion))
        .filter(erased::Column::Kind.ne(MESSAGE))
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| row.address_index).collect())
}
