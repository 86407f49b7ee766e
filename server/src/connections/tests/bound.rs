//! What begins in a session ends in it, or not at all.

use super::{super::*, Person, StandIn, TOKEN, stand_in::asked};
use crate::{
    Error,
    accounts::{self, ProviderName},
    on_both,
    privacy::{
        Processor,
        closing::close,
        processors::{object, register},
    },
    testing::{realtor, signed_in},
};
use ProviderName::Google;

on_both!(p09_p10_the_way_back_from_a_provider_is_bound_to_the_session, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let dana = realtor(&installed, "dana@example.com").await;
    let eli = realtor(&installed, "eli@example.com").await;
    let by = signed_in(&installed, &dana).await;
    let started =
        accounts::start_connecting(&installed, &by, Google, Part::Calendar, "/app/calendar").await.unwrap();
    let query = asked(&started.url);
    let code = || stand_in.code(&installed, &query, &Person::default());
    let back = async |caller| {
        accounts::finish(&installed, Google, &started.cookie, &query["state"], code(), caller).await
    };
    assert!(matches!(back(Some(eli)).await, Err(Error::Invalid(_))), "somebody else is signed in");
    accounts::end_sessions(installed.db.write(), &installed, dana.account, None).await.unwrap();
    assert!(matches!(back(None).await, Err(Error::Invalid(_))), "the session is over");
    signed_in(&installed, &dana).await;
    assert!(matches!(back(Some(dana)).await, Err(Error::Invalid(_))), "another session is another one");
    assert_eq!(stand_in.count("/token"), 0, "no code was even shown");
    assert!(overview(&installed, &dana).await.unwrap().connections.is_empty());

    let by = signed_in(&installed, &dana).await;
    let forged = accounts::Linking { scope: eli, ..by };
    let started = accounts::start(&installed, Google, "/app/settings", Some(forged)).await.unwrap();
    let query = asked(&started.url);
    let code = stand_in.code(&installed, &query, &Person::default());
    let linked = accounts::finish(&installed, Google, &started.cookie, &query["state"], code, None).await;
    assert!(matches!(linked, Err(Error::Invalid(_))), "a session of one member is none of another");
});

on_both!(p10_p38_p56_a_grant_that_is_refused_here_is_handed_back, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    register(&installed).await.unwrap();
    let dana = realtor(&installed, "dana@example.com").await;
    let grant = || Grant {
        provider: Google,
        part: Part::Calendar,
        subject: "7".to_owned(),
        address: "dana@calendar.example".to_owned(),
        scopes: vec![Part::Calendar.scope(Google).to_owned()],
        refresh: Some(TOKEN.to_owned()),
    };
    close(&installed, &dana, None).await.unwrap();
    assert!(matches!(connect(&installed, &dana, grant()).await, Err(Error::Refused(_))));
    assert_eq!(stand_in.log().last().unwrap(), &format!("POST /revoke token={TOKEN}"));

    // Whoever objects while they are at the provider brings nothing back: the code is not even shown.
    let eli = realtor(&installed, "eli@example.com").await;
    let by = signed_in(&installed, &eli).await;
    let started =
        accounts::start_connecting(&installed, &by, Google, Part::Calendar, "/app/calendar").await.unwrap();
    object(&installed, &eli, Processor::Google).await.unwrap();
    let query = asked(&started.url);
    let code = stand_in.code(&installed, &query, &Person::default());
    let done = accounts::finish(&installed, Google, &started.cookie, &query["state"], code, None).await;
    assert!(matches!(done, Err(Error::Refused(_))), "{done:?}");
    assert_eq!(stand_in.count("/token"), 0);
});
