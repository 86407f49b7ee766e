//! What follows from a text, in the transaction that stores it.

use super::{InboundText, keywords::Keyword};
use crate::{
    Core, Result, Scope,
    consent::{self, ConsentEvent, Source},
    jobs::{self, JobKind, NewJob},
    leads::{self, Lead, Switch},
    outbound::{self, AccountFacts, Draft},
};
use chrono::Datelike;
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Level, Purpose},
    ids::{AccountId, LeadId, MessageId},
    minor::says_minor,
    reply::{Class, Intent, Reading},
};
use sea_orm::ConnectionTrait;

/// A stored text and everything that is known about it.
pub(super) struct Incoming<'a> {
    pub core: &'a Core,
    pub facts: &'a AccountFacts,
    pub scope: Scope,
    /// Every lead with the number; an opt-out reaches them all.
    pub senders: &'a [Lead],
    /// The one in whose thread the text stands.
    pub lead: &'a Lead,
    pub text: &'a InboundText,
    pub reading: &'a Reading,
    pub keyword: Option<Keyword>,
    pub id: MessageId,
}

impl Incoming<'_> {
    /// Opt-out, hold, restart, help or inquiry; then the jobs of the assistant.
    pub async fn follow(&self, tx: &impl ConnectionTrait) -> Result<()> {
        match (self.reading.class, self.keyword) {
            (Class::OptOut, _) => self.opt_out(tx).await?,
            (_, Some(Keyword::Start)) => {
                for lead in self.senders {
                    consent::restart(tx, self.core, &self.scope, lead, &self.text.from).await?;
                }
            }
            (_, Some(Keyword::Help)) if self.text.opt_out_type.is_none() => {
                let (brokerage, email) = (&self.facts.brokerage, &self.facts.member_email);
                let words = format!("{brokerage}: help with texts is at {email}. Reply STOP to end texts.");
                self.answer(tx, Purpose::Help, words).await?;
            }
            (Class::Hold, _) => self.turn(tx, Switch::OnHold).await?,
            _ => {
                let (from, now) = (&self.text.from, self.core.now_ms());
                asked_something(tx, self.core, &self.scope, self.lead.id, from, now).await?;
            }
        }
        if self.is_underage() {
            self.turn(tx, Switch::MaybeMinor).await?;
        }
        self.enqueue(tx).await
    }

    /// Suppression, what is waiting, and one confirmation, unless the carrier has confirmed (P-45, P-46).
    async fn opt_out(&self, tx: &impl ConnectionTrait) -> Result<()> {
        let (core, scope, reach) = (self.core, &self.scope, self.reading.scope);
        let mut fresh = ChannelSet::NONE;
        for lead in self.senders {
            outbound::discard_drafts(tx, core, scope, lead.id, None).await?;
            let new =
                consent::opt_out(tx, core, scope, lead, reach, Some(&self.text.from), Source::Text).await?;
            outbound::stop(tx, scope.account, lead.id, reach).await?;
            fresh = new.iter().fold(fresh, ChannelSet::with);
        }
        let carrier_confirmed = self.keyword == Some(Keyword::Stop);
        if fresh.contains(Channel::Sms) && !carrier_confirmed {
            let brokerage = &self.facts.brokerage;
            let words = format!("{brokerage}: you will get no more texts from us. Reply HELP for help.");
            self.answer(tx, Purpose::OptOutConfirmation, words).await?;
        }
        Ok(())
    }

    /// Answers what the person has just asked for, and nothing else.
    async fn answer(&self, tx: &impl ConnectionTrait, purpose: Purpose, words: String) -> Result<()> {
        let key = format!("answer:{}", self.id);
        let mut draft = Draft::automatic(self.lead.id, Channel::Sms, purpose, words, key);
        draft.to = Some(self.text.from.clone());
        draft.opted_out_at = (purpose == Purpose::OptOutConfirmation).then(|| self.core.now_ms());
        outbound::submit_in(tx, self.core, &self.scope, self.facts.clone(), vec![draft]).await?;
        Ok(())
    }

    /// Automation waits for the realtor; for somebody who may be a minor the assistant waits too (P-68).
    async fn turn(&self, tx: &impl ConnectionTrait, switch: Switch) -> Result<()> {
        for lead in self.senders {
            leads::turn_switch(tx, self.core, &self.scope, lead.id, switch, true).await?;
        }
        Ok(())
    }

    fn is_underage(&self) -> bool {
        self.reading.intents.contains(&Intent::Underage)
            || says_minor(&self.text.body, self.core.now().year())
    }

    /// The assistant drafts an answer and looks for facts, where account and lead allow it (P-25).
    async fn enqueue(&self, tx: &impl ConnectionTrait) -> Result<()> {
        let lead = self.lead;
        let allowed = self.facts.ai_enabled && !lead.ai_paused && !lead.restricted && !lead.maybe_minor;
        let wants_answer = self.reading.class == Class::None && self.keyword.is_none() && !self.is_underage();
        if !(allowed && wants_answer) {
            return Ok(());
        }
        ask_assistant(tx, self.core, self.facts.id, lead.id, self.id).await
    }
}

/// Whoever writes may be answered, also somebody who was erased.
pub(super) async fn asked_something(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    from: &str,
    at: i64,
) -> Result<()> {
    consent::lift_erased(tx, core, scope, from).await?;
    let event = ConsentEvent::given(Channel::Sms, Level::Inquiry, Source::Text, at);
    consent::record(tx, core, scope, lead, event).await
}

/// Has the assistant draft an answer to a message and look for facts in it.
pub(super) async fn ask_assistant(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    message: MessageId,
) -> Result<()> {
    for kind in [JobKind::DraftReply, JobKind::ExtractFacts] {
        let job = NewJob::now(core, account, kind, &(lead, message))?;
        jobs::enqueue(tx, core, job.once(format!("{kind}:{message}"))).await?;
    }
    Ok(())
}
