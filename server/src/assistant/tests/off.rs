//! No AI for one person, on any path (P-25): messages, facts, summaries, and the opening of newsletters.

use super::{StandIn, realtor, text, work};
use crate::{
    Core, Result, Scope,
    assistant::summary,
    jobs::{self, Claimed, Outcome, Work},
    leads::{self, LeadPatch, Switch},
    listings, newsletters, on_both,
};
use realtoros_domain::{
    contact::PersonName,
    ids::LeadId,
    listing::Listing,
    newsletter::{Block, Content},
};
use serde_json::json;

/// Sends newsletters.
#[derive(Clone)]
struct Letters(Core);

impl Work for Letters {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        newsletters::perform(&self.0, job).await
    }
}

/// The opening of a newsletter as the lead would see it.
async fn letter(core: &Core, scope: &Scope, lead: LeadId) -> String {
    let home = Listing { address: "1 Lane".into(), city: "Austin".into(), ..Listing::default() };
    let listing = listings::create(core, scope, home).await.unwrap();
    let content = Content {
        subject: "News".into(),
        blocks: vec![Block::Listing { listing: Some(listing) }],
        intro: true,
        ..Content::default()
    };
    let id = newsletters::create(core, scope, content).await.unwrap();
    newsletters::preview(core, scope, id, Some(lead)).await.unwrap().text
}

on_both!(p25_no_ai_for_a_person_on_any_later_path, core, {
    let (core, server) = StandIn::start(&core, &json!({ "text": "Let me check.", "cites": [1] })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let switches = [None, Some(Switch::AiPaused), Some(Switch::Restricted), Some(Switch::MaybeMinor)];
    for (n, switch) in switches.into_iter().enumerate() {
        let from = format!("+1512555010{n}");
        let (lead, _) = text(&core, &scope, &from, "We need 3 bedrooms in Austin").await;
        let patch = LeadPatch {
            name: Some(PersonName::new("Rosa", "Ruiz")),
            emails: Some(vec![format!("rosa{n}@example.com")]),
            ..LeadPatch::default()
        };
        leads::patch(&core, &scope, lead, patch).await.unwrap();
        if let Some(switch) = switch {
            leads::set_switch(&core, &scope, lead, switch, true).await.unwrap();
        }
        server.asked.lock().unwrap().clear();
        work(&core).await;
        text(&core, &scope, &from, "And a porch. When can we see it?").await;
        work(&core).await;
        summary(&core, &scope, lead).await.unwrap();
        let opening = letter(&core, &scope, lead).await;
        while jobs::step(&core, &Letters(core.clone())).await.unwrap() {}
        let (asked, written) = (!server.requests().is_empty(), opening.contains("new listing"));
        assert_eq!((asked, written), (switch.is_none(), switch.is_none()), "{switch:?}: {opening}");
    }
});
