//! What follows from a lead's message, in the transaction that stores it.

use super::{
    arrived::{Arrived, CONVERSATION},
    keywords::Keyword,
};
use crate::{
    Core, Result, Scope,
    consent::{self, Act, ConsentEvent, Source},
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

/// A stored message and everything that is known about it.
pub(super) struct Incoming<'a> {
    pub core: &'a Core,
    pub facts: &'a AccountFacts,
    pub scope: Scope,
    /// Every lead with the number or address; an opt-out reaches them all.
    pub senders: &'a [Lead],
    /// The one in whose thread the message stands.
    pub lead: &'a Lead,
    pub message: &'a Arrived<'a>,
    pub reading: &'a Reading,
    pub id: MessageId,
}

impl Incoming<'_> {
    /// Opt-out, hold, restart, help or inquiry; then the jobs of the assistant. What does not show that the person wrote may
    /// end contact and never begin it.
    pub async fn follow(&self, tx: &impl ConnectionTrait) -> Result<()> {
        match (self.reading.class, self.message.keyword) {
            (Class::OptOut, _) => self.opt_out(tx).await?,
            (_, Some(Keyword::Start)) => {
                for lead in self.senders {
                    consent::restart(tx, self.core, &self.scope, lead, self.message.from).await?;
                }
            }
            (_, Some(Keyword::Help)) if !self.message.carrier_answers => {
                let (brokerage, email) = (&self.facts.brokerage, &self.facts.member_email);
                let words = format!("{brokerage}: help with texts is at {email}. Reply STOP to end texts.");
                self.answer(tx, Purpose::Help, words).await?;
            }
            (Class::Hold, _) => self.turn(tx, Switch::OnHold).await?,
            _ if self.is_theirs() && !self.is_outdated(tx).await? => {
                let Arrived { channel, from, at, .. } = *self.message;
                asked_something(tx, self.core, &self.scope, self.lead.id, channel, from, at).await?;
            }
            _ => {}
        }
        if self.is_underage() {
            self.turn(tx, Switch::MaybeMinor).await?;
        }
        self.enqueue(tx).await
    }

    /// Whether the message shows that the person wrote.
    fn is_theirs(&self) -> bool {
        self.message.purpose == CONVERSATION
    }

    /// Whether they have ended contact since they wrote it: a mail may be read late.
    async fn is_outdated(&self, tx: &impl ConnectionTrait) -> Result<bool> {
        let Arrived { channel, at, .. } = *self.message;
        let ended = withdrawn_at(tx, self.core, &self.scope, self.lead.id, channel).await?;
        Ok(ended.is_some_and(|ended| ended > at))
    }

    /// Suppression, what is waiting, and one confirmation by text of what ends texts, unless the carrier has confirmed
    /// (P-45, P-46). Who asks by mail gets none: it would be one more message of the kind that they want no more of.
    async fn opt_out(&self, tx: &impl ConnectionTrait) -> Result<()> {
        let (core, scope, reach) = (self.core, &self.scope, self.reading.scope);
        let mut fresh = ChannelSet::NONE;
        for lead in self.senders {
            outbound::discard_drafts(tx, core, scope, lead.id, None).await?;
            let (from, source) = (Some(self.message.from), self.source());
            let new = consent::opt_out(tx, core, scope, lead, reach, from, source).await?;
            outbound::stop(tx, scope.account, lead.id, reach).await?;
            fresh = new.iter().fold(fresh, ChannelSet::with);
        }
        let carrier_confirmed = self.message.keyword == Some(Keyword::Stop);
        let by_text = self.message.channel == Channel::Sms;
        if by_text && fresh.contains(Channel::Sms) && !carrier_confirmed {
            let brokerage = &self.facts.brokerage;
            let words = format!("{brokerage}: you will get no more texts from us. Reply HELP for help.");
            self.answer(tx, Purpose::OptOutConfirmation, words).await?;
        }
        Ok(())
    }

    /// How the wish reached us. "Unsubscribe" by mail ends marketing by mail; "never contact me again" ends all of it.
    fn source(&self) -> Source {
        match self.message.channel {
            Channel::Email if self.reading.scope == ChannelSet::ALL => Source::LastMail,
            Channel::Email => Source::Mail,
            Channel::Sms | Channel::Voice => Source::Text,
        }
    }

    /// Answers what the person has just asked for, and nothing else.
    async fn answer(&self, tx: &impl ConnectionTrait, purpose: Purpose, words: String) -> Result<()> {
        let key = format!("answer:{}", self.id);
        let mut draft = Draft::automatic(self.lead.id, Channel::Sms, purpose, words, key);
        draft.to = Some(self.message.from.to_owned());
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
            || says_minor(self.message.kept, self.core.now().year())
    }

    /// The assistant drafts an answer and looks for facts, where account and lead allow it (P-25).
    async fn enqueue(&self, tx: &impl ConnectionTrait) -> Result<()> {
        let lead = self.lead;
        let allowed = self.facts.ai_enabled && !lead.ai_paused && !lead.restricted && !lead.maybe_minor;
        let is_asked = self.reading.class == Class::None && self.message.keyword.is_none();
        if !(allowed && is_asked && self.is_theirs() && !self.is_underage()) || self.is_outdated(tx).await? {
            return Ok(());
        }
        ask_assistant(tx, self.core, self.facts.id, lead.id, self.id).await
    }
}

/// When the lead last ended contact on a channel, in milliseconds since 1970 UTC. What they wrote before that is no reason to
/// write to them (P-45).
pub(super) async fn withdrawn_at(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Channel,
) -> Result<Option<i64>> {
    let entries = consent::events(tx, core, scope.account, &[lead]).await?;
    let ends = entries.iter().filter(|entry| entry.channel == channel && entry.act == Act::Withdrawn);
    Ok(ends.map(|entry| entry.recorded_at.max(entry.proof.given_at)).max())
}

/// Whoever writes may be answered. Who texts may be, even when they were erased; a mail lifts nothing, because anybody can
/// put an address above one.
pub(super) async fn asked_something(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Channel,
    from: &str,
    at: i64,
) -> Result<()> {
    let source = match channel {
        Channel::Email => Source::Mail,
        Channel::Sms | Channel::Voice => {
            consent::lift_erased(tx, core, scope, from).await?;
            Source::Text
        }
    };
    let event = ConsentEvent::given(channel, Level::Inquiry, source, at);
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
