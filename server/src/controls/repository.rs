//! Queries of results and canaries.

use super::{
    ALL, Control, Outcome,
    entity::{canary, result},
};
use crate::{
    Core, Result,
    vault::{KeyOwner, Record},
};
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How a control ended last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// How.
    pub outcome: Outcome,
    /// When, in milliseconds since 1970 UTC.
    pub ran_at: i64,
}

/// Every control with its last result; `None` for one that was never tried here.
pub async fn last(core: &Core) -> Result<Vec<(&'static Control, Option<Last>)>> {
    let mut rows = result::Entity::find().all(core.db.read()).await?;
    // What a clock that went ahead has left says nothing of the present.
    rows.retain(|row| row.ran_at <= core.now_ms());
    let mut of = |control: &Control| {
        let at = rows.iter().position(|row| row.name == control.name)?;
        let row = rows.swap_remove(at);
        Some(Last { outcome: Outcome::from_stored(&row.outcome, row.reason), ran_at: row.ran_at })
    };
    Ok(ALL.iter().map(|control| (control, of(control))).collect())
}

/// Stores how a control ended.
pub(super) async fn store(core: &Core, control: &Control, outcome: &Outcome) -> Result<()> {
    let row = result::Model {
        name: control.name.to_owned(),
        outcome: outcome.word().to_owned(),
        reason: outcome.reason().to_owned(),
        ran_at: core.now_ms(),
    };
    let replace = OnConflict::column(result::Column::Name)
        .update_columns([result::Column::Outcome, result::Column::Reason, result::Column::RanAt])
        .to_owned();
    result::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_without_returning(core.db.write())
        .await?;
    Ok(())
}

/// A word of a canary, sealed as personal data is.
#[derive(Debug, Serialize, Deserialize)]
struct Canary {
    word: String,
}

impl Record for Canary {
    const TABLE: &'static str = "control_canary";
}

/// How many canaries stay planted.
const KEPT: u64 = 7;

/// Plants one more canary through the vault and removes those that are too old; every word that is planted now.
pub(super) async fn plant(core: &Core, word: String) -> Result<Vec<String>> {
    let nobody = AccountId(Uuid::nil());
    let tx = core.db.begin().await?;
    let key = core.vault.key(&tx, KeyOwner::Platform).await?;
    let id = core.new_id();
    let row = canary::ActiveModel {
        id: Set(id),
        planted_at: Set(core.now_ms()),
        sealed: Set(key.seal(nobody, id, &Canary { word })?),
    };
    canary::Entity::insert(row).exec_without_returning(&tx).await?;
    let rows = canary::Entity::find().order_by_desc(canary::Column::Id).limit(KEPT).all(&tx).await?;
    let kept: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    canary::Entity::delete_many().filter(canary::Column::Id.is_not_in(kept)).exec(&tx).await?;
    tx.commit().await?;
    rows.iter().map(|row| Ok(key.open::<Canary>(nobody, row.id, &row.sealed)?.word)).collect()
}
