//! Ways around the second step: there is none.

use super::{
    device::{Device, KEYS},
    passkeys::at_a_host,
    *,
};
use crate::{Error, on_both, outbound::captured};
use chrono::TimeDelta;

const NEW: &str = "nine purple kettles";

/// The link to a new password.
async fn link(core: &Core) -> String {
    ask_new_password(core, EMAIL, IP).await.unwrap();
    let all = captured(core).await.unwrap();
    let text =
        all.into_iter().rfind(|mail| mail.to == EMAIL && mail.text.contains("/password/")).unwrap().text;
    text.split_once("/password/").unwrap().1.split_whitespace().next().unwrap().to_owned()
}

on_both!(p09_a_new_password_does_not_get_around_the_second_step, core, {
    let here = at_a_host(&core);
    let scope = testing::realtor(&core, EMAIL).await;
    let mut device = Device::new(KEYS[0]);
    let begun = begin_adding(&here, &scope, "Not mine", PASSWORD, "", IP).await.unwrap();
    add_passkey(&here, &scope, &begun.token, &device.create(&begun.options)).await.unwrap();
    let secret = begin_second_step(&core, &scope, PASSWORD, IP).await.unwrap().secret;
    turn_on_second_step(&core, &scope, &code(&core, &secret), IP, None).await.unwrap();
    let before = half_way(&core).await;
    let token = link(&core).await;
    let cookie = carried(choose_password(&core, &token, NEW, IP).await.unwrap());
    assert_eq!(passkeys(&here, &scope).await.unwrap(), [], "passkeys of whoever knew the old one are gone");
    let asked = begin_passkey_sign_in(&here, IP).await.unwrap();
    let refused =
        sign_in_with_passkey(&here, &asked.token, &device.get(&asked.options), IP).await.unwrap_err();
    assert!(matches!(refused, Error::Unauthenticated), "{refused:?}");
    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    let over = finish_sign_in(&core, &before, &now, IP).await.unwrap_err();
    assert!(matches!(over, Error::Unauthenticated), "the old password counts for nothing: {over:?}");
    assert_eq!(finish_sign_in(&core, &cookie, &now, IP).await.unwrap(), scope);
    carried(sign_in(&core, EMAIL, NEW, IP).await.unwrap());
});

on_both!(p09_a_provider_does_not_get_around_the_second_step, core, {
    let (scope, secret, _) = with_second_step(&core).await;
    let identity = Identity {
        provider: ProviderName::Google,
        issuer: "https://issuer.example".to_owned(),
        subject: "7".to_owned(),
    };
    link_identity(&core, &scope, &identity).await.unwrap();
    let cookie = carried(sign_in_by_identity(&core, &identity).await.unwrap().unwrap());
    core.clock.advance(TimeDelta::seconds(30));
    assert_eq!(finish_sign_in(&core, &cookie, &code(&core, &secret), IP).await.unwrap(), scope);
});

on_both!(p09_programs_are_not_asked_and_a_wrong_password_never_gets_so_far, core, {
    let (scope, ..) = with_second_step(&core).await;
    let token = create_token(&core, &scope).await.unwrap();
    assert_eq!(scope_of_token(&core, &token).await.unwrap().unwrap().account, scope.account);
    let wrong = sign_in(&core, EMAIL, "not the password", IP).await.unwrap_err();
    assert!(matches!(wrong, Error::Unauthenticated), "{wrong:?}");
});
