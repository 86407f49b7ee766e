//! What the server asks and refuses before any device answers.

use super::*;
use crate::{Error, on_both, testing::TestCore};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::sync::Arc;

/// The same installation, reached by a name.
pub fn at_a_host(core: &TestCore) -> Core {
    let mut settings = (*core.settings).clone();
    settings.public_url = "https://crm.example.com".to_owned();
    Core { settings: Arc::new(settings), ..core.core.clone() }
}

on_both!(p09_a_passkey_is_asked_for_with_verification_and_for_this_host, core, {
    let here = at_a_host(&core);
    let scope = testing::realtor(&here, EMAIL).await;
    let begun = begin_adding(&here, &scope, " My  phone ", PASSWORD, "", IP).await.unwrap();
    let asked: Value = serde_json::from_str(&begun.options).unwrap();
    assert_eq!(asked["rp"]["id"], "crm.example.com");
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");

    let begun = begin_passkey_sign_in(&here, IP).await.unwrap();
    let asked: Value = serde_json::from_str(&begun.options).unwrap();
    assert_eq!((&asked["rpId"], &asked["userVerification"]), (&json!("crm.example.com"), &json!("required")));
    assert_eq!(asked["allowCredentials"], json!([]), "it tells nothing of who has an account");
    let other = begin_passkey_sign_in(&here, IP).await.unwrap();
    assert_ne!(other.options, begun.options, "each challenge is new");
});

on_both!(p09_a_challenge_is_answered_once_in_time_and_by_whom_it_was_for, core, {
    let here = at_a_host(&core);
    let scope = testing::realtor(&here, EMAIL).await;
    let bob = testing::realtor(&here, "bob@example.com").await;
    let over = |outcome: Result<(), Error>| matches!(outcome, Err(Error::Conflict(_)));

    let adding = async || begin_adding(&here, &scope, "Phone", PASSWORD, "", IP).await.unwrap().token;
    let token = adding().await;
    let unusable = add_passkey(&here, &scope, &token, "{}").await.unwrap_err();
    assert!(matches!(unusable, Error::Invalid(_)), "{unusable:?}");
    assert!(over(add_passkey(&here, &scope, &token, "{}").await), "once");
    assert!(over(add_passkey(&here, &bob, &adding().await, "{}").await), "somebody else");
    let token = begin_passkey_sign_in(&here, IP).await.unwrap().token;
    assert!(over(add_passkey(&here, &scope, &token, "{}").await), "another kind");
    let token = adding().await;
    assert!(over(sign_in_with_passkey(&here, &token, "{}", IP).await.map(drop)), "another kind");

    for answer in ["", "{}", "[1]"] {
        let token = begin_passkey_sign_in(&here, IP).await.unwrap().token;
        let refused = sign_in_with_passkey(&here, &token, answer, IP).await.unwrap_err();
        assert!(matches!(refused, Error::Unauthenticated), "{answer}: {refused:?}");
        assert!(over(sign_in_with_passkey(&here, &token, answer, IP).await.map(drop)), "once");
    }
    let token = begin_passkey_sign_in(&here, IP).await.unwrap().token;
    core.clock.advance(TimeDelta::minutes(5));
    assert!(over(sign_in_with_passkey(&here, &token, "{}", IP).await.map(drop)), "too late");
    assert!(overdue(&here, here.now_ms()).await.unwrap() > 0);
    tidy(&here).await.unwrap();
    core.clock.advance(TimeDelta::minutes(15));
    tidy(&here).await.unwrap();
    assert_eq!(overdue(&here, here.now_ms()).await.unwrap(), 0);
});

on_both!(p09_a_passkey_asks_for_the_password_and_needs_a_name_and_a_host, core, {
    let here = at_a_host(&core);
    let scope = testing::realtor(&here, EMAIL).await;
    let long = "x".repeat(61);
    for (name, password, field) in
        [("Phone", "not the password", "password"), (" ", PASSWORD, "name"), (&long, PASSWORD, "name")]
    {
        let refused = begin_adding(&here, &scope, name, password, "", IP).await.unwrap_err();
        assert_eq!(refused.field, field);
        assert!(matches!(refused.error, Error::Invalid(_)), "{refused:?}");
    }
    assert_eq!(passkeys(&here, &scope).await.unwrap(), []);
    let missing = remove_passkey(&here, &scope, core.new_id(), PASSWORD, IP).await.unwrap_err();
    assert!(matches!(missing, Error::NotFound), "{missing:?}");

    assert!(!passkeys_work(&core.settings) && passkeys_work(&here.settings));
    let by_number = begin_adding(&core, &scope, "Phone", PASSWORD, "", IP).await.unwrap_err().error;
    assert!(matches!(by_number, Error::Refused(_)), "{by_number:?}");
    let by_number = begin_passkey_sign_in(&core, IP).await.unwrap_err();
    assert!(matches!(by_number, Error::Refused(_)), "{by_number:?}");
});
