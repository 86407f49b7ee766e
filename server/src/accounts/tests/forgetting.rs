use super::{super::*, PASSWORD, member};
use crate::{
    Core, Error,
    accounts::entity::{pending_sign_up as pending, session},
    audit, on_both,
    outbound::{Captured, captured},
};
use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use tower_sessions::session::Id;

const IP: &str = "192.0.2.7";
const NEW: &str = "nine purple kettles";

async fn mail_to(core: &Core, address: &str) -> Captured {
    let all = captured(core).await.unwrap();
    all.into_iter().rfind(|mail| mail.to == address).unwrap()
}

async fn link(core: &Core, address: &str) -> String {
    ask_new_password(core, address, IP).await.unwrap();
    let text = mail_to(core, address).await.text;
    text.split_once("/password/").unwrap().1.split_whitespace().next().unwrap().to_owned()
}

on_both!(p35_asking_for_a_new_password_answers_alike, core, {
    member(&core, "ada@vale.example").await;
    for address in ["ADA@vale.example", "bob@vale.example"] {
        ask_new_password(&core, address, IP).await.unwrap();
    }
    assert_eq!(pending::Entity::find().count(core.db.read()).await.unwrap(), 2, "the same work");
    assert!(mail_to(&core, "ada@vale.example").await.text.contains("/password/"));
    assert!(!mail_to(&core, "bob@vale.example").await.text.contains("/password/"));
});

on_both!(p09_a_new_password_is_chosen_once_and_signs_every_browser_out, core, {
    let scope = member(&core, "ada@vale.example").await;
    let row = session::ActiveModel {
        id_index: Set(vec![1; 32]),
        member_id: Set(Some(scope.actor.member().unwrap().0)),
        created_at: Set(core.now_ms()),
        expires_at: Set(core.now_ms() + 60_000),
        sealed: Set(Vec::new()),
    };
    session::Entity::insert(row).exec_without_returning(core.db.write()).await.unwrap();
    let program = create_token(&core, &scope).await.unwrap();
    let token = link(&core, "ada@vale.example").await;

    let weak = choose_password(&core, &token, "password", IP).await.unwrap_err();
    assert!(matches!(weak, Error::Invalid(_)), "{weak:?}");
    assert!(can_choose_password(&core, &token).await.unwrap(), "the link stays");
    assert_eq!(choose_password(&core, &token, NEW, IP).await.unwrap().whole(), scope);

    assert_eq!(session::Entity::find().count(core.db.read()).await.unwrap(), 0);
    assert_eq!(
        scope_of_token(&core, &program).await.unwrap(),
        None,
        "programs of whoever knew the old one too"
    );
    assert!(sign_in(&core, "ada@vale.example", PASSWORD, IP).await.is_err());
    assert_eq!(sign_in(&core, "ada@vale.example", NEW, IP).await.unwrap().whole(), scope);
    let again = choose_password(&core, &token, PASSWORD, IP).await.unwrap_err();
    assert!(matches!(again, Error::NotFound), "{again:?}");
    assert_eq!(mail_to(&core, "ada@vale.example").await.subject.unwrap(), "Your password was changed");
    assert!(audit::verify(&core, scope.account).await.unwrap().is_ok());
});

on_both!(p09_a_changed_password_signs_every_other_browser_out, core, {
    let scope = member(&core, "ada@vale.example").await;
    let sessions = DatabaseSessions(core.core.clone());
    for id in [Id(1), Id(2)] {
        let row = session::ActiveModel {
            id_index: Set(sessions.index(&id).await.unwrap()),
            member_id: Set(Some(scope.actor.member().unwrap().0)),
            created_at: Set(core.now_ms()),
            expires_at: Set(core.now_ms() + 60_000),
            sealed: Set(Vec::new()),
        };
        session::Entity::insert(row).exec_without_returning(core.db.write()).await.unwrap();
    }
    change_password(&core, &scope, PASSWORD, NEW, IP, Some(&Id(2))).await.unwrap();
    let left = session::Entity::find().all(core.db.read()).await.unwrap();
    let left: Vec<_> = left.into_iter().map(|row| row.id_index).collect();
    assert_eq!(left, [sessions.index(&Id(2)).await.unwrap()]);
});

on_both!(p65_a_link_to_a_new_password_lasts_an_hour_and_opens_nothing_else, core, {
    member(&core, "ada@vale.example").await;
    let token = link(&core, "ada@vale.example").await;
    assert!(!can_confirm(&core, &token).await.unwrap(), "it confirms no sign-up");
    core.clock.advance(TimeDelta::hours(1));
    assert!(!can_choose_password(&core, &token).await.unwrap());
    let late = choose_password(&core, &token, NEW, IP).await.unwrap_err();
    assert!(matches!(late, Error::NotFound), "{late:?}");
});

on_both!(nobody_is_flooded_with_links, core, {
    member(&core, "ada@vale.example").await;
    for _ in 0..5 {
        ask_new_password(&core, "ada@vale.example", IP).await.unwrap();
    }
    let sixth = ask_new_password(&core, "ada@vale.example", IP).await.unwrap_err();
    assert!(matches!(sixth, Error::Throttled(_)), "{sixth:?}");
});
