//! A model may raise what a text is read as, and never lowers it (rules B6).

use super::{StandIn, realtor, text, work};
use crate::{
    Core, Scope,
    assistant::{Task, calls},
    consent,
    conversations::{resolve_hold, timeline},
    jobs::{JobKind, JobState, statuses},
    leads, on_both,
    outbound::MessageState,
};
use realtoros_domain::{ChannelSet, consent::Suppression, ids::LeadId, reply::Class};
use serde_json::json;

const FROM: &str = "+15125550100";
const HARMLESS: &str = "My cousin sold us her house in the end.";

/// How often a model was asked, and what its answers came to.
async fn looks(core: &Core, scope: &Scope, lead: LeadId) -> Vec<(String, String)> {
    let calls = calls(core, scope, Some(lead), 20).await.unwrap().into_iter();
    let looks = calls.filter(|call| call.task == Some(Task::ClassifyReply));
    looks.map(|call| (call.provider, call.state)).collect()
}

on_both!(p45_a_model_that_suspects_an_opt_out_makes_the_realtor_look_and_opts_nobody_out, core, {
    let (core, _server) = StandIn::start(&core, &json!({ "class": "opt_out" })).await;
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, message) = text(&core, &scope, FROM, HARMLESS).await;
    let found = leads::get(&core, &scope, lead).await.unwrap();
    assert!(!found.on_hold, "the rules read nothing in it, and the carrier has its answer");
    work(&core).await;
    let found = leads::get(&core, &scope, lead).await.unwrap();
    assert!(found.on_hold);
    let state = consent::state(core.db.read(), &core, scope.account, &found).await.unwrap();
    assert!(state.channels.iter().all(|channel| channel.suppressed == Suppression::None));
    let items = timeline(&core, &scope, lead).await.unwrap();
    assert_eq!((items.len(), items[0].id), (1, message), "and nothing was drafted");
    assert_eq!(items[0].reading.as_ref().unwrap().class, Class::Hold);
    let (_, job) = statuses(&core, &scope, JobKind::DraftReply, 1).await.unwrap().remove(0);
    assert_eq!((job.state, job.error.as_deref()), (JobState::Denied, Some("on_hold")));
    assert_eq!(looks(&core, &scope, lead).await, [("openai".to_owned(), "done".to_owned())]);

    resolve_hold(&core, &scope, lead, ChannelSet::NONE).await.unwrap();
    work(&core).await;
    assert!(!leads::get(&core, &scope, lead).await.unwrap().on_hold, "the realtor's word stands");
});

on_both!(p45_a_model_that_sees_nothing_or_does_not_answer_lowers_nothing, core, {
    let (core, server) = StandIn::start(&core, &json!({ "class": "none" })).await;
    let scope = realtor(&core, "dana@example.com").await;
    for (n, (words, on_hold)) in
        [("please stop texting me", false), ("can you stop by tomorrow?", true)].into_iter().enumerate()
    {
        let (lead, _) = text(&core, &scope, &format!("+1512555011{n}"), words).await;
        let before = timeline(&core, &scope, lead).await.unwrap()[0].reading.clone();
        work(&core).await;
        assert_eq!(timeline(&core, &scope, lead).await.unwrap()[0].reading, before);
        assert_eq!(leads::get(&core, &scope, lead).await.unwrap().on_hold, on_hold, "{words}");
        assert!(looks(&core, &scope, lead).await.is_empty(), "nobody asks about it");
    }
    for (from, class, state) in [(FROM, "none", "done"), ("+15125550120", "certainly", "failed")] {
        *server.answer.lock().unwrap() = json!({ "class": class }).to_string();
        let (lead, _) = text(&core, &scope, from, HARMLESS).await;
        work(&core).await;
        assert!(!leads::get(&core, &scope, lead).await.unwrap().on_hold);
        assert_eq!(looks(&core, &scope, lead).await, [("openai".to_owned(), state.to_owned())]);
    }
});

on_both!(p45_without_a_model_the_rules_are_not_asked_twice, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, HARMLESS).await;
    work(&core).await;
    assert!(looks(&core, &scope, lead).await.is_empty());
    let items = timeline(&core, &scope, lead).await.unwrap();
    assert!(items.iter().any(|item| item.state == MessageState::Draft));
});
