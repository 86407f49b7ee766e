use super::{super::*, PASSWORD, form, member};
use crate::{
    Error,
    accounts::{
        entity,
        password::is_weak,
        repository::{acting_member, open_member, seal_member},
        sign_in::locked,
    },
    on_both,
    testing::TestCore,
};
use argon2::{
    Argon2, Params,
    password_hash::{PasswordHasher, phc::PasswordHash},
};
use chrono::TimeDelta;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

const IP: &str = "192.0.2.9";

async fn answer(core: &TestCore, email: &str, password: &str) -> Error {
    sign_in(core, email, password, IP).await.unwrap_err()
}

on_both!(p09_the_right_password_signs_in, core, {
    let scope = member(&core, "ada@vale.example").await;
    assert_eq!(sign_in(&core, " ADA@vale.example", PASSWORD, IP).await.unwrap().whole(), scope);
});

on_both!(p09_a_weaker_hash_is_made_anew_at_sign_in, core, {
    let scope = member(&core, "ada@vale.example").await;
    let row = acting_member(core.db.read(), &scope).await.unwrap();
    let mut record = open_member(&core, core.db.read(), &row).await.unwrap();
    let weak = Argon2::from(Params::new(4_096, 1, 1, None).unwrap());
    let phc: PasswordHash = weak.hash_password(PASSWORD.as_bytes()).unwrap();
    record.password = Some(phc.to_string());
    let sealed = seal_member(&core, core.db.read(), &row, &record).await.unwrap();
    let change = entity::member::ActiveModel { id: Set(row.id), sealed: Set(sealed), ..Default::default() };
    change.update(core.db.write()).await.unwrap();

    sign_in(&core, "ada@vale.example", "not the password", IP).await.unwrap_err();
    sign_in(&core, "ada@vale.example", PASSWORD, IP).await.unwrap();
    let row = acting_member(core.db.read(), &scope).await.unwrap();
    let record = open_member(&core, core.db.read(), &row).await.unwrap();
    assert!(!is_weak(&record.password.unwrap()));
    sign_in(&core, "ada@vale.example", PASSWORD, IP).await.unwrap();
});

on_both!(p35_nobody_learns_whether_an_address_has_an_account, core, {
    member(&core, "ada@vale.example").await;
    for _ in 0..10 {
        assert!(matches!(answer(&core, "ada@vale.example", "wrong password").await, Error::Unauthenticated));
        assert!(matches!(answer(&core, "eve@vale.example", "wrong password").await, Error::Unauthenticated));
    }
    let known = answer(&core, "ada@vale.example", "wrong password").await;
    let unknown = answer(&core, "eve@vale.example", "wrong password").await;
    assert_eq!(known.to_string(), unknown.to_string());
    assert!(matches!((known, unknown), (Error::Throttled(_), Error::Throttled(_))));
    assert!(matches!(answer(&core, "no address", "wrong password").await, Error::Unauthenticated));
});

on_both!(p09_guessing_is_slowed_down_per_account, core, {
    member(&core, "ada@vale.example").await;
    for _ in 0..10 {
        answer(&core, "ada@vale.example", "wrong password").await;
    }
    assert!(matches!(answer(&core, "ada@vale.example", PASSWORD).await, Error::Throttled(1..=901)));
    core.clock.advance(TimeDelta::minutes(15));
    sign_in(&core, "Ada@vale.example", PASSWORD, IP).await.unwrap();
    for _ in 0..10 {
        answer(&core, "ada@vale.example", "wrong password").await;
    }
});

on_both!(p09_guessing_is_slowed_down_per_address, core, {
    for n in 0..50 {
        let error = answer(&core, &format!("agent{n}@vale.example"), "wrong password").await;
        assert!(matches!(error, Error::Unauthenticated), "{n}");
    }
    assert!(matches!(answer(&core, "another@vale.example", "wrong password").await, Error::Throttled(_)));
    let elsewhere = sign_in(&core, "another@vale.example", "wrong password", "192.0.2.10").await;
    assert!(matches!(elsewhere, Err(Error::Unauthenticated)));
});

on_both!(p09_a_password_is_changed_after_the_present_one, core, {
    let scope = sign_up(&core, form("ada@vale.example")).await.unwrap();
    let new = "seven blue kettles";
    assert!(change_password(&core, &scope, "not it at all", new, IP, None).await.is_err());
    assert!(change_password(&core, &scope, PASSWORD, "Ada Vale", IP, None).await.is_err());
    change_password(&core, &scope, PASSWORD, new, IP, None).await.unwrap();
    assert!(matches!(answer(&core, "ada@vale.example", PASSWORD).await, Error::Unauthenticated));
    sign_in(&core, "ada@vale.example", new, IP).await.unwrap();
});

on_both!(p09_a_sign_in_under_way_does_not_undo_a_password_that_was_changed_meanwhile, core, {
    let scope = member(&core, "ada@vale.example").await;
    let row = acting_member(core.db.read(), &scope).await.unwrap();
    let looked_at = open_member(&core, core.db.read(), &row).await.unwrap();
    let again = async || {
        let tx = core.db.begin().await.unwrap();
        let found = locked(&tx, &core, &row, &looked_at).await.unwrap();
        tx.commit().await.unwrap();
        found.is_some()
    };
    assert!(again().await);
    change_password(&core, &scope, PASSWORD, "seven blue kettles", IP, None).await.unwrap();
    assert!(!again().await);
});

on_both!(p56_an_account_is_ended_by_its_own_address_only, core, {
    let scope = member(&core, "Ada@Vale.example").await;
    member(&core, "other@vale.example").await;
    for typed in ["", "ada", "other@vale.example", "ada@vale.example.evil.example"] {
        assert!(matches!(confirm_address(&core, &scope, typed).await, Err(Error::Invalid(_))), "{typed}");
    }
    for typed in ["ada@vale.example", " ADA@vale.example "] {
        confirm_address(&core, &scope, typed).await.unwrap();
    }
});
