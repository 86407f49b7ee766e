//! Queries of rules.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{Error, Result};
use realtoros_domain::{ids::AccountId, retention::Rule};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
};
use uuid::Uuid;

/// The rules of an account, by stage.
pub(super) async fn rules(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Rule>> {
    let rows = Entity::find().filter(Column::AccountId.eq(account.0)).all(conn).await?;
    let mut rules = rows.into_iter().map(rule).collect::<Result<Vec<_>>>()?;
    rules.sort_unstable_by_key(|rule| rule.stage);
    Ok(rules)
}

/// The accounts that have any rule.
pub(super) async fn accounts(conn: &impl ConnectionTrait) -> Result<Vec<AccountId>> {
    let ids: Vec<Uuid> =
        Entity::find().select_only().column(Column::AccountId).distinct().into_tuple().all(conn).await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Stores these rules in the place of all others.
pub(super) async fn replace(tx: &impl ConnectionTrait, account: AccountId, rules: &[Rule]) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account.0)).exec(tx).await?;
    let rows: Vec<ActiveModel> = rules
        .iter()
        .map(|rule| Model {
            account_id: account.0,
            stage: rule.stage.as_str().to_owned(),
            months: rule.months.into(),
            since: rule.since,
        })
        .map(|row| row.into_active_model().reset_all())
        .collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn rule(row: Model) -> Result<Rule> {
    let unreadable = |what: String| Error::Internal(format!("a rule of retention has {what}"));
    Ok(Rule {
        stage: row.stage.parse().map_err(|_| unreadable(format!("the stage {}", row.stage)))?,
        months: u16::try_from(row.months).map_err(|_| unreadable(format!("{} months", row.months)))?,
        since: row.since,
    })
}
