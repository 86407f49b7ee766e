//! Writing the chain, reading it, and finding where it was touched.

use super::{
    Entry,
    chain::{GENESIS, Link},
    entity::{entry, head},
};
use crate::{Core, Result, Scope, db};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Query,
};
use std::{collections::HashSet, fmt};
use uuid::Uuid;

/// Appends one entry, in the transaction of what it tells.
pub async fn record(tx: &impl ConnectionTrait, core: &Core, scope: &Scope, entry: Entry) -> Result<()> {
    record_all(tx, core, &[(*scope, entry)]).await
}

/// Appends entries, all of one account.
pub async fn record_all(tx: &impl ConnectionTrait, core: &Core, entries: &[(Scope, Entry)]) -> Result<()> {
    let Some((first, _)) = entries.first() else { return Ok(()) };
    let account = first.account.0;
    let (mut seq, mut previous, is_first) = match lock_head(tx, account).await? {
        Some(head) => (head.seq, head.hash, false),
        None => (0, GENESIS.to_vec(), true),
    };
    let at = core.now_ms();
    let mut rows = Vec::with_capacity(entries.len());
    for (scope, entry) in entries {
        seq += 1;
        let hash = Link::of(account, seq, at, scope.actor, entry).hash(&previous).to_vec();
        rows.push(
            entry::Model {
                account_id: account,
                seq,
                at,
                actor_kind: scope.actor.kind().to_owned(),
                actor_id: scope.actor.id(),
                action: entry.action.to_owned(),
                subject_kind: entry.subject.kind.to_owned(),
                subject_id: entry.subject.id,
                detail: entry.detail.clone(),
                previous: std::mem::replace(&mut previous, hash.clone()),
                hash,
            }
            .into_active_model(),
        );
    }
    entry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    let head = head::ActiveModel { account_id: Set(account), seq: Set(seq), hash: Set(previous) };
    if is_first {
        head::Entity::insert(head).exec_without_returning(tx).await?;
    } else {
        head.update(tx).await?;
    }
    Ok(())
}

/// The end of the chain, locked until the transaction ends, so that two writers cannot append to the same end. The
/// account's row is locked before it, always: whoever changes that row as well, before or after, waits in the same order.
async fn lock_head(tx: &impl ConnectionTrait, account: Uuid) -> Result<Option<head::Model>> {
    db::lock_account(tx, AccountId(account)).await?;
    Ok(head::Entity::find_by_id(account).lock_exclusive().one(tx).await?)
}

/// One line of an account's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Its number in the chain, from 1.
    pub seq: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The kind of the one who acted.
    pub actor_kind: String,
    /// Who acted.
    pub actor_id: Option<Uuid>,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which.
    pub subject_id: Option<Uuid>,
    /// Counts, states and field names.
    pub detail: String,
}

/// The newest entries of an account, newest first; those about `subject` only, if one is given.
pub async fn history(core: &Core, scope: &Scope, subject: Option<Uuid>, limit: u64) -> Result<Vec<History>> {
    let mut query = entry::Entity::find().filter(entry::Column::AccountId.eq(scope.account.0));
    if let Some(subject) = subject {
        query = query.filter(entry::Column::SubjectId.eq(subject));
    }
    let rows = query.order_by_desc(entry::Column::Seq).limit(limit).all(core.db.read()).await?;
    Ok(rows
        .into_iter()
        .map(|row| History {
            seq: row.seq,
            at: row.at,
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            action: row.action,
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            detail: row.detail,
        })
        .collect())
}

/// Where a chain was touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose chain.
    pub account: AccountId,
    /// The first entry that is not as it was written, from 1.
    pub seq: i64,
    /// In what way.
    pub what: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "account {} entry {}: {}", self.account, self.seq, self.what)
    }
}

/// Checks the chain of one account. Returns its length, or the first fault.
pub async fn verify(core: &Core, account: AccountId) -> Result<std::result::Result<i64, Fault>> {
    const PAGE: u64 = 5_000;
    // From below the first number: nobody writes there, so what is there was slipped in.
    let (mut seq, mut previous, mut after) = (0, GENESIS.to_vec(), i64::MIN);
    loop {
        let rows = entry::Entity::find()
            .filter(entry::Column::AccountId.eq(account.0))
            .filter(entry::Column::Seq.gt(after))
            .order_by_asc(entry::Column::Seq)
            .limit(PAGE)
            .all(core.db.read())
            .await?;
        let Some(last) = rows.last().map(|row| row.seq) else { break };
        for row in rows {
            if row.seq < 1 {
                let what = "an entry stands before the first one";
                return Ok(Err(Fault { account, seq: row.seq, what }));
            }
            seq += 1;
            if let Some(what) = fault(&row, seq, &previous) {
                return Ok(Err(Fault { account, seq, what }));
            }
            previous = row.hash;
        }
        after = last;
    }
    let head = head::Entity::find_by_id(account.0).one(core.db.read()).await?;
    let whole = head.map_or(seq == 0, |head| head.seq == seq && head.hash == previous);
    let what = "the chain does not end where its head says: entries were cut off";
    Ok(if whole { Ok(seq) } else { Err(Fault { account, seq: seq + 1, what }) })
}

/// Checks the chains of all accounts: for each its length, or its first fault. An account begins with an entry, so one
/// without any has lost its history.
pub async fn verify_all(core: &Core) -> Result<Vec<(AccountId, std::result::Result<i64, Fault>)>> {
    let mut accounts: Vec<Uuid> = head::Entity::find()
        .select_only()
        .column(head::Column::AccountId)
        .into_tuple()
        .all(core.db.read())
        .await?;
    let with_entries: Vec<Uuid> = entry::Entity::find()
        .select_only()
        .column(entry::Column::AccountId)
        .distinct()
        .into_tuple()
        .all(core.db.read())
        .await?;
    let mut living = HashSet::new();
    for row in core.db.read().query_all(&Query::select().column("id").from("account").to_owned()).await? {
        living.insert(row.try_get::<Uuid>("", "id")?);
    }
    accounts.extend(with_entries);
    accounts.extend(&living);
    accounts.sort_unstable();
    accounts.dedup();
    let mut results = Vec::with_capacity(accounts.len());
    for account in accounts.into_iter().map(AccountId) {
        let what = "the whole history is gone";
        let outcome = match verify(core, account).await? {
            Ok(0) if living.contains(&account.0) => Err(Fault { account, seq: 1, what }),
            outcome => outcome,
        };
        results.push((account, outcome));
    }
    Ok(results)
}

fn fault(row: &entry::Model, expected: i64, previous: &[u8]) -> Option<&'static str> {
    if row.seq != expected {
        return Some("an entry is missing");
    }
    if row.previous != previous {
        return Some("the entry does not follow the one before it");
    }
    (Link::of_row(row).hash(previous).as_slice() != row.hash).then_some("the entry was changed")
}
