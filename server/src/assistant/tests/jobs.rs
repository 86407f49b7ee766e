//! Jobs ask the switches when they run.

use super::{realtor, text, work};
use crate::{
    accounts,
    assistant::{Task, calls, suggestions, summary},
    conversations::timeline,
    jobs::{JobKind, JobState, statuses},
    leads::{self, Switch},
    on_both,
    outbound::MessageState,
};

const FROM: &str = "+15125550100";

on_both!(p18_a_draft_waits_for_a_person_and_names_what_it_rests_on, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, message) = text(&core, &scope, FROM, "Is the house on Alder Lane still available?").await;
    work(&core).await;
    let items = timeline(&core, &scope, lead).await.unwrap();
    let drafts: Vec<_> = items.iter().filter(|item| item.state == MessageState::Draft).collect();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].cites, [message]);
    let made = calls(&core, &scope, Some(lead), 10).await.unwrap();
    let draft = made.iter().find(|call| call.task == Some(Task::DraftReply)).unwrap();
    assert_eq!((draft.provider.as_str(), draft.state.as_str()), ("builtin", "done"));
    assert!(draft.fields.contains(&"messages".to_owned()));
});

on_both!(p04_a_switch_that_is_turned_off_ends_what_is_queued, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, _) = text(&core, &scope, FROM, "We need 3 bedrooms").await;
    accounts::set_ai_enabled(&core, &scope, false).await.unwrap();
    work(&core).await;
    for kind in [JobKind::DraftReply, JobKind::ExtractFacts] {
        let (_, status) = statuses(&core, &scope, kind, 1).await.unwrap().remove(0);
        assert_eq!(status.state, JobState::Denied, "{kind}");
        assert_eq!(status.error.as_deref(), Some("ai_disabled"), "{kind}");
    }
    assert!(suggestions(&core, &scope, lead).await.unwrap().is_empty());
    assert!(
        timeline(&core, &scope, lead).await.unwrap().iter().all(|item| item.state != MessageState::Draft)
    );
    let made = calls(&core, &scope, Some(lead), 10).await.unwrap();
    assert!(made.iter().all(|call| call.state == "denied" && call.fields.is_empty()));
});

on_both!(p25_a_lead_that_is_paused_or_restricted_has_no_ai_on_any_path, core, {
    let scope = realtor(&core, "dana@example.com").await;
    for (switch, reason, from) in
        [(Switch::AiPaused, "ai_paused", "+15125550101"), (Switch::Restricted, "restricted", "+15125550102")]
    {
        let (lead, _) = text(&core, &scope, from, "We need 3 bedrooms").await;
        leads::set_switch(&core, &scope, lead, switch, true).await.unwrap();
        work(&core).await;
        assert_eq!(summary(&core, &scope, lead).await.unwrap().denied, Some(reason));
        let made = calls(&core, &scope, Some(lead), 10).await.unwrap();
        assert_eq!(made.len(), 2, "the draft and the facts");
        assert!(made.iter().all(|call| call.state == "denied" && call.reason == reason));
    }
});

on_both!(p19_each_sentence_of_a_summary_names_messages_of_this_lead, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (lead, first) = text(&core, &scope, FROM, "We want a porch and need 3 bedrooms.").await;
    let (_, second) = text(&core, &scope, FROM, "When could we see Alder Lane?").await;
    let found = summary(&core, &scope, lead).await.unwrap();
    assert!(!found.statements.is_empty());
    for statement in found.statements {
        assert!(!statement.messages.is_empty(), "{}", statement.text);
        assert!(statement.messages.iter().all(|id| [first, second].contains(id)));
    }
});
