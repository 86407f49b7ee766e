//! An account's objection to a sub-processor (GDPR art. 28(2)), and taking it back.

use super::repository::history;
use crate::{
    Core, Error, Result, Scope,
    accounts::{self, ProviderName},
    audit::{self, Entry, Subject},
    connections,
    privacy::{
        Processor,
        notices::{Kind, clear, decide},
    },
};

/// Keeps a sub-processor off for the account, from the next decision on. A linked sign-in there is unlinked, unless it is
/// the only way to sign in; a connected calendar or mailbox is disconnected.
pub async fn object(core: &Core, scope: &Scope, processor: Processor) -> Result<()> {
    let known = history(core.db.read()).await?;
    let Some(notice) = known.iter().rev().find(|it| it.processor == processor) else {
        return Err(Error::invalid("This sub-processor is not used here, so there is nothing to object to."));
    };
    let sign_in = match processor {
        Processor::Google => Some(ProviderName::Google),
        Processor::Microsoft => Some(ProviderName::Microsoft),
        Processor::OpenAi | Processor::Twilio | Processor::Mail | Processor::KeyService => None,
    };
    if let Some(provider) = sign_in
        && accounts::sign_in_methods(core, scope).await?.providers.contains(&provider)
    {
        accounts::unlink_identity(core, scope, provider).await?;
    }
    // From here on nothing is connected there any more; then what is ends.
    let tx = core.db.begin().await?;
    decide(&tx, core, scope.account, Kind::Processor, notice.id, "objected").await?;
    note(&tx, core, scope, "processor.objected", processor).await?;
    tx.commit().await?;
    if let Some(provider) = sign_in {
        connections::end_of_provider(core, scope, provider).await?;
    }
    Ok(())
}

/// Takes an objection back.
pub async fn allow_again(core: &Core, scope: &Scope, processor: Processor) -> Result<()> {
    let known = history(core.db.read()).await?;
    let about = known.iter().filter(|it| it.processor == processor).map(|it| it.id).collect();
    let tx = core.db.begin().await?;
    clear(&tx, scope.account, Kind::Processor, about).await?;
    note(&tx, core, scope, "processor.allowed", processor).await?;
    Ok(tx.commit().await?)
}

async fn note(
    tx: &impl sea_orm::ConnectionTrait,
    core: &Core,
    scope: &Scope,
    action: audit::Action,
    processor: Processor,
) -> Result<()> {
    let entry = Entry::new(action, Subject::one("account", scope.account));
    audit::record(tx, core, scope, entry.with(format!("processor={}", processor.as_str()))).await
}
