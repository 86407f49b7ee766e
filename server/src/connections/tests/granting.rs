//! What is asked for, what is kept of it, and what is refused.

use super::{super::*, Person, StandIn, TOKEN, connected, rests, round_trip, stand_in::asked, work};
use crate::{
    Error, Scope,
    accounts::{self, Finished, ProviderName},
    on_both,
    privacy::{Processor, data_map, fields_of},
    testing::{realtor, signed_in},
};
use ProviderName::{Google, Microsoft};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};
use std::collections::HashMap;

const CALENDAR: &str = "https://www.googleapis.com/auth/calendar.freebusy";

async fn asks(
    core: &crate::Core,
    scope: &Scope,
    provider: ProviderName,
    part: Part,
) -> HashMap<String, String> {
    let by = signed_in(core, scope).await;
    asked(&accounts::start_connecting(core, &by, provider, part, "/app/calendar").await.unwrap().url)
}

on_both!(p10_p22_connecting_asks_for_the_smallest_scopes_and_for_no_other_field, core, {
    let (core, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&core, "dana@example.com").await;
    let google = asks(&core, &scope, Google, Part::Calendar).await;
    assert_eq!(google["scope"], format!("openid email {CALENDAR}"));
    assert_eq!((google["access_type"].as_str(), google["prompt"].as_str()), ("offline", "consent"));
    let microsoft = asks(&core, &scope, Microsoft, Part::Calendar).await;
    assert_eq!(microsoft["scope"], "openid email offline_access Calendars.ReadBasic");
    for (asked, processor) in [(google, Processor::Google), (microsoft, Processor::Microsoft)] {
        let mut names: Vec<_> = asked.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, fields_of(processor, "connect"));
    }
    // The other part later: a new grant takes the place of the old one, so it holds both.
    let first = connected(&core, &stand_in, &scope, Google).await;
    assert_eq!(
        asks(&core, &scope, Google, Part::Mail).await["scope"],
        format!("openid email {CALENDAR} https://www.googleapis.com/auth/gmail.readonly")
    );
    assert_eq!(
        asks(&core, &scope, Microsoft, Part::Mail).await["scope"],
        "openid email offline_access Mail.Read"
    );
    round_trip(&core, &stand_in, &scope, Google, Part::Mail, &Person::default()).await.unwrap();
    let both = load(&core, scope.account, first.id).await.unwrap();
    assert_eq!((both.id, both.parts.as_slice()), (first.id, Part::ALL.as_slice()));
    assert_eq!(crate::connections::connected(&core, Part::Mail).await.unwrap(), [(scope.account, first.id)]);
});

on_both!(p10_a_refresh_token_is_sealed_with_a_key_of_its_own, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    assert_eq!(made.address_of_owner, "dana@calendar.example");
    work(&installed).await;
    assert_eq!(rests(&core, &[TOKEN, "dana@calendar.example"]).await, Vec::<String>::new());
    // The column says by which key it was sealed.
    let conn = installed.db.read();
    let sql = "SELECT owner_kind, owner_id FROM data_key k JOIN connection c ON substr(c.token, 2, 16) = \
               {id} WHERE c.id = $1";
    let id = match installed.db.backend() {
        sea_orm::DatabaseBackend::Sqlite => "k.id",
        _ => "uuid_send(k.id)",
    };
    let statement =
        Statement::from_sql_and_values(installed.db.backend(), sql.replace("{id}", id), [made.id.into()]);
    let row = conn.query_one_raw(statement).await.unwrap().expect("the key of the token");
    let found: (String, uuid::Uuid) =
        (row.try_get("", "owner_kind").unwrap(), row.try_get("", "owner_id").unwrap());
    assert_eq!(found, ("connection".to_owned(), made.id));
    let token =
        data_map::columns().find(|(table, column)| (table.name, column.name) == ("connection", "token"));
    assert!(!token.unwrap().1.exported, "an export is no way to the token");
});

