//! What rules would do, counted from the directory before anything is set.

use super::{Choice, repository, service::chosen};
use crate::{
    Core, Result, Scope,
    leads::directory::{Directory, directory},
};
use realtoros_domain::{
    Stage,
    ids::LeadId,
    retention::{NOTICE_MS, Rule},
};

/// What a rule does to the leads of its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The stage.
    pub stage: Stage,
    /// The months of its rule; none when its leads are kept.
    pub months: Option<u16>,
    /// How many leads are in the stage.
    pub leads: u64,
    /// When it erases the first of them, in milliseconds since 1970 UTC; none when nobody is in the stage.
    pub first_at: Option<i64>,
    /// How many it erases on that day.
    pub first: u64,
    /// How many it erases within a year from now, these included.
    pub within_a_year: u64,
}

/// A lead whom a rule takes soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who it is.
    pub lead: LeadId,
    /// Their name.
    pub name: String,
    /// Their stage.
    pub stage: Stage,
    /// When something happened last, in milliseconds since 1970 UTC.
    pub last_at: i64,
    /// When they are erased, in milliseconds since 1970 UTC.
    pub at: i64,
}

const DAY_MS: i64 = realtoros_domain::closing::DAY_MS;

/// What the account's rules would do if these choices were made now, stage by stage. Changes nothing.
pub async fn preview(core: &Core, scope: &Scope, choices: &[Choice]) -> Result<Vec<Preview>> {
    let now = core.now_ms();
    let rules = chosen(&repository::rules(core.db.read(), scope.account).await?, choices, now)?;
    let directory = directory(core, scope).await?;
    Ok(Stage::ALL.map(|stage| count(&directory, stage, &rules, now)).to_vec())
}

fn count(directory: &Directory, stage: Stage, rules: &[Rule], now: i64) -> Preview {
    let rule = rules.iter().find(|rule| rule.stage == stage).copied();
    let of_stage = directory.rows().iter().filter(|row| row.stage == stage);
    let leads = of_stage.clone().count() as u64;
    let mut dates: Vec<i64> =
        rule.map_or_else(Vec::new, |rule| of_stage.filter_map(|row| rule.due_at(row.updated_at)).collect());
    dates.sort_unstable();
    let first_at = dates.first().copied();
    let until = |end: i64| dates.partition_point(|at| *at < end) as u64;
    Preview {
        stage,
        months: rule.map(|rule| rule.months),
        leads,
        first_at,
        first: first_at.map_or(0, |at| until((at.div_euclid(DAY_MS) + 1) * DAY_MS)),
        within_a_year: until(now + 365 * DAY_MS),
    }
}

/// The leads whom the rules take within thirty days, the first first.
pub async fn due_soon(core: &Core, scope: &Scope) -> Result<Vec<Due>> {
    let rules = repository::rules(core.db.read(), scope.account).await?;
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    Ok(due(&*directory(core, scope).await?, &rules, core.now_ms() + NOTICE_MS))
}

/// The leads of the directory who are due at `now`, the longest first.
pub(super) fn due(directory: &Directory, rules: &[Rule], now: i64) -> Vec<Due> {
    let mut due: Vec<Due> = directory
        .rows()
        .iter()
        .filter_map(|row| {
            let rule = rules.iter().find(|rule| rule.stage == row.stage)?;
            let at = rule.due_at(row.updated_at).filter(|at| *at <= now)?;
            Some(Due { lead: row.id, name: row.name.clone(), stage: row.stage, last_at: row.updated_at, at })
        })
        .collect();
    due.sort_unstable_by_key(|due| (due.at, due.lead));
    due
}
