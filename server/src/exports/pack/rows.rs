//! Queries over whatever table the data map names. Every one is bound to an account.

use super::{
    order::{Work, unknown},
    source::{Bound, Key, LeadBy, Source},
    value::Cell,
};
use crate::{
    Error, Result,
    privacy::data_map::{Form, Owner},
    vault::{DataKey, KeyOwner, Place, VaultError},
};
use realtoros_domain::ids::{AccountId, LeadId, UserId};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Asterisk, Cond, Expr, ExprTrait, Func, Order, Query, SelectStatement},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// How many rows are read at once.
const PAGE: u64 = 500;
/// How many parts of uploaded files are: each holds many rows.
const PAGE_OF_PARTS: u64 = 4;

/// Some rows of a table.
pub struct Page {
    /// The records.
    pub records: Vec<Map<String, Value>>,
    /// How many were left out, because the key of their person is gone.
    pub left_out: i64,
    /// Where the next page begins; `None` when this was the last.
    pub next: Option<Vec<Cell>>,
}

type Row = BTreeMap<&'static str, Option<Cell>>;

/// How many rows of a table are wanted.
pub async fn count(work: &Work<'_>, source: &Source) -> Result<i64> {
    let mut query = Query::select();
    query.expr_as(Func::count(Expr::col(Asterisk)), "n").from(source.table.name);
    wanted(work, source, &mut query);
    let row = work.core.db.read().query_one(&query).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0))
}

/// The rows after `after`, in the order of their keys.
pub async fn page(work: &Work<'_>, source: &Source, after: Option<&[Cell]>) -> Result<Page> {
    let limit = if matches!(source.bound, Bound::Part(..)) { PAGE_OF_PARTS } else { PAGE };
    let mut query = Query::select();
    query.columns(source.columns().map(|column| column.name)).from(source.table.name);
    wanted(work, source, &mut query);
    if let Some(after) = after {
        let keys = Expr::tuple(source.order.iter().map(|name| Expr::col(*name)));
        query.and_where(keys.gt(Expr::tuple(after.iter().map(|cell| Expr::value(cell.to_sql())))));
    }
    for name in source.order {
        query.order_by(*name, Order::Asc);
    }
    query.limit(limit);
    let mut rows: Vec<Row> = Vec::new();
    for found in work.core.db.read().query_all(&query).await? {
        let mut row = Row::new();
        for column in source.columns() {
            let kind = work.types.get(&(source.table.name.to_owned(), column.name.to_owned()));
            let kind = kind.ok_or_else(|| unknown(column.name))?;
            row.insert(column.name, Cell::read(&found, column.name, kind)?);
        }
        rows.push(row);
    }
    let is_last = u64::try_from(rows.len()).unwrap_or(u64::MAX) < limit;
    let last = rows.last().filter(|_| !is_last);
    let next = last.map(|row| source.order.iter().filter_map(|name| row.get(name)?.clone()).collect());
    let keys = Keys::load(work, source, &rows).await?;
    let (mut records, mut left_out) = (Vec::with_capacity(rows.len()), 0);
    for row in &rows {
        match record(work.order.account, source, &keys, row)? {
            Some(record) => records.push(record),
            None => left_out += 1,
        }
    }
    Ok(Page { records, left_out, next })
}

/// The account's rows, or those about one lead.
fn wanted(work: &Work<'_>, source: &Source, query: &mut SelectStatement) {
    let account = work.order.account.0;
    match source.table.owner {
        Owner::Itself => query.and_where(Expr::col("id").eq(account)),
        Owner::Member => {
            let mut members = Query::select();
            members.column("id").from("member").and_where(Expr::col("account_id").eq(account));
            query.and_where(Expr::col("member_id").in_subquery(members))
        }
        Owner::AccountId | Owner::Installation => query.and_where(Expr::col("account_id").eq(account)),
    };
    let Some(leads) = &work.leads else { return };
    let ids = || leads.iter().map(|lead| lead.0);
    match source.lead {
        Some(LeadBy::Column(column)) => query.and_where(Expr::col(column).is_in(ids())),
        Some(LeadBy::Address) => {
            query.and_where(Expr::col("address_index").is_in(work.addresses.iter().cloned()))
        }
        Some(LeadBy::History) => {
            let mut messages = Query::select();
            messages.column("id").from("message").and_where(Expr::col("account_id").eq(account));
            messages.and_where(Expr::col("lead_id").is_in(ids()));
            query.cond_where(
                Cond::any()
                    .add(Expr::col("subject_id").is_in(ids()))
                    .add(Expr::col("actor_id").is_in(ids()))
                    .add(Expr::col("subject_id").in_subquery(messages)),
            )
        }
        None => query.and_where(Expr::value(false)),
    };
}

/// The keys that open a page of rows.
struct Keys {
    account: DataKey,
    others: HashMap<Uuid, DataKey>,
    platform: Option<DataKey>,
}

