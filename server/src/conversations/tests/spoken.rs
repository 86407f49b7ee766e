//! Spoken messages, from the switch to the key that ends them, with a stand-in that notes what Twilio is asked (P-49).

use super::signed::{post, with_twilio};
use crate::{
    Core, Error, Scope,
    accounts::{self, AccountProfile, ProfileChange},
    consent,
    conversations::{Heard, InboundText, Next, hear, receive_text, timeline},
    http::webhooks,
    on_both,
    outbound::{self, Draft, MessageState, Submitted, tests::fixture::*},
    privacy::{self, ContactSetting, Kind, closing, fields_of, own},
    providers::Providers,
    testing::TestCore,
};
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{Method, Request, StatusCode, Uri},
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Decision, Level, Purpose, Reason, Suppression},
    ids::LeadId,
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};
use tower::ServiceExt;

const WORDS: &str = "A house on Alder Lane is open on Saturday.";
const FIRST_WORDS: &str =
    "<Say>This is an automated call with an artificial voice, from Dana Whitfield at Harbor Street Realty.";

type Form = BTreeMap<String, String>;

/// What was posted to the stand-in.
#[derive(Clone, Default)]
struct Twilio(Arc<Mutex<Vec<(String, Form)>>>);

impl Twilio {
    fn calls(&self) -> Vec<Form> {
        self.0.lock().unwrap().iter().map(|(_, form)| form.clone()).collect()
    }
}

