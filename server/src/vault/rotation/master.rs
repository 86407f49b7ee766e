//! A new version of the KEK.

use crate::{
    Core, Error, Result, backups,
    clock::from_millis,
    vault::{
        KeyOwner, Vault,
        entity::{key, master},
        repository,
        wrapping::place,
    },
};
use uuid::Uuid;

/// How many keys are wrapped anew in one transaction.
const BATCH: u64 = 100;
/// How long an old version of the KEK is kept after nothing uses it any more: as long as a backup may be kept (P-58),
/// because its key is wrapped under the version that was in use when it was made.
const KEEP_MS: i64 = 90 * 24 * 3_600_000;

/// How a rotation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MasterRotation {
    /// The version in use.
    pub version: i32,
    /// How many keys it wraps now that another did before.
    pub rewrapped: u64,
    /// Whether an earlier rotation, which was cut off, was finished instead of beginning a new one.
    pub resumed: bool,
}

/// Makes a new version of the KEK and wraps every key of the installation under it; after a rotation that was cut off it
/// finishes that one. `step` is told of each step that has been kept, and may stop the rest.
pub async fn rotate_master(
    core: &Core,
    step: &mut (dyn FnMut(&str) -> Result<()> + Send),
) -> Result<MasterRotation> {
    let vault = &core.vault;
    let current = vault.look(core.db.read()).await?;
    let resumed = !repository::under_other_kek(core.db.read(), current, Uuid::nil(), 1).await?.is_empty();
    let version = if resumed {
        current
    } else {
        let new = vault.keeper.rotate(current).await?;
        step("the new version is kept")?;
        repository::note_master(core.db.write(), &new, core.now_ms()).await?;
        step("the new version is in use")?;
        vault.look(core.db.read()).await?
    };
    let rewrapped = rewrap(core, version, step).await?;
    tracing::info!(version, rewrapped, resumed, "the master key was rotated");
    Ok(MasterRotation { version, rewrapped, resumed })
}

/// Wraps under `version` what another version wraps.
pub(super) async fn rewrap(
    core: &Core,
    version: i32,
    step: &mut (dyn FnMut(&str) -> Result<()> + Send),
) -> Result<u64> {
    let (mut rewrapped, mut after) = (0, Uuid::nil());
    loop {
        let rows = repository::under_other_kek(core.db.read(), version, after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(rewrapped) };
        after = last.id;
        // A key service is asked before the transaction begins, so that nobody waits for it.
        let mut wrapped = Vec::with_capacity(rows.len());
        for row in &rows {
            wrapped.push(core.vault.wrapped_anew(row, version).await?);
        }
        let tx = core.db.begin().await?;
        for (row, wrapped) in rows.iter().zip(wrapped) {
            repository::rewrap(&tx, row, version, wrapped).await?;
            rewrapped += 1;
        }
        tx.commit().await?;
        step("a batch is wrapped anew")?;
    }
}

/// Gives up every version of the KEK but the one in use, if nothing uses them and they have been kept long enough:
/// ninety days, or when it is to be `soon` no longer than other nodes may still use them. Returns how many. While a
/// backup needs one of them none is given up, and whoever wants it soon is told so.
pub async fn retire_master(core: &Core, soon: bool) -> Result<u64> {
    let (conn, now) = (core.db.read(), core.now_ms());
    let masters = repository::masters(conn).await?;
    let Some(newest) = masters.iter().rev().find(|row| row.retired_at.is_none()) else { return Ok(0) };
    let has_old = masters.iter().any(|row| row.version < newest.version && row.retired_at.is_none());
    let keep = if soon { core.vault.pace.keep_ms() } else { KEEP_MS };
    let mut retired = 0;
    if has_old {
        let is_used = repository::counts_by_kek(conn).await?.keys().any(|version| *version != newest.version);
        if is_used || now - newest.created_at < keep {
            return Ok(0);
        }
        if let Some(refusal) = still_needed(core, &masters, newest.version).await? {
            return if soon { Err(refusal) } else { Ok(0) };
        }
        retired = repository::retire_masters(core.db.write(), newest.version, now).await?;
    }
    if masters.len() > 1 && core.vault.keeper.retire(newest.version).await? {
        tracing::info!(below = newest.version, "old versions of the master key were given up");
    }
    Ok(retired)
}

/// Why versions below `newest` cannot be given up: backups that are kept do not open without them.
async fn still_needed(core: &Core, masters: &[master::Model], newest: i32) -> Result<Option<Error>> {
    let is_old = |row: &&master::Model| row.version < newest && row.retired_at.is_none();
    let old: Vec<i32> = masters.iter().filter(is_old).map(|row| row.version).collect();
    let needed = backups::needing(core, &old).await?;
    Ok(needed.map(|(count, until)| {
        let until = from_millis(until).format("%Y-%m-%d %H:%M UTC");
        Error::Refused(format!(
            "{count} backup(s) need an old version of the master key and can never be restored whole without it; \
             the last of them is kept until {until}. Nothing was given up: wait until then, or delete those backups \
             first."
        ))
    }))
}

impl Vault {
    /// The key in `row` as `version` of the KEK wraps it.
    async fn wrapped_anew(&self, row: &key::Model, version: i32) -> Result<Vec<u8>> {
        let owner = KeyOwner::of(row.account_id, &row.owner_kind, row.owner_id)
            .ok_or_else(|| Error::Internal(format!("a key of the unknown kind {}", row.owner_kind)))?;
        let plain = self.keeper.unwrap(row.kek_version, place(owner), &row.wrapped).await?;
        self.keeper.wrap(version, place(owner), &plain).await
    }
}
