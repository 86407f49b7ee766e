use super::*;
use crate::{Error, db, on_both};
use chrono::TimeDelta;

on_both!(p09_a_code_signs_in_once_and_never_again_in_its_step, core, {
    let (scope, secret, _) = with_second_step(&core).await;
    let first = half_way(&core).await;
    let used = finish_sign_in(&core, &first, &code(&core, &secret), IP).await.unwrap_err();
    assert!(matches!(used, Error::Invalid(_)), "it has confirmed the app already: {used:?}");
    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    assert_eq!(finish_sign_in(&core, &first, &now, IP).await.unwrap(), scope);
    for cookie in [first, half_way(&core).await] {
        let again = finish_sign_in(&core, &cookie, &now, IP).await.unwrap_err();
        assert!(matches!(again, Error::Invalid(_)), "{again:?}");
    }
    core.clock.advance(TimeDelta::seconds(29));
    let again = finish_sign_in(&core, &half_way(&core).await, &now, IP).await.unwrap_err();
    assert!(matches!(again, Error::Invalid(_)), "{again:?}");
    core.clock.advance(TimeDelta::seconds(30));
    let next = code(&core, &secret);
    assert_eq!(finish_sign_in(&core, &half_way(&core).await, &next, IP).await.unwrap(), scope);
});

on_both!(p09_of_many_who_bring_a_code_at_once_one_gets_in, core, {
    let (_, secret, codes) = with_second_step(&core).await;
    core.clock.advance(TimeDelta::seconds(30));
    for typed in [code(&core, &secret), codes[0].clone()] {
        let (a, b, c) = (half_way(&core).await, half_way(&core).await, half_way(&core).await);
        let finish = async |cookie: &str| finish_sign_in(&core, cookie, &typed, IP).await.is_ok();
        let (a, b, c) = tokio::join!(finish(&a), finish(&b), finish(&c));
        assert_eq!([a, b, c].into_iter().filter(|is_in| *is_in).count(), 1, "{typed}");
    }
});

on_both!(p09_guessing_codes_is_slowed_down_however_often_the_password_is_right, core, {
    let (scope, secret, codes) = with_second_step(&core).await;
    core.clock.advance(TimeDelta::seconds(30));
    for n in 0..5 {
        let ip = format!("192.0.2.{n}");
        let cookie = half_way(&core).await;
        let wrong = finish_sign_in(&core, &cookie, &wrong_code(&core, &secret), &ip).await.unwrap_err();
        assert!(matches!(wrong, Error::Invalid(_)), "{wrong:?}");
    }
    let right = code(&core, &secret);
    let cookie = half_way(&core).await;
    let slowed = finish_sign_in(&core, &cookie, &right, "192.0.2.77").await.unwrap_err();
    assert!(matches!(slowed, Error::Throttled(1..=901)), "{slowed:?}");
    let in_all_the_same = finish_sign_in(&core, &cookie, &codes[0], IP).await.unwrap();
    assert_eq!(
        in_all_the_same, scope,
        "a recovery code cannot be guessed, so it is not counted with the others"
    );
    let slowed = finish_sign_in(&core, &half_way(&core).await, &right, IP).await.unwrap_err();
    assert!(matches!(slowed, Error::Throttled(_)), "and it opens the way to no further guesses: {slowed:?}");
    core.clock.advance(TimeDelta::minutes(15));
    let right = code(&core, &secret);
    assert_eq!(finish_sign_in(&core, &half_way(&core).await, &right, IP).await.unwrap(), scope);
});

on_both!(p09_a_recovery_code_signs_in_once, core, {
    let (scope, secret, codes) = with_second_step(&core).await;
    let typed = codes[3].to_uppercase().replace('-', " ");
    assert_eq!(finish_sign_in(&core, &half_way(&core).await, &typed, IP).await.unwrap(), scope);
    assert_eq!(second_step(&core, &scope).await.unwrap().recovery_codes, 9);
    let again = finish_sign_in(&core, &half_way(&core).await, &codes[3], IP).await.unwrap_err();
    assert!(matches!(again, Error::Invalid(_)), "{again:?}");

    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    let new = new_recovery_codes(&core, &scope, PASSWORD, &now, IP).await.unwrap();
    assert_eq!(new.len(), 10);
    let old = finish_sign_in(&core, &half_way(&core).await, &codes[4], IP).await.unwrap_err();
    assert!(matches!(old, Error::Invalid(_)), "{old:?}");
    assert_eq!(finish_sign_in(&core, &half_way(&core).await, &new[4], IP).await.unwrap(), scope);
});

on_both!(p09_halfway_in_lasts_five_minutes_and_is_nothing_else, core, {
    let (_, secret, codes) = with_second_step(&core).await;
    let cookie = half_way(&core).await;
    assert!(is_half_way(&core, &cookie).await);
    for other in ["", "x", &cookie[..40]] {
        assert!(!is_half_way(&core, other).await);
        let refused = finish_sign_in(&core, other, &codes[0], IP).await.unwrap_err();
        assert!(matches!(refused, Error::Unauthenticated), "{refused:?}");
    }
    core.clock.advance(TimeDelta::minutes(5));
    assert!(!is_half_way(&core, &cookie).await);
    let late = finish_sign_in(&core, &cookie, &code(&core, &secret), IP).await.unwrap_err();
    assert!(matches!(late, Error::Unauthenticated), "{late:?}");
});

on_both!(p09_guessing_recovery_codes_is_slowed_down_by_address, core, {
    let (_, _, codes) = with_second_step(&core).await;
    let cookie = half_way(&core).await;
    for n in 0..50 {
        let wrong = finish_sign_in(&core, &cookie, &format!("wrong{n}"), IP).await.unwrap_err();
        assert!(matches!(wrong, Error::Invalid(_)), "{wrong:?}");
    }
    let slowed = finish_sign_in(&core, &cookie, &codes[0], IP).await.unwrap_err();
    assert!(matches!(slowed, Error::Throttled(_)), "{slowed:?}");
    finish_sign_in(&core, &cookie, &codes[0], "192.0.2.77").await.unwrap();
});

/// As in a request: nobody has said whose account it is, and the wall of the database stands.
#[tokio::test]
async fn p35_a_sign_in_in_two_steps_finds_its_account_by_itself() {
    let core = testing::on_postgres().await;
    let (scope, secret, _) = db::across(with_second_step(&core)).await;
    core.clock.advance(TimeDelta::seconds(30));
    let cookie = db::unknown(half_way(&core)).await;
    let now = code(&core, &secret);
    assert_eq!(db::unknown(finish_sign_in(&core, &cookie, &now, IP)).await.unwrap(), scope);
    for n in 0..6 {
        let wrong = wrong_code(&core, &secret);
        let refused = db::unknown(finish_sign_in(&core, &cookie, &wrong, IP)).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(_) | Error::Throttled(_)), "{n}: {refused:?}");
    }
    db::across(turn_off_second_step_of(&core, EMAIL)).await.unwrap();
    assert_eq!(db::unknown(sign_in(&core, EMAIL, PASSWORD, IP)).await.unwrap().whole(), scope);
}
