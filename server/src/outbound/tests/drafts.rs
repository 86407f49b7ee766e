//! What a person approves, and what is sent for it.

use super::fixture::*;
use crate::{
    Error, on_both,
    outbound::{approve, disclosure_of},
    providers::SendError,
};
use realtoros_domain::Channel;

on_both!(p30_nobody_can_edit_away_that_a_machine_writes, core, {
    let scope = account(&core, "dana@example.com").await;
    let (recorder, providers) = recording();
    let (lead, first) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    assert_eq!(outgoing(&core, &scope, lead).await[0].text, "It is.", "the sentence is not among the words");
    assert_eq!(disclosure_of(&core, &scope, first).await.unwrap().as_deref(), Some(SENTENCE));
    approve(&core, &scope, first, "Come by at noon.").await.unwrap();
    drain(&core, &providers).await;
    let (_, second) = drafted(&core, &scope, Channel::Sms, "At four, too.").await;
    assert_eq!(disclosure_of(&core, &scope, second).await.unwrap(), None, "it was said in this thread");
    approve(&core, &scope, second, "Four is fine.").await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [format!("{SENTENCE} Come by at noon.").as_str(), "Four is fine."]);
    let (_, mail) = drafted(&core, &scope, Channel::Email, "It is.").await;
    assert_eq!(disclosure_of(&core, &scope, mail).await.unwrap().as_deref(), Some(SENTENCE), "by mail not yet");
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
    assert_eq!(recorder.bodies(), [format!("{SENTENCE} It is.")]);
});

on_both!(p30_the_sentence_counts_in_the_length_of_a_text, core, {
    let scope = account(&core, "dana@example.com").await;
    let (_, draft) = drafted(&core, &scope, Channel::Sms, "It is.").await;
    let fits_alone = "a".repeat(1_600);
    let refused = approve(&core, &scope, draft, &fits_alone).await;
    assert!(matches!(refused, Err(Error::Invalid(why)) if why.contains("1,600")));
    approve(&core, &scope, draft, "It is.").await.unwrap();
});
