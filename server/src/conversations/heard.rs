//! Somebody answers in a call in which an artificial voice reads a message: a key, or words. What ends contact does so
//! before the call gets its answer; the words themselves are read and forgotten (P-14, P-49).

use super::arrived::MOST_RACES;
use crate::{
    Actor, Core, Error, Result, Scope,
    consent::{self, Source},
    db,
    leads::{self, Lead, Switch},
    live::Event,
    outbound::{self, AccountFacts, MessageRecord, entity::Model, repository},
};
use realtoros_domain::{
    Channel, ChannelSet,
    ids::{AccountId, LeadId, MessageId},
    writing::{CallAnswer, Spoken, call_answer},
};
use sea_orm::ConnectionTrait;

/// What was heard. It is read once and stored nowhere.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// The message that is read out.
    pub message: MessageId,
    /// The number that was called (E.164).
    pub number: &'a str,
    /// The keys that were pressed.
    pub digits: &'a str,
    /// The words as the carrier understood them.
    pub speech: &'a str,
}

/// What the person hears next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// They get no more calls, or neither calls nor texts; it is recorded already.
    Stopped {
        /// Whether texts ended too.
        texts: bool,
    },
    /// Good-bye.
    Goodbye,
    /// The message, from its beginning.
    Message(Spoken),
}

/// Reads an answer and does what follows from it, in one transaction. An opt-out counts for everybody with the number.
///
/// Nobody asks a second time: the carrier does not repeat a request of a call, and the person has hung up. So a race that is
/// lost, as with a STOP by text that comes at the same moment, is run again here.
pub async fn hear(core: &Core, account: AccountId, heard: &Heard<'_>) -> Result<Next> {
    let facts = AccountFacts::load(core, account).await?;
    let mut races = 0;
    let next = loop {
        match hear_once(core, &facts, heard).await {
            Err(Error::Database(error)) if db::is_overtaken(&error) && races < MOST_RACES => races += 1,
            other => break other?,
        }
    };
    core.live.send(account, Event::Messages);
    core.live.send(account, Event::Leads);
    Ok(next)
}

async fn hear_once(core: &Core, facts: &AccountFacts, heard: &Heard<'_>) -> Result<Next> {
    let account = facts.id;
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let call = of_call(&tx, core, account, heard.message).await?;
    let next = match call_answer(heard.digits, heard.speech) {
        CallAnswer::Stop(reach) => {
            let called = called(&tx, core, account, call.as_ref(), heard.number).await?;
            stop(&tx, core, account, &called, reach, heard.number).await?;
            Next::Stopped { texts: reach.sms }
        }
        CallAnswer::Doubt => {
            for lead in called(&tx, core, account, call.as_ref(), heard.number).await? {
                let scope = Scope { account, actor: Actor::Lead(lead.id) };
                leads::turn_switch(&tx, core, &scope, lead.id, Switch::OnHold, true).await?;
            }
            Next::Goodbye
        }
        CallAnswer::End => Next::Goodbye,
        CallAnswer::GoOn => {
            call.map_or(Next::Goodbye, |(_, record)| Next::Message(outbound::script(facts, &record.text)))
        }
    };
    tx.commit().await?;
    Ok(next)
}

/// The spoken message; none when its lead was erased meanwhile, or it is something else.
async fn of_call(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    message: MessageId,
) -> Result<Option<(Model, MessageRecord)>> {
    match repository::load(tx, core, account, message).await {
        Ok(found) => {
            let is_call = found.0.channel == Channel::Voice.as_str() && found.0.direction == "out";
            Ok(Some(found).filter(|_| is_call))
        }
        Err(Error::NotFound | Error::Vault(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Everybody with the number that was called, and the one for whom the call was, wherever they were merged to.
async fn called(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    call: Option<&(Model, MessageRecord)>,
    number: &str,
) -> Result<Vec<Lead>> {
    let mut found = leads::load_by_phone(tx, core, account, number).await?;
    if let Some((row, _)) = call {
        let id = LeadId(row.lead_id);
        if found.iter().all(|lead| lead.id != id) {
            found.extend(leads::load_many(tx, core, account, &[id]).await?);
        }
    }
    Ok(found)
}

/// Suppresses the number, and ends what waits for these leads. Somebody who was erased meanwhile is heard too.
async fn stop(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    called: &[Lead],
    reach: ChannelSet,
    number: &str,
) -> Result<()> {
    for lead in called {
        let scope = Scope { account, actor: Actor::Lead(lead.id) };
        outbound::discard_drafts(tx, core, &scope, lead.id, None).await?;
        consent::opt_out(tx, core, &scope, lead, reach, Some(number), Source::Call).await?;
        outbound::stop(tx, account, lead.id, reach).await?;
    }
    let scope = Scope { account, actor: Actor::System };
    let phone = reach.iter().filter(|channel| *channel != Channel::Email);
    let addresses: Vec<_> = phone.map(|channel| (channel, number)).collect();
    consent::suppress_all(tx, core, &scope, &addresses, Source::Call).await?;
    Ok(())
}
