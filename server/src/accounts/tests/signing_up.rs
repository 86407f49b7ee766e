use super::{super::*, form, member};
use crate::{Error, accounts::entity, audit, on_both};
use realtoros_domain::policy;
use sea_orm::EntityTrait;

on_both!(p08_an_account_is_sealed_and_its_address_found_in_any_case, core, {
    let scope = member(&core, " Ada@Vale.Example ").await;
    for spelling in ["ada@vale.example", "ADA@VALE.EXAMPLE", "  Ada@vale.Example\t"] {
        let found = scope_of_email(&core, spelling).await.unwrap().unwrap();
        assert_eq!(found.account, scope.account, "{spelling}");
    }
    assert_eq!(scope_of_email(&core, "ada@vale.example.org").await.unwrap(), None);

    let account = entity::account::Entity::find().one(core.db.read()).await.unwrap().unwrap();
    let row = entity::member::Entity::find().one(core.db.read()).await.unwrap().unwrap();
    let stored = [account.sealed, row.sealed, row.email_index].concat();
    let stored = String::from_utf8_lossy(&stored).to_lowercase();
    for canary in ["ada", "vale", "pecan", "555", "chicago", "argon2"] {
        assert!(!stored.contains(canary), "{canary} is stored in the clear");
    }
});

on_both!(p08_the_profile_is_kept_in_normal_form, core, {
    let scope = member(&core, "ada@vale.example").await;
    let found = profile(&core, &scope).await.unwrap();
    assert_eq!(found.member_name, "Ada Vale");
    assert_eq!(found.member_email, "ada@vale.example");
    assert_eq!(found.licence_state, "TX");
    assert_eq!(found.postal_address, "17 Pecan Way\nAustin, TX 78701");
    assert_eq!(found.phone, "+15125550147");
    assert_eq!(found.status, AccountStatus::Active);
});

on_both!(p56_acceptance_of_the_policy_is_stored_with_time_and_wording, core, {
    member(&core, "ada@vale.example").await;
    let row = entity::member::Entity::find().one(core.db.read()).await.unwrap().unwrap();
    assert_eq!(row.policy_version, policy::CURRENT_VERSION);
    assert_eq!(row.policy_hash, policy_hash());
    assert_eq!((row.policy_accepted_at, row.adult_attested_at), (core.now_ms(), core.now_ms()));
    assert_eq!(policy_hash().len(), 64);
});

on_both!(p35_a_taken_address_is_refused_without_saying_so, core, {
    let scope = member(&core, "ada@vale.example").await;
    let error = sign_up(&core, form("ADA@vale.example")).await.unwrap_err();
    let Error::Conflict(sentence) = error else { panic!("{error:?}") };
    for word in ["taken", "exists", "in use", "already", "registered"] {
        assert!(!sentence.contains(word), "{sentence}");
    }
    assert_eq!(
        entity::account::Entity::find().all(core.db.read()).await.unwrap().len(),
        1,
        "nothing is left behind"
    );
    assert_eq!(audit::verify(&core, scope.account).await.unwrap(), Ok(1));
});

#[test]
fn everything_missing_is_said_at_once() {
    let empty = SignUp {
        name: " ".to_owned(),
        email: "ada".to_owned(),
        credential: Credential::Password("short".to_owned()),
        brokerage: String::new(),
        licence_state: "Ontario".to_owned(),
        postal_address: "Austin".to_owned(),
        phone: "555".to_owned(),
        time_zone: "Mars/Olympus".to_owned(),
        adult: false,
        policy_accepted: false,
        ip: String::new(),
    };
    let fields: Vec<_> = problems(&empty).into_iter().map(|problem| problem.field).collect();
    let all = [
        "name",
        "email",
        "password",
        "brokerage",
        "licence_state",
        "postal_address",
        "phone",
        "time_zone",
        "adult",
        "policy",
    ];
    assert_eq!(fields, all);
    assert_eq!(problems(&form("ada@vale.example")), []);
}

#[test]
fn p08_a_name_that_is_too_long_is_refused_with_a_sentence() {
    let of = |name: String, brokerage: String| {
        let form = SignUp { name, brokerage, ..form("ada@vale.example") };
        problems(&form).into_iter().map(|problem| (problem.field, problem.message)).collect::<Vec<_>>()
    };
    assert_eq!(of("é".repeat(200), "b".repeat(200)), [], "characters, not bytes");
    let found = of("é".repeat(201), "b".repeat(201));
    assert_eq!(found.iter().map(|found| found.0).collect::<Vec<_>>(), ["name", "brokerage"]);
    assert!(found.iter().all(|(_, message)| message.contains("200 characters")), "{found:?}");
}

on_both!(p08_a_name_that_became_too_long_changes_nothing, core, {
    let scope = member(&core, "ada@vale.example").await;
    let now = profile(&core, &scope).await.unwrap();
    let account = AccountProfile {
        brokerage: now.brokerage,
        licence_state: now.licence_state,
        postal_address: now.postal_address,
        phone: now.phone,
        time_zone: now.time_zone,
    };
    let change = ProfileChange { member_name: "x".repeat(201), account };
    assert!(matches!(update_profile(&core, &scope, change).await, Err(Error::Invalid(_))));
    assert_eq!(profile(&core, &scope).await.unwrap().member_name, "Ada Vale");
});