impl Keys {
    async fn load(work: &Work<'_>, source: &Source, rows: &[Row]) -> Result<Self> {
        let (core, conn, account) = (work.core, work.core.db.read(), work.order.account);
        let owners = |column: &'static str| rows.iter().filter_map(move |row| id(row, column));
        let mut others = HashMap::new();
        let mut platform = None;
        match source.key {
            Key::Account => {}
            Key::Lead(column) => {
                let mut leads: Vec<LeadId> = owners(column).map(LeadId).collect();
                leads.sort_unstable();
                leads.dedup();
                let keys = core.vault.lead_keys(conn, account, &leads).await?;
                others.extend(keys.into_iter().map(|(lead, key)| (lead.0, key)));
            }
            Key::Member(column) => {
                for member in owners(column) {
                    let owner = KeyOwner::Member(account, UserId(member));
                    others.insert(member, core.vault.key(conn, owner).await?);
                }
            }
            Key::Platform => platform = Some(core.vault.key(conn, KeyOwner::Platform).await?),
        }
        Ok(Self { account: core.vault.key(conn, KeyOwner::Account(account)).await?, others, platform })
    }

    /// The key of a row; `None` when it is gone.
    fn of(&self, source: &Source, row: &Row) -> Option<&DataKey> {
        match source.key {
            Key::Account => Some(&self.account),
            Key::Lead(column) | Key::Member(column) => match id(row, column) {
                Some(owner) => self.others.get(&owner),
                None => Some(&self.account),
            },
            Key::Platform => self.platform.as_ref(),
        }
    }
}

/// A row as a record of the export; `None` when what it holds can no longer be opened by anybody.
fn record(account: AccountId, source: &Source, keys: &Keys, row: &Row) -> Result<Option<Map<String, Value>>> {
    let mut record = Map::new();
    for column in source.columns() {
        let cell = row.get(column.name).and_then(Option::as_ref);
        if column.form == Form::Sealed && column.exported {
            let name = if column.name == "sealed" { "content" } else { column.name };
            let content = match cell {
                Some(Cell::Bytes(sealed)) if !sealed.is_empty() => {
                    let own = keys.of(source, row);
                    let with = (own.unwrap_or(&keys.account), &keys.account);
                    match open(account, source, with, row, sealed) {
                        // The key of this person has been destroyed.
                        Err(Error::Vault(VaultError::DoesNotOpen)) if own.is_none() => return Ok(None),
                        Err(Error::Vault(VaultError::DoesNotOpen | VaultError::NotSealed)) => {
                            let (table, key) = (source.table.name, with.0.id);
                            return Err(VaultError::DoesNotOpenIn { table, key }.into());
                        }
                        opened => opened?,
                    }
                }
                _ => Value::Null,
            };
            record.insert(name.to_owned(), content);
        } else if column.exported || super::source::is_id(column) {
            record.insert(column.name.to_owned(), cell.map_or(Value::Null, |cell| cell.to_json(column.name)));
        }
    }
    Ok(Some(record))
}

/// Opens what a row seals. A row without a lead of its own may be sealed under the account's key instead.
fn open(
    account: AccountId,
    source: &Source,
    (key, account_key): (&DataKey, &DataKey),
    row: &Row,
    sealed: &[u8],
) -> Result<Value> {
    let place = Place {
        account: if source.key == Key::Platform { AccountId(Uuid::nil()) } else { account },
        table: source.table.name,
        row: bound(source, row)?,
    };
    let plain = match key.open_bytes(place, sealed) {
        Err(VaultError::DoesNotOpen) => account_key.open_bytes(place, sealed)?,
        opened => opened?,
    };
    let content = serde_json::from_slice(&plain).unwrap_or_else(|_| String::from_utf8_lossy(&plain).into());
    Ok(super::data::presentable(content))
}

/// The row to which the seal is bound.
fn bound(source: &Source, row: &Row) -> Result<Uuid> {
    let found = match source.bound {
        Bound::Column(column) => id(row, column),
        Bound::Half(column) => match row.get(column).and_then(Option::as_ref) {
            Some(Cell::Bytes(hash)) => hash.get(..16).and_then(|half| Uuid::from_slice(half).ok()),
            _ => None,
        },
        Bound::Part(file, number) => match (id(row, file), row.get(number).and_then(Option::as_ref)) {
            (Some(file), Some(Cell::Number(part))) => {
                Some(Uuid::from_u128(file.as_u128() ^ (u128::from(part.unsigned_abs()) + 1)))
            }
            _ => None,
        },
    };
    found.ok_or_else(|| unknown(&format!("a row of the table {}", source.table.name)))
}

fn id(row: &Row, column: &str) -> Option<Uuid> {
    match row.get(column)?.as_ref()? {
        Cell::Id(id) => Some(*id),
        _ => None,
    }
}
