//! Requests that come in by themselves: by phone, by e-mail, and from users to RealtorOS.

use super::{
    NewRequest, Note,
    change::close,
    open::{open, open_in, tell},
    repository,
};
use crate::{
    Core, Error, Result, Scope,
    consent::{self, Source},
    leads::{self, Switch},
    live::Event,
    outbound::{self, AccountFacts},
};
use realtoros_domain::{
    ChannelSet,
    ids::{LeadId, RequestId},
    rights::{Identity, Kind, Law, Queue, State, Via},
};

/// A request that a realtor writes down.
#[derive(Clone, Debug)]
pub struct Logged {
    /// What is asked.
    pub kind: Kind,
    /// The lead who asks, if they are on file.
    pub lead: Option<LeadId>,
    /// How it came in.
    pub via: Via,
    /// Which clock runs.
    pub law: Law,
    /// When it came in, in milliseconds since 1970 UTC.
    pub received_at: i64,
    /// The address or number from which it came.
    pub contact: String,
    /// What they said.
    pub text: String,
}

/// Writes down a request of a lead (T11). What asks for less use of data takes effect at once, as far as the lead is on
/// file: nobody has to prove who they are for that.
pub async fn log(core: &Core, scope: &Scope, logged: Logged) -> Result<RequestId> {
    if logged.received_at > core.now_ms() {
        return Err(Error::invalid("The day on which it came in is in the future."));
    }
    let Logged { kind, lead, via, law, received_at, contact, text } = logged;
    let contact = Some(contact.trim().to_owned()).filter(|contact| !contact.is_empty());
    if lead.is_none() && contact.is_none() {
        return Err(Error::invalid("Choose the lead, or write down how the person can be reached."));
    }
    let identity = if kind.needs_identity() { Identity::Unknown } else { Identity::NotNeeded };
    let facts = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    if let Some(lead) = lead {
        leads::load(&tx, core, scope.account, lead).await?;
    }
    let words = Some(Note { text: text.trim().to_owned(), contact });
    let new = NewRequest { queue: Queue::Lead, kind, lead, via, law, identity, received_at, words };
    let id = open_in(&tx, core, scope, &facts, new).await?;
    let row = repository::load(&tx, scope.account, id).await?;
    tell(&tx, core, scope, facts, &row).await?;
    if let Some(lead) = lead {
        let how = match kind {
            Kind::Restriction => {
                leads::turn_switch(&tx, core, scope, lead, Switch::Restricted, true).await?;
                Some("From now on their data is stored and not used.")
            }
            Kind::Objection => {
                let found = leads::load(&tx, core, scope.account, lead).await?;
                consent::opt_out(&tx, core, scope, &found, ChannelSet::ALL, None, Source::Note).await?;
                outbound::stop(&tx, scope.account, lead, ChannelSet::ALL).await?;
                Some("From now on they get no more marketing.")
            }
            Kind::SaleOptOut => Some("Nothing is sold or shared here, for anybody (P-24)."),
            _ => None,
        };
        if let Some(how) = how {
            close(&tx, core, scope, &row, State::Done, Note::of(how).as_ref()).await?;
        }
    }
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Leads);
    Ok(id)
}

/// A request of a member about their own data, to RealtorOS. They are signed in; what needs fresh proof asks for the
/// password where it is done (export, closing).
pub async fn ask_us(core: &Core, scope: &Scope, kind: Kind, law: Law, text: &str) -> Result<RequestId> {
    let new = NewRequest {
        queue: Queue::User,
        kind,
        lead: None,
        via: Via::Dashboard,
        law,
        identity: Identity::Proven,
        received_at: core.now_ms(),
        words: Note::of(text),
    };
    open(core, scope, new).await
}
