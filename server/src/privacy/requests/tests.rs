use super::{
    Act, Logged, approve_copy, approve_erasure, ask_identity, ask_us, complete, confirm, extend, get, list,
    log, note, of_lead, perform_reminder, pressing, prove_identity, refuse,
};
use crate::{
    Actor, Core, Error, Scope, consent,
    exports::{self, Taken},
    jobs::{self, Claimed, JobKind, Outcome, Work},
    leads, on_both,
    outbound::{
        captured,
        tests::fixture::{EMAIL, NUMBER, account, drain, lead},
    },
    providers::Providers,
    worker::Worker,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use realtoros_domain::{
    Channel,
    consent::Suppression,
    ids::{LeadId, RequestId},
    rights::{Identity, Kind, Law, Queue, State, Urgency, Via},
};

fn by_phone(kind: Kind, lead: Option<LeadId>, received: &str) -> Logged {
    Logged {
        kind,
        lead,
        via: Via::Phone,
        law: Law::Strictest,
        received_at: received.parse::<DateTime<Utc>>().unwrap().timestamp_millis(),
        contact: "rosa@look-alike.example".into(),
        text: "Please send me everything.".into(),
    }
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn setup(core: &Core) -> (Scope, LeadId) {
    let scope = account(core, "dana@example.com").await;
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    (scope, lead)
}

async fn acts(core: &Core, scope: &Scope, id: RequestId) -> Vec<Act> {
    get(core, scope, id).await.unwrap().lines.into_iter().filter_map(|line| line.act).collect()
}

const TODAY: &str = "2026-11-24T17:00:00Z";

on_both!(p64_a_request_by_phone_gets_its_dates_and_is_confirmed, core, {
    let (scope, lead) = setup(&core).await;
    let id = log(&core, &scope, by_phone(Kind::Access, Some(lead), TODAY)).await.unwrap();
    let detail = get(&core, &scope, id).await.unwrap();
    assert_eq!(detail.deadlines.confirm, Some(on("2026-12-09")), "ten business days, Thanksgiving left out");
    assert_eq!(detail.request.due_on, on("2026-12-24"), "one month");
    assert_eq!(detail.request.identity, Identity::Unknown);
    assert!(detail.request.confirmed_at.is_some(), "the lead was told");
    assert_eq!(detail.lines[0].words.as_ref().unwrap().text, "Please send me everything.");
    drain(&core, &Providers::from_settings(&core).unwrap()).await;
    let mail = captured(&core).await.unwrap().pop().unwrap();
    assert_eq!(mail.to, EMAIL, "never to the address that was written down");
    assert!(mail.text.contains("December 24, 2026"), "{}", mail.text);
});

on_both!(p64_a_look_alike_gets_nothing_without_the_code, core, {
    let (scope, lead) = setup(&core).await;
    let id = log(&core, &scope, by_phone(Kind::Access, Some(lead), TODAY)).await.unwrap();
    let due = get(&core, &scope, id).await.unwrap().request.due_on;
    assert!(matches!(complete(&core, &scope, id, "Sent.").await, Err(Error::Refused(_))));
    ask_identity(&core, &scope, id, 0, "192.0.2.9").await.unwrap();
    for _ in 0..3 {
        assert!(matches!(prove_identity(&core, &scope, id, "x", "192.0.2.9").await, Err(Error::Invalid(_))));
    }
    let detail = get(&core, &scope, id).await.unwrap();
    assert_eq!(
        (detail.request.identity, detail.request.due_on),
        (Identity::Failed, due),
        "the clock runs on"
    );
    assert!(matches!(complete(&core, &scope, id, "Sent.").await, Err(Error::Refused(_))));

    drain(&core, &Providers::from_settings(&core).unwrap()).await;
    let text = captured(&core).await.unwrap().pop().unwrap().text;
    let code = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned();
    prove_identity(&core, &scope, id, &code, "192.0.2.9").await.unwrap();
    complete(&core, &scope, id, "Sent.").await.unwrap();
    assert_eq!(get(&core, &scope, id).await.unwrap().request.state, State::Done);
    assert!(matches!(complete(&core, &scope, id, "").await, Err(Error::Conflict(_))), "answered once");
});

on_both!(p64_who_is_not_on_file_is_in_the_register_too, core, {
    let (scope, _) = setup(&core).await;
    let id = log(&core, &scope, by_phone(Kind::Erasure, None, TODAY)).await.unwrap();
    assert!(matches!(ask_identity(&core, &scope, id, 0, "").await, Err(Error::Refused(_))));
    assert!(matches!(confirm(&core, &scope, id).await, Err(Error::Refused(_))));
    refuse(&core, &scope, id, "We hold nothing about you.").await.unwrap();
    assert_eq!(acts(&core, &scope, id).await, [Act::Received, Act::Refused]);
    let nobody = Logged { contact: String::new(), ..by_phone(Kind::Other, None, TODAY) };
    assert!(matches!(log(&core, &scope, nobody).await, Err(Error::Invalid(_))));
});

on_both!(p64_an_extension_needs_a_reason_and_comes_in_time_and_once, core, {
    let (scope, lead) = setup(&core).await;
    core.clock.advance(TimeDelta::days(68));
    let id = log(&core, &scope, by_phone(Kind::Access, Some(lead), "2027-01-31T16:00:00Z")).await.unwrap();
    assert_eq!(get(&core, &scope, id).await.unwrap().request.due_on, on("2027-02-28"));
    assert!(matches!(extend(&core, &scope, id, " ").await, Err(Error::Invalid(_))));
    extend(&core, &scope, id, "There are very many messages.").await.unwrap();
    let detail = get(&core, &scope, id).await.unwrap();
    assert_eq!((detail.request.state, detail.request.due_on), (State::Extended, on("2027-04-30")));
    assert!(matches!(extend(&core, &scope, id, "Again.").await, Err(Error::Conflict(_))));
    let late = log(&core, &scope, by_phone(Kind::Access, Some(lead), "2027-01-31T16:00:00Z")).await.unwrap();
    core.clock.advance(TimeDelta::days(30));
    assert!(matches!(extend(&core, &scope, late, "Late.").await, Err(Error::Refused(_))));
    assert_eq!(get(&core, &scope, late).await.unwrap().request.urgency, Urgency::Overdue);
});

on_both!(p47_an_objection_by_phone_counts_at_once, core, {
    let (scope, lead) = setup(&core).await;
    let id = log(&core, &scope, by_phone(Kind::Objection, Some(lead), TODAY)).await.unwrap();
    assert_eq!(get(&core, &scope, id).await.unwrap().request.state, State::Done);
    let found = leads::load(core.db.read(), &core, scope.account, lead).await.unwrap();
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert!(state.channels.iter().all(|channel| channel.suppressed != Suppression::None), "{state:?}");
    log(&core, &scope, by_phone(Kind::Restriction, Some(lead), TODAY)).await.unwrap();
    assert!(leads::load(core.db.read(), &core, scope.account, lead).await.unwrap().restricted);
    assert!(state.channels.iter().any(|channel| channel.channel == Channel::Sms));
});

#[derive(Clone)]
struct Reminding(Core);

impl Work for Reminding {
    async fn perform(&self, job: &Claimed) -> crate::Result<Outcome> {
        assert_eq!(job.kind, JobKind::RequestReminder);
        perform_reminder(&self.0, job).await
    }
}

async fn remind(core: &Core) {
    while jobs::step(core, &Reminding(core.clone())).await.unwrap() {}
}

on_both!(p64_reminders_come_a_week_and_a_day_before_and_not_for_what_is_done, core, {
    let (scope, lead) = setup(&core).await;
    let id = log(&core, &scope, by_phone(Kind::Access, Some(lead), TODAY)).await.unwrap();
    let done = log(&core, &scope, by_phone(Kind::Other, Some(lead), TODAY)).await.unwrap();
    complete(&core, &scope, done, "Answered.").await.unwrap();
    remind(&core).await;
    assert!(pressing(&core, &scope).await.unwrap().is_empty(), "a month is long");
    core.clock.advance(TimeDelta::days(23));
    remind(&core).await;
    let soon = pressing(&core, &scope).await.unwrap();
    assert_eq!((soon.len(), soon[0].urgency, soon[0].confirm), (1, Urgency::Soon, false));
    core.clock.advance(TimeDelta::days(6));
    remind(&core).await;
    let reminders = |acts: Vec<Act>| acts.into_iter().filter(|act| *act == Act::Reminded).count();
    assert_eq!(reminders(acts(&core, &scope, id).await), 2);
    assert_eq!(reminders(acts(&core, &scope, done).await), 0);
    core.clock.advance(TimeDelta::days(2));
    assert_eq!(pressing(&core, &scope).await.unwrap()[0].urgency, Urgency::Overdue);
});

on_both!(p64_two_queues_and_nobody_answers_the_other_one, core, {
    let (scope, lead) = setup(&core).await;
    let theirs = log(&core, &scope, by_phone(Kind::Access, Some(lead), TODAY)).await.unwrap();
    let mine = ask_us(&core, &scope, Kind::Access, Law::Ccpa, "What do you hold about me?").await.unwrap();
    let of = |queue| {
        let (core, scope) = (core.core.clone(), scope);
        async move { list(&core, &scope, queue).await.unwrap() }
    };
    let (leads, users) = (of(Queue::Lead).await, of(Queue::User).await);
    assert_eq!((leads.len(), leads[0].id), (1, theirs));
    assert_eq!((users.len(), users[0].id, users[0].due_on), (1, mine, on("2027-01-08")), "45 days");
    assert!(matches!(complete(&core, &scope, mine, "x").await, Err(Error::Refused(_))), "RealtorOS answers");
    let operator = Scope { actor: Actor::Operator, ..scope };
    complete(&core, &operator, mine, "Sent by mail.").await.unwrap();
    note(&core, &scope, theirs, "Called back.").await.unwrap();
    assert_eq!(of_lead(&core, &scope, lead).await.unwrap().len(), 1);
});

on_both!(p35_requests_of_another_account_do_not_exist, core, {
    let (scope, lead) = setup(&core).await;
    let other = account(&core, "other@example.com").await;
    let id = log(&core, &scope, by_phone(Kind::Access, Some(lead), TODAY)).await.unwrap();
    assert!(matches!(get(&core, &other, id).await, Err(Error::NotFound)));
    assert!(matches!(refuse(&core, &other, id, "x").await, Err(Error::NotFound)));
    assert!(matches!(note(&core, &other, id, "x").await, Err(Error::NotFound)));
    assert!(list(&core, &other, Queue::Lead).await.unwrap().is_empty());
    let foreign = log(&core, &other, by_phone(Kind::Access, Some(lead), TODAY)).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
});

on_both!(
    p62_an_erasure_is_approved_once_it_is_known_who_asks_and_stays_in_the_register_without_words,
    core,
    {
        let (scope, lead) = setup(&core).await;
        let id = log(&core, &scope, by_phone(Kind::Erasure, Some(lead), TODAY)).await.unwrap();
        assert!(
            matches!(approve_erasure(&core, &scope, id).await, Err(Error::Refused(_))),
            "nobody knows who asks"
        );
        assert!(leads::load(core.db.read(), &core, scope.account, lead).await.is_ok());
        ask_identity(&core, &scope, id, 0, "192.0.2.9").await.unwrap();
        drain(&core, &Providers::from_settings(&core).unwrap()).await;
        let text = captured(&core).await.unwrap().pop().unwrap().text;
        let code = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned();
        prove_identity(&core, &scope, id, &code, "192.0.2.9").await.unwrap();
        assert!(
            matches!(complete(&core, &scope, id, "Done.").await, Err(Error::Refused(_))),
            "by erasing only"
        );
        approve_erasure(&core, &scope, id).await.unwrap();
        assert!(matches!(
            leads::load(core.db.read(), &core, scope.account, lead).await,
            Err(Error::NotFound)
        ));
        let detail = get(&core, &scope, id).await.unwrap();
        assert_eq!((detail.request.state, detail.request.name.as_str()), (State::Done, ""));
        assert!(detail.lines.iter().all(|line| line.words.is_none()), "the words went with the person");
        assert!(detail.lines.iter().any(|line| line.act == Some(Act::Done)));
        assert!(matches!(approve_erasure(&core, &scope, id).await, Err(Error::Conflict(_))));
        let last = captured(&core).await.unwrap().pop().unwrap();
        assert_eq!(last.subject.as_deref(), Some("Your data was erased"), "who asked is told");
        core.clock.advance(TimeDelta::days(1));
        crate::accounts::tidy(&core).await.unwrap();
        assert!(captured(&core).await.unwrap().is_empty(), "and nothing of them is left");
    }
);

/// What the newest message to the lead says.
async fn newest_letter(core: &Core) -> String {
    drain(core, &Providers::from_settings(core).unwrap()).await;
    captured(core).await.unwrap().pop().unwrap().text
}

on_both!(p59_p60_an_approved_copy_is_made_by_itself_and_fetched_by_the_lead_alone, core, {
    let (scope, lead) = setup(&core).await;
    let worker = Worker::new(core.clone());
    let id = log(&core, &scope, by_phone(Kind::Access, Some(lead), TODAY)).await.unwrap();
    assert!(matches!(approve_copy(&core, &scope, id).await, Err(Error::Refused(_))), "nobody knows who asks");
    ask_identity(&core, &scope, id, 0, "192.0.2.9").await.unwrap();
    let text = newest_letter(&core).await;
    let code = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned();
    prove_identity(&core, &scope, id, &code, "192.0.2.9").await.unwrap();

    let export = approve_copy(&core, &scope, id).await.unwrap();
    assert_eq!(
        approve_copy(&core, &scope, id).await.unwrap(),
        export,
        "while it is made, it is the same one"
    );
    assert_eq!(get(&core, &scope, id).await.unwrap().request.state, State::Open, "it is not there yet");
    while jobs::step(&core, &worker).await.unwrap() {}
    assert_eq!(get(&core, &scope, id).await.unwrap().request.state, State::Done);
    let acts = acts(&core, &scope, id).await;
    assert!(acts.contains(&Act::Approved) && acts.last() == Some(&Act::Done), "{acts:?}");
    assert!(matches!(approve_copy(&core, &scope, id).await, Err(Error::Conflict(_))), "answered once");

    let letter = newest_letter(&core).await;
    let token = letter.split("/me/").nth(1).unwrap().split("/copy").next().unwrap();
    assert_eq!(crate::links::holder(&core, token).await.unwrap().1.id, lead, "{letter}");
    assert!(matches!(exports::take(&core, &scope, export).await, Err(Error::NotFound)), "not by the realtor");
    let own = Scope { actor: Actor::Lead(lead), ..scope };
    assert!(matches!(exports::take(&core, &own, export).await, Ok(Taken::Download(_))));
});

on_both!(p60_a_copy_is_made_only_for_a_request_for_one_of_somebody_on_file, core, {
    let (scope, lead) = setup(&core).await;
    let other = log(&core, &scope, by_phone(Kind::Other, Some(lead), TODAY)).await.unwrap();
    let nobody = log(&core, &scope, by_phone(Kind::Export, None, TODAY)).await.unwrap();
    let ours = ask_us(&core, &scope, Kind::Export, Law::Ccpa, "").await.unwrap();
    for id in [other, nobody, ours] {
        assert!(matches!(approve_copy(&core, &scope, id).await, Err(Error::Refused(_))), "{id}");
    }
    let id = log(&core, &scope, by_phone(Kind::Export, Some(lead), TODAY)).await.unwrap();
    exports::request_for_lead(&core, &scope, lead).await.unwrap();
    let worker = Worker::new(core.clone());
    while jobs::step(&core, &worker).await.unwrap() {}
    assert_eq!(
        get(&core, &scope, id).await.unwrap().request.state,
        State::Open,
        "an export of the realtor's own"
    );
});
