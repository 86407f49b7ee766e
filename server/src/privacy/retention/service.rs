//! Choosing rules, and keeping a lead whom one would take.

use super::repository;
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db, leads,
    live::Event,
};
use realtoros_domain::{
    Stage,
    ids::LeadId,
    retention::{PERIODS, Rule},
};

/// What was chosen for a stage: after how many months, or never.
pub type Choice = (Stage, Option<u16>);

/// The rules of the account, by stage.
pub async fn rules(core: &Core, scope: &Scope) -> Result<Vec<Rule>> {
    repository::rules(core.db.read(), scope.account).await
}

/// What these choices make of the account's rules at `now`. A stage that is not named keeps its rule.
pub(super) fn chosen(rules: &[Rule], choices: &[Choice], now: i64) -> Result<Vec<Rule>> {
    let mut next = Vec::new();
    for stage in Stage::ALL {
        let old = rules.iter().find(|rule| rule.stage == stage).copied();
        let months = match choices.iter().find(|(of, _)| *of == stage) {
            None => old.map(|rule| rule.months),
            Some((_, months)) => *months,
        };
        let Some(months) = months else { continue };
        if !PERIODS.contains(&months) {
            return Err(Error::invalid(format!(
                "Leads cannot be kept for {months} months: choose from the list."
            )));
        }
        next.push(old.map_or(Rule { stage, months, since: now }, |rule| rule.changed(months, now)));
    }
    Ok(next)
}

/// Chooses for these stages. Nobody is erased for at least thirty days by what is new or shorter.
pub async fn set_rules(core: &Core, scope: &Scope, choices: &[Choice]) -> Result<()> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let before = repository::rules(&tx, scope.account).await?;
    let next = chosen(&before, choices, core.now_ms())?;
    if next == before {
        return Ok(());
    }
    repository::replace(&tx, scope.account, &next).await?;
    let words: Vec<String> = next.iter().map(|rule| format!("{}={}", rule.stage, rule.months)).collect();
    let entry = Entry::new("privacy.retention", Subject::one("account", scope.account)).with(words.join(","));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// Keeps a lead: their months begin anew.
pub async fn keep(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    let tx = core.db.begin().await?;
    leads::hold(&tx, scope.account, &[lead]).await?;
    leads::touch(&tx, core, scope.account, &[lead]).await?;
    audit::record(&tx, core, scope, Entry::new("lead.kept", Subject::one("lead", lead))).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}
