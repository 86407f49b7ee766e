//! Less use of data, at once and without any proof of who asks (GDPR art. 18, 21; P-47).

use crate::{
    Core, Result,
    consent::{self, Source},
    leads::{self, Switch},
    links,
    live::Event,
    outbound::{self, AccountFacts},
    privacy::requests::{self, NewRequest},
};
use realtoros_domain::{
    ChannelSet,
    ids::LeadId,
    rights::{Identity, Kind, Law, Queue, Via},
};

/// From now on the lead's data is stored and not used, or used again.
pub async fn set_restricted(core: &Core, token: &str, on: bool) -> Result<()> {
    let (link, lead) = links::holder(core, token).await?;
    if lead.restricted == on {
        return Ok(());
    }
    let scope = link.scope();
    let facts = AccountFacts::load(core, link.account).await?;
    let tx = core.db.begin().await?;
    leads::turn_switch(&tx, core, &scope, lead.id, Switch::Restricted, on).await?;
    if on {
        let how = "They chose it on their page. From then on their data is stored and not used.";
        let new = by_link(core, lead.id, Kind::Restriction);
        requests::done_at_once(&tx, core, &scope, &facts, new, how).await?;
    }
    tx.commit().await?;
    core.live.send(link.account, Event::Leads);
    Ok(())
}

/// The lead wants no more marketing, on any channel.
pub async fn object(core: &Core, token: &str) -> Result<()> {
    let (link, lead) = links::holder(core, token).await?;
    let scope = link.scope();
    let facts = AccountFacts::load(core, link.account).await?;
    let tx = core.db.begin().await?;
    let ended = consent::opt_out(&tx, core, &scope, &lead, ChannelSet::ALL, None, Source::LeadPage).await?;
    outbound::stop(&tx, link.account, lead.id, ChannelSet::ALL).await?;
    if !ended.is_empty() {
        let how = "They chose it on their page. From then on they get no marketing.";
        let new = by_link(core, lead.id, Kind::Objection);
        requests::done_at_once(&tx, core, &scope, &facts, new, how).await?;
    }
    tx.commit().await?;
    core.live.send(link.account, Event::Leads);
    Ok(())
}

fn by_link(core: &Core, lead: LeadId, kind: Kind) -> NewRequest {
    NewRequest {
        queue: Queue::Lead,
        kind,
        lead: Some(lead),
        via: Via::Link,
        law: Law::Strictest,
        identity: Identity::NotNeeded,
        received_at: core.now_ms(),
        words: None,
    }
}
