//! Looking for entries of the ledger whose columns were changed (P-41).

use super::{bound, entity::event};
use crate::{Core, Result};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many entries are looked at at a time.
const PAGE: u64 = 1_000;

/// Every entry, of whatever account, that does not say what was sealed with its evidence. Entries whose person was erased
/// have no key, and nobody can read them.
pub async fn changed_entries(core: &Core) -> Result<Vec<Uuid>> {
    let conn = core.db.read();
    let (mut changed, mut after) = (Vec::new(), None);
    loop {
        let mut query = event::Entity::find().order_by_asc(event::Column::Id).limit(PAGE);
        if let Some(after) = after {
            query = query.filter(event::Column::Id.gt(after));
        }
        let page = query.all(conn).await?;
        let Some(last) = page.last().map(|row| row.id) else { return Ok(changed) };
        after = Some(last);
        let mut by_account: BTreeMap<Uuid, Vec<event::Model>> = BTreeMap::new();
        for row in page {
            by_account.entry(row.account_id).or_default().push(row);
        }
        for (account, rows) in by_account {
            let account = AccountId(account);
            let mut leads: Vec<LeadId> = rows.iter().map(|row| LeadId(row.lead_id)).collect();
            leads.sort_unstable();
            leads.dedup();
            let keys = core.vault.lead_keys(conn, account, &leads).await?;
            for row in rows {
                let Some(key) = keys.get(&LeadId(row.lead_id)) else { continue };
                let opened = bound::open(key, account, &row);
                if !opened.is_ok_and(|entry| entry.is_none_or(|entry| entry.is_sound)) {
                    changed.push(row.id);
                }
            }
        }
    }
}
