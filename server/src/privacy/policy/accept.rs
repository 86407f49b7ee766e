//! Accepting a version of the policy.

use super::entity::{Column, Entity, Model};
use crate::{
    Core, Error, Result, Scope, accounts,
    audit::{self, Entry, Subject},
    privacy::data_map::Purpose,
};
use realtoros_domain::policy::{self, Version};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, sea_query::OnConflict};

/// An accepted version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// Which.
    pub version: String,
    /// The fingerprint of its text.
    pub hash: String,
    /// When, in milliseconds since 1970 UTC.
    pub accepted_at: i64,
}

/// The version that the acting member must accept before going on; `None` when there is none. Costs no query as long as no
/// material version is in force.
pub async fn to_accept(core: &Core, scope: &Scope) -> Result<Option<&'static Version>> {
    let today = core.now().date_naive();
    if policy::to_accept(core.policies, "", today).is_none() {
        return Ok(None);
    }
    let accepted = accounts::accepted_policy(core.db.read(), scope).await?;
    Ok(policy::to_accept(core.policies, &accepted, today))
}

/// Whether data may be used for a purpose: not for one that a version adds which the account has not accepted (T9).
pub async fn is_purpose_open(core: &Core, scope: &Scope, purpose: Purpose) -> Result<bool> {
    if core.policies.iter().all(|version| version.new_purposes.is_empty()) {
        return Ok(true);
    }
    let accepted = accounts::accepted_policy(core.db.read(), scope).await?;
    Ok(policy::is_covered(core.policies, &accepted, purpose.as_str()))
}

/// The acting member accepts the version in force, which must be the one they were shown.
pub async fn accept(core: &Core, scope: &Scope, version: &str) -> Result<()> {
    let Some(member) = scope.actor.member() else { return Err(Error::Unauthenticated) };
    let in_force = policy::in_force(core.policies, core.now().date_naive());
    if in_force.id != version {
        return Err(Error::Conflict("There is a newer version. Please read that one.".to_owned()));
    }
    let now = core.now_ms();
    let row = Model {
        id: core.new_id(),
        account_id: scope.account.0,
        member_id: member.0,
        version: in_force.id.to_owned(),
        hash: in_force.sha256.to_owned(),
        accepted_at: now,
    };
    let tx = core.db.begin().await?;
    Entity::insert(row.into_active_model())
        .on_conflict(OnConflict::columns([Column::MemberId, Column::Version]).do_nothing().to_owned())
        .exec_without_returning(&tx)
        .await?;
    accounts::set_accepted_policy(&tx, scope, in_force, now).await?;
    let entry = Entry::new("policy.accepted", Subject::one("member", member));
    audit::record(&tx, core, scope, entry.with(format!("policy={}", in_force.id))).await?;
    Ok(tx.commit().await?)
}

/// What members of the account have accepted after signing up, the newest first.
pub async fn acceptances(core: &Core, scope: &Scope) -> Result<Vec<Acceptance>> {
    let rows = Entity::find().filter(Column::AccountId.eq(scope.account.0)).order_by_desc(Column::AcceptedAt);
    let rows = rows.all(core.db.read()).await?;
    Ok(rows
        .into_iter()
        .map(|row| Acceptance { version: row.version, hash: row.hash, accepted_at: row.accepted_at })
        .collect())
}
