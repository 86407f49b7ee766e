//! No AI for one person, on any path (P-25): messages, facts, summaries, and the opening of newsletters.

use super::{StandIn, realtor, text, work};
use crate::{
    Core, Scope,
    assistant::summary,
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

/// The opening of a newsletter as the lead would see it.
async fn letter(core: &Core, scope: &Scope, lead: LeadId) -> String {
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
    let id = newsletters::create(core, scope, content).await.unwrap();
    newsletters::preview(core, scope, id, Some(lead), None).await.unwrap().text
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
        let (asked, written) = (!server.requests().is_empty(), opening.contains("new listing"));
        assert_eq!((asked, written), (switch.is_none(), switch.is_none()), "{switch:?}: {opening}");
    }
});
