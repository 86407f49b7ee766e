//! A crash at each point between claim and record, acted out step by step.

use super::fixture::*;
use crate::{
    Core, Scope, on_both,
    outbound::{AccountFacts, Draft, MessageState, dispatch, reconcile::reconcile, repository, say, submit},
    privacy::{self, ContactSetting, Kind},
    providers::SendError,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Level, Purpose},
    ids::LeadId,
};

async fn queued(core: &Core, channel: Channel) -> (Scope, LeadId) {
    let scope = account(core, "dana@example.com").await;
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    give(core, &scope, lead, channel, Level::Inquiry).await;
    let draft = Draft { subject: Some("Saturday".into()), ..Draft::typed(lead, channel, "At four?", "k") };
    submit(core, &scope, draft).await.unwrap();
    (scope, lead)
}

/// Claims and, where asked, marks as being handed over; then the process is gone.
async fn crash(core: &Core, scope: &Scope, handed_over: bool) {
    let facts = AccountFacts::load(core, scope.account).await.unwrap();
    let lease = core.now_ms() + dispatch::LEASE_MS;
    let (_, claimed) = dispatch::claim(core, facts, lease).await.unwrap();
    if handed_over {
        let ids: Vec<_> = claimed.iter().map(|claimed| claimed.row.id).collect();
        let marked = repository::hand_over(core.db.write(), &ids, lease, lease).await.unwrap();
        assert_eq!(marked, ids);
    }
}

on_both!(a_crash_after_the_claim_loses_nothing, core, {
    let (scope, lead) = queued(&core, Channel::Sms).await;
    crash(&core, &scope, false).await;
    let (recorder, providers) = recording();
    drain(&core, &providers).await;
    assert!(recorder.bodies().is_empty(), "the lease still holds");
    core.clock.advance(TimeDelta::seconds(21));
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("At four?")]);
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Sent]);
});

on_both!(a_text_that_left_before_the_crash_is_found_and_not_sent_again, core, {
    let (scope, lead) = queued(&core, Channel::Sms).await;
    crash(&core, &scope, true).await;
    let (recorder, providers) = recording();
    recorder.taken.lock().unwrap().push("SMtaken".into());
    core.clock.advance(TimeDelta::seconds(21));
    assert_eq!(reconcile(&core, &providers).await.unwrap(), 1);
    drain(&core, &providers).await;
    assert!(recorder.bodies().is_empty());
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Sent]);
});

on_both!(a_text_that_did_not_leave_before_the_crash_is_sent, core, {
    let (scope, lead) = queued(&core, Channel::Sms).await;
    crash(&core, &scope, true).await;
    let (recorder, providers) = recording();
    core.clock.advance(TimeDelta::seconds(21));
    reconcile(&core, &providers).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(recorder.bodies(), [first("At four?")]);
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Sent]);
});

on_both!(a_mail_that_was_being_handed_over_is_shown_to_the_realtor, core, {
    let (scope, lead) = queued(&core, Channel::Email).await;
    crash(&core, &scope, true).await;
    let (recorder, providers) = recording();
    core.clock.advance(TimeDelta::seconds(21));
    reconcile(&core, &providers).await.unwrap();
    drain(&core, &providers).await;
    assert!(recorder.mails.lock().unwrap().is_empty());
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Unconfirmed]);
});

on_both!(p49_a_call_that_was_being_placed_is_never_placed_twice, core, {
    for (taken, state) in [(Some("CAtaken"), MessageState::Sent), (None, MessageState::Unconfirmed)] {
        let scope = account(&core, &format!("{state:?}@example.com")).await;
        let lead = lead(&core, &scope, NUMBER, EMAIL).await;
        let setting = ContactSetting { channel: Channel::Voice, kind: Kind::Automatic, allowed: true };
        privacy::set_contact(&core, &scope, setting).await.unwrap();
        give(&core, &scope, lead, Channel::Voice, Level::ExpressWritten).await;
        say(&core, &scope, lead, Purpose::Sales, "The porch faces east.", "k").await.unwrap();
        crash(&core, &scope, true).await;
        let (recorder, providers) = recording();
        recorder.taken.lock().unwrap().extend(taken.map(str::to_owned));
        core.clock.advance(TimeDelta::seconds(21));
        assert_eq!(reconcile(&core, &providers).await.unwrap(), 1);
        drain(&core, &providers).await;
        assert!(recorder.calls.lock().unwrap().is_empty(), "{taken:?}");
        assert_eq!(states(&core, &scope, lead).await, [state]);
    }
});

on_both!(p49_a_call_without_an_answer_is_looked_up_and_one_that_cannot_be_placed_is_tried_again, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    let setting = ContactSetting { channel: Channel::Voice, kind: Kind::Automatic, allowed: true };
    privacy::set_contact(&core, &scope, setting).await.unwrap();
    give(&core, &scope, lead, Channel::Voice, Level::ExpressWritten).await;
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::Retry("busy".into())));
    recorder.will(Err(SendError::Unknown("no answer".into())));
    say(&core, &scope, lead, Purpose::Sales, "The porch faces east.", "k").await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Queued], "it certainly did not happen");
    core.clock.advance(TimeDelta::seconds(10));
    drain(&core, &providers).await;
    assert_eq!(states(&core, &scope, lead).await, [MessageState::HandingOver], "nobody knows");
    core.clock.advance(TimeDelta::seconds(21));
    reconcile(&core, &providers).await.unwrap();
    drain(&core, &providers).await;
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Unconfirmed]);
    assert!(recorder.calls.lock().unwrap().is_empty());
});
