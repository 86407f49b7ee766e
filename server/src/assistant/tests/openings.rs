//! The openings of newsletters, asked of the assistant like every other task.

use super::{StandIn, realtor, work};
use crate::{
    Core, Scope, accounts,
    assistant::{Task, calls},
    conversations::timeline,
    leads::{self, LeadRecord, NewLead, Switch},
    listings, newsletters, on_both,
};
use realtoros_domain::{
    contact::PersonName,
    facts::Facts,
    ids::{LeadId, NewsletterId},
    listing::Listing,
    newsletter::{Block, Content},
};
use serde_json::{Value, json};

const DISCLOSURE: &str = "An assistant drafted the opening paragraph";
const BY_RULES: &str = "Hello Rosa. Here is what is new in Austin: 1 new listing.";

/// Somebody with an address who looks for a home in Austin.
async fn rosa(core: &Core, scope: &Scope, switch: Option<Switch>) -> LeadId {
    let record = LeadRecord {
        name: PersonName::new("Rosa", "Canarysurname"),
        emails: vec![format!("canary-{}@example.com", core.new_id()).parse().unwrap()],
        preferences: Facts { areas: vec!["Austin".into()], ..Facts::default() },
        ..LeadRecord::default()
    };
    let lead = leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap();
    if let Some(switch) = switch {
        leads::set_switch(core, scope, lead, switch, true).await.unwrap();
    }
    lead
}

/// A newsletter about a home in Austin that opens with a line for each lead.
async fn written(core: &Core, scope: &Scope) -> NewsletterId {
    let home = Listing {
        address: "1 Lane".into(),
        city: "Austin".into(),
        price_cents: 41_000_000,
        ..Listing::default()
    };
    let listing = listings::create(core, scope, home).await.unwrap();
    let content = Content {
        subject: "News".into(),
        blocks: vec![Block::Listing { listing: Some(listing) }],
        intro: true,
        ..Content::default()
    };
    newsletters::create(core, scope, content).await.unwrap()
}

async fn send(core: &Core, scope: &Scope) {
    let id = written(core, scope).await;
    newsletters::approve(core, scope, id).await.unwrap();
    newsletters::send(core, scope, id).await.unwrap();
    work(core).await;
}

/// The mail that was made for a lead.
async fn mail(core: &Core, scope: &Scope, lead: LeadId) -> String {
    timeline(core, scope, lead).await.unwrap().remove(0).text
}

/// How the openings for a lead were made: by whom, from what, how it ended and why.
async fn made(core: &Core, scope: &Scope, lead: LeadId) -> Vec<[String; 4]> {
    let calls = calls(core, scope, Some(lead), 10).await.unwrap().into_iter();
    let openings = calls.filter(|call| call.task == Some(Task::NewsletterIntro));
    openings.map(|call| [call.provider, call.fields.join(","), call.state, call.reason]).collect()
}

const FIELDS: &str = "realtor_name,brokerage,figures";

on_both!(p28_p39_an_opening_is_asked_of_the_model_once_and_recorded, core, {
    let (core, server) = StandIn::start(&core, &json!({ "text": "There is 1 new listing." })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope, None).await;
    send(&core, &scope).await;
    let text = mail(&core, &scope, lead).await;
    assert!(text.contains("Hello Rosa. There is 1 new listing.") && text.contains(DISCLOSURE), "{text}");
    assert_eq!(made(&core, &scope, lead).await, [["openai", FIELDS, "done", ""]]);
    let asked = server.requests();
    assert_eq!(asked.len(), 1);
    let data: Value = serde_json::from_str(asked[0].1["messages"][1]["content"].as_str().unwrap()).unwrap();
    assert_eq!(
        data,
        json!({
            "realtor_name": "Dana Whitfield",
            "brokerage": "Harbor Street Realty",
            "figures": { "area": "Austin", "new_listings": 1, "price_changes": 0, "open_houses": 0 },
        })
    );
});

on_both!(p25_nobody_without_ai_gets_an_opening_and_nothing_is_asked, core, {
    let (core, server) = StandIn::start(&core, &json!({ "text": "There is 1 new listing." })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let mut leads = Vec::new();
    for switch in [Switch::AiPaused, Switch::Restricted, Switch::MaybeMinor] {
        leads.push(rosa(&core, &scope, Some(switch)).await);
    }
    send(&core, &scope).await;
    let text = mail(&core, &scope, leads[0]).await;
    assert!(!text.contains("new listing") && !text.contains(DISCLOSURE), "{text}");
    leads.push(rosa(&core, &scope, None).await);
    accounts::set_ai_enabled(&core, &scope, false).await.unwrap();
    send(&core, &scope).await;
    let text = mail(&core, &scope, leads[3]).await;
    assert!(!text.contains("new listing") && !text.contains(DISCLOSURE), "{text}");
    assert_eq!(server.requests(), []);
    for lead in leads {
        assert!(made(&core, &scope, lead).await.is_empty());
    }
});

on_both!(p21_p31_an_opening_that_breaks_a_rule_or_never_comes_gives_way_to_the_rules, core, {
    let (core, server) = StandIn::start(&core, &json!({})).await;
    let scope = realtor(&core, "dana@example.com").await;
    for (answer, why) in [
        (json!({ "text": "There are 12 new listings." }), "invented_number"),
        (json!({ "text": "A safe area, perfect for families." }), "fair_housing"),
        (json!({ "action": "decline_lead" }), "provider"),
    ] {
        *server.answer.lock().unwrap() = answer.to_string();
        let lead = rosa(&core, &scope, None).await;
        send(&core, &scope).await;
        let text = mail(&core, &scope, lead).await;
        assert!(text.contains(BY_RULES), "{text}");
        assert_eq!(made(&core, &scope, lead).await, [["openai", FIELDS, "replaced", why]]);
    }
});

on_both!(p38_looking_at_a_newsletter_asks_no_model_and_says_who_will_write, core, {
    let (with_model, server) = StandIn::start(&core, &json!({ "text": "There is 1 new listing." })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope, None).await;
    let id = written(&core, &scope).await;
    for (core, model) in [(&with_model, Some("stand-in")), (&core.core, None)] {
        let shown = newsletters::preview(core, &scope, id, Some(lead), None).await.unwrap();
        assert!(shown.text.contains(BY_RULES), "{}", shown.text);
        assert_eq!(shown.model.as_deref(), model);
    }
    assert_eq!(server.requests(), []);
    assert!(made(&core, &scope, lead).await.is_empty());
});
