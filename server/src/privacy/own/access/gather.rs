//! The rows of one table that are about one lead.

use super::{
    Item, Reach, reach,
    words::{self, Shown},
};
use crate::{
    Core, Result, consent,
    leads::{self, Lead},
    privacy::data_map::{Column, Form, Table},
    vault::{DataKey, KeyOwner, Place, VaultError},
};
use chrono_tz::Tz;
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber},
    ids::{AccountId, LeadId},
};
use sea_orm::{
    ConnectionTrait, ExprTrait, QueryResult,
    sea_query::{Expr, Query, SelectStatement},
};
use uuid::Uuid;

/// Whom it is about.
pub struct About {
    account: AccountId,
    /// The lead, and those that became part of it.
    leads: Vec<LeadId>,
    /// The hashes under which opt-outs of the lead's addresses, and comparisons of their numbers, are kept.
    addresses: Vec<Vec<u8>>,
    /// Every key that may have sealed something about the lead.
    keys: Vec<DataKey>,
    zone: Tz,
}

impl About {
    /// About this lead.
    pub async fn of(core: &Core, account: AccountId, lead: &Lead, zone: Tz) -> Result<Self> {
        let conn = core.db.read();
        let mut ids = leads::merged_into(conn, account, lead.id).await?;
        ids.push(lead.id);
        let index = consent::address_index(conn, core, account).await?;
        let mails = lead.record.emails.iter().map(EmailAddress::as_str);
        let numbers = lead.record.phones.iter().map(PhoneNumber::e164);
        let compared = leads::phone_index(conn, core, account).await?;
        let of_numbers = numbers.clone().map(|at| compared.hash(at));
        let addresses = mails.chain(numbers).map(|at| index.hash(at)).chain(of_numbers).collect();
        let mut keys: Vec<_> = core.vault.lead_keys(conn, account, &ids).await?.into_values().collect();
        keys.push(core.vault.key(conn, KeyOwner::Account(account)).await?);
        Ok(Self { account, leads: ids, addresses, keys, zone })
    }
}

/// What the table holds about the lead: the columns that an export carries, opened.
pub async fn items(core: &Core, about: &About, table: &'static Table) -> Result<Vec<Item>> {
    let columns: Vec<&Column> = table.columns.iter().filter(|column| column.exported).collect();
    let Some(query) = rows_of(about, table, &columns) else { return Ok(Vec::new()) };
    let rows = core.db.read().query_all(&query).await?;
    rows.iter().map(|row| item(about, table, &columns, row)).collect()
}

fn rows_of(about: &About, table: &Table, columns: &[&Column]) -> Option<SelectStatement> {
    let ids = || about.leads.iter().map(|lead| lead.0);
    let is_theirs = match reach(table) {
        _ if columns.is_empty() => return None,
        Reach::Nobody => return None,
        Reach::Itself => Expr::col("id").is_in(ids()),
        Reach::Column(name) => Expr::col(name).is_in(ids()),
        Reach::Address => Expr::col("address_index").is_in(about.addresses.iter().cloned()),
        Reach::Request => Expr::col("request_id").in_subquery(
            Query::select()
                .column("id")
                .from("privacy_request")
                .and_where(Expr::col("account_id").eq(about.account.0))
                .and_where(Expr::col("lead_id").is_in(ids()))
                .to_owned(),
        ),
    };
    let mut query = Query::select();
    query.column("id").from(table.name);
    for column in columns {
        query.column(column.name);
    }
    query.and_where(Expr::col("account_id").eq(about.account.0)).and_where(is_theirs);
    Some(query.take())
}

fn item(about: &About, table: &'static Table, columns: &[&Column], row: &QueryResult) -> Result<Item> {
    let id: Uuid = row.try_get("", "id")?;
    let purpose = if table.name == "message" { row.try_get("", "purpose")? } else { String::new() };
    let shown = Shown { purpose, zone: about.zone };
    let mut item = Item::new();
    for column in columns {
        match column.form {
            Form::Sealed => {
                let sealed: Option<Vec<u8>> = row.try_get("", column.name)?;
                let sealed = sealed.filter(|bytes| !bytes.is_empty());
                let place = Place { account: about.account, table: table.name, row: id };
                if let Some(opened) = sealed.map(|sealed| open(&about.keys, place, &sealed)).transpose()? {
                    words::of_record(&serde_json::from_slice(&opened)?, &shown, &mut item);
                }
            }
            Form::Plain => {
                if let Some(value) = words::of_column(row, column.name, &shown)? {
                    item.push((column.what.to_owned(), value));
                }
            }
            Form::Hashed => {}
        }
    }
    Ok(item)
}

/// Opens what one of the keys has sealed: rows of a lead that became part of this one have that lead's key.
fn open(keys: &[DataKey], place: Place, sealed: &[u8]) -> Result<Vec<u8>> {
    let opened = keys.iter().find_map(|key| key.open_bytes(place, sealed).ok());
    Ok(opened.ok_or(VaultError::DoesNotOpen)?.to_vec())
}
