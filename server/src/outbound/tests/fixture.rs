//! An account with leads, and providers that record.

use crate::{
    Core, Scope,
    accounts::{self, Credential, SignUp},
    consent::{self, ConsentEvent, Source},
    conversations::{self, InboundText, Received, TimelineItem},
    leads::{self, LeadRecord, NewLead},
    outbound::{MessageState, NewDraft, dispatch_due, save_draft},
    privacy::{self, ContactSetting, Kind},
    providers::{CallOut, MailOut, Mailer, Providers, SendError, SmsGateway, SmsOut, VoiceGateway},
};
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, FutureExt};
use realtoros_domain::{
    Channel,
    consent::Level,
    ids::{LeadId, MessageId},
};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

/// A New York number.
pub const NUMBER: &str = "+12125550142";
/// An address for mail.
pub const EMAIL: &str = "rosa@example.com";

/// What the assistant's first message in a thread begins with.
pub const SENTENCE: &str = "I'm an automated assistant for Dana Whitfield at Harbor Street Realty.";

/// `text` as the first one to a number arrives (P-50).
pub fn first(text: &str) -> String {
    format!("Harbor Street Realty: {text}\nReply STOP to opt out.")
}

/// A new account.
pub async fn account(core: &Core, email: &str) -> Scope {
    let form = SignUp {
        name: "Dana Whitfield".into(),
        email: email.into(),
        credential: Credential::Password("three quiet porches".into()),
        brokerage: "Harbor Street Realty".into(),
        licence_state: "NY".into(),
        postal_address: "200 Harbor Street, New York, NY 10004".into(),
        phone: "+12125550100".into(),
        time_zone: "America/New_York".into(),
        adult: true,
        policy_accepted: true,
        ip: "192.0.2.1".into(),
    };
    let scope = accounts::sign_up(core, form).await.unwrap();
    // Off until somebody allows it; most tests are about what comes after that.
    for channel in [Channel::Sms, Channel::Email] {
        let setting = ContactSetting { channel, kind: Kind::Automatic, allowed: true };
        privacy::set_contact(core, &scope, setting).await.unwrap();
    }
    scope
}

/// The lead with [`NUMBER`] texts, and the assistant has drafted an answer.
pub async fn drafted(core: &Core, scope: &Scope, channel: Channel, text: &str) -> (LeadId, MessageId) {
    let question = InboundText {
        provider_id: format!("SM{}", core.new_id().simple()),
        from: NUMBER.into(),
        body: "Is it still open?".into(),
        ..InboundText::default()
    };
    let received = conversations::receive_text(core, scope.account, &question).await.unwrap();
    let Received::Stored { lead, message, .. } = received else { panic!("a new text is stored") };
    let subject = (channel == Channel::Email).then(|| "Your question".to_owned());
    let new = NewDraft { lead, channel, subject, text: text.into(), answers: message, cites: vec![message] };
    (lead, save_draft(core, scope, new).await.unwrap().unwrap())
}

/// A lead with a number and an address, and no consent.
pub async fn lead(core: &Core, scope: &Scope, number: &str, email: &str) -> LeadId {
    let record = LeadRecord {
        phones: vec![number.parse().unwrap()],
        emails: vec![email.parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

/// Puts evidence into the ledger.
pub async fn give(core: &Core, scope: &Scope, lead: LeadId, channel: Channel, level: Level) {
    let tx = core.db.begin().await.unwrap();
    let event = ConsentEvent::given(channel, level, Source::Form, core.now_ms());
    consent::record(&tx, core, scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
}

/// What the provider does with the next messages.
pub type Script = Mutex<VecDeque<Result<(), SendError>>>;

/// Records what it gets and answers by the script; without one it takes everything.
#[derive(Default)]
pub struct Recorder {
    pub texts: Mutex<Vec<(String, SmsOut)>>,
    pub mails: Mutex<Vec<MailOut>>,
    pub calls: Mutex<Vec<CallOut>>,
    pub script: Script,
    /// What the provider took without our knowing: found by look-ups.
    pub taken: Mutex<Vec<String>>,
    /// The texts whose words the provider was asked to forget.
    pub redacted: Mutex<Vec<String>>,
}

impl Recorder {
    fn answer(&self) -> Result<(), SendError> {
        self.script.lock().unwrap().pop_front().unwrap_or(Ok(()))
    }

    pub fn will(&self, outcome: Result<(), SendError>) {
        self.script.lock().unwrap().push_back(outcome);
    }

    pub fn bodies(&self) -> Vec<String> {
        self.texts.lock().unwrap().iter().map(|(_, sms)| sms.body.clone()).collect()
    }
}

impl SmsGateway for Recorder {
    fn send<'a>(&'a self, sms: &'a SmsOut) -> BoxFuture<'a, Result<String, SendError>> {
        async move {
            self.answer()?;
            let id = format!("SM{}", sms.message);
            self.texts.lock().unwrap().push((id.clone(), sms.clone()));
            Ok(id)
        }
        .boxed()
    }

    fn find<'a>(&'a self, _: &'a SmsOut, _: DateTime<Utc>) -> BoxFuture<'a, Result<Vec<String>, SendError>> {
        async move { Ok(self.taken.lock().unwrap().clone()) }.boxed()
    }

    fn redact<'a>(&'a self, provider_id: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        async move {
            self.answer()?;
            self.redacted.lock().unwrap().push(provider_id.to_owned());
            Ok(())
        }
        .boxed()
    }
}

impl VoiceGateway for Recorder {
    fn call<'a>(&'a self, call: &'a CallOut) -> BoxFuture<'a, Result<String, SendError>> {
        async move {
            self.answer()?;
            self.calls.lock().unwrap().push(call.clone());
            Ok(format!("CA{}", call.message))
        }
        .boxed()
    }

    fn find_call<'a>(
        &'a self,
        _: &'a CallOut,
        _: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Vec<String>, SendError>> {
        async move { Ok(self.taken.lock().unwrap().clone()) }.boxed()
    }
}

impl Mailer for Recorder {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        async move {
            self.answer()?;
            self.mails.lock().unwrap().push(mail.clone());
            Ok(format!("<{}@test>", mail.message))
        }
        .boxed()
    }
}

/// Providers over one recorder.
pub fn recording() -> (Arc<Recorder>, Providers) {
    let recorder = Arc::new(Recorder::default());
    let providers = Providers::fixed(recorder.clone(), recorder.clone()).unwrap();
    let providers = providers.with_voice(recorder.clone());
    (recorder, providers)
}

/// Dispatches until nothing is due.
pub async fn drain(core: &Core, providers: &Providers) {
    for _ in 0..50 {
        if dispatch_due(core, providers).await.unwrap() == 0 {
            return;
        }
    }
    panic!("the outbox does not empty");
}

/// What left for a lead, with its state.
pub async fn outgoing(core: &Core, scope: &Scope, lead: LeadId) -> Vec<TimelineItem> {
    let items = conversations::timeline(core, scope, lead).await.unwrap();
    items.into_iter().filter(|item| item.direction == "out").collect()
}

/// The states of what left for a lead.
pub async fn states(core: &Core, scope: &Scope, lead: LeadId) -> Vec<MessageState> {
    outgoing(core, scope, lead).await.into_iter().map(|item| item.state).collect()
}
