//! Status callbacks come late, twice and in any order.

use super::fixture::*;
use crate::{
    on_both,
    outbound::{
        AccountFacts, Draft, MessageState, StatusCallback, apply_status, claim_due, repository, settle_all,
        submit,
    },
};
use realtoros_domain::{Channel, consent::Level};

on_both!(callbacks_never_move_a_message_back, core, {
    let scope = account(&core, "dana@example.com").await;
    let other = account(&core, "lee@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    let sent = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k")).await.unwrap();
    let (_, providers) = recording();
    drain(&core, &providers).await;
    let say = |status: &str| StatusCallback {
        provider_id: format!("SM{}", sent.id),
        message: None,
        status: status.into(),
        error_code: None,
    };
    apply_status(&core, other.account, &say("failed")).await.unwrap();
    assert_eq!(states(&core, &scope, lead).await, [MessageState::Sent], "another account's callback");
    for status in ["delivered", "sent", "queued", "failed", "delivered", "something_new"] {
        apply_status(&core, scope.account, &say(status)).await.unwrap();
        assert_eq!(states(&core, &scope, lead).await, [MessageState::Delivered], "{status}");
    }
    let unknown = StatusCallback { provider_id: "SMnone".into(), ..say("delivered") };
    apply_status(&core, scope.account, &unknown).await.unwrap();
});

on_both!(p45_a_callback_that_tells_of_an_opt_out_suppresses, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    let sent = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k")).await.unwrap();
    let (_, providers) = recording();
    drain(&core, &providers).await;
    let callback = StatusCallback {
        provider_id: format!("SM{}", sent.id),
        message: Some(sent.id),
        status: "undelivered".into(),
        error_code: Some("21610".into()),
    };
    apply_status(&core, scope.account, &callback).await.unwrap();
    let next = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Again", "k2")).await.unwrap();
    assert_eq!(next.state, MessageState::Denied);
});

on_both!(what_a_faster_callback_wrote_is_not_overwritten, core, {
    let scope = account(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, NUMBER, EMAIL).await;
    give(&core, &scope, lead, Channel::Sms, Level::Inquiry).await;
    let sent = submit(&core, &scope, Draft::typed(lead, Channel::Sms, "Hello", "k")).await.unwrap();
    let account = AccountFacts::load(&core, scope.account).await.unwrap();
    let lease = core.now_ms() + 20_000;
    let (_, mut claimed) = claim_due(&core, account.clone(), lease).await.unwrap();
    let claimed = claimed.remove(0);
    repository::hand_over(core.db.write(), &[claimed.row.id], lease, lease).await.unwrap();
    let callback = StatusCallback {
        provider_id: "SM1".into(),
        message: Some(sent.id),
        status: "failed".into(),
        error_code: Some("30003".into()),
    };
    apply_status(&core, scope.account, &callback).await.unwrap();
    settle_all(&core, &account, vec![(claimed, Ok("SM1".into()))]).await.unwrap();
    let kept = outgoing(&core, &scope, lead).await.remove(0);
    assert_eq!(kept.state, MessageState::Failed);
    assert!(kept.error.is_some_and(|error| error.contains("30003")));
});
