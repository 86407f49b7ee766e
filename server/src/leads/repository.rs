//! Queries of leads. Every one is bound to an account.

use super::{
    Lead, LeadRecord, NewLead,
    entity::{contact, lead},
    hold::hold,
};
use crate::{
    Core, Error, Result, db,
    vault::{BlindIndex, DataKey, KeyOwner},
};
use realtoros_domain::ids::{AccountId, ImportId, LeadId};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query, SelectStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

/// How many rows one statement carries; below the parameter limits of both databases.
const BATCH: usize = 1_000;

/// The lead `id` of `account`. A lead that was merged into another is gone.
pub async fn load(conn: &impl ConnectionTrait, core: &Core, account: AccountId, id: LeadId) -> Result<Lead> {
    let row = lead::Entity::find_by_id(id.0)
        .filter(lead::Column::AccountId.eq(account.0))
        .filter(lead::Column::MergedInto.is_null())
        .one(conn)
        .await?
        .ok_or(Error::NotFound)?;
    let key = core.vault.key(conn, KeyOwner::Lead(account, id)).await?;
    open(account, &key, &row)
}

/// Those of `ids` that exist in `account`, in no order.
pub async fn load_many(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    ids: &[LeadId],
) -> Result<Vec<Lead>> {
    let mut leads = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        let rows =
            live(account).filter(lead::Column::Id.is_in(batch.iter().map(|id| id.0))).all(conn).await?;
        leads.extend(open_all(conn, core, account, rows).await?);
    }
    Ok(leads)
}

/// Leads that changed after `revision`, oldest change first.
pub(super) async fn changed_since(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    revision: i64,
) -> Result<Vec<Lead>> {
    let rows = live(account)
        .filter(lead::Column::Revision.gt(revision))
        .order_by_asc(lead::Column::Revision)
        .all(conn)
        .await?;
    open_all(conn, core, account, rows).await
}

/// How many leads `account` has.
pub(super) async fn count(conn: &impl ConnectionTrait, account: AccountId) -> Result<usize> {
    use sea_orm::PaginatorTrait;
    Ok(usize::try_from(live(account).count(conn).await?).unwrap_or(usize::MAX))
}

/// The leads of `account` that were merged into `id`.
pub async fn merged_into(conn: &impl ConnectionTrait, account: AccountId, id: LeadId) -> Result<Vec<LeadId>> {
    let ids: Vec<Uuid> = lead::Entity::find()
        .filter(lead::Column::AccountId.eq(account.0))
        .filter(lead::Column::MergedInto.eq(id.0))
        .select_only()
        .column(lead::Column::Id)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().map(LeadId).collect())
}

/// The leads of `account` that have this telephone number (E.164).
pub async fn find_by_phone(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    e164: &str,
) -> Result<Vec<LeadId>> {
    Ok(ids(find(conn, core, account, "phone", e164).await?))
}

/// The same, opened, the oldest first.
pub async fn load_by_phone(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    e164: &str,
) -> Result<Vec<Lead>> {
    let rows = find(conn, core, account, "phone", e164).await?;
    open_all(conn, core, account, rows).await
}

/// The leads of `account` that have this e-mail address (lower case), opened, the oldest first.
pub async fn load_by_email(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    email: &str,
) -> Result<Vec<Lead>> {
    let rows = find(conn, core, account, "email", email).await?;
    open_all(conn, core, account, rows).await
}

/// The leads of `account` that have this e-mail address (lower case).
pub async fn find_by_email(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    email: &str,
) -> Result<Vec<LeadId>> {
    Ok(ids(find(conn, core, account, "email", email).await?))
}

fn ids(rows: Vec<lead::Model>) -> Vec<LeadId> {
    rows.into_iter().map(|row| LeadId(row.id)).collect()
}

