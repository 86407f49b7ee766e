//! Days that are lived through with a moved clock.

use crate::{
    Clock, Core, Result, Scope,
    clock::ManualClock,
    conversations::{self, InboundText, timeline},
    jobs::{self, Work},
    leads,
    outbound::{self, Draft, MessageState},
    providers::Providers,
};
use chrono::{DateTime, TimeDelta, Utc};
use realtoros_domain::{Channel, ids::LeadId};
use std::sync::Arc;

/// How often the outbox is emptied before something must be wrong.
const ROUNDS: usize = 20;

/// An installation whose clock stands in the past.
pub struct Story<W> {
    /// The installation.
    pub core: Core,
    clock: Arc<ManualClock>,
    work: W,
    providers: Providers,
}

impl<W: Work> Story<W> {
    /// The same installation at `start`. Whatever is sent is captured.
    pub fn new(core: &Core, start: DateTime<Utc>, worker: impl FnOnce(Core) -> W) -> Result<Self> {
        let clock = Arc::new(ManualClock::at(start));
        let core = Core { clock: clock.clone(), ..core.clone() };
        Ok(Self { work: worker(core.clone()), providers: Providers::capturing()?, clock, core })
    }

    /// Moves on to `at`; never back.
    pub fn until(&self, at: DateTime<Utc>) {
        let now = self.clock.now();
        if at > now {
            self.clock.advance(at - now);
        }
    }

    /// Lets the assistant take its time, so that its words come after those that they answer.
    fn think(&self) {
        self.clock.advance(TimeDelta::seconds(20));
    }

    /// Does the jobs of the account and sends what is due: the time of the story is not that of other accounts.
    pub async fn settle(&self, scope: &Scope) -> Result<()> {
        while jobs::step_of(&self.core, scope.account, &self.work).await? {}
        for _ in 0..ROUNDS {
            if outbound::dispatch_account(&self.core, &self.providers, scope.account).await? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// The lead texts to `our` number.
    pub async fn receive(
        &self,
        scope: &Scope,
        lead: LeadId,
        our: &str,
        body: &str,
        id: String,
    ) -> Result<()> {
        let lead = leads::load(self.core.db.read(), &self.core, scope.account, lead).await?;
        let from = lead.record.phones.first().map(|phone| phone.e164().to_owned()).unwrap_or_default();
        let text = InboundText {
            provider_id: id,
            from,
            to: our.to_owned(),
            body: body.to_owned(),
            ..InboundText::default()
        };
        conversations::receive_text(&self.core, scope.account, &text).await?;
        self.think();
        self.settle(scope).await
    }

    /// The realtor answers: with the draft that waits, changed to these words, or with words of their own.
    pub async fn answer(
        &self,
        scope: &Scope,
        lead: LeadId,
        body: &str,
        key: String,
        approve: bool,
    ) -> Result<()> {
        let items = timeline(&self.core, scope, lead).await?;
        let drafts: Vec<_> = items.iter().filter(|item| item.state == MessageState::Draft).collect();
        let (approved, discarded) = drafts.split_at(usize::from(approve && !drafts.is_empty()));
        for draft in discarded {
            outbound::discard(&self.core, scope, draft.id).await?;
        }
        match approved {
            [draft, ..] => outbound::approve(&self.core, scope, draft.id, body).await?,
            [] => outbound::submit(&self.core, scope, Draft::typed(lead, Channel::Sms, body, key)).await?,
        };
        conversations::mark_read(&self.core, scope, lead).await?;
        self.settle(scope).await
    }
}
