//! Whole ceremonies with a device of ours; those of a browser are in the browser suite.

use super::{
    device::{Device, KEYS},
    passkeys::at_a_host,
    *,
};
use crate::{Error, audit, on_both};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;

/// A realtor who has added the device's passkey.
async fn added(core: &Core, device: &mut Device) -> Scope {
    let scope = testing::realtor(core, EMAIL).await;
    add(core, &scope, device).await.unwrap();
    scope
}

async fn add(core: &Core, scope: &Scope, device: &mut Device) -> crate::Result<()> {
    let begun = begin_adding(core, scope, " My  phone ", PASSWORD, "", IP).await.unwrap();
    add_passkey(core, scope, &begun.token, &device.create(&begun.options)).await
}

async fn enter(core: &Core, device: &mut Device) -> crate::Result<Scope> {
    let begun = begin_passkey_sign_in(core, IP).await.unwrap();
    sign_in_with_passkey(core, &begun.token, &device.get(&begun.options), IP).await
}

on_both!(p09_a_passkey_is_both_steps_in_one, core, {
    let here = at_a_host(&core);
    let mut device = Device::new(KEYS[0]);
    let scope = added(&here, &mut device).await;
    let [phone] = <[_; 1]>::try_from(passkeys(&here, &scope).await.unwrap()).unwrap();
    assert_eq!((phone.name.as_str(), phone.last_used_at), ("My phone", None));
    let secret = begin_second_step(&here, &scope, PASSWORD, IP).await.unwrap().secret;
    turn_on_second_step(&here, &scope, &code(&here, &secret), IP, None).await.unwrap();

    core.clock.advance(TimeDelta::minutes(1));
    assert_eq!(enter(&here, &mut device).await.unwrap(), scope);
    assert_eq!(enter(&here, &mut device).await.unwrap(), scope);
    assert_eq!(passkeys(&here, &scope).await.unwrap()[0].last_used_at, Some(here.now_ms()));
    carried(sign_in(&here, EMAIL, PASSWORD, IP).await.unwrap());

    remove_passkey(&here, &scope, phone.id, PASSWORD, IP).await.unwrap();
    let removed = enter(&here, &mut device).await.unwrap_err();
    assert!(matches!(removed, Error::Unauthenticated), "{removed:?}");
    assert!(audit::verify(&here, scope.account).await.unwrap().is_ok());
});

on_both!(p09_a_passkey_for_another_host_or_without_its_owner_opens_nothing, core, {
    let here = at_a_host(&core);
    let mut device = Device::new(KEYS[0]);
    let scope = added(&here, &mut device).await;
    assert_eq!(enter(&here, &mut device).await.unwrap(), scope);
    let bob = testing::realtor(&here, "bob@example.com").await.actor.member().unwrap();
    let other = Device { key: Device::new(KEYS[1]).key, ..device.clone() };
    let cloned = Device { counter: 0, ..device.clone() };
    for (what, mut wrong) in [
        ("another host", Device { host: "crm.example.net", ..device.clone() }),
        ("another page", Device { origin: "https://crm.example.com.evil.example", ..device.clone() }),
        ("another port", Device { origin: "https://crm.example.com:8443", ..device.clone() }),
        ("nobody was there", Device { verifies: false, ..device.clone() }),
        ("another key", other),
        ("as somebody else", Device { person: URL_SAFE_NO_PAD.encode(bob.0.as_bytes()), ..device.clone() }),
        ("as nobody", Device { person: URL_SAFE_NO_PAD.encode([7; 16]), ..device.clone() }),
        ("it was copied", cloned),
    ] {
        let refused = enter(&here, &mut wrong).await.unwrap_err();
        assert!(matches!(refused, Error::Unauthenticated), "{what}: {refused:?}");
    }
    let begun = begin_passkey_sign_in(&here, IP).await.unwrap();
    let other = begin_passkey_sign_in(&here, IP).await.unwrap();
    let answer = device.get(&begun.options);
    let swapped = sign_in_with_passkey(&here, &other.token, &answer, IP).await.unwrap_err();
    assert!(matches!(swapped, Error::Unauthenticated), "the answer to another challenge: {swapped:?}");
    assert_eq!(sign_in_with_passkey(&here, &begun.token, &answer, IP).await.unwrap(), scope);
    let replayed = sign_in_with_passkey(&here, &begun.token, &answer, IP).await.unwrap_err();
    assert!(matches!(replayed, Error::Conflict(_)), "{replayed:?}");
});

