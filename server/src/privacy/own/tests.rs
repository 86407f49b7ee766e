use super::{
    Correction, Proven, access, ask, ask_code, copy, correct, enter_code, object, proven, set_restricted,
    standing, take_copy, who_has_seen, why,
};
use crate::{
    Core, Error, Scope,
    consent::{self, ConsentEvent, Proof, Source},
    exports::{ExportState, Taken},
    jobs,
    leads::{self, LeadPatch},
    links::{self, NewLink, Purpose},
    on_both,
    outbound::{
        self, Draft, captured,
        tests::fixture::{EMAIL, NUMBER, account, drain, lead},
    },
    privacy::data_map::{Subject, tables},
    providers::Providers,
    worker::Worker,
};
use realtoros_domain::{
    Channel,
    consent::{Level, Purpose as SendPurpose, Suppression},
    contact::{Address, PersonName},
    ids::LeadId,
    rights::{Kind, State},
};

const IP: &str = "192.0.2.7";

async fn holder(core: &Core) -> (Scope, LeadId, String) {
    let scope = account(core, "dana@example.com").await;
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    let patch = LeadPatch { name: Some(PersonName::new("Rosa", "Delgado")), ..LeadPatch::default() };
    leads::patch(core, &scope, lead, patch).await.unwrap();
    let new = NewLink {
        account: scope.account,
        lead,
        purpose: Purpose::Preferences,
        target: None,
        address_index: vec![],
    };
    let token = links::issue(core.db.write(), core, new).await.unwrap();
    (scope, lead, token)
}

/// The holder of the link, after a code to the destination number `to`.
async fn shown(core: &Core, token: &str, to: usize) -> Proven {
    ask_code(core, token, Some(to), IP).await.unwrap();
    drain(core, &Providers::from_settings(core).unwrap()).await;
    let text = captured(core).await.unwrap().pop().unwrap().text;
    let code = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned();
    let browser = enter_code(core, token, &code, IP).await.unwrap();
    proven(core, token, Some(&browser)).await.unwrap().unwrap()
}

fn as_is() -> Correction {
    Correction {
        name: PersonName::new("Rosa", "Delgado"),
        emails: vec![EMAIL.into()],
        phones: vec![NUMBER.into()],
        ..Correction::default()
    }
}