/// The rows of the leads that have a contact point, oldest first. Nothing but the contact says whose they are: told the
/// account of the leads too, SQLite goes through all of them.
async fn find(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    kind: &'static str,
    value: &str,
) -> Result<Vec<lead::Model>> {
    let hash = core.vault.index(conn, account, usage(kind)).await?.hash(value);
    let holders = Query::select()
        .column(contact::Column::LeadId)
        .from(contact::Entity)
        .and_where(contact::Column::AccountId.eq(account.0))
        .and_where(contact::Column::Kind.eq(kind))
        .and_where(contact::Column::AddressIndex.eq(hash))
        .to_owned();
    Ok(lead::Entity::find()
        .filter(lead::Column::Id.in_subquery(holders))
        .filter(lead::Column::MergedInto.is_null())
        .order_by_asc(lead::Column::CreatedAt)
        .order_by_asc(lead::Column::Id)
        .all(conn)
        .await?)
}

/// Stores new leads, each with its own key and its blind indexes, a batch to a statement.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    revision: i64,
    leads: Vec<(LeadId, NewLead)>,
) -> Result<()> {
    let now = core.now_ms();
    let account_key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let indexes = ContactIndexes::of(tx, core, account).await?;
    let (mut keys, mut rows, mut contacts) = (Vec::new(), Vec::new(), Vec::new());
    for (id, new) in leads {
        let key = core.vault.make(&account_key, KeyOwner::Lead(account, id), now)?;
        rows.push(lead::ActiveModel {
            id: Set(id.0),
            account_id: Set(account.0),
            key_id: Set(key.key.id.0),
            stage: Set(new.stage.as_str().to_owned()),
            ai_paused: Set(false),
            restricted: Set(false),
            on_hold: Set(false),
            maybe_minor: Set(false),
            corrected_at: Set(None),
            import_id: Set(new.import.map(|import| import.0)),
            merged_into: Set(None),
            revision: Set(revision),
            created_at: Set(now),
            updated_at: Set(now),
            sealed: Set(key.key.seal(account, id.0, &new.record)?),
        });
        contacts.extend(indexes.rows(core, account, id, &new.record));
        keys.push(key);
    }
    core.vault.store(tx, keys).await?;
    db::insert_all::<lead::Entity>(tx, rows).await?;
    db::insert_all::<contact::Entity>(tx, contacts).await
}

/// Stores a changed record, with its blind indexes made anew.
pub(super) async fn save_record(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: LeadId,
    record: &LeadRecord,
) -> Result<()> {
    hold(tx, account, &[id]).await?;
    let key = core.vault.key(tx, KeyOwner::Lead(account, id)).await?;
    let sealed = key.seal(account, id.0, record)?;
    let update = lead::ActiveModel { sealed: Set(sealed), ..Default::default() };
    set(tx, account, &[id], update).await?;
    contact::Entity::delete_many()
        .filter(contact::Column::AccountId.eq(account.0))
        .filter(contact::Column::LeadId.eq(id.0))
        .exec(tx)
        .await?;
    let contacts = ContactIndexes::of(tx, core, account).await?.rows(core, account, id, record);
    db::insert_all::<contact::Entity>(tx, contacts).await
}

/// Sets columns of the leads `ids`; says how many there were.
pub(super) async fn set(
    tx: &impl ConnectionTrait,
    account: AccountId,
    ids: &[LeadId],
    columns: lead::ActiveModel,
) -> Result<u64> {
    let mut changed = 0;
    for batch in ids.chunks(BATCH) {
        changed += lead::Entity::update_many()
            .set(columns.clone())
            .filter(lead::Column::AccountId.eq(account.0))
            .filter(lead::Column::MergedInto.is_null())
            .filter(lead::Column::Id.is_in(batch.iter().map(|id| id.0)))
            .exec(tx)
            .await?
            .rows_affected;
    }
    Ok(changed)
}

/// Deletes a lead's rows of this feature and its key: whatever else was sealed for the lead is erased with it. Exports that
/// hold something of the lead are taken back in the same transaction (P-62).
pub async fn delete(tx: &impl ConnectionTrait, core: &Core, account: AccountId, id: LeadId) -> Result<()> {
    contact::Entity::delete_many()
        .filter(contact::Column::AccountId.eq(account.0))
        .filter(contact::Column::LeadId.eq(id.0))
        .exec(tx)
        .await?;
    lead::Entity::delete_by_id(id.0).filter(lead::Column::AccountId.eq(account.0)).exec(tx).await?;
    crate::exports::forget_lead(tx, core, account, id).await?;
    core.vault.destroy(tx, KeyOwner::Lead(account, id)).await?;
    next_revision(tx, account).await?;
    Ok(())
}

