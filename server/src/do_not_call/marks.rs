//! The marks of numbers, for the gate and for pages.

use super::repository;
use crate::{Core, Result, clock::from_millis, db, leads};
use realtoros_domain::{do_not_call::Mark, ids::AccountId};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// How many values one statement carries.
const BATCH: usize = 1_000;
/// From how many numbers on all marks of the account are read instead of those that are asked for.
const MANY: usize = 5_000;

/// What the lists said about these numbers (E.164); one that was never compared is left out. One query for each thousand.
pub async fn marks(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    numbers: &[&str],
) -> Result<HashMap<String, Vec<Mark>>> {
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let index = leads::phone_index(conn, core, account).await?;
    let owned: Vec<String> = numbers.iter().map(|number| (*number).to_owned()).collect();
    let hashed = db::apart(owned, move |number| Ok((index.hash(&number), number))).await?;
    let hashes: HashMap<Vec<u8>, String> = hashed.into_iter().collect();
    let mut rows = Vec::new();
    if hashes.len() > MANY {
        rows = repository::marks(conn, account, None).await?;
    } else {
        let asked: Vec<Vec<u8>> = hashes.keys().cloned().collect();
        for batch in asked.chunks(BATCH) {
            rows.extend(repository::marks(conn, account, Some(batch)).await?);
        }
    }
    let mut found: HashMap<String, Vec<Mark>> = HashMap::new();
    for row in rows {
        let (Some(number), Ok(list)) = (hashes.get(&row.address_index), row.list.parse()) else { continue };
        let mark = Mark { list, at: from_millis(row.scrubbed_at), listed: row.listed };
        found.entry(number.clone()).or_default().push(mark);
    }
    Ok(found)
}