async fn answer(
    State(twilio): State<Twilio>,
    method: Method,
    uri: Uri,
    body: String,
) -> (StatusCode, String) {
    if method != Method::POST {
        return (StatusCode::OK, r#"{"calls":[]}"#.to_owned());
    }
    let form =
        reqwest::Url::parse(&format!("http://x/?{body}")).unwrap().query_pairs().into_owned().collect();
    let mut posted = twilio.0.lock().unwrap();
    posted.push((uri.path().to_owned(), form));
    (StatusCode::CREATED, format!(r#"{{"sid":"CA{}"}}"#, posted.len()))
}

/// Gives the business another phone.
async fn rings_at(core: &Core, scope: &Scope, phone: &str) {
    let now = accounts::profile(core, scope).await.unwrap();
    let account = AccountProfile {
        brokerage: now.brokerage,
        licence_state: now.licence_state,
        postal_address: now.postal_address,
        phone: phone.to_owned(),
        time_zone: now.time_zone,
    };
    let change = ProfileChange { member_name: now.member_name, account };
    accounts::update_profile(core, scope, change).await.unwrap();
}

struct World {
    core: Core,
    scope: Scope,
    lead: LeadId,
    providers: Providers,
    twilio: Twilio,
}

impl World {
    /// An account with a sign-in at the stand-in, and a lead who has agreed to nothing.
    async fn new(test: &TestCore) -> Self {
        let twilio = Twilio::default();
        let app = Router::new().fallback(answer).with_state(twilio.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut settings = (*test.core.settings).clone();
        settings.providers.twilio_base_url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        let core = Core { settings: Arc::new(settings), ..test.core.clone() };
        let scope = with_twilio(&core).await;
        rings_at(&core, &scope, "+12125550190").await;
        let lead = lead(&core, &scope, NUMBER, EMAIL).await;
        let providers = Providers::from_settings(&core).unwrap();
        Self { core, scope, lead, providers, twilio }
    }

    /// The same, with spoken messages allowed and the lead's written agreement to them.
    async fn agreed(test: &TestCore) -> Self {
        let world = Self::new(test).await;
        world.allow().await;
        give(&world.core, &world.scope, world.lead, Channel::Voice, Level::ExpressWritten).await;
        world
    }

    async fn allow(&self) {
        let setting = ContactSetting { channel: Channel::Voice, kind: Kind::Automatic, allowed: true };
        privacy::set_contact(&self.core, &self.scope, setting).await.unwrap();
    }

    async fn say(&self, purpose: Purpose, key: &str) -> Submitted {
        let said = outbound::say(&self.core, &self.scope, self.lead, purpose, WORDS, key).await.unwrap();
        drain(&self.core, &self.providers).await;
        said
    }

    /// What Twilio is told when it posts these fields about the call of a message.
    async fn event(&self, said: &Submitted, round: u32, more: &[(&str, &str)]) -> (StatusCode, String) {
        let usual = [
            ("CallSid", "CA1"),
            ("From", "+12125550100"),
            ("To", NUMBER),
            ("Direction", "outbound-api"),
            ("CallStatus", "in-progress"),
        ];
        let is_said = |name: &str| more.iter().any(|(said, _)| *said == name);
        let mut fields: Vec<_> = usual.into_iter().filter(|(name, _)| !is_said(name)).collect();
        fields.extend(more);
        post(&self.core, &self.scope, &format!("voice?m={}&n={round}", said.id), &fields).await
    }

    async fn refusal(&self, purpose: Purpose) -> Option<Reason> {
        let preview = outbound::preview_spoken(&self.core, &self.scope, self.lead, purpose).await.unwrap();
        preview.verdict.decision.reason()
    }

    /// What the timeline holds of calls.
    async fn kept(&self) -> Vec<(MessageState, String, Option<String>)> {
        let items = timeline(&self.core, &self.scope, self.lead).await.unwrap();
        items.into_iter().map(|item| (item.state, item.text, item.error)).collect()
    }
}

on_both!(p49_spoken_messages_are_off_until_the_account_allows_them, core, {
    let world = World::new(&core).await;
    give(&world.core, &world.scope, world.lead, Channel::Voice, Level::ExpressWritten).await;
    let said = world.say(Purpose::Sales, "1").await;
    assert_eq!(said.verdict.decision, Decision::Deny(Reason::FeatureDisabled));
    world.allow().await;
    assert_eq!(world.refusal(Purpose::Sales).await, None);
    assert_eq!(world.twilio.calls(), [], "nothing left");
});

on_both!(p49_without_the_written_agreement_no_call_is_placed, core, {
    let world = World::new(&core).await;
    world.allow().await;
    // An agreement to texts is none to calls, and neither is one that names no artificial voice.
    give(&world.core, &world.scope, world.lead, Channel::Sms, Level::ExpressWritten).await;
    for level in [Level::Inquiry, Level::Transaction, Level::Express] {
        give(&world.core, &world.scope, world.lead, Channel::Voice, level).await;
        for purpose in [Purpose::Sales, Purpose::Reminder] {
            let said = world.say(purpose, &format!("{level:?}{purpose:?}")).await;
            assert_eq!(
                said.verdict.decision,
                Decision::Deny(Reason::NoWrittenConsent),
                "{level:?} {purpose:?}"
            );
            assert_eq!(world.refusal(purpose).await, Some(Reason::NoWrittenConsent), "told before one types");
        }
    }
    assert_eq!(world.twilio.calls(), []);
});

on_both!(p49_a_person_cannot_pass_for_the_one_who_speaks, core, {
    let world = World::new(&core).await;
    world.allow().await;
    give(&world.core, &world.scope, world.lead, Channel::Voice, Level::Inquiry).await;
    let typed = Draft { purpose: Purpose::Sales, ..Draft::typed(world.lead, Channel::Voice, WORDS, "k") };
    let preview = outbound::preview(&world.core, &world.scope, &typed).await.unwrap();
    assert_eq!(preview.verdict.decision, Decision::Deny(Reason::NoWrittenConsent));
    assert!(outbound::submit(&world.core, &world.scope, typed).await.is_err());
    let long = "porch ".repeat(84);
    assert!(outbound::say(&world.core, &world.scope, world.lead, Purpose::Sales, &long, "l").await.is_err());
    assert_eq!(world.kept().await, []);
});

on_both!(p49_p14_one_call_says_who_calls_offers_the_key_and_is_not_recorded, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    world.say(Purpose::Sales, "1").await;
    let calls = world.twilio.calls();
    assert_eq!(calls.len(), 1, "a second click calls nobody");
    let names: Vec<_> = calls[0].keys().map(String::as_str).collect();
    assert_eq!(names, fields_of(privacy::Processor::Twilio, "place_call"));
    assert_eq!((calls[0]["To"].as_str(), calls[0]["From"].as_str()), (NUMBER, "+12125550100"));
    let twiml = &calls[0]["Twiml"];
    let first = twiml.find("<Say>").unwrap();
    assert!(twiml[first..].starts_with(FIRST_WORDS), "{twiml}");
    assert!(twiml.find("press 9 or say stop").unwrap() < twiml.find(WORDS).unwrap(), "{twiml}");
    assert!(twiml.contains("call 2 1 2, 5 5 5, 0 1 0 0"), "an answering machine hears how to stop them too");
    assert!(!twiml.to_lowercase().contains("record") && !calls[0].contains_key("Record"));
    let (path, _) = world.twilio.0.lock().unwrap()[0].clone();
    assert_eq!(path, format!("/2010-04-01/Accounts/AC{}/Calls.json", "0".repeat(32)));

    assert_eq!(world.kept().await, [(MessageState::Sent, WORDS.to_owned(), None)]);
    let over = [("CallStatus", "completed"), ("CallDuration", "31"), ("RecordingUrl", "https://x/canary")];
    for _ in 0..2 {
        assert_eq!(world.event(&said, 1, &over).await, (StatusCode::OK, "<Response/>".to_owned()));
    }
    world.event(&said, 1, &[("CallStatus", "no-answer")]).await;
    let items = timeline(&world.core, &world.scope, world.lead).await.unwrap();
    assert_eq!(items.len(), 1);
    assert_eq!((items[0].state, items[0].text.as_str()), (MessageState::Delivered, WORDS));
    assert_eq!(items[0].call.as_ref().unwrap().seconds, Some(31));
    assert!(!format!("{items:?}").contains("canary"));
    let told = own::why_of(&world.core, &world.scope, world.lead, true).await.unwrap();
    assert_eq!(told[0].what, "Spoken message");
    assert!(told[0].cause.contains("artificial voice") && told[0].basis.starts_with("You agreed in writing"));
});

on_both!(p49_the_key_ends_calls_at_once, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    for _ in 0..2 {
        let (status, twiml) = world.event(&said, 1, &[("Digits", "9")]).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(
            twiml,
            "<Response><Say>You will get no more calls or texts from us. Goodbye.</Say><Hangup/></Response>"
        );
    }
    let events =
        consent::events(world.core.db.read(), &world.core, world.scope.account, &[world.lead]).await.unwrap();
    let ended = events.iter().filter(|event| event.act == consent::Act::Withdrawn);
    let ended: Vec<_> = ended.map(|event| (event.channel, event.source)).collect();
    assert_eq!(ended.len(), 2, "once for texts and once for calls: {ended:?}");
    for purpose in [Purpose::Sales, Purpose::Reminder] {
        assert_eq!(world.refusal(purpose).await, Some(Reason::Suppressed));
    }
    assert_eq!(world.say(Purpose::Sales, "2").await.state, MessageState::Denied);
    assert_eq!(world.twilio.calls().len(), 1);
});

on_both!(p49_p14_spoken_words_end_calls_and_are_not_kept, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    let speech = [("SpeechResult", "please stop calling me, canary"), ("Confidence", "0.9")];
    let (_, twiml) = world.event(&said, 1, &speech).await;
    assert!(twiml.contains("no more calls") && twiml.ends_with("<Hangup/></Response>"), "{twiml}");
    assert_eq!(world.refusal(Purpose::Sales).await, Some(Reason::Suppressed));
    let items = timeline(&world.core, &world.scope, world.lead).await.unwrap();
    let events =
        consent::events(world.core.db.read(), &world.core, world.scope.account, &[world.lead]).await.unwrap();
    let kept = format!("{items:?} {events:?}");
    assert!(items.len() == 1 && !kept.contains("canary"), "{kept}");
});

on_both!(p49_whoever_says_something_else_hears_it_again_and_not_for_ever, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    let hello = [("SpeechResult", "Hello?")];
    let (_, again) = world.event(&said, 1, &hello).await;
    assert!(again.contains(FIRST_WORDS) && again.contains(WORDS) && again.contains("&amp;n=2"), "{again}");
    for (round, fields) in [(3, hello), (1, [("SpeechResult", "Goodbye.")])] {
        let (_, twiml) = world.event(&said, round, &fields).await;
        assert_eq!(twiml, "<Response><Say>Goodbye.</Say><Hangup/></Response>", "{fields:?}");
    }
    assert_eq!(world.refusal(Purpose::Reminder).await, None, "none of that is an opt-out");
    let (_, twiml) = world.event(&said, 1, &[("SpeechResult", "No thanks")]).await;
    assert!(twiml.contains("Goodbye"), "{twiml}");
    assert_eq!(
        world.refusal(Purpose::Reminder).await,
        Some(Reason::PendingReview),
        "the realtor has to look"
    );
});

