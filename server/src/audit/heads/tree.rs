//! The Merkle tree over a history: its leaves are the hashes of the entries, in their order (RFC 6962).
//!
//! The tree is not kept. What is needed to go on with it, a few hashes, stands beside the heads in `heads/<account>.tree`.
//! That file is believed only when it gives the root that was signed last; without it the history is read from its start.

use super::{Head, file};
use crate::{
    Core, Result,
    audit::{
        entity::entry,
        merkle::{Growing, Hash, leaf_hash},
    },
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

/// How many entries are read at a time.
const PAGE: u64 = 5_000;

/// The leaves of a history after the entry `after`, up to `to`, some at a time.
pub(super) struct Leaves<'a> {
    core: &'a Core,
    account: AccountId,
    after: i64,
    to: i64,
}

impl<'a> Leaves<'a> {
    pub(super) const fn between(core: &'a Core, account: AccountId, after: i64, to: i64) -> Self {
        Self { core, account, after, to }
    }

    /// The next of them, each with the number of its entry; none at the end, or where an entry is missing.
    pub(super) async fn next(&mut self) -> Result<Vec<(i64, Hash)>> {
        let rows: Vec<(i64, Vec<u8>)> = entry::Entity::find()
            .filter(entry::Column::AccountId.eq(self.account.0))
            .filter(entry::Column::Seq.gt(self.after))
            .filter(entry::Column::Seq.lte(self.to))
            .order_by_asc(entry::Column::Seq)
            .limit(PAGE)
            .select_only()
            .columns([entry::Column::Seq, entry::Column::Hash])
            .into_tuple()
            .all(self.core.db.read())
            .await?;
        let mut leaves = Vec::with_capacity(rows.len());
        for (seq, hash) in rows {
            if seq != self.after + 1 {
                break;
            }
            self.after = seq;
            leaves.push((seq, leaf_hash(&hash)));
        }
        Ok(leaves)
    }
}

/// The tree of a history up to the entry `to`; `None` when entries are missing. `last` is the newest head that a key
/// of ours has signed: only its root is believed.
pub(super) async fn up_to(
    core: &Core,
    account: AccountId,
    to: i64,
    last: Option<&Head>,
) -> Result<Option<Growing>> {
    let kept = last.filter(|last| last.seq <= to).and_then(|last| kept(core, account, last));
    let mut tree = kept.unwrap_or_default();
    let mut leaves = Leaves::between(core, account, i64::try_from(tree.size()).unwrap_or(i64::MAX), to);
    loop {
        let page = leaves.next().await?;
        if page.is_empty() {
            break;
        }
        for (_, leaf) in page {
            tree.push(leaf);
        }
    }
    Ok((i64::try_from(tree.size()) == Ok(to)).then_some(tree))
}

/// The tree as it is kept: its size, and in hexadecimal the roots of its full trees.
#[derive(Serialize, Deserialize)]
struct Kept {
    size: u64,
    full: Vec<String>,
}

/// The tree whose root `last` has signed, if it was kept.
fn kept(core: &Core, account: AccountId, last: &Head) -> Option<Growing> {
    let kept: Kept = serde_json::from_str(&file::read_tree(core, account)?).ok()?;
    let full: Option<Vec<Hash>> = kept.full.iter().map(|hash| hash_of(hash)).collect();
    let tree = Growing::of(kept.size, full?)?;
    let is_signed = i64::try_from(tree.size()) == Ok(last.seq)
        && last.root.as_ref().is_some_and(|root| *root == hex::encode(tree.root()));
    is_signed.then_some(tree)
}

/// Keeps the tree for the next time. Nothing is lost when that fails.
pub(super) async fn keep(core: &Core, account: AccountId, tree: &Growing) -> Result<()> {
    let kept = Kept { size: tree.size(), full: tree.full().iter().map(hex::encode).collect() };
    file::write_tree(core, account, serde_json::to_string(&kept)?).await
}

/// A hash in hexadecimal.
pub(super) fn hash_of(text: &str) -> Option<Hash> {
    hex::decode(text).ok()?.try_into().ok()
}
