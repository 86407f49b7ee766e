//! Use cases of a newsletter until it is sent.

use super::{Newsletter, repository, repository::in_state};
use crate::{
    Core, Error, Result, Scope, accounts,
    audit::{self, Entry, Subject},
};
use realtoros_domain::{
    ids::NewsletterId,
    newsletter::{Content, Problem, State, check},
};
use sea_orm::ActiveValue::Set;

/// Begins a newsletter.
pub async fn create(core: &Core, scope: &Scope, content: Content) -> Result<NewsletterId> {
    let tx = core.db.begin().await?;
    let id = repository::insert(&tx, core, scope.account, &content).await?;
    audit::record(&tx, core, scope, entry("newsletter.created", id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// One newsletter of the account.
pub async fn get(core: &Core, scope: &Scope, id: NewsletterId) -> Result<Newsletter> {
    repository::load(core.db.read(), core, scope.account, id).await
}

/// Stores a draft as it is, finished or not.
pub async fn save(core: &Core, scope: &Scope, id: NewsletterId, content: &Content) -> Result<()> {
    let tx = core.db.begin().await?;
    let columns = repository::sealed(&tx, core, scope.account, id, content).await?;
    if !repository::change(&tx, core, scope.account, id, &[State::Draft], columns).await? {
        return Err(
            refusal(core, scope, id, "Only a draft can be changed. Take the approval back first.").await
        );
    }
    Ok(tx.commit().await?)
}

/// Removes a draft.
pub async fn discard(core: &Core, scope: &Scope, id: NewsletterId) -> Result<()> {
    let tx = core.db.begin().await?;
    if !repository::delete_draft(&tx, scope.account, id).await? {
        return Err(refusal(core, scope, id, "Only a draft can be removed.").await);
    }
    audit::record(&tx, core, scope, entry("newsletter.discarded", id)).await?;
    Ok(tx.commit().await?)
}

/// What stands against sending the newsletter.
pub(super) async fn problems(core: &Core, scope: &Scope, content: &Content) -> Result<Vec<Problem>> {
    Ok(check(content, &accounts::profile(core, scope).await?.postal_address))
}

/// A person stands behind the newsletter: from now on its content does not change (P-51).
pub async fn approve(core: &Core, scope: &Scope, id: NewsletterId) -> Result<()> {
    let Some(member) = scope.actor.member() else {
        return Err(Error::Refused("Only a person can approve a newsletter.".to_owned()));
    };
    let postal_address = accounts::profile(core, scope).await?.postal_address;
    let tx = core.db.begin().await?;
    // Read inside the transaction: what is approved is what was checked.
    let newsletter = repository::load(&tx, core, scope.account, id).await?;
    let problems = check(&newsletter.content, &postal_address);
    if !problems.is_empty() {
        return Err(Error::Invalid(
            problems.into_iter().map(|one| one.message).collect::<Vec<_>>().join(" "),
        ));
    }
    let mut columns = in_state(State::Approved);
    columns.approved_by = Set(Some(member.0));
    columns.approved_at = Set(Some(core.now_ms()));
    if !repository::change(&tx, core, scope.account, id, &[State::Draft], columns).await? {
        return Err(Error::Conflict("This newsletter has been approved already.".to_owned()));
    }
    audit::record(&tx, core, scope, entry("newsletter.approved", id)).await?;
    Ok(tx.commit().await?)
}

/// Takes the approval back, so that the newsletter can be changed again.
pub async fn reopen(core: &Core, scope: &Scope, id: NewsletterId) -> Result<()> {
    let tx = core.db.begin().await?;
    let mut columns = in_state(State::Draft);
    columns.approved_by = Set(None);
    columns.approved_at = Set(None);
    if !repository::change(&tx, core, scope.account, id, &[State::Approved], columns).await? {
        return Err(refusal(
            core,
            scope,
            id,
            "Only an approved newsletter that is not being sent can be changed.",
        )
        .await);
    }
    audit::record(&tx, core, scope, entry("newsletter.reopened", id)).await?;
    Ok(tx.commit().await?)
}

pub(super) fn entry(action: &'static str, id: NewsletterId) -> Entry {
    Entry::new(action, Subject::one("newsletter", id))
}

/// Why nothing was changed: there is no such newsletter, or it is in another state.
pub(super) async fn refusal(core: &Core, scope: &Scope, id: NewsletterId, why: &str) -> Error {
    match get(core, scope, id).await {
        Ok(_) => Error::Conflict(why.to_owned()),
        Err(error) => error,
    }
}