on_both!(p49_a_call_that_nobody_took_says_so, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    world.event(&said, 1, &[("CallStatus", "busy")]).await;
    let error = Some("the line was busy".to_owned());
    assert_eq!(world.kept().await, [(MessageState::Failed, WORDS.to_owned(), error.clone())]);
    let again = outbound::resend(&world.core, &world.scope, said.id).await;
    assert!(matches!(again, Err(Error::Conflict(why)) if why.contains("has rung. Write a new message")));
    drain(&world.core, &world.providers).await;
    assert_eq!(world.twilio.calls().len(), 1, "it rings once");
    // Told late of something else, it stays over.
    world.event(&said, 1, &[("CallStatus", "in-progress")]).await;
    assert_eq!(world.kept().await, [(MessageState::Failed, WORDS.to_owned(), error)]);
});

on_both!(p44_p49_a_phone_that_rang_in_vain_has_rung, core, {
    let world = World::agreed(&core).await;
    for n in 1..=3 {
        let said = world.say(Purpose::Sales, &n.to_string()).await;
        let sid = format!("CA{n}");
        world.event(&said, 1, &[("CallSid", &sid), ("CallStatus", "no-answer")]).await;
        core.clock.advance(TimeDelta::minutes(1));
    }
    let fourth = world.say(Purpose::Sales, "4").await;
    assert!(
        matches!(fourth.verdict.decision, Decision::Defer { reason: Reason::FrequencyCap, .. }),
        "{:?}",
        fourth.verdict.decision
    );
    assert_eq!(world.twilio.calls().len(), 3);
});

