use super::*;
use crate::{Error, accounts::second_factor::entity::second_step as row, audit, on_both};
use chrono::TimeDelta;
use sea_orm::{EntityTrait, PaginatorTrait};

on_both!(p09_nothing_is_asked_for_before_a_code_has_confirmed_the_app, core, {
    let (scope, secret) = begun(&core).await;
    assert_eq!(second_step(&core, &scope).await.unwrap().since, None);
    assert_eq!(sign_in(&core, EMAIL, PASSWORD, IP).await.unwrap().whole(), scope);
    let wrong = turn_on_second_step(&core, &scope, &wrong_code(&core, &secret), IP, None).await.unwrap_err();
    assert!(matches!(wrong, Error::Invalid(_)), "{wrong:?}");

    let typed = code(&core, &secret);
    let spaced = format!(" {} {} ", &typed[..3], &typed[3..]);
    let codes = turn_on_second_step(&core, &scope, &spaced, IP, None).await.unwrap();
    assert_eq!(codes.len(), 10);
    let state = second_step(&core, &scope).await.unwrap();
    assert_eq!((state.since, state.recovery_codes), (Some(core.now_ms()), 10));
    assert_eq!(enrolment(&core, &scope).await.unwrap(), None, "the secret is not shown again");
    for again in [
        begin_second_step(&core, &scope, PASSWORD, IP).await.unwrap_err(),
        turn_on_second_step(&core, &scope, &typed, IP, None).await.unwrap_err(),
    ] {
        assert!(matches!(again, Error::Conflict(_)), "{again:?}");
    }
    half_way(&core).await;
    assert!(audit::verify(&core, scope.account).await.unwrap().is_ok());
});

on_both!(p09_a_secret_that_nobody_confirms_is_over_after_ten_minutes, core, {
    let (scope, secret) = begun(&core).await;
    let foreign = begin_second_step(&core, &scope, "not the password", IP).await.unwrap_err();
    assert!(matches!(foreign, Error::Invalid(_)), "{foreign:?}");
    assert_eq!(enrolment(&core, &scope).await.unwrap().unwrap().secret, secret);
    core.clock.advance(TimeDelta::minutes(10));
    assert_eq!(enrolment(&core, &scope).await.unwrap(), None);
    let late = turn_on_second_step(&core, &scope, &code(&core, &secret), IP, None).await.unwrap_err();
    assert!(matches!(late, Error::Conflict(_)), "{late:?}");

    let other = begin_second_step(&core, &scope, PASSWORD, IP).await.unwrap();
    assert_ne!(other.secret, secret);
    assert!(!format!("{other:?}").contains(&other.secret));
    assert_eq!(row::Entity::find().count(core.db.read()).await.unwrap(), 1, "the old one is gone");
});

on_both!(p09_turning_it_off_asks_for_the_password_and_a_code, core, {
    let (scope, secret, codes) = with_second_step(&core).await;
    let used = code(&core, &secret);
    for (password, typed, field) in [
        ("not the password", codes[0].as_str(), "password"),
        (PASSWORD, used.as_str(), "code"),
        (PASSWORD, "", "code"),
    ] {
        let refused = turn_off_second_step(&core, &scope, password, typed, IP, None).await.unwrap_err();
        assert_eq!(refused.field, field);
        assert!(matches!(refused.error, Error::Invalid(_)), "{refused:?}");
    }
    assert!(second_step(&core, &scope).await.unwrap().since.is_some());
    assert_eq!(second_step(&core, &scope).await.unwrap().recovery_codes, 10, "a refusal takes no code");
    core.clock.advance(TimeDelta::seconds(30));
    turn_off_second_step(&core, &scope, PASSWORD, &code(&core, &secret), IP, None).await.unwrap();
    let state = second_step(&core, &scope).await.unwrap();
    assert_eq!((state.since, state.recovery_codes), (None, 0));
    assert_eq!(sign_in(&core, EMAIL, PASSWORD, IP).await.unwrap().whole(), scope);
});

on_both!(p09_the_operator_turns_it_off_for_who_has_lost_everything, core, {
    let (scope, ..) = with_second_step(&core).await;
    let of = turn_off_second_step_of(&core, "DANA@example.com").await.unwrap();
    assert_eq!((of.account, of.actor), (scope.account, crate::Actor::Operator));
    assert_eq!(sign_in(&core, EMAIL, PASSWORD, IP).await.unwrap().whole(), scope);
    for email in ["dana@example.com", "eve@example.com", "nobody"] {
        assert!(matches!(turn_off_second_step_of(&core, email).await, Err(Error::Invalid(_))), "{email}");
    }
    assert!(audit::verify(&core, scope.account).await.unwrap().is_ok());
});

on_both!(p35_the_second_step_of_another_account_is_not_touched, core, {
    let (_, secret, codes) = with_second_step(&core).await;
    let bob = testing::realtor(&core, "bob@example.com").await;
    assert_eq!(second_step(&core, &bob).await.unwrap(), SecondStep::default());
    begin_second_step(&core, &bob, PASSWORD, IP).await.unwrap();
    core.clock.advance(TimeDelta::seconds(30));
    for foreign in [code(&core, &secret), codes[0].clone()] {
        let refused = turn_on_second_step(&core, &bob, &foreign, IP, None).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
    }
});
