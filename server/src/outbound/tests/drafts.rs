//! What a person approves, and what is sent for it.

use super::fixture::*;
use crate::{
    Core, Error, Scope, leads,
    leads::Switch,
    on_both,
    outbound::{Draft, MessageState, approve, preview, preview_draft},
    providers::SendError,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Decision, Reason},
    ids::MessageId,
};

async fn disclosure(core: &Core, scope: &Scope, draft: MessageId) -> Option<String> {
    preview_draft(core, scope, draft).await.unwrap().disclosure
}

on_both!(p30_nobody_can_edit_away_that_a_machine_writes, core, {
    let scope = account(&core, "dana@example.com").await;
    let (recorder, providers) = recording();
    let (lead, first) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    assert_eq!(outgoing(&core, &scope, lead).await[0].text, "It is.", "the sentence is not among the words");
    assert_eq!(disclosure(&core, &scope, first).await.as_deref(), Some(SENTENCE));
    approve(&core, &scope, first, "Come by at noon.").await.unwrap();
    drain(&core, &providers).await;
    let (_, second) = drafted(&core, &scope, Channel::Sms, "At four, too.").await;
    assert_eq!(disclosure(&core, &scope, second).await, None, "it was said in this thread");
    approve(&core, &scope, second, "Four is fine.").await.unwrap();
    drain(&core, &providers).await;
    let told = format!("{SENTENCE} Come by at noon.\nReply STOP to opt out.");
    assert_eq!(recorder.bodies(), [told.as_str(), "Four is fine."]);
    let (_, mail) = drafted(&core, &scope, Channel::Email, "It is.").await;
    assert_eq!(disclosure(&core, &scope, mail).await.as_deref(), Some(SENTENCE), "by mail not yet");
});

on_both!(p30_what_did_not_arrive_has_told_nobody, core, {
    let scope = account(&core, "dana@example.com").await;
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::Permanent("no such number".into())));
    let (_, lost) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    approve(&core, &scope, lost, "It is.").await.unwrap();
    drain(&core, &providers).await;
    assert!(recorder.bodies().is_empty());
    let (_, next) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    // Somebody who writes the sentence themselves does not send it twice.
    approve(&core, &scope, next, &format!("{SENTENCE} It is.")).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [format!("{SENTENCE} It is.\nReply STOP to opt out.")]);
});

on_both!(p50_a_word_that_ends_texts_in_what_somebody_edits_does_not_use_up_the_draft, core, {
    let scope = account(&core, "dana@example.com").await;
    let (lead, draft) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    let refused = approve(&core, &scope, draft, "At ten. Reply CANCEL to cancel your showing.").await;
    assert!(matches!(refused, Err(Error::Invalid(why)) if why.contains("Use another word")));
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Draft]);
    assert_eq!(approve(&core, &scope, draft, "At ten.").await.unwrap().state, MessageState::Queued);
});

on_both!(p30_the_sentence_counts_in_the_length_of_a_text, core, {
    let scope = account(&core, "dana@example.com").await;
    let (_, draft) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    let fits_alone = "a".repeat(1_600);
    let refused = approve(&core, &scope, draft, &fits_alone).await;
    assert!(matches!(refused, Err(Error::Invalid(why)) if why.contains("1,600")));
    approve(&core, &scope, draft, "It is.").await.unwrap();
});

on_both!(p54_before_it_is_approved_a_draft_shows_the_decision_that_it_will_get, core, {
    let scope = account(&core, "dana@example.com").await;
    for (hours, held, state) in
        [(0, false, MessageState::Queued), (0, true, MessageState::Held), (9, false, MessageState::Deferred)]
    {
        let (lead, draft) = drafted(&core, &scope, Channel::Sms, "It is.").await;
        leads::set_switch(&core, &scope, lead, Switch::OnHold, held).await.unwrap();
        core.clock.advance(TimeDelta::hours(hours));
        let shown = preview_draft(&core, &scope, draft).await.unwrap().preview;
        let typed = preview(&core, &scope, &Draft::typed(lead, Channel::Sms, "It is.", "k")).await.unwrap();
        if held {
            assert_eq!(shown.verdict.decision, Decision::Hold(Reason::PendingReview));
            assert_eq!(typed.verdict.decision, Decision::Allow, "the rules for typed words are others");
        }
        assert!(!shown.can_override, "only an answer that a person types is sent at night");
        let approved = approve(&core, &scope, draft, "It is, come by.").await.unwrap();
        assert_eq!((approved.state, approved.verdict), (state, shown.verdict));
    }
});

on_both!(p35_a_draft_of_another_account_has_no_preview, core, {
    let (mine, theirs) = (account(&core, "dana@example.com").await, account(&core, "lee@example.com").await);
    let (_, draft) = drafted(&core, &mine, Channel::Sms, "It is.").await;
    assert!(matches!(preview_draft(&core, &theirs, draft).await, Err(Error::NotFound)));
});