on_both!(p49_nobody_is_called_who_could_not_call_back, core, {
    let world = World::agreed(&core).await;
    assert_eq!(world.refusal(Purpose::Sales).await, None);
    rings_at(&world.core, &world.scope, "+12125550100").await;
    let preview =
        outbound::preview_spoken(&world.core, &world.scope, world.lead, Purpose::Sales).await.unwrap();
    assert_eq!(preview.verdict.decision, Decision::Deny(Reason::FeatureDisabled));
    let told = preview.verdict.steps.iter().any(|step| step.detail.contains("give a phone that rings"));
    assert!(told, "{:?}", preview.verdict.steps);
    world.say(Purpose::Sales, "1").await;
    assert_eq!(world.twilio.calls(), []);
});

on_both!(p49_p20_a_key_and_a_stop_at_the_same_moment_are_both_heard, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    let key = Heard { message: said.id, number: NUMBER, digits: "9", speech: "" };
    let stop = |n: usize| InboundText {
        provider_id: format!("SM{n}"),
        from: NUMBER.into(),
        body: "STOP".into(),
        ..InboundText::default()
    };
    let (first, second) = (stop(1), stop(2));
    let (core, account) = (&world.core, world.scope.account);
    let heard = futures::join!(
        hear(core, account, &key),
        receive_text(core, account, &first),
        hear(core, account, &key),
        receive_text(core, account, &second),
    );
    assert_eq!(
        (heard.0.unwrap(), heard.2.unwrap()),
        (Next::Stopped { texts: true }, Next::Stopped { texts: true })
    );
    heard.1.unwrap();
    heard.3.unwrap();
    assert_eq!(world.refusal(Purpose::Sales).await, Some(Reason::Suppressed));
});

