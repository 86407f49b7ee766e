//! Taking one person out of what uploads have left behind (P-62): rows in samples, stored files and rejected rows are
//! sealed under the account's key, so they go row by row.

use super::{
    entity::{chunk, import, row},
    history, outcomes, repository,
    stored::{StoredRow, chunk_row},
};
use crate::{Core, Result, vault::Place};
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber},
    ids::{AccountId, ImportId, LeadId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How many rejected rows are looked at at a time.
const PAGE: u64 = 2_000;

/// Somebody who is to be forgotten.
#[derive(Debug)]
pub struct Person<'a> {
    /// The leads that they were.
    pub leads: &'a [LeadId],
    /// Their numbers (E.164) and addresses (lower case).
    pub addresses: &'a BTreeSet<String>,
}

impl Person<'_> {
    /// Whether one of these cells holds an address of the person.
    fn is_in(&self, cells: &[String]) -> bool {
        cells.iter().any(|cell| {
            EmailAddress::split(cell).iter().any(|email| self.addresses.contains(email.as_str()))
                || PhoneNumber::split(cell).iter().any(|phone| self.addresses.contains(phone.e164()))
        })
    }
}

/// Takes a person out of everything that imports keep; says how many rows of which table.
pub async fn forget_person(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    person: &Person<'_>,
) -> Result<BTreeMap<&'static str, u64>> {
    let outcomes = forget_outcomes(tx, core, account, person).await?;
    let (mut samples, mut stored) = (0, 0);
    let imports = import::Entity::find().filter(import::Column::AccountId.eq(account.0));
    let ids: Vec<Uuid> = imports.select_only().column(import::Column::Id).into_tuple().all(tx).await?;
    for id in ids.into_iter().map(ImportId) {
        samples += forget_sample(tx, core, account, id, person).await?;
        stored += forget_stored(tx, core, account, id, person).await?;
    }
    Ok(BTreeMap::from([("import_row", outcomes), ("import", samples), ("import_chunk", stored)]))
}

/// The rows that became the person's lead, and rejected rows with an address of theirs.
async fn forget_outcomes(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    person: &Person<'_>,
) -> Result<u64> {
    let of_lead = row::Entity::delete_many()
        .filter(row::Column::AccountId.eq(account.0))
        .filter(row::Column::LeadId.is_in(person.leads.iter().map(|lead| lead.0)));
    let mut gone = of_lead.exec(tx).await?.rows_affected;
    let mut after = Uuid::nil();
    loop {
        let page = row::Entity::find()
            .filter(row::Column::AccountId.eq(account.0))
            .filter(row::Column::Outcome.eq("rejected"))
            .filter(row::Column::Sealed.is_not_null())
            .filter(row::Column::Id.gt(after))
            .order_by_asc(row::Column::Id)
            .limit(PAGE)
            .all(tx)
            .await?;
        let Some(last) = page.last().map(|row| row.id) else { return Ok(gone) };
        after = last;
        let mut theirs = Vec::new();
        for row in page {
            if person.is_in(&outcomes::cells(tx, core, account, &row).await?) {
                theirs.push(row.id);
            }
        }
        if !theirs.is_empty() {
            let delete = row::Entity::delete_many()
                .filter(row::Column::AccountId.eq(account.0))
                .filter(row::Column::Id.is_in(theirs));
            gone += delete.exec(tx).await?.rows_affected;
        }
    }
}

/// The first rows of a file, which the wizard shows.
async fn forget_sample(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    person: &Person<'_>,
) -> Result<u64> {
    let (_, mut record) = repository::load(tx, core, account, id).await?;
    let mut gone = 0;
    for table in &mut record.tables {
        let before = table.sample.len();
        table.sample.retain(|cells| !person.is_in(cells));
        gone += before - table.sample.len();
    }
    if gone > 0 {
        repository::save_record(tx, core, account, id, &record).await?;
    }
    Ok(u64::try_from(gone).unwrap_or_default())
}

/// The rows of a file that has not been read to its end.
async fn forget_stored(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    person: &Person<'_>,
) -> Result<u64> {
    let mut gone = 0;
    // Rows of an export begin with the number of the lead; what was said with the lead names it in the second cell.
    let mut numbers = BTreeSet::new();
    for seq in 0.. {
        let Some(mut rows) = repository::chunk(tx, core, account, id, seq).await? else { break };
        let before = rows.len();
        rows.retain(|row| {
            let cells = row.cells();
            if person.is_in(cells) {
                numbers.extend(history::number_of(cells));
                return false;
            }
            !cells.get(1).and_then(|lead| lead.parse().ok()).is_some_and(|lead| numbers.contains(&lead))
        });
        if rows.len() < before {
            gone += before - rows.len();
            save_chunk(tx, core, account, id, seq, &rows).await?;
        }
    }
    Ok(u64::try_from(gone).unwrap_or_default())
}

async fn save_chunk(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: ImportId,
    seq: u32,
    rows: &[StoredRow],
) -> Result<()> {
    let key = repository::account_key(tx, core, account).await?;
    let place = Place { account, table: "import_chunk", row: chunk_row(id.0, seq) };
    let sealed = key.seal_bytes(place, &serde_json::to_vec(rows)?)?;
    chunk::Entity::update_many()
        .set(chunk::ActiveModel { sealed: Set(sealed), ..Default::default() })
        .filter(chunk::Column::AccountId.eq(account.0))
        .filter(chunk::Column::ImportId.eq(id.0))
        .filter(chunk::Column::Seq.eq(i32::try_from(seq).unwrap_or(i32::MAX)))
        .exec(tx)
        .await?;
    Ok(())
}