on_both!(p59_everything_that_is_held_is_shown_once_after_a_code, core, {
    let (scope, lead, token) = holder(&core).await;
    let mut event = ConsentEvent::given(Channel::Sms, Level::Express, Source::Form, core.now_ms());
    event.proof = Proof { wording: Some("Yes, canary-wording.".into()), ..event.proof };
    let tx = core.db.begin().await.unwrap();
    consent::record(&tx, &core, &scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
    let mut draft = Draft::typed(lead, Channel::Email, "Hello canary-message", "k");
    draft.subject = Some("canary-subject".into());
    outbound::submit(&core, &scope, draft).await.unwrap();
    crate::conversations::add_note(&core, &scope, lead, "canary-note").await.unwrap();
    assert!(proven(&core, &token, None).await.unwrap().is_none(), "the link alone shows nothing");

    let who = shown(&core, &token, 0).await;
    let held = access(&core, &who).await.unwrap();
    let all: Vec<&str> =
        held.sections.iter().flat_map(|s| &s.items).flatten().map(|(_, value)| value.as_str()).collect();
    for canary in ["canary-wording", "canary-message", "canary-subject", "canary-note", "Delgado", NUMBER] {
        let times = all.iter().filter(|value| value.contains(canary)).count();
        assert!(times >= 1, "{canary} is missing: {all:?}");
        if canary.starts_with("canary") {
            assert_eq!(times, 1, "{canary}");
        }
    }
    for section in &held.sections {
        assert!(!section.reasons.is_empty() && !section.retention.is_empty() && !section.items.is_empty());
    }
    assert!(!held.origin.is_empty());
});

on_both!(p35_nothing_of_anybody_else_is_shown, core, {
    let (scope, _, token) = holder(&core).await;
    let patch = LeadPatch { name: Some(PersonName::new("Tom", "Canarytom")), ..LeadPatch::default() };
    let tom = lead(&core, &scope, "+12125550177", "tom@example.com").await;
    leads::patch(&core, &scope, tom, patch).await.unwrap();
    let who = shown(&core, &token, 0).await;
    let held = format!("{:?}", access(&core, &who).await.unwrap());
    assert!(!held.contains("Canarytom") && !held.contains("tom@example.com"), "{held}");
});

#[test]
fn p59_every_table_about_leads_is_read_or_named_as_one_about_no_lead() {
    // Files, whose rows became leads, or are about to count; and hashes of people who are no leads any more.
    const ABOUT_NO_LEAD: [&str; 5] =
        ["import", "import_chunk", "import_mapping", "erased_address", "number_scrub_part"];
    for table in tables().filter(|table| table.subject == Subject::Lead) {
        let read = access::reach(table) != access::Reach::Nobody;
        assert_eq!(read, !ABOUT_NO_LEAD.contains(&table.name), "{}", table.name);
    }
}

on_both!(p61_a_correction_is_stored_recorded_and_reaches_what_is_made_from_it, core, {
    let (scope, lead, token) = holder(&core).await;
    let who = shown(&core, &token, 0).await;
    let correction = Correction {
        name: PersonName::new("Rosalind", "Delgado"),
        address: Address { city: "Austin".into(), ..Address::default() },
        ..as_is()
    };
    assert_eq!(correct(&core, &who, correction.clone()).await.unwrap(), ["name", "address"]);
    assert!(correct(&core, &who, correction).await.unwrap().is_empty(), "said twice, nothing changes");
    let record = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap().record;
    assert_eq!((record.name.first.as_str(), record.address.city.as_str()), ("Rosalind", "Austin"));
    let context = crate::assistant::Context::load(&core, &scope, lead).await.unwrap();
    assert_eq!(context.lead_first_name.as_deref(), Some("Rosalind"), "the next call of AI");
    let asked = standing(&core, &token).await.unwrap().requests;
    assert_eq!((asked.len(), asked[0].kind, asked[0].state), (1, Kind::Correction, State::Done));
});

on_both!(p61_an_address_changes_only_by_a_code_to_the_old_one, core, {
    let (scope, lead, token) = holder(&core).await;
    let new_mail = || Correction { emails: vec!["thief@example.com".into()], ..as_is() };
    let by_text = shown(&core, &token, 1).await;
    assert!(
        matches!(correct(&core, &by_text, new_mail()).await, Err(Error::Refused(_))),
        "a code to the number"
    );
    let also = Correction { emails: vec![EMAIL.into(), "thief@example.com".into()], ..as_is() };
    assert!(matches!(correct(&core, &by_text, also).await, Err(Error::Refused(_))));
    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    let tx = core.db.begin().await.unwrap();
    let mail = realtoros_domain::ChannelSet::EMAIL;
    consent::opt_out(&tx, &core, &scope, &found, mail, None, Source::Unsubscribe).await.unwrap();
    tx.commit().await.unwrap();

    let by_mail = shown(&core, &token, 0).await;
    let moved = Correction { emails: vec!["new@example.com".into()], ..as_is() };
    assert_eq!(correct(&core, &by_mail, moved).await.unwrap(), ["emails"]);
    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    let mail = state.channels.iter().find(|found| found.channel == Channel::Email).unwrap();
    assert_eq!(mail.suppressed, Suppression::Marketing, "an opt-out moves along");
});

on_both!(p62_asking_for_erasure_opens_one_request_for_the_realtor, core, {
    let (_, _, token) = holder(&core).await;
    let who = shown(&core, &token, 0).await;
    let (id, is_new) = ask(&core, &who, Kind::Erasure, "").await.unwrap();
    assert!(is_new);
    assert_eq!(ask(&core, &who, Kind::Erasure, "").await.unwrap(), (id, false), "asked twice");
    let asked = standing(&core, &token).await.unwrap().requests;
    assert_eq!((asked.len(), asked[0].state), (1, State::Open));
    assert_eq!(asked[0].due_on, "2026-12-24".parse().unwrap());
});

on_both!(p60_a_copy_asked_for_on_the_own_page_is_made_at_once_and_fetched_there_once, core, {
    let (_, _, token) = holder(&core).await;
    let who = shown(&core, &token, 0).await;
    assert!(copy(&core, &who).await.unwrap().is_none());
    let (id, _) = ask(&core, &who, Kind::Export, "").await.unwrap();
    assert_eq!(ask(&core, &who, Kind::Export, "").await.unwrap(), (id, false), "asked twice");
    let state = async || copy(&core, &who).await.unwrap().unwrap().state;
    let asked = async || standing(&core, &token).await.unwrap().requests[0].state;
    assert_eq!((state().await, asked().await), (ExportState::Making, State::Open));
    assert!(matches!(take_copy(&core, &who).await, Ok(Taken::NotYet)));
    let worker = Worker::new(core.clone());
    while jobs::step(&core, &worker).await.unwrap() {}
    assert_eq!((state().await, asked().await), (ExportState::Ready, State::Done));
    assert!(matches!(take_copy(&core, &who).await, Ok(Taken::Download(_))));
    assert!(matches!(take_copy(&core, &who).await, Ok(Taken::Gone(_))), "once");
    assert!(ask(&core, &who, Kind::Export, "").await.unwrap().1, "and another time anew");
});

on_both!(p47_less_use_of_data_needs_no_code_and_counts_at_once, core, {
    let (scope, lead, token) = holder(&core).await;
    set_restricted(&core, &token, true).await.unwrap();
    object(&core, &token).await.unwrap();
    object(&core, &token).await.unwrap();
    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    assert!(found.restricted);
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert!(state.channels.iter().all(|channel| channel.suppressed != Suppression::None));
    let standing = standing(&core, &token).await.unwrap();
    assert!(standing.restricted);
    let kinds: Vec<_> = standing.requests.iter().map(|asked| (asked.kind, asked.state)).collect();
    assert_eq!(kinds, [(Kind::Objection, State::Done), (Kind::Restriction, State::Done)]);
    set_restricted(&core, &token, false).await.unwrap();
    assert!(!leads::load(core.db.read(), &core, scope.account, lead).await.unwrap().restricted);
});

on_both!(p59_who_saw_it_is_told_by_name_and_day_without_ids, core, {
    let (scope, lead, token) = holder(&core).await;
    for _ in 0..2 {
        leads::get(&core, &scope, lead).await.unwrap();
    }
    core.reads.flush(&core).await.unwrap();
    crate::assistant::summary(&core, &scope, lead).await.unwrap();
    let seen = who_has_seen(&core, &token).await.unwrap();
    let opened = seen.iter().find(|seen| seen.what == "opened your page").unwrap();
    assert_eq!((opened.who.as_str(), opened.kind, opened.times), ("Dana Whitfield", "Person", 2));
    assert_eq!(opened.day, "2026-11-24".parse().unwrap());
    let id = lead.to_string();
    assert!(seen.iter().all(|seen| !seen.what.contains(&id) && !seen.who.contains(&id)));
});

on_both!(p41_why_a_message_came_names_its_evidence_its_cause_and_ai, core, {
    let (scope, lead, token) = holder(&core).await;
    let mut event = ConsentEvent::given(Channel::Sms, Level::ExpressWritten, Source::Form, core.now_ms());
    event.proof = Proof { wording: Some("Yes, text me.".into()), ..event.proof };
    let tx = core.db.begin().await.unwrap();
    consent::record(&tx, &core, &scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
    let text = Draft::typed(lead, Channel::Sms, "A new house came up.", "one");
    outbound::submit(&core, &scope, text).await.unwrap();
    let mail = Draft {
        subject: Some("Homes".into()),
        ..Draft::automatic(lead, Channel::Email, SendPurpose::Sales, "Hello", "two")
    };
    outbound::submit(&core, &scope, mail).await.unwrap();
    drain(&core, &Providers::from_settings(&core).unwrap()).await;
    let told = why(&core, &token, None).await.unwrap();
    let text = told.iter().find(|why| why.what == "Text").unwrap();
    assert_eq!(text.cause, "Dana Whitfield wrote it to you.");
    assert_eq!(text.agreed.as_deref(), Some("Yes, text me."));
    assert!(text.basis.contains("You agreed in writing on November 24, 2026, in a form"), "{}", text.basis);
    assert!(text.receipt.is_some() && text.words.is_none(), "its words only after a code");
    assert_eq!(text.ai, "No AI was used for it.");
    let mail = told.iter().find(|why| why.what == "E-mail").unwrap();
    assert!(mail.cause.contains("by itself") && mail.receipt.is_none(), "{mail:?}");
    let who = shown(&core, &token, 0).await;
    let told = why(&core, &token, Some(&who)).await.unwrap();
    assert!(told.iter().any(|why| why.words.as_deref() == Some("Homes")));
});

on_both!(p59_a_link_that_the_realtor_sent_is_not_called_a_question_of_the_lead, core, {
    let (scope, lead, _) = holder(&core).await;
    links::renew(&core, &scope, lead).await.unwrap();
    drain(&core, &Providers::from_settings(&core).unwrap()).await;
    let text = captured(&core).await.unwrap().pop().unwrap().text;
    let token = text.split("/me/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let told = why(&core, &token, None).await.unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].cause, "Dana Whitfield sent you a link to your own page.");
    assert!(!told[0].basis.contains("own request"), "{}", told[0].basis);
    shown(&core, &token, 0).await;
    let told = why(&core, &token, None).await.unwrap();
    let code = told.iter().find(|why| why.cause.contains("asked for a code")).unwrap();
    assert_eq!(code.basis, "It answers your own request, so it needs no permission.");
    let seen = who_has_seen(&core, &token).await.unwrap();
    let sent = seen.iter().find(|seen| seen.what == "sent you a new link").unwrap();
    assert_eq!(sent.who, "Dana Whitfield");
});

on_both!(p59_a_copy_names_who_asked_for_it, core, {
    let (scope, lead, token) = holder(&core).await;
    crate::exports::request_for_lead(&core, &scope, lead).await.unwrap();
    crate::exports::request(&core, &scope).await.unwrap();
    let worker = Worker::new(core.clone());
    while jobs::step(&core, &worker).await.unwrap() {}
    let seen = who_has_seen(&core, &token).await.unwrap();
    let who = |what: &str| seen.iter().find(|seen| seen.what == what).map(|seen| seen.who.as_str());
    assert_eq!(who("asked for a copy of your data"), Some("Dana Whitfield"));
    assert_eq!(
        who("put a copy of your data together"),
        Some("RealtorOS, for a copy that Dana Whitfield asked for")
    );
    assert_eq!(who("had a copy of the whole account made"), Some("Dana Whitfield"));
});

on_both!(p59_what_jobs_read_for_the_assistant_says_so, core, {
    let (scope, lead, token) = holder(&core).await;
    let job = Scope { actor: crate::Actor::Job(realtoros_domain::ids::JobId(core.new_id())), ..scope };
    crate::conversations::timeline(&core, &job, lead).await.unwrap();
    crate::conversations::timeline(&core, &scope, lead).await.unwrap();
    core.reads.flush(&core).await.unwrap();
    let seen = who_has_seen(&core, &token).await.unwrap();
    let mut readers: Vec<_> =
        seen.iter().filter(|seen| seen.what == "read your messages").map(|seen| seen.who.as_str()).collect();
    readers.sort_unstable();
    assert_eq!(readers, ["Dana Whitfield", "RealtorOS, for drafts and suggestions"]);
});
