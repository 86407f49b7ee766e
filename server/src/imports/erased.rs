//! Rows of people whose data was erased. A file does not bring them back (policy tension T4).

use crate::{Core, Result, consent};
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber},
    ids::AccountId,
    imports::ImportedLead,
};
use sea_orm::ConnectionTrait;
use std::collections::HashSet;

/// The numbers of those rows that hold an address of somebody who was erased and has not come back.
pub async fn erased_rows<'a>(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    rows: impl Iterator<Item = &'a ImportedLead> + Clone,
) -> Result<HashSet<u32>> {
    if !consent::has_erased(conn, account).await? {
        return Ok(HashSet::new());
    }
    let all: Vec<&str> = rows.clone().flat_map(addresses).collect();
    let erased = consent::erased(conn, core, account, &all).await?;
    let is_erased = |row: &&ImportedLead| addresses(row).any(|address| erased.contains_key(address));
    Ok(rows.filter(is_erased).map(|row| row.row).collect())
}

fn addresses(row: &ImportedLead) -> impl Iterator<Item = &str> {
    let emails = row.emails.iter().map(EmailAddress::as_str);
    emails.chain(row.phones.iter().map(PhoneNumber::e164))
}