on_both!(p10_a_permission_that_was_not_given_keeps_the_part_off, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let reduced = Person { scopes: Some("openid email"), ..Person::default() };
    let done = round_trip(&installed, &stand_in, &scope, Google, Part::Calendar, &reduced).await.unwrap();
    assert!(matches!(done, Finished::Connected(Connected::Reduced, _)), "{done:?}");
    assert!(overview(&installed, &scope).await.unwrap().connections.is_empty());
    assert!(stand_in.log().contains(&format!("POST /revoke token={TOKEN}")), "what was given is handed back");
    let fleeting = Person { lasting: false, ..Person::default() };
    let done = round_trip(&installed, &stand_in, &scope, Google, Part::Calendar, &fleeting).await.unwrap();
    assert!(matches!(done, Finished::Connected(Connected::Fleeting, _)), "{done:?}");
    assert_eq!(plan(&installed).await.unwrap(), 0);
    // While another part rests on the grant it is not handed back: Google would end that as well.
    connected(&installed, &stand_in, &scope, Google).await;
    let before = stand_in.count("/revoke");
    let no_mail = Person { scopes: Some(CALENDAR), ..Person::default() };
    let done = round_trip(&installed, &stand_in, &scope, Google, Part::Mail, &no_mail).await.unwrap();
    assert!(matches!(done, Finished::Connected(Connected::Reduced, _)), "{done:?}");
    assert_eq!(overview(&installed, &scope).await.unwrap().connections[0].parts, [Part::Calendar]);
    assert_eq!(stand_in.count("/revoke"), before);
});

on_both!(p10_a_part_that_was_not_allowed_again_is_told_and_leaves_nothing, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    work(&installed).await;
    assert!(overview(&installed, &scope).await.unwrap().busy.is_some());
    let only_mail =
        Person { scopes: Some("https://www.googleapis.com/auth/gmail.readonly"), ..Person::default() };
    let done = round_trip(&installed, &stand_in, &scope, Google, Part::Mail, &only_mail).await.unwrap();
    assert!(matches!(done, Finished::Connected(Connected::Narrowed, _)), "{done:?}");
    let now = load(&installed, scope.account, made.id).await.unwrap();
    assert_eq!(
        (now.parts.as_slice(), now.synced_at),
        ([Part::Mail].as_slice(), None),
        "no busy times are left"
    );
});

on_both!(p10_the_second_part_belongs_to_the_same_person_there, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    connected(&installed, &stand_in, &scope, Google).await;
    let other = Person { subject: "8", ..Person::default() };
    let done = round_trip(&installed, &stand_in, &scope, Google, Part::Mail, &other).await.unwrap();
    assert!(matches!(done, Finished::Connected(Connected::Another, _)), "{done:?}");
    assert_eq!(overview(&installed, &scope).await.unwrap().connections[0].parts, [Part::Calendar]);
});

on_both!(p10_an_answer_that_was_not_asked_for_connects_nothing, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let by = signed_in(&installed, &scope).await;
    let begin = accounts::start_connecting(&installed, &by, Google, Part::Calendar, "/app/calendar");
    let started = begin.await.unwrap();
    let query = asked(&started.url);
    let code = || stand_in.code(&installed, &query, &Person::default());
    let finish = async |provider, cookie: &str, state: &str| {
        accounts::finish(&installed, provider, cookie, state, code(), None).await
    };
    let (cookie, state) = (started.cookie.as_str(), query["state"].as_str());
    assert!(matches!(finish(Google, cookie, "another").await, Err(Error::Invalid(_))));
    assert!(matches!(finish(Google, "", state).await, Err(Error::Invalid(_))));
    assert!(matches!(finish(Microsoft, cookie, state).await, Err(Error::Invalid(_))), "mixed up");
    assert_eq!(stand_in.count("/token"), 0, "no code was even shown");
    assert!(finish(Google, cookie, state).await.is_ok());
    let again = finish(Google, cookie, state).await;
    assert!(matches!(again, Err(Error::Provider(_))), "a code works once: {again:?}");
    assert_eq!(overview(&installed, &scope).await.unwrap().connections.len(), 1);
    // Nobody is there for whom it could be connected any more.
    let started = accounts::start_connecting(&installed, &by, Microsoft, Part::Calendar, "/").await.unwrap();
    core.clock.advance(TimeDelta::minutes(10));
    let query = asked(&started.url);
    let late = stand_in.code(&installed, &query, &Person::default());
    let late = accounts::finish(&installed, Microsoft, &started.cookie, &query["state"], late, None).await;
    assert!(matches!(late, Err(Error::Invalid(_))), "{late:?}");
});
