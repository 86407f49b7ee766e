//! Somebody who was erased comes again: in a file, by the realtor's hand, by themselves.

use super::*;
use crate::{
    leads::directory::directory,
    on_both,
    outbound::{Draft, submit},
};
use realtoros_domain::{
    consent::{Decision, Reason as Stop, Suppression},
    imports::RejectReason,
};

async fn email_state(core: &TestCore, scope: &Scope, lead: LeadId) -> (Suppression, Option<Source>) {
    let lead = leads::load(core.db.read(), core, scope.account, lead).await.unwrap();
    let channel =
        consent::state(core.db.read(), core, scope.account, &lead).await.unwrap().channels.remove(2);
    (channel.suppressed, channel.since.map(|(_, source)| source))
}

on_both!(p62_importing_somebody_erased_gives_suppressed, core, {
    let (scope, lead, _) = world(&core).await;
    erase(&core, &scope, lead).await;
    let before = directory(&core, &scope).await.unwrap().len();
    let file = "First Name,Last Name,Email,Phone\nRosa,Delgado,ROSA@example.com ,\nR,D,,(212) 555-0142\nNew,Person,new@example.com,\n";
    let view = import(&core, &scope, file).await;
    assert_eq!(view.written, [1, 0, 2], "one is new, two stay away");
    assert_eq!(view.record.counts.rejected.get(&RejectReason::Erased), Some(&2), "the dry run says so");
    assert_eq!(directory(&core, &scope).await.unwrap().len(), before + 1);
    let rows = imports::rejected_csv(&core, &scope, view.id).await.unwrap();
    assert!(!rows.to_lowercase().contains("rosa"), "nothing of the row is kept: {rows}");
});

on_both!(p62_p45_opt_outs_outlive_erasure_for_every_address, core, {
    let (scope, lead, _) = world(&core).await;
    text(&core, &scope, "SM9", NUMBER, "STOP").await;
    erase(&core, &scope, lead).await;
    // The second number never said stop, but it was the same person's.
    let points = [(Channel::Sms, NUMBER), (Channel::Sms, "+12125550143")];
    text(&core, &scope, "SM10", NUMBER, "Hello, it is me again").await;
    let found = consent::suppressions(core.db.read(), &core, scope.account, &points).await.unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[&(Channel::Sms, NUMBER.to_owned())].source, Source::Text, "writing again lifts no STOP");
});

on_both!(p62_a_lead_made_anew_by_hand_cannot_be_contacted_until_they_write, core, {
    let (scope, lead, _) = world(&core).await;
    erase(&core, &scope, lead).await;
    let again = rosa(&core, &scope).await;
    fixture::give(&core, &scope, again, Channel::Sms, Level::ExpressWritten).await;
    assert_eq!(email_state(&core, &scope, again).await, (Suppression::Everything, Some(Source::Erasure)));
    let denied = submit(&core, &scope, Draft::typed(again, Channel::Sms, "Hello", "k1")).await.unwrap();
    assert_eq!(denied.verdict.decision, Decision::Deny(Stop::Suppressed));
    text(&core, &scope, "SM11", NUMBER, "Hi, is the porch house still there?").await;
    let answer = submit(&core, &scope, Draft::typed(again, Channel::Sms, "Yes", "k2")).await.unwrap();
    assert_eq!(answer.verdict.decision, Decision::Allow);
    assert_eq!(email_state(&core, &scope, again).await.0, Suppression::Everything, "mail stays closed");
});

on_both!(p62_told_again_of_an_erased_text_nobody_comes_back, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    text(&core, &scope, "SM1", NUMBER, "Hello").await;
    let lead = leads::find_by_phone(core.db.read(), &core, scope.account, NUMBER).await.unwrap()[0];
    erase_lead(&core, &scope, lead, Reason::Request).await.unwrap();

    text(&core, &scope, "SM1", NUMBER, "Hello").await;
    assert!(leads::find_by_phone(core.db.read(), &core, scope.account, NUMBER).await.unwrap().is_empty());
    let closed = consent::erased(core.db.read(), &core, scope.account, &[NUMBER]).await.unwrap();
    assert!(closed.contains_key(NUMBER), "and the number stays closed");

    text(&core, &scope, "SM2", NUMBER, "It is me again").await;
    assert_eq!(leads::find_by_phone(core.db.read(), &core, scope.account, NUMBER).await.unwrap().len(), 1);
});
