//! Queries of the ledger. Every one is bound to an account.

use super::{
    Act, ConsentEvent, Ledger, Proof, Source,
    bound::{self, NewEvent, Opened},
    entity::{event, suppression},
    erased,
};
use crate::{Core, Result, clock::from_millis, db, vault::BlindIndex};
use realtoros_domain::{
    Channel,
    consent::{Evidence, Level, Suppression},
    ids::{AccountId, ImportId, LeadId},
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many values one statement carries.
const BATCH: usize = 1_000;
/// From how many leads or addresses on all rows of the account are read instead of those that are asked for.
pub(super) const MANY: usize = 5_000;

/// Appends events.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    events: &[(LeadId, ConsentEvent)],
) -> Result<()> {
    let recorded_at = core.now_ms();
    let new = |(lead, event): &(LeadId, ConsentEvent)| NewEvent {
        id: core.new_id(),
        lead: *lead,
        event: event.clone(),
        recorded_at,
    };
    insert_as(tx, core, account, &events.iter().map(new).collect::<Vec<_>>()).await
}

/// Appends events with numbers and times of their own.
pub(super) async fn insert_as(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    events: &[NewEvent],
) -> Result<()> {
    let leads: Vec<LeadId> = events.iter().map(|new| new.lead).collect();
    crate::leads::hold(tx, account, &leads).await?;
    let keys = core.vault.lead_keys(tx, account, &leads).await?;
    for batch in events.chunks(BATCH) {
        let mut rows = Vec::with_capacity(batch.len());
        for new in batch {
            let key = keys.get(&new.lead).ok_or(crate::vault::VaultError::KeyDestroyed)?;
            rows.push(bound::row(key, account, new)?.into_active_model().reset_all());
        }
        event::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Takes entries back that a file brought, of leads that `import` did not make. What they took away stays taken away. Returns
/// of whom, once for every entry.
pub async fn forget_returned(
    tx: &impl ConnectionTrait,
    account: AccountId,
    import: ImportId,
    ids: &[Uuid],
) -> Result<Vec<LeadId>> {
    let made = Query::select()
        .column("id")
        .from("lead")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("import_id").eq(import.0))
        .to_owned();
    let found: Vec<(Uuid, Uuid)> = event::Entity::find()
        .filter(event::Column::AccountId.eq(account.0))
        .filter(event::Column::Id.is_in(ids.iter().copied()))
        .filter(event::Column::Act.ne(Act::Withdrawn.as_str()))
        .filter(event::Column::LeadId.not_in_subquery(made))
        .select_only()
        .columns([event::Column::Id, event::Column::LeadId])
        .into_tuple()
        .all(tx)
        .await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    event::Entity::delete_many()
        .filter(event::Column::AccountId.eq(account.0))
        .filter(event::Column::Id.is_in(found.iter().map(|(id, _)| *id)))
        .exec(tx)
        .await?;
    Ok(found.into_iter().map(|(_, lead)| LeadId(lead)).collect())
}

/// The ledgers of leads; one without entries is left out.
pub async fn ledgers(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashMap<LeadId, Ledger>> {
    let mut ledgers: HashMap<LeadId, Ledger> = HashMap::new();
    for (lead, entry) in opened(conn, core, account, leads).await? {
        if entry.counts() {
            let ConsentEvent { channel, act, level, proof, .. } = entry.event;
            let evidence = Evidence { level, given_at: from_millis(proof.given_at) };
            ledgers.entry(lead).or_default().add(channel, act, evidence);
        }
    }
    Ok(ledgers)
}

/// The entries of leads as they were sealed, each lead's in their order.
async fn opened(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<(LeadId, Opened)>> {
    let keys = core.vault.lead_keys(conn, account, leads).await?;
    let rows = events_of(conn, account, leads).await?;
    let opened = db::apart(rows, move |row| {
        let lead = LeadId(row.lead_id);
        let Some(key) = keys.get(&lead) else { return Ok(None) };
        Ok(bound::open(key, account, &row)?.map(|entry| (lead, entry)))
    });
    let mut opened: Vec<_> = opened.await?.into_iter().flatten().collect();
    // Rows come by the time in their column, which somebody may have changed.
    if opened.iter().any(|(_, entry)| !entry.is_sound) {
        opened.sort_by_key(|(_, entry)| (entry.recorded_at, entry.id));
    }
    Ok(opened)
}

/// The events of leads, each lead's in their order.
async fn events_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<event::Model>> {
    let all = event::Entity::find()
        .filter(event::Column::AccountId.eq(account.0))
        .order_by_asc(event::Column::RecordedAt)
        .order_by_asc(event::Column::Id);
    if leads.len() > MANY {
        let wanted: HashSet<Uuid> = leads.iter().map(|lead| lead.0).collect();
        let mut rows = all.all(conn).await?;
        rows.retain(|row| wanted.contains(&row.lead_id));
        return Ok(rows);
    }
    let mut rows = Vec::new();
    for batch in leads.chunks(BATCH) {
        let of_batch = event::Column::LeadId.is_in(batch.iter().map(|lead| lead.0));
        rows.extend(all.clone().filter(of_batch).all(conn).await?);
    }
    Ok(rows)
}

/// An entry of the ledger as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub lead: LeadId,
    /// For which channel.
    pub channel: Channel,
    /// What was done.
    pub act: Act,
    /// What it proves.
    pub level: Level,
    /// How it reached us.
    pub source: Source,
    /// When it was recorded, in milliseconds since 1970 UTC.
    pub recorded_at: i64,
    /// The evidence.
    pub proof: Proof,
    /// Whether the columns say what was sealed. An entry of which they do not proves nothing.
    pub is_sound: bool,
}

impl Recorded {
    /// Whether the entry counts. One whose columns were changed gives nothing, and takes away all the same.
    pub const fn counts(&self) -> bool {
        self.is_sound || self.act.takes_away()
    }

    /// Since when it is on file here, in milliseconds since 1970 UTC: what came with an import counts from then on, and not
    /// from when it was recorded elsewhere. Its number is made from the import's, and that from the time (RFC 9562, 5.7).
    pub fn here_since(&self) -> i64 {
        let imported = self.proof.came_with.as_ref().map(|_| made_at(self.id));
        imported.unwrap_or(self.recorded_at)
    }
}

/// When a number of version 7 was made, in milliseconds since 1970 UTC.
pub(super) fn made_at(id: Uuid) -> i64 {
    i64::try_from(id.as_u128() >> 80).unwrap_or(i64::MAX)
}

/// Every entry of the ledger of these leads, in the order in which they were recorded.
pub async fn events(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<Recorded>> {
    let opened = opened(conn, core, account, leads).await?;
    let recorded = |(lead, Opened { id, event, recorded_at, is_sound }): (LeadId, Opened)| Recorded {
        id,
        lead,
        channel: event.channel,
        act: event.act,
        level: event.level,
        source: event.source,
        recorded_at,
        proof: event.proof,
        is_sound,
    };
    Ok(opened.into_iter().map(recorded).collect())
}

/// An opt-out that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// What it forbids.
    pub reach: Suppression,
    /// Since when, in milliseconds since 1970 UTC.
    pub since: i64,
    /// How it reached us.
    pub source: Source,
}

/// Which of these addresses are suppressed. Numbers are E.164, mail addresses lower case.
pub async fn suppressions(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    addresses: &[(Channel, &str)],
) -> Result<HashMap<(Channel, String), Suppressed>> {
    let index = index(conn, core, account).await?;
    let holding = suppression::Entity::find()
        .filter(suppression::Column::AccountId.eq(account.0))
        .filter(suppression::Column::LiftedAt.is_null());
    // For many addresses, all opt-outs are fewer than what would be asked for; often there are none.
    let many = match addresses.len() {
        ..=MANY => None,
        _ => Some(holding.clone().all(conn).await?),
    };
    if many.as_ref().is_some_and(Vec::is_empty) {
        return erased::closed(conn, core, account, addresses).await;
    }
    let owned: Vec<(Channel, String)> = addresses.iter().map(|at| (at.0, at.1.to_owned())).collect();
    let hashes = db::apart(owned, move |at| Ok(((at.0, index.hash(&at.1)), at.1))).await?;
    let hashes: HashMap<(Channel, Vec<u8>), String> = hashes.into_iter().collect();
    let rows = if let Some(rows) = many {
        rows
    } else {
        let asked: Vec<_> = hashes.keys().map(|(_, hash)| hash.clone()).collect();
        let mut rows = Vec::new();
        for batch in asked.chunks(BATCH) {
            let of_batch = suppression::Column::AddressIndex.is_in(batch.iter().cloned());
            rows.extend(holding.clone().filter(of_batch).all(conn).await?);
        }
        rows
    };
    let found = rows.into_iter().filter_map(|row| {
        let channel = row.channel.parse::<Channel>().ok()?;
        let address = hashes.get(&(channel, row.address_index))?;
        let source = Source::parse(&row.source);
        let suppressed = Suppressed { reach: source.reach(channel), since: row.recorded_at, source };
        Some(((channel, address.clone()), suppressed))
    });
    let mut found: HashMap<_, _> = found.collect();
    found.extend(erased::closed(conn, core, account, addresses).await?);
    Ok(found)
}

async fn index(conn: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<BlindIndex> {
    core.vault.index(conn, account, "suppression").await
}

/// Suppresses addresses. Returns those that were not suppressed (as far) before.
pub(super) async fn suppress(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    addresses: &[(Channel, &str)],
    source: Source,
) -> Result<HashSet<(Channel, String)>> {
    let index = index(tx, core, account).await?;
    let mut asked: HashMap<(Channel, Vec<u8>), &str> =
        addresses.iter().map(|(channel, address)| ((*channel, index.hash(address)), *address)).collect();
    let hashes: HashSet<Vec<u8>> = asked.keys().map(|(_, hash)| hash.clone()).collect();
    let hashes: Vec<Vec<u8>> = hashes.into_iter().collect();
    let mut fresh = HashSet::new();
    for batch in hashes.chunks(BATCH) {
        let rows = suppression::Entity::find()
            .filter(suppression::Column::AccountId.eq(account.0))
            .filter(suppression::Column::AddressIndex.is_in(batch.iter().cloned()))
            .all(tx)
            .await?;
        for row in rows {
            let Ok(channel) = row.channel.parse::<Channel>() else { continue };
            let Some(address) = asked.remove(&(channel, row.address_index.clone())) else { continue };
            let before = Source::parse(&row.source).reach(channel);
            let wider = before == Suppression::Marketing && source.reach(channel) == Suppression::Everything;
            if row.lifted_at.is_none() && !wider {
                continue;
            }
            let mut row = row.into_active_model();
            row.source = Set(source.as_str().to_owned());
            row.recorded_at = Set(core.now_ms());
            row.lifted_at = Set(None);
            row.update(tx).await?;
            fresh.insert((channel, address.to_owned()));
        }
    }
    let rows: Vec<_> = asked
        .into_iter()
        .map(|((channel, address_index), address)| {
            fresh.insert((channel, address.to_owned()));
            let row = suppression::Model {
                id: core.new_id(),
                account_id: account.0,
                channel: channel.as_str().to_owned(),
                address_index,
                source: source.as_str().to_owned(),
                recorded_at: core.now_ms(),
                lifted_at: None,
            };
            row.into_active_model().reset_all()
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        suppression::Entity::insert_many(batch.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(fresh)
}

/// Ends a suppression that came by one of `sources`. `true` when there was one.
pub(super) async fn lift(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    channel: Channel,
    address: &str,
    sources: &[Source],
) -> Result<bool> {
    let address_index = index(tx, core, account).await?.hash(address);
    let row = find(tx, account, channel, &address_index).await?;
    let Some(row) =
        row.filter(|row| row.lifted_at.is_none() && sources.contains(&Source::parse(&row.source)))
    else {
        return Ok(false);
    };
    let mut row = row.into_active_model();
    row.lifted_at = Set(Some(core.now_ms()));
    row.update(tx).await?;
    Ok(true)
}

async fn find(
    conn: &impl ConnectionTrait,
    account: AccountId,
    channel: Channel,
    address_index: &[u8],
) -> Result<Option<suppression::Model>> {
    Ok(suppression::Entity::find()
        .filter(suppression::Column::AccountId.eq(account.0))
        .filter(suppression::Column::Channel.eq(channel.as_str()))
        .filter(suppression::Column::AddressIndex.eq(address_index))
        .one(conn)
        .await?)
}

/// Removes the ledger of a lead, when its import is taken back. Suppressions stay: they belong to the address.
pub async fn forget_lead(
    tx: &impl ConnectionTrait,
    _core: &Core,
    scope: &crate::Scope,
    lead: LeadId,
) -> Result<()> {
    event::Entity::delete_many()
        .filter(event::Column::AccountId.eq(scope.account.0))
        .filter(event::Column::LeadId.eq(lead.0))
        .exec(tx)
        .await?;
    Ok(())
}
