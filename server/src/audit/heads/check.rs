//! Every signed head must still be found in its history.

use super::{
    Head, Mark, file,
    tree::{Leaves, hash_of},
    write,
};
use crate::{
    Core, Result,
    audit::{
        Fault,
        entity::{entry, head},
        merkle::Growing,
        signing::{PublicKey, public_keys},
    },
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

const FORGED: &str = "the signed head of this entry is not ours: the signature does not fit";
const CUT_OFF: &str = "the history ends before this entry, but a later end was signed: it was cut off, or the database is an older copy";
const REWRITTEN: &str = "from here on the entries are not those whose end was signed";
const OTHER_TREE: &str = "between the signed end before this entry and the next one the entries do not have the tree whose root was signed";
const UNSIGNED: &str = "this history is older than an hour and has no signed head: those that it had are gone, or no server has run since it began";
const FOREIGN: &str = "a signed head of another account stands among those of this one";

/// How many heads agreed with a history.
pub type Checked = std::result::Result<usize, Fault>;

/// Compares heads with the history of `account`.
pub async fn check(core: &Core, account: AccountId, heads: &[Head]) -> Result<Checked> {
    let keys = public_keys(core.db.read(), core).await?;
    if let Some(fault) = false_line(account, heads, &keys) {
        return Ok(Err(fault));
    }
    let valid = valid(heads);
    let hashes = hashes(core, account, &valid).await?;
    let mut agreed = 0;
    for head in &valid {
        match hashes.get(&head.seq) {
            Some(hash) if *hash == head.hash => agreed = head.seq,
            Some(_) => return Ok(Err(Fault { account, seq: agreed + 1, what: REWRITTEN })),
            None => {
                let seq = length(core, account).await?.min(head.seq - 1) + 1;
                return Ok(Err(Fault { account, seq, what: CUT_OFF }));
            }
        }
    }
    Ok(Ok(heads.len()))
}

/// The same, and then the roots that were signed, for which the history is read once from its start.
async fn check_with_trees(core: &Core, account: AccountId, heads: &[Head]) -> Result<Checked> {
    let checked = check(core, account, heads).await?;
    if checked.is_err() {
        return Ok(checked);
    }
    let rooted: Vec<&Head> = valid(heads).into_iter().filter(|head| head.root.is_some()).collect();
    let Some(last) = rooted.last() else { return Ok(checked) };
    let mut leaves = Leaves::between(core, account, 0, last.seq);
    let (mut tree, mut agreed, mut heads) = (Growing::default(), 0, rooted.iter().peekable());
    while heads.peek().is_some() {
        let page = leaves.next().await?;
        if page.is_empty() {
            return Ok(Err(Fault { account, seq: agreed + 1, what: OTHER_TREE }));
        }
        for (seq, leaf) in page {
            tree.push(leaf);
            while let Some(head) = heads.next_if(|head| head.seq == seq) {
                if head.root.as_deref().and_then(hash_of) != Some(tree.root()) {
                    return Ok(Err(Fault { account, seq: agreed + 1, what: OTHER_TREE }));
                }
                agreed = seq;
            }
        }
    }
    Ok(checked)
}

/// The same for every account that has a file or a history. A history without any head is a fault once it should have
/// been signed: whoever takes the heads away must not look as if there was nothing to compare.
pub async fn check_all(core: &Core) -> Result<Vec<(AccountId, Checked)>> {
    let mut accounts = file::accounts(core)?;
    accounts.extend(write::accounts(core).await?);
    accounts.sort_unstable();
    accounts.dedup();
    let due = core.now_ms() - write::HOUR_MS;
    let mut results = Vec::with_capacity(accounts.len());
    for account in accounts {
        let heads = file::read(core, account)?;
        let checked = match began_at(core, account).await? {
            Some((seq, at)) if heads.is_empty() && at < due => Err(Fault { account, seq, what: UNSIGNED }),
            _ => check_with_trees(core, account, &heads).await?,
        };
        results.push((account, checked));
    }
    Ok(results)
}

/// The entries of an account after its newest head, first and last: they are not signed yet.
pub async fn unsigned(core: &Core, account: AccountId) -> Result<Option<(i64, i64)>> {
    let signed = file::read(core, account)?.pop().map_or(0, |head| head.seq);
    let last = length(core, account).await?;
    Ok((last > signed).then_some((signed + 1, last)))
}

/// The same for a text of heads that somebody has kept, of any accounts.
pub async fn check_file(core: &Core, text: &str) -> Result<Vec<(AccountId, Checked)>> {
    let mut by_account: BTreeMap<Uuid, Vec<Head>> = BTreeMap::new();
    for head in file::parse(&format!("{text}\n"))? {
        by_account.entry(head.account).or_default().push(head);
    }
    let mut results = Vec::with_capacity(by_account.len());
    for (account, heads) in by_account {
        let account = AccountId(account);
        results.push((account, check_with_trees(core, account, &heads).await?));
    }
    Ok(results)
}

/// Accounts whose history has had an entry since `before` that no head covers.
pub async fn unsigned_since(core: &Core, before: i64) -> Result<usize> {
    let mut late = 0;
    for end in head::Entity::find().all(core.db.read()).await? {
        let last = file::read(core, AccountId(end.account_id))?.pop().map_or(0, |head| head.seq);
        let next = entry::Entity::find_by_id((end.account_id, last + 1)).one(core.db.read()).await?;
        late += usize::from(next.is_some_and(|entry| entry.at < before));
    }
    Ok(late)
}

fn false_line(account: AccountId, heads: &[Head], keys: &[PublicKey]) -> Option<Fault> {
    heads.iter().find_map(|head| {
        let what = if head.account != account.0 {
            FOREIGN
        } else if head.is_signed_by(keys) {
            return None;
        } else {
            FORGED
        };
        Some(Fault { account, seq: head.seq, what })
    })
}

/// The heads that must be found, in the order of their entries. A restored backup takes those with it that were signed
/// after it was made, and the end of an account takes all.
pub(super) fn valid(heads: &[Head]) -> Vec<&Head> {
    let mut valid: Vec<&Head> = Vec::with_capacity(heads.len());
    for head in heads {
        match head.mark {
            Mark::Head => {}
            Mark::Restored => valid.retain(|earlier| earlier.seq <= head.seq),
            Mark::Ended => valid.clear(),
        }
        if head.mark != Mark::Ended {
            valid.push(head);
        }
    }
    valid.sort_by_key(|head| head.seq);
    valid
}

async fn hashes(core: &Core, account: AccountId, heads: &[&Head]) -> Result<HashMap<i64, String>> {
    let mut hashes = HashMap::with_capacity(heads.len());
    for part in heads.chunks(1_000) {
        let rows: Vec<(i64, Vec<u8>)> = entry::Entity::find()
            .filter(entry::Column::AccountId.eq(account.0))
            .filter(entry::Column::Seq.is_in(part.iter().map(|head| head.seq)))
            .select_only()
            .columns([entry::Column::Seq, entry::Column::Hash])
            .into_tuple()
            .all(core.db.read())
            .await?;
        hashes.extend(rows.into_iter().map(|(seq, hash)| (seq, hex::encode(hash))));
    }
    Ok(hashes)
}

/// The number of the oldest entry, and when it was written.
async fn began_at(core: &Core, account: AccountId) -> Result<Option<(i64, i64)>> {
    let oldest = entry::Entity::find()
        .filter(entry::Column::AccountId.eq(account.0))
        .order_by_asc(entry::Column::Seq)
        .select_only()
        .columns([entry::Column::Seq, entry::Column::At])
        .into_tuple()
        .one(core.db.read())
        .await?;
    Ok(oldest)
}

/// The number of the last entry.
async fn length(core: &Core, account: AccountId) -> Result<i64> {
    let last = entry::Entity::find()
        .filter(entry::Column::AccountId.eq(account.0))
        .order_by_desc(entry::Column::Seq)
        .select_only()
        .column(entry::Column::Seq)
        .into_tuple()
        .one(core.db.read())
        .await?;
    Ok(last.unwrap_or_default())
}