/// Tells lists that something about these leads has changed: raises the account's revision and marks them with it.
pub async fn touch(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    ids: &[LeadId],
) -> Result<i64> {
    let revision = next_revision(tx, account).await?;
    let columns =
        lead::ActiveModel { revision: Set(revision), updated_at: Set(core.now_ms()), ..Default::default() };
    set(tx, account, ids, columns).await?;
    Ok(revision)
}

/// Raises the account's revision. The row stays locked until the transaction ends, so revisions are seen in order.
pub(super) async fn next_revision(tx: &impl ConnectionTrait, account: AccountId) -> Result<i64> {
    let raise = Query::update()
        .table("account")
        .value("revision", Expr::col("revision").add(1))
        .and_where(Expr::col("id").eq(account.0))
        .to_owned();
    tx.execute(&raise).await?;
    revision(tx, account).await
}

/// The account's revision.
pub(super) async fn revision(conn: &impl ConnectionTrait, account: AccountId) -> Result<i64> {
    let select = Query::select()
        .column("revision")
        .from("account")
        .and_where(Expr::col("id").eq(account.0))
        .to_owned();
    let row = conn.query_one(&select).await?.ok_or(Error::NotFound)?;
    Ok(row.try_get("", "revision")?)
}

fn live(account: AccountId) -> sea_orm::Select<lead::Entity> {
    lead::Entity::find()
        .filter(lead::Column::AccountId.eq(account.0))
        .filter(lead::Column::MergedInto.is_null())
}

async fn open_all(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    rows: Vec<lead::Model>,
) -> Result<Vec<Lead>> {
    let ids: Vec<LeadId> = rows.iter().map(|row| LeadId(row.id)).collect();
    let keys: HashMap<LeadId, DataKey> = core.vault.lead_keys(conn, account, &ids).await?;
    let opened =
        db::apart(rows, move |row| keys.get(&LeadId(row.id)).map(|key| open(account, key, &row)).transpose());
    Ok(opened.await?.into_iter().flatten().collect())
}

fn open(account: AccountId, key: &DataKey, row: &lead::Model) -> Result<Lead> {
    Ok(Lead {
        id: LeadId(row.id),
        record: key.open(account, row.id, &row.sealed)?,
        stage: row.stage.parse().map_err(|_| Error::Internal(format!("unknown stage {}", row.stage)))?,
        ai_paused: row.ai_paused,
        restricted: row.restricted,
        on_hold: row.on_hold,
        maybe_minor: row.maybe_minor,
        corrected_at: row.corrected_at,
        import: row.import_id.map(ImportId),
        revision: row.revision,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// The blind index of a kind of contact point.
fn usage(kind: &str) -> &'static str {
    if kind == "email" { "lead/email" } else { "lead/phone" }
}

/// The hashes under which telephone numbers (E.164) of leads are kept.
pub async fn phone_index(conn: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<BlindIndex> {
    core.vault.index(conn, account, usage("phone")).await
}

/// The hash of every telephone number that a lead of `account` has, for a query over it.
pub fn phone_holders(account: AccountId) -> SelectStatement {
    Query::select()
        .column(contact::Column::AddressIndex)
        .from(contact::Entity)
        .and_where(contact::Column::AccountId.eq(account.0))
        .and_where(contact::Column::Kind.eq("phone"))
        .to_owned()
}

/// The blind indexes of contact points, derived once for many leads.
struct ContactIndexes {
    email: BlindIndex,
    phone: BlindIndex,
}

impl ContactIndexes {
    async fn of(conn: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<Self> {
        let index = |kind| core.vault.index(conn, account, usage(kind));
        Ok(Self { email: index("email").await?, phone: index("phone").await? })
    }

    fn rows(
        &self,
        core: &Core,
        account: AccountId,
        lead: LeadId,
        record: &LeadRecord,
    ) -> Vec<contact::ActiveModel> {
        let row = |(kind, value): (&str, &str)| contact::Model {
            id: core.new_id(),
            account_id: account.0,
            lead_id: lead.0,
            kind: kind.to_owned(),
            address_index: if kind == "email" { &self.email } else { &self.phone }.hash(value),
        };
        record.contact_points().map(|point| row(point).into_active_model()).collect()
    }
}
