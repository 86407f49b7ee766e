use super::{
    ContactSetting, Kind, Who, allowed, contact_settings, data_map::Category, holdings, set_contact,
    who_saw_what,
};
use crate::{
    leads, on_both,
    outbound::{Draft, preview},
    testing::{account, realtor},
};
use realtoros_domain::{
    Channel,
    consent::{Action, Automation, Outcome, Purpose, StepName},
};

fn ana() -> leads::NewLead {
    leads::NewLead {
        record: leads::LeadRecord { emails: vec!["ana@example.com".parse().unwrap()], ..Default::default() },
        ..Default::default()
    }
}

on_both!(p03_holdings_count_the_rows_of_this_account_and_say_why, core, {
    let (mine, theirs) = (account(&core).await, account(&core).await);
    leads::create(&core, &mine, ana()).await.unwrap();
    leads::create(&core, &mine, ana()).await.unwrap();
    leads::create(&core, &theirs, ana()).await.unwrap();
    let held = holdings(&core, &mine).await.unwrap();
    assert_eq!(held.iter().map(|h| h.category).collect::<Vec<_>>(), Category::PERSONAL);
    let leads = held[1].tables.iter().find(|table| table.title == "Leads").unwrap();
    assert_eq!(leads.rows, 2);
    assert!(held.iter().all(|h| !h.reasons.is_empty() && !h.retention.is_empty()));
    assert!(held[0].rows() >= 1, "the account itself");
});

on_both!(p04_a_consent_setting_counts_at_the_next_question, core, {
    let (mine, theirs) = (account(&core).await, account(&core).await);
    let action =
        Action { channel: Channel::Email, automation: Automation::Approved, purpose: Purpose::Newsletter };
    assert!(allowed(core.db.read(), mine.account, &action).await.unwrap());
    let setting = ContactSetting { channel: Channel::Email, kind: Kind::Newsletter, allowed: false };
    set_contact(&core, &mine, setting).await.unwrap();
    assert!(!allowed(core.db.read(), mine.account, &action).await.unwrap());
    assert!(allowed(core.db.read(), theirs.account, &action).await.unwrap(), "their own switch");
    let shown = contact_settings(core.db.read(), mine.account).await.unwrap();
    assert!(shown.contains(&setting));
    set_contact(&core, &mine, ContactSetting { allowed: true, ..setting }).await.unwrap();
    assert!(allowed(core.db.read(), mine.account, &action).await.unwrap());
});

on_both!(p66_the_history_says_who_and_what_of_this_account_only, core, {
    let (mine, theirs) = (account(&core).await, account(&core).await);
    let id = leads::create(&core, &mine, ana()).await.unwrap();
    leads::get(&core, &mine, id).await.unwrap();
    core.reads.flush(&core).await.unwrap();
    let events = who_saw_what(&core, &mine, Some(id.0), 10).await.unwrap();
    let told: Vec<_> = events.iter().map(|event| (event.who, event.what.as_str())).collect();
    assert_eq!(told, [(Who::You, "opened a lead"), (Who::You, "added a lead")]);
    assert!(who_saw_what(&core, &theirs, Some(id.0), 10).await.unwrap().is_empty());
});

on_both!(p04_the_send_gate_hears_a_consent_setting_at_once, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let id = leads::create(&core, &scope, ana()).await.unwrap();
    let draft = Draft::typed(id, Channel::Email, "Hello Ana", "k");
    for allowed in [true, false, true] {
        let setting = ContactSetting { channel: Channel::Email, kind: Kind::Conversation, allowed };
        set_contact(&core, &scope, setting).await.unwrap();
        let steps = preview(&core, &scope, &draft).await.unwrap().verdict.steps;
        let step = steps.iter().find(|step| step.name == StepName::FeatureEnabled).unwrap();
        assert_eq!(step.outcome == Outcome::Passed, allowed);
    }
});
