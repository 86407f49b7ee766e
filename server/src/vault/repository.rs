//! Queries of keys.

use super::{
    KeyOwner, Version,
    entity::{key, master},
};
use crate::{Result, db};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select, Statement, sea_query::Expr,
};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Up to how many keys are asked for one by one; below the parameter limits of both databases.
pub(super) const MANY: usize = 5_000;

/// Every version of the key of `owner`, oldest first.
pub(super) async fn of(conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<Vec<key::Model>> {
    let (account, kind, id) = owner.parts();
    Ok(key::Entity::find()
        .filter(key::Column::AccountId.eq(account))
        .filter(key::Column::OwnerKind.eq(kind))
        .filter(key::Column::OwnerId.eq(id))
        .order_by_asc(key::Column::Version)
        .all(conn)
        .await?)
}

/// The keys of many leads of one account; of more than [`MANY`] those of all its leads.
pub(super) async fn of_leads(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[Uuid],
) -> Result<Vec<key::Model>> {
    let of_leads = key::Entity::find()
        .filter(key::Column::AccountId.eq(account.0))
        .filter(key::Column::OwnerKind.eq("lead"));
    // So many at once are nearly all that there are: asking for each would cost more than it saves.
    let query = match leads.len() {
        ..=MANY => of_leads.filter(key::Column::OwnerId.is_in(leads.iter().copied())),
        _ => of_leads,
    };
    Ok(query.all(conn).await?)
}

pub(super) async fn insert(conn: &impl ConnectionTrait, rows: Vec<key::ActiveModel>) -> Result<()> {
    db::insert_all::<key::Entity>(conn, rows).await
}

/// Removes every version of the key of `owner`.
pub(super) async fn delete(conn: &impl ConnectionTrait, owner: KeyOwner) -> Result<()> {
    let (account, kind, id) = owner.parts();
    key::Entity::delete_many()
        .filter(key::Column::AccountId.eq(account))
        .filter(key::Column::OwnerKind.eq(kind))
        .filter(key::Column::OwnerId.eq(id))
        .exec(conn)
        .await?;
    Ok(())
}

/// Removes one version of a key.
pub(super) async fn delete_one(conn: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    key::Entity::delete_by_id(id).exec(conn).await?;
    Ok(())
}

/// Adds uses to each of these keys, of which there are at most [`MANY`], and returns how many each has now; a key that is
/// gone is left out.
pub(super) async fn add_uses(
    conn: &impl ConnectionTrait,
    ids: &[Uuid],
    uses: i64,
) -> Result<HashMap<Uuid, i64>> {
    key::Entity::update_many()
        .col_expr(key::Column::Uses, Expr::col(key::Column::Uses).add(uses))
        .filter(key::Column::Id.is_in(ids.iter().copied()))
        .exec(conn)
        .await?;
    let query = key::Entity::find().select_only().columns([key::Column::Id, key::Column::Uses]);
    let stored: Vec<(Uuid, i64)> =
        query.filter(key::Column::Id.is_in(ids.iter().copied())).into_tuple().all(conn).await?;
    Ok(stored.into_iter().collect())
}

/// Puts a key that waits into use.
pub(super) async fn activate(conn: &impl ConnectionTrait, id: Uuid, now_ms: i64) -> Result<()> {
    key::Entity::update_many()
        .set(key::ActiveModel { active_at: Set(Some(now_ms)), ..Default::default() })
        .filter(key::Column::Id.eq(id))
        .filter(key::Column::ActiveAt.is_null())
        .exec(conn)
        .await?;
    Ok(())
}

/// Stores a key as it is wrapped now, if it is still wrapped as it was.
pub(super) async fn rewrap(
    conn: &impl ConnectionTrait,
    row: &key::Model,
    version: i32,
    wrapped: Vec<u8>,
) -> Result<()> {
    key::Entity::update_many()
        .set(key::ActiveModel { kek_version: Set(version), wrapped: Set(wrapped), ..Default::default() })
        .filter(key::Column::Id.eq(row.id))
        .filter(key::Column::KekVersion.eq(row.kek_version))
        .exec(conn)
        .await?;
    Ok(())
}

/// Keys that the KEK wraps in another version than `version`, by id, after `after`.
pub(super) async fn under_other_kek(
    conn: &impl ConnectionTrait,
    version: i32,
    after: Uuid,
    limit: u64,
) -> Result<Vec<key::Model>> {
    let query =
        wrapped_by_kek().filter(key::Column::KekVersion.ne(version)).filter(key::Column::Id.gt(after));
    Ok(query.order_by_asc(key::Column::Id).limit(limit).all(conn).await?)
}

/// How many keys each version of the KEK wraps.
pub(super) async fn counts_by_kek(conn: &impl ConnectionTrait) -> Result<BTreeMap<i32, i64>> {
    let counts: Vec<(i32, i64)> = wrapped_by_kek()
        .select_only()
        .column(key::Column::KekVersion)
        .column_as(key::Column::Id.count(), "n")
        .group_by(key::Column::KekVersion)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(counts.into_iter().collect())
}

fn wrapped_by_kek() -> Select<key::Entity> {
    key::Entity::find().filter(key::Column::OwnerKind.is_in(KeyOwner::WRAPPED_BY_KEK))
}

/// Every account that has keys; the installation's own are under the nil id.
pub(super) async fn accounts(conn: &impl ConnectionTrait) -> Result<Vec<Uuid>> {
    let query = key::Entity::find().select_only().column(key::Column::AccountId).distinct();
    Ok(query.order_by_asc(key::Column::AccountId).into_tuple().all(conn).await?)
}

/// The keys of an account that the KEK wraps.
pub(super) async fn under_kek(conn: &impl ConnectionTrait, account: Uuid) -> Result<Vec<key::Model>> {
    let query = wrapped_by_kek().filter(key::Column::AccountId.eq(account));
    Ok(query.order_by_asc(key::Column::Id).all(conn).await?)
}

/// The other keys of an account, by id, after `after`.
pub(super) async fn under_account_key(
    conn: &impl ConnectionTrait,
    account: Uuid,
    after: Uuid,
    limit: u64,
) -> Result<Vec<key::Model>> {
    Ok(key::Entity::find()
        .filter(key::Column::AccountId.eq(account))
        .filter(key::Column::OwnerKind.is_not_in(KeyOwner::WRAPPED_BY_KEK))
        .filter(key::Column::Id.gt(after))
        .order_by_asc(key::Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// How many accounts and leads have no key at all, how many accounts no key of their look-ups, and how many members none.
/// Those of an account that is being deleted are on their way out.
pub(super) async fn without_key(conn: &impl ConnectionTrait) -> Result<[i64; 4]> {
    const SQL: [&str; 4] = [
        "SELECT count(*) FROM account a WHERE a.status NOT IN ('purging', 'purged') AND NOT EXISTS \
         (SELECT 1 FROM data_key k WHERE k.account_id = a.id AND k.owner_kind = 'account' AND k.owner_id = a.id)",
        "SELECT count(*) FROM lead l JOIN account a ON a.id = l.account_id WHERE a.status NOT IN ('purging', 'purged') \
         AND NOT EXISTS (SELECT 1 FROM data_key k WHERE k.account_id = l.account_id AND k.owner_kind = 'lead' \
         AND k.owner_id = l.id)",
        "SELECT count(*) FROM account a WHERE a.status NOT IN ('purging', 'purged') AND NOT EXISTS \
         (SELECT 1 FROM data_key k WHERE k.account_id = a.id AND k.owner_kind = 'index' AND k.owner_id = a.id)",
        "SELECT count(*) FROM member m JOIN account a ON a.id = m.account_id WHERE a.status NOT IN ('purging', 'purged') \
         AND NOT EXISTS (SELECT 1 FROM data_key k WHERE k.account_id = m.account_id AND k.owner_kind = 'member' \
         AND k.owner_id = m.id)",
    ];
    let mut counts = [0; 4];
    for (count, sql) in counts.iter_mut().zip(SQL) {
        let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
        *count = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    }
    Ok(counts)
}

/// Keys of the account's leads or members that another version of its key than `version` wraps, by owner, after `after`.
pub(super) async fn under_other_account_key(
    conn: &impl ConnectionTrait,
    account: AccountId,
    kind: &str,
    version: i32,
    after: Uuid,
    limit: u64,
) -> Result<Vec<key::Model>> {
    Ok(key::Entity::find()
        .filter(key::Column::AccountId.eq(account.0))
        .filter(key::Column::OwnerKind.eq(kind))
        .filter(key::Column::KekVersion.ne(version))
        .filter(key::Column::OwnerId.gt(after))
        .order_by_asc(key::Column::OwnerId)
        .limit(limit)
        .all(conn)
        .await?)
}

/// How many of them there are in all.
pub(super) async fn count_under_other_account_key(
    conn: &impl ConnectionTrait,
    account: AccountId,
    version: i32,
) -> Result<u64> {
    Ok(key::Entity::find()
        .filter(key::Column::AccountId.eq(account.0))
        .filter(key::Column::OwnerKind.is_in(KeyOwner::WRAPPED_BY_ACCOUNT))
        .filter(key::Column::KekVersion.ne(version))
        .count(conn)
        .await?)
}

/// Keys of accounts that ask for attention: more than one version, older than `before`, or used `uses` times.
pub(super) async fn account_keys_due(
    conn: &impl ConnectionTrait,
    before: i64,
    uses: i64,
) -> Result<Vec<key::Model>> {
    let due = Condition::any()
        .add(key::Column::Version.gt(1))
        .add(key::Column::CreatedAt.lt(before))
        .add(key::Column::Uses.gte(uses));
    Ok(key::Entity::find().filter(key::Column::OwnerKind.eq("account")).filter(due).all(conn).await?)
}

/// How many keys there are of each kind and version of their owner's key, with the age of the oldest.
pub(super) async fn counts(conn: &impl ConnectionTrait) -> Result<Vec<(String, i32, i64, i64, i64)>> {
    Ok(key::Entity::find()
        .select_only()
        .column(key::Column::OwnerKind)
        .column(key::Column::Version)
        .column_as(key::Column::Id.count(), "n")
        .column_as(key::Column::CreatedAt.min(), "oldest")
        .column_as(key::Column::Uses.max(), "most")
        .group_by(key::Column::OwnerKind)
        .group_by(key::Column::Version)
        .order_by_asc(key::Column::OwnerKind)
        .order_by_asc(key::Column::Version)
        .into_tuple()
        .all(conn)
        .await?)
}

/// Whether there is no key at all yet.
pub(super) async fn is_empty(conn: &impl ConnectionTrait) -> Result<bool> {
    Ok(key::Entity::find()
        .select_only()
        .column(key::Column::Id)
        .into_tuple::<Uuid>()
        .one(conn)
        .await?
        .is_none())
}

/// Every version of the KEK that this database has seen, oldest first.
pub(super) async fn masters(conn: &impl ConnectionTrait) -> Result<Vec<master::Model>> {
    Ok(master::Entity::find().order_by_asc(master::Column::Version).all(conn).await?)
}

/// Notes a version of the KEK. One that is there already stays as it is.
pub(super) async fn note_master(conn: &impl ConnectionTrait, version: &Version, now_ms: i64) -> Result<()> {
    let row = master::ActiveModel {
        version: Set(version.number),
        fingerprint: Set(version.fingerprint.clone()),
        created_at: Set(now_ms),
        retired_at: Set(None),
    };
    master::Entity::insert(row).on_conflict_do_nothing().exec_without_returning(conn).await?;
    Ok(())
}

/// Notes that versions of the KEK below `oldest` were given up.
pub(super) async fn retire_masters(conn: &impl ConnectionTrait, oldest: i32, now_ms: i64) -> Result<u64> {
    let retired = master::Entity::update_many()
        .set(master::ActiveModel { retired_at: Set(Some(now_ms)), ..Default::default() })
        .filter(master::Column::Version.lt(oldest))
        .filter(master::Column::RetiredAt.is_null())
        .exec(conn)
        .await?;
    Ok(retired.rows_affected)
}
