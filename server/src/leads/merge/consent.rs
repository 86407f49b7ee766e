//! The strictest consent wins: whatever one of the two has forbidden, the one that stays has forbidden.

use crate::{
    Core, Result, Scope,
    consent::{self, Act, ConsentEvent, Source},
    leads::Lead,
};
use realtoros_domain::{Channel, consent::Suppression};
use sea_orm::ConnectionTrait;

/// Carries opt-outs and doubts over to `joined`, the lead that stays with all addresses of both. Evidence of consent
/// is not carried over, and the evidence of the one that stays does not reach a first address that it gained.
pub(super) async fn join(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    kept: &Lead,
    gone: &Lead,
    joined: &Lead,
) -> Result<()> {
    let leads = [kept.id, gone.id];
    let ledgers = consent::ledgers(tx, core, scope.account, &leads).await?;
    for channel in Channel::ALL {
        let points: Vec<_> =
            addresses(joined, channel).into_iter().map(|address| (channel, address)).collect();
        let found = consent::suppressions(tx, core, scope.account, &points).await?;
        let everything = found.values().any(|one| one.reach == Suppression::Everything);
        let source =
            if everything { Some(Source::Realtor) } else { found.values().next().map(|one| one.source) };
        if let Some(source) = source {
            let newly = consent::suppress_all(tx, core, scope, &points, source).await?;
            if newly > 0 {
                let event = ConsentEvent::withdrawn(channel, source, core.now_ms());
                consent::record(tx, core, scope, kept.id, event).await?;
            }
            continue;
        }
        let has_evidence = ledgers.get(&kept.id).is_some_and(|ledger| !ledger.evidence(channel).is_empty());
        if has_evidence && addresses(kept, channel).is_empty() && !points.is_empty() {
            let event = ConsentEvent::withdrawn(channel, Source::Realtor, core.now_ms());
            consent::record(tx, core, scope, kept.id, event).await?;
        }
        if ledgers.get(&gone.id).is_some_and(|ledger| ledger.is_in_doubt(channel)) {
            let event = ConsentEvent::act(channel, Act::InDoubt, Source::Realtor, core.now_ms());
            consent::record(tx, core, scope, kept.id, event).await?;
        }
    }
    Ok(())
}

fn addresses(lead: &Lead, channel: Channel) -> Vec<&str> {
    match channel {
        Channel::Email => {
            lead.record.emails.iter().map(realtoros_domain::contact::EmailAddress::as_str).collect()
        }
        Channel::Sms | Channel::Voice => {
            lead.record.phones.iter().map(realtoros_domain::contact::PhoneNumber::e164).collect()
        }
    }
}