on_both!(p49_p45_start_brings_back_the_texts_that_the_key_ended_and_no_calls, core, {
    let world = World::agreed(&core).await;
    give(&world.core, &world.scope, world.lead, Channel::Sms, Level::Express).await;
    let said = world.say(Purpose::Sales, "1").await;
    core.clock.advance(TimeDelta::seconds(1));
    world.event(&said, 1, &[("Digits", "9")]).await;
    let suppressed = async || {
        let (core, account) = (&world.core, world.scope.account);
        let found = crate::leads::load(core.db.read(), core, account, world.lead).await.unwrap();
        let state = consent::state(core.db.read(), core, account, &found).await.unwrap();
        let of = |channel| {
            state.channels.iter().find(|found| found.channel == channel).map(|found| found.suppressed)
        };
        (of(Channel::Sms), of(Channel::Voice))
    };
    let everything = Some(Suppression::Everything);
    assert_eq!(suppressed().await, (everything, everything));
    core.clock.advance(TimeDelta::seconds(1));
    let start = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        body: "START".into(),
        ..InboundText::default()
    };
    receive_text(&world.core, world.scope.account, &start).await.unwrap();
    assert_eq!(suppressed().await, (Some(Suppression::None), everything));
});

on_both!(p49_only_what_is_signed_is_heard, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    let request = Request::post(format!("/webhooks/twilio/{}/voice?m={}&n=1", world.scope.account, said.id))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!(
            "CallSid=CA1&From=%2B12125550100&To=%2B{}&CallStatus=in-progress&Digits=9",
            &NUMBER[1..]
        )))
        .unwrap();
    let answer = webhooks::routes(&world.core).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(world.refusal(Purpose::Sales).await, None);
});

on_both!(p49_p56_a_closing_account_calls_nobody_and_still_hears_the_key, core, {
    let world = World::agreed(&core).await;
    let said = world.say(Purpose::Sales, "1").await;
    core.clock.advance(TimeDelta::hours(11));
    let waits = world.say(Purpose::Sales, "2").await;
    assert_eq!(waits.state, MessageState::Deferred);
    closing::close(&world.core, &world.scope, None).await.unwrap();
    core.clock.advance(TimeDelta::hours(12));
    drain(&world.core, &world.providers).await;
    assert_eq!(world.twilio.calls().len(), 1, "the one from before");
    assert_eq!(world.refusal(Purpose::Sales).await, Some(Reason::TenantClosing));
    world.event(&said, 1, &[("Digits", "9")]).await;
    let lead =
        crate::leads::load(world.core.db.read(), &world.core, world.scope.account, world.lead).await.unwrap();
    let state = consent::state(world.core.db.read(), &world.core, world.scope.account, &lead).await.unwrap();
    let calls = state.channels.iter().find(|found| found.channel == Channel::Voice).unwrap();
    assert_eq!(calls.since.map(|(_, source)| source), Some(consent::Source::Call));
});

on_both!(p49_p43_a_call_waits_for_decent_hours, core, {
    let world = World::agreed(&core).await;
    core.clock.advance(TimeDelta::hours(11));
    let said = world.say(Purpose::Reminder, "1").await;
    assert_eq!(said.state, MessageState::Deferred);
    assert_eq!(world.twilio.calls(), [], "it is 11 pm where they are");
    core.clock.advance(TimeDelta::hours(11));
    drain(&world.core, &world.providers).await;
    assert_eq!(world.twilio.calls().len(), 1, "it is 10 am");
});

on_both!(p49_without_a_provider_the_outbox_shows_all_that_is_heard, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let setting = ContactSetting { channel: Channel::Voice, kind: Kind::Automatic, allowed: true };
    privacy::set_contact(&core, &scope, setting).await.unwrap();
    give(&core, &scope, lead, Channel::Voice, Level::ExpressWritten).await;
    outbound::say(&core, &scope, lead, Purpose::Sales, WORDS, "1").await.unwrap();
    drain(&core, &Providers::capturing().unwrap()).await;
    let shown = outbound::captured(&core).await.unwrap();
    let call = shown.iter().find(|shown| shown.channel == "voice").unwrap();
    assert!(call.text.starts_with("This is an automated call with an artificial voice"), "{}", call.text);
    assert!(call.to == NUMBER && call.text.contains(WORDS) && call.text.contains("2 1 2, 5 5 5, 0 1 0 0"));
});
