//! Being left out of counts.

use super::entity::opt_out::{Column, Entity, Model};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
};
use sea_orm::{EntityTrait, IntoActiveModel, sea_query::OnConflict};

/// Whether the account is left out.
pub async fn is_left_out(core: &Core, scope: &Scope) -> Result<bool> {
    Ok(Entity::find_by_id(scope.account.0).one(core.db.read()).await?.is_some())
}

/// Leaves the account out from the next cut on, or takes it in again.
pub async fn leave_out(core: &Core, scope: &Scope, out: bool) -> Result<()> {
    let tx = core.db.begin().await?;
    if out {
        let row = Model { account_id: scope.account.0, since: core.now_ms() }.into_active_model();
        let once = OnConflict::column(Column::AccountId).do_nothing().to_owned();
        Entity::insert(row).on_conflict(once).exec_without_returning(&tx).await?;
    } else {
        Entity::delete_by_id(scope.account.0).exec(&tx).await?;
    }
    let entry = Entry::new("aggregates.choice", Subject::one("account", scope.account));
    audit::record(&tx, core, scope, entry.with(if out { "counted=no" } else { "counted=yes" })).await?;
    Ok(tx.commit().await?)
}