on_both!(p09_a_passkey_is_added_for_this_host_by_its_owner_and_to_one_account, core, {
    let here = at_a_host(&core);
    let device = Device::new(KEYS[0]);
    let scope = testing::realtor(&here, EMAIL).await;
    for mut wrong in [
        Device { host: "crm.example.net", ..device.clone() },
        Device { origin: "https://evil.example", ..device.clone() },
        Device { verifies: false, ..device.clone() },
    ] {
        let refused = add(&here, &scope, &mut wrong).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
    }
    let mut device = device;
    add(&here, &scope, &mut device).await.unwrap();
    let bob = testing::realtor(&here, "bob@example.com").await;
    let taken = add(&here, &bob, &mut device.clone()).await.unwrap_err();
    assert!(matches!(taken, Error::Conflict(_)), "{taken:?}");
    assert_eq!(passkeys(&here, &bob).await.unwrap(), []);
    let phone = passkeys(&here, &scope).await.unwrap().remove(0);
    let foreign = remove_passkey(&here, &bob, phone.id, PASSWORD, IP).await.unwrap_err();
    assert!(matches!(foreign, Error::NotFound), "{foreign:?}");
    assert_eq!(enter(&here, &mut device).await.unwrap(), scope);
});

on_both!(p09_adding_a_passkey_takes_a_code_where_the_second_step_is_on, core, {
    let here = at_a_host(&core);
    let (scope, secret, codes) = with_second_step(&core).await;
    let used = code(&core, &secret);
    for typed in ["", used.as_str()] {
        let refused = begin_adding(&here, &scope, "Phone", PASSWORD, typed, IP).await.unwrap_err();
        assert_eq!(refused.field, "code");
        assert!(matches!(refused.error, Error::Invalid(_)), "{refused:?}");
    }
    let wrong = begin_adding(&here, &scope, "Phone", "not the password", &codes[0], IP).await.unwrap_err();
    assert_eq!(wrong.field, "password");
    assert_eq!(second_step(&here, &scope).await.unwrap().recovery_codes, 10, "a refusal takes no code");

    core.clock.advance(TimeDelta::seconds(30));
    let now = code(&core, &secret);
    let mut device = Device::new(KEYS[0]);
    let begun = begin_adding(&here, &scope, "Phone", PASSWORD, &now, IP).await.unwrap();
    add_passkey(&here, &scope, &begun.token, &device.create(&begun.options)).await.unwrap();
    assert_eq!(enter(&here, &mut device).await.unwrap(), scope);
    let again = begin_adding(&here, &scope, "Phone", PASSWORD, &now, IP).await.unwrap_err();
    assert!(matches!(again.error, Error::Invalid(_)), "each code counts once: {again:?}");
});

on_both!(p09_asking_for_passkeys_locks_nobody_out_of_their_password, core, {
    let here = at_a_host(&core);
    let mut device = Device::new(KEYS[0]);
    let scope = added(&here, &mut device).await;
    for _ in 0..60 {
        assert_eq!(enter(&here, &mut device).await.unwrap(), scope, "those that succeed are not counted");
    }
    for _ in 0..50 {
        begin_passkey_sign_in(&here, IP).await.unwrap();
    }
    let slowed = begin_passkey_sign_in(&here, IP).await.unwrap_err();
    assert!(matches!(slowed, Error::Throttled(_)), "{slowed:?}");
    assert_eq!(sign_in(&here, EMAIL, PASSWORD, IP).await.unwrap().whole(), scope);

    // And a passkey takes no wrong password back.
    core.clock.advance(TimeDelta::minutes(15));
    for n in 0..50 {
        sign_in(&here, &format!("agent{n}@example.com"), "wrong password", IP).await.unwrap_err();
    }
    assert_eq!(enter(&here, &mut device).await.unwrap(), scope);
    let slowed = sign_in(&here, EMAIL, PASSWORD, IP).await.unwrap_err();
    assert!(matches!(slowed, Error::Throttled(_)), "{slowed:?}");
});
