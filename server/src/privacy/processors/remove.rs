//! Removing a sub-processor: nothing reaches it any more, and what signed us in there is deleted (P-38).

use super::repository::end;
use crate::{
    Core, Error, Result,
    accounts::{self, ProviderName},
    connections, db,
    privacy::{Processor, listed_hosts},
};
use realtoros_domain::ids::AccountId;

/// Removes a sub-processor and purges its tokens; says of how many accounts. The settings must not name it any more;
/// Twilio is a matter of each account, so it is removed from all of them.
///
/// First the announcement ends, so that nothing is sent; then the tokens go, account by account. Repeated, it goes on
/// where it was cut off.
pub async fn remove(core: &Core, processor: Processor) -> Result<usize> {
    if processor != Processor::Twilio && !listed_hosts(&core.settings, processor).is_empty() {
        return Err(Error::invalid("take it out of the settings first, then it can be removed for good"));
    }
    let tx = core.db.begin().await?;
    end(&tx, processor, core.now_ms()).await?;
    tx.commit().await?;
    let everybody = db::across(accounts::all(core.db.read())).await?;
    let mut purged = 0;
    for account in everybody {
        let gone = match processor {
            Processor::Twilio => db::within(account, accounts::forget_twilio(core, account)).await?,
            Processor::Google => db::within(account, forget(core, account, ProviderName::Google)).await?,
            Processor::Microsoft => {
                db::within(account, forget(core, account, ProviderName::Microsoft)).await?
            }
            // Their keys are settings of the installation; the database holds none.
            Processor::OpenAi | Processor::Mail | Processor::KeyService => false,
        };
        purged += usize::from(gone);
    }
    Ok(purged)
}

/// Deletes what an account has of a provider: linked sign-ins, and connections with their tokens.
async fn forget(core: &Core, account: AccountId, provider: ProviderName) -> Result<bool> {
    let identities = accounts::forget_identities(core, account, provider).await?;
    Ok(connections::forget_provider(core, account, provider).await? || identities)
}
