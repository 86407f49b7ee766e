//! What the member hears of it all.

use super::{
    device::{Device, KEYS},
    passkeys::at_a_host,
    *,
};
use crate::{
    Error,
    accounts::{Identity, ProviderName, link_identity},
    audit, on_both,
    outbound::captured,
};
use chrono::TimeDelta;

/// How many letters about the member's sign-in there are, and how many of them say this.
async fn heard(core: &Core, words: &str) -> (usize, usize) {
    let all = captured(core).await.unwrap().into_iter();
    let news =
        all.filter(|mail| mail.to == EMAIL && mail.subject.as_deref() == Some("Your sign-in has news"));
    let texts: Vec<_> = news.map(|mail| mail.text).collect();
    assert!(texts.iter().all(|text| text.ends_with("/password\n")), "the way to a new password is in each");
    (texts.len(), texts.iter().filter(|text| text.contains(words)).count())
}

on_both!(p09_the_member_hears_of_every_change_of_their_sign_in, core, {
    let here = at_a_host(&core);
    let (scope, secret) = begun(&core).await;
    assert_eq!(heard(&core, "").await.0, 0, "nothing has changed yet");
    let codes = turn_on_second_step(&core, &scope, &code(&core, &secret), IP, None).await.unwrap();
    assert_eq!(heard(&core, "was turned on").await, (1, 1));
    core.clock.advance(TimeDelta::seconds(30));
    let cookie = half_way(&core).await;
    finish_sign_in(&core, &cookie, &code(&core, &secret), IP).await.unwrap();
    assert_eq!(heard(&core, "").await.0, 1, "a sign-in as always is none");
    finish_sign_in(&core, &cookie, &codes[0], IP).await.unwrap();
    assert_eq!(heard(&core, "A recovery code of").await, (2, 1));

    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    new_recovery_codes(&core, &scope, PASSWORD, &now, IP).await.unwrap();
    assert_eq!(heard(&core, "New recovery codes").await, (3, 1));
    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    let asked = begin_adding(&here, &scope, "Phone", PASSWORD, &now, IP).await.unwrap();
    let answer = Device::new(KEYS[0]).create(&asked.options);
    add_passkey(&here, &scope, &asked.token, &answer).await.unwrap();
    assert_eq!(heard(&core, "A passkey was added").await, (4, 1));
    let phone = passkeys(&here, &scope).await.unwrap().remove(0);
    remove_passkey(&here, &scope, phone.id, PASSWORD, IP).await.unwrap();
    assert_eq!(heard(&core, "A passkey was removed").await, (5, 1));
    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    turn_off_second_step(&core, &scope, PASSWORD, &now, IP, None).await.unwrap();
    assert_eq!(heard(&core, "was turned off").await, (6, 1));
    change_password(&core, &scope, PASSWORD, "seven blue kettles", IP, None).await.unwrap();
    assert_eq!(heard(&core, "The password of").await, (7, 1));
    let provider = ProviderName::Google;
    let google = Identity { provider, issuer: "https://issuer.example".to_owned(), subject: "7".to_owned() };
    link_identity(&core, &scope, &google).await.unwrap();
    assert_eq!(heard(&core, "Signing in with Google was added").await, (8, 1));
});

on_both!(p09_the_member_hears_that_the_operator_turned_it_off, core, {
    with_second_step(&core).await;
    turn_off_second_step_of(&core, EMAIL).await.unwrap();
    assert_eq!(heard(&core, "Whoever runs this server").await, (2, 1));
});

on_both!(p09_the_member_hears_once_that_somebody_was_stopped_at_the_second_step, core, {
    let (scope, secret, _) = with_second_step(&core).await;
    let stopped = async || {
        let history = audit::history(&core, &scope, None, 50).await.unwrap();
        history.iter().filter(|entry| entry.action == "second_step.stopped").count()
    };
    let cookie = half_way(&core).await;
    for n in 1..=8 {
        let refused = finish_sign_in(&core, &cookie, &wrong_code(&core, &secret), IP).await.unwrap_err();
        assert_eq!(matches!(refused, Error::Throttled(_)), n > 5, "{n}: {refused:?}");
        let told = usize::from(n > 5);
        assert_eq!(heard(&core, "stopped at the second step").await.1, told, "{n}");
        assert_eq!(stopped().await, told, "{n}");
    }
    assert!(audit::verify(&core, scope.account).await.unwrap().is_ok());
});
