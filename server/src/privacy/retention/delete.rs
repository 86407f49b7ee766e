//! Erasing whom the rules take.

use super::{Due, preview::due, repository};
use crate::{
    Actor, Core, Error, Result, Scope, accounts, db,
    leads::{self, Lead, directory::directory},
    privacy::{
        closing,
        erasure::{self, Reason},
        requests,
    },
};
use realtoros_domain::{ids::AccountId, retention::Rule, rights::State};

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Leads that are erased now.
    pub erased: u64,
    /// Leads that are due and are kept: by a legal hold, by their own wish, or while a request of theirs is open.
    pub kept: u64,
    /// Leads that could not be erased; the next run tries again.
    pub failed: u64,
}

/// Erases every lead whose time is over, in every active account. One that fails does not stop the others.
pub async fn delete_due(core: &Core) -> Result<Deleted> {
    let mut deleted = Deleted::default();
    for account in db::across(repository::accounts(core.db.read())).await? {
        db::within(account, delete_of(core, account, &mut deleted)).await?;
    }
    Ok(deleted)
}

async fn delete_of(core: &Core, account: AccountId, deleted: &mut Deleted) -> Result<()> {
    let (scope, rules, due) = due_of(core, account, core.now_ms()).await?;
    for one in due {
        match delete(core, &scope, &rules, &one).await {
            Ok(true) => deleted.erased += 1,
            Ok(false) => deleted.kept += 1,
            Err(error) => {
                tracing::error!(%account, lead = %one.lead, %error, "a lead whose time is over could not be erased");
                deleted.failed += 1;
            }
        }
    }
    Ok(())
}

/// Who of an account is due at `now`; nobody while it is closing.
async fn due_of(core: &Core, account: AccountId, now: i64) -> Result<(Scope, Vec<Rule>, Vec<Due>)> {
    let scope = Scope { account, actor: Actor::System };
    let rules = repository::rules(core.db.read(), account).await?;
    let is_active = accounts::is_active(core.db.read(), account).await?;
    let due = if is_active { due(&*directory(core, &scope).await?, &rules, now) } else { Vec::new() };
    Ok((scope, rules, due))
}

/// Whether the lead was erased. Whatever happens with them before that keeps them.
async fn delete(core: &Core, scope: &Scope, rules: &[Rule], due: &Due) -> Result<bool> {
    if is_kept(core, scope, due).await? {
        return Ok(false);
    }
    let now = core.now_ms();
    let still = |lead: &Lead| {
        let rule = rules.iter().find(|rule| rule.stage == lead.stage);
        !lead.restricted && rule.and_then(|rule| rule.due_at(lead.updated_at)).is_some_and(|at| at <= now)
    };
    match erasure::erase_lead_if(core, scope, due.lead, Reason::Retention, still).await {
        Err(Error::Refused(_)) => Ok(false),
        outcome => outcome,
    }
}

/// Whether something else keeps a lead who is due: a legal hold, the person's wish that the data is only stored (GDPR
/// art. 18), or a request of theirs that is not answered yet.
async fn is_kept(core: &Core, scope: &Scope, due: &Due) -> Result<bool> {
    let conn = core.db.read();
    let mut ids = vec![due.lead];
    ids.extend(leads::merged_into(conn, scope.account, due.lead).await?);
    if closing::is_any_on_hold(conn, scope.account, &ids).await? {
        return Ok(true);
    }
    if leads::load(conn, core, scope.account, due.lead).await?.restricted {
        return Ok(true);
    }
    let requests = requests::of_lead(core, scope, due.lead).await?;
    Ok(requests.iter().any(|request| matches!(request.state, State::Open | State::Extended)))
}

/// How many leads were due before `before`, are still there, and nothing keeps: for the live control.
pub async fn backlog(core: &Core, before: i64) -> Result<u64> {
    let mut late = 0;
    for account in db::across(repository::accounts(core.db.read())).await? {
        late += db::within(account, async {
            let (scope, _, due) = due_of(core, account, before).await?;
            let mut late = 0;
            for one in due {
                late += u64::from(!is_kept(core, &scope, &one).await?);
            }
            Ok::<_, Error>(late)
        })
        .await?;
    }
    Ok(late)
}
