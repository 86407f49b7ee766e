//! The entries of the ledger as they were recorded, for whoever has a right to see them (P-41, P-59).

use super::{Act, ConsentEvent, Source, entity::event, repository::LEVELS};
use crate::{Core, Result};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The entries of some leads, oldest first, each with when it was recorded. Those of a lead whose key is gone are left out.
pub async fn events(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<(LeadId, i64, ConsentEvent)>> {
    let keys = core.vault.lead_keys(conn, account, leads).await?;
    let rows = event::Entity::find()
        .filter(event::Column::AccountId.eq(account.0))
        .filter(event::Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .order_by_asc(event::Column::RecordedAt)
        .order_by_asc(event::Column::Id)
        .all(conn)
        .await?;
    let mut events = Vec::with_capacity(rows.len());
    for row in rows {
        let lead = LeadId(row.lead_id);
        let (Some(key), Ok(channel)) = (keys.get(&lead), row.channel.parse::<Channel>()) else { continue };
        let level = LEVELS.into_iter().find(|level| level.as_str() == row.level).unwrap_or_default();
        let event = ConsentEvent {
            channel,
            act: Act::parse(&row.act),
            level,
            source: Source::parse(&row.source),
            proof: key.open(account, row.id, &row.sealed)?,
        };
        events.push((lead, row.recorded_at, event));
    }
    Ok(events)
}
