//! Announcing a transfer, and what accounts decide about it.

use super::{
    Transfer,
    repository::{self, cancel, find, insert},
};
use crate::{
    Core, Error, Result, Scope, accounts,
    audit::{self, Entry, Subject},
    db,
    privacy::notices::{Kind, clear, decide, decisions, of_account, tell_everybody},
};
use chrono::NaiveDate;
use realtoros_domain::contact::tidy;
use uuid::Uuid;

/// The shortest time between the announcement and the transfer.
pub const WINDOW_DAYS: i64 = 30;
pub(super) const WINDOW_MS: i64 = WINDOW_DAYS * 24 * 3_600_000;
/// What the row of an account says when it keeps its data out.
pub(super) const OUT: &str = "opted_out";

/// A transfer as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What was announced.
    pub transfer: Transfer,
    /// How many accounts were told.
    pub told: usize,
    /// How many keep their data out.
    pub out: usize,
    /// How many accounts work now.
    pub active: usize,
}

/// Announces a transfer to `recipient` on `effective` (the beginning of that day, UTC) to every account. Its window is not
/// shorter than thirty whole days.
pub async fn announce(core: &Core, recipient: &str, effective: NaiveDate) -> Result<Transfer> {
    let recipient = tidy(recipient);
    if recipient.is_empty() {
        return Err(Error::invalid("say to whom: the name of the company that takes over"));
    }
    let now = core.now_ms();
    let effective_at = effective.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis();
    if effective_at < now + WINDOW_MS {
        let earliest = (core.now() + chrono::TimeDelta::days(WINDOW_DAYS + 1)).date_naive();
        return Err(Error::Invalid(format!(
            "everybody has {WINDOW_DAYS} days to leave first: the earliest date is {earliest}"
        )));
    }
    db::across(async {
        let tx = core.db.begin().await?;
        if let Some(open) = repository::standing(&tx).await? {
            return Err(Error::Conflict(format!(
                "a transfer to {} stands; call it off first",
                open.recipient
            )));
        }
        let transfer =
            Transfer { id: core.new_id(), recipient, announced_at: now, effective_at, cancelled_at: None };
        insert(&tx, &transfer).await?;
        tell_everybody(&tx, core, Kind::Transfer, transfer.id).await?;
        tx.commit().await?;
        Ok(transfer)
    })
    .await
}

/// Calls the transfer off.
pub async fn call_off(core: &Core) -> Result<Transfer> {
    let tx = core.db.begin().await?;
    let open = repository::standing(&tx).await?.ok_or(Error::NotFound)?;
    cancel(&tx, open.id, core.now_ms()).await?;
    tx.commit().await?;
    Ok(open)
}

/// The transfer with this number, unless it was called off.
pub async fn announced(core: &Core, id: Uuid) -> Result<Option<Transfer>> {
    Ok(find(core.db.read(), id).await?.filter(|transfer| transfer.cancelled_at.is_none()))
}

/// How the transfer stands, if one does.
pub async fn standing(core: &Core) -> Result<Option<Standing>> {
    db::across(async {
        let Some(transfer) = repository::standing(core.db.read()).await? else { return Ok(None) };
        let told = decisions(core.db.read(), Kind::Transfer, transfer.id).await?;
        let out = told.iter().filter(|it| it.decision == OUT).count();
        let active = accounts::active(core.db.read()).await?.len();
        Ok(Some(Standing { told: told.len(), out, active, transfer }))
    })
    .await
}

/// The transfer that stands, and whether the account keeps its data out of it.
pub async fn own_choice(core: &Core, scope: &Scope) -> Result<Option<(Transfer, bool)>> {
    let Some(transfer) = repository::standing(core.db.read()).await? else { return Ok(None) };
    let told = of_account(core.db.read(), scope.account).await?;
    let is_out = told.iter().any(|it| it.about == transfer.id && it.decision == OUT);
    Ok(Some((transfer, is_out)))
}

/// The account keeps its data out of the transfer. Possible until the day of the transfer.
pub async fn keep_out(core: &Core, scope: &Scope) -> Result<()> {
    change(core, scope, true).await
}

/// The account takes part again.
pub async fn take_part_again(core: &Core, scope: &Scope) -> Result<()> {
    change(core, scope, false).await
}

async fn change(core: &Core, scope: &Scope, out: bool) -> Result<()> {
    let tx = core.db.begin().await?;
    let transfer = repository::standing(&tx).await?.ok_or(Error::NotFound)?;
    if core.now_ms() >= transfer.effective_at {
        return Err(Error::Refused(
            "The day of the transfer has come; this can no longer be changed.".to_owned(),
        ));
    }
    if out {
        decide(&tx, core, scope.account, Kind::Transfer, transfer.id, OUT).await?;
    } else {
        clear(&tx, scope.account, Kind::Transfer, vec![transfer.id]).await?;
    }
    let action = if out { "transfer.kept_out" } else { "transfer.takes_part" };
    audit::record(&tx, core, scope, Entry::new(action, Subject::one("account", scope.account))).await?;
    Ok(tx.commit().await?)
}
