use super::{super::*, member};
use crate::{Actor, Error, on_both};
use realtoros_domain::ids::UserId;
use uuid::Uuid;

on_both!(p35_two_accounts_on_one_server_never_see_each_other, core, {
    let (ada, bob) = (member(&core, "ada@vale.example").await, member(&core, "bob@lake.example").await);
    assert_ne!(ada.account, bob.account);
    assert_eq!(profile(&core, &bob).await.unwrap().member_email, "bob@lake.example");

    let settings = ChannelSettings {
        twilio_account_sid: Some(format!("AC{}", "0".repeat(32))),
        twilio_auth_token: Some("a secret".to_owned()),
        twilio_from_number: Some("512 555 0199".to_owned()),
        mail_from_name: Some("Ada\r\nBcc: all@vale.example".to_owned()),
        registration: None,
    };
    save_channels(&core, &ada, settings).await.unwrap();
    let of = async |account| channels(core.db.read(), &core, account).await.unwrap();
    assert_eq!(of(bob.account).await, ChannelSettings::default());
    assert_eq!(of(ada.account).await.twilio_from_number.as_deref(), Some("+15125550199"));
    assert_eq!(of(ada.account).await.mail_from_name.as_deref(), Some("Ada Bcc: all@vale.example"));

    let shared = ChannelSettings {
        twilio_account_sid: Some(format!("AC{}", "1".repeat(32))),
        twilio_auth_token: Some("another secret".to_owned()),
        twilio_from_number: Some("+15125550199".to_owned()),
        mail_from_name: None,
        registration: None,
    };
    assert!(
        matches!(save_channels(&core, &bob, shared).await, Err(Error::Conflict(_))),
        "T5: a number of their own"
    );

    create_token(&core, &ada).await.unwrap();
    let token = tokens(&core, &ada).await.unwrap().remove(0);
    assert_eq!(tokens(&core, &bob).await.unwrap(), []);
    let foreign = revoke_token(&core, &bob, token.id).await.unwrap_err();
    let missing = revoke_token(&core, &bob, Uuid::from_u128(1)).await.unwrap_err();
    assert_eq!(foreign.to_string(), missing.to_string());

    let forged = crate::Scope { account: bob.account, actor: ada.actor };
    assert!(
        matches!(profile(&core, &forged).await, Err(Error::NotFound)),
        "a member acts in one account only"
    );
});

on_both!(a_token_speaks_for_its_member_until_it_is_revoked, core, {
    let ada = member(&core, "ada@vale.example").await;
    let secret = create_token(&core, &ada).await.unwrap();
    let scope = scope_of_token(&core, &secret).await.unwrap().unwrap();
    let id: UserId = ada.actor.member().unwrap();
    assert_eq!((scope.account, scope.actor), (ada.account, Actor::Token(id)));
    let token = tokens(&core, &ada).await.unwrap().remove(0);
    assert_eq!(token.last_used_at, Some(core.now_ms()));

    assert_eq!(scope_of_token(&core, &format!("{secret}x")).await.unwrap(), None);
    assert_eq!(scope_of_token(&core, "").await.unwrap(), None);
    revoke_token(&core, &ada, token.id).await.unwrap();
    assert_eq!(scope_of_token(&core, &secret).await.unwrap(), None);
    assert!(matches!(revoke_token(&core, &ada, token.id).await, Err(Error::NotFound)));
});

on_both!(half_a_twilio_account_is_refused, core, {
    let ada = member(&core, "ada@vale.example").await;
    let whole = ChannelSettings {
        twilio_account_sid: Some(format!("AC{}", "0f".repeat(16))),
        twilio_auth_token: Some("secret".to_owned()),
        twilio_from_number: Some("+15125550199".to_owned()),
        mail_from_name: None,
        registration: None,
    };
    let without_token = ChannelSettings { twilio_auth_token: None, ..whole.clone() };
    let odd_sid = ChannelSettings { twilio_account_sid: Some("ACxyz".to_owned()), ..whole.clone() };
    let odd_number = ChannelSettings { twilio_from_number: Some("555".to_owned()), ..whole.clone() };
    for settings in [without_token, odd_sid, odd_number] {
        assert!(matches!(save_channels(&core, &ada, settings).await, Err(Error::Invalid(_))));
    }
    save_channels(&core, &ada, whole.clone()).await.unwrap();
    save_channels(&core, &ada, ChannelSettings::default()).await.unwrap();
    assert!(!channels(core.db.read(), &core, ada.account).await.unwrap().has_twilio());
});
