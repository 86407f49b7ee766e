//! Reading busy times.

use super::{super::*, Person, StandIn, TITLE, TOKEN, connected, rests, round_trip, stand_in::asked, work};
use crate::{
    Error,
    accounts::ProviderName,
    jobs::{self, JobKind, JobState},
    on_both,
    privacy::{Processor, fields_of},
    testing::realtor,
};
use ProviderName::{Google, Microsoft};
use chrono::TimeDelta;
use serde_json::{Value, json};

/// 25 November 2026, 15:00 to 16:00 UTC.
const MEETING: (i64, i64) = (1_795_618_800_000, 1_795_622_400_000);

on_both!(p22_of_a_calendar_only_beginnings_and_ends_are_kept, core, {
    for (provider, email) in [(Google, "dana@example.com"), (Microsoft, "eli@example.com")] {
        let (installed, stand_in) = StandIn::start(&core).await;
        let scope = realtor(&installed, email).await;
        connected(&installed, &stand_in, &scope, provider).await;
        work(&installed).await;
        let busy = overview(&installed, &scope).await.unwrap().busy.expect("it was read");
        assert_eq!(busy.times, [MEETING], "{provider:?}: what is over, and what is free, is not kept");
        assert_eq!(rests(&core, &[TITLE, TOKEN]).await, Vec::<String>::new());
        // Nothing but what is listed was sent.
        let processor = provider.processor();
        let path =
            if processor == Processor::Google { "/calendar/v3/freeBusy" } else { "/v1.0/me/calendarView" };
        let sent = stand_in
            .log()
            .into_iter()
            .find_map(|line| line.strip_prefix(&format!("POST {path} ")).map(str::to_owned));
        let sent = sent.unwrap();
        let mut names: Vec<String> = match serde_json::from_str::<Value>(&sent) {
            Ok(body) => body.as_object().unwrap().keys().cloned().collect(),
            Err(_) => asked(&format!("http://x/?{sent}")).into_keys().collect(),
        };
        names.sort_unstable();
        assert_eq!(names, fields_of(processor, "free_busy"));
    }
});

on_both!(p22_calendars_are_read_every_quarter_of_an_hour_once, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    connected(&installed, &stand_in, &scope, Google).await;
    work(&installed).await;
    let asked = || stand_in.count("/calendar/v3/freeBusy");
    assert_eq!(asked(), 1, "at once");
    assert_eq!(plan(&installed).await.unwrap(), 1);
    assert_eq!(plan(&installed).await.unwrap(), 0, "another node makes no second one");
    core.clock.advance(TimeDelta::minutes(15));
    assert_eq!(plan(&installed).await.unwrap(), 1);
    work(&installed).await;
    assert_eq!(asked(), 2, "of two jobs that wait for each other, the second finds it read");
    core.clock.advance(TimeDelta::hours(2));
    plan(&installed).await.unwrap();
    let kept = jobs::statuses(&installed, &scope, JobKind::SyncCalendar, 10).await.unwrap();
    assert_eq!(kept.len(), 1, "records of finished syncs do not pile up");
    core.clock.advance(TimeDelta::hours(25));
    plan(&installed).await.unwrap();
    assert_eq!(
        overview(&installed, &scope).await.unwrap().busy,
        None,
        "what is a day old says nothing about now"
    );
});

on_both!(p22_an_answer_that_cannot_be_read_is_never_free_time, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let bad = [
        json!({}),
        json!({ "calendars": {} }),
        json!({ "calendars": { "primary": { "errors": [{ "reason": "notFound" }], "busy": [] } } }),
        json!({ "calendars": { "primary": { "busy": [{ "start": "soon", "end": "later" }] } } }),
    ];
    stand_in.answers(bad[0].clone());
    connected(&installed, &stand_in, &scope, Google).await;
    for answer in bad {
        stand_in.answers(answer.clone());
        core.clock.advance(TimeDelta::minutes(15));
        plan(&installed).await.unwrap();
        work(&installed).await;
        assert_eq!(overview(&installed, &scope).await.unwrap().busy, None, "{answer}");
    }
    assert!(matches!(offer(&installed, &scope).await, Err(Error::NotFound)));
    let odd_zone = json!({ "value": [{ "showAs": "busy",
        "start": { "dateTime": "2026-11-25T09:00:00", "timeZone": "Pacific Standard Time" },
        "end": { "dateTime": "2026-11-25T10:00:00", "timeZone": "Pacific Standard Time" } }] });
    let refused = json!({ "error": { "message": "no" } });
    let elsewhere = json!({ "value": [], "@odata.nextLink": "http://evil.example/v1.0/me/calendarView" });
    let other = realtor(&installed, "eli@example.com").await;
    stand_in.answers(odd_zone.clone());
    round_trip(&installed, &stand_in, &other, Microsoft, Part::Calendar, &Person::default()).await.unwrap();
    for answer in [odd_zone, refused, elsewhere] {
        stand_in.answers(answer);
        core.clock.advance(TimeDelta::minutes(15));
        plan(&installed).await.unwrap();
        work(&installed).await;
        assert_eq!(overview(&installed, &other).await.unwrap().busy, None);
    }
});

on_both!(p22_offered_times_are_free_and_rest_on_a_fresh_calendar, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    assert!(matches!(offer(&installed, &scope).await, Err(Error::NotFound)), "nothing is connected");
    connected(&installed, &stand_in, &scope, Google).await;
    assert!(matches!(offer(&installed, &scope).await, Err(Error::NotFound)), "nothing was read yet");
    work(&installed).await;
    // Tuesday noon in New York is eleven in Chicago; tomorrow from nine to ten is taken.
    assert_eq!(
        offer(&installed, &scope).await.unwrap().words,
        "I am free Tue Nov 24 at 1:00 PM, Wed Nov 25 at 10:00 AM or Thu Nov 26 at 9:00 AM CST."
    );
    let other = realtor(&installed, "eli@example.com").await;
    assert!(
        matches!(offer(&installed, &other).await, Err(Error::NotFound)),
        "another account's calendar is not ours"
    );
    core.clock.advance(TimeDelta::minutes(61));
    assert!(
        matches!(offer(&installed, &scope).await, Err(Error::Conflict(_))),
        "it may have changed meanwhile"
    );
});

on_both!(p10_an_access_that_the_provider_has_ended_is_asked_for_no_more, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    work(&installed).await;
    stand_in.refuses("invalid_grant");
    core.clock.advance(TimeDelta::minutes(15));
    plan(&installed).await.unwrap();
    let before = stand_in.log().len();
    work(&installed).await;
    assert_eq!(stand_in.log().len(), before + 1, "asked once");
    let now = load(&installed, scope.account, made.id).await.unwrap();
    assert!(now.ended_at.is_some() && now.synced_at.is_none());
    assert!(matches!(access(&installed, scope.account, made.id).await, Err(Error::Refused(_))));
    core.clock.advance(TimeDelta::hours(5));
    assert_eq!(plan(&installed).await.unwrap(), 0);
    work(&installed).await;
    assert_eq!(stand_in.log().len(), before + 1, "and never again");
    // Connecting again makes a new one.
    let again = connected(&installed, &stand_in, &scope, Google).await;
    assert_ne!(again.id, made.id);
    assert!(again.ended_at.is_none());
});

on_both!(p10_a_refusal_that_may_pass_ends_nothing, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    stand_in.refuses("temporarily_unavailable");
    assert!(matches!(access(&installed, scope.account, made.id).await, Err(Error::Provider(_))));
    assert!(load(&installed, scope.account, made.id).await.unwrap().ended_at.is_none());
    let job = jobs::statuses(&installed, &scope, JobKind::SyncCalendar, 1).await.unwrap();
    assert_eq!(job[0].1.state, JobState::Queued);
});

on_both!(p22_a_calendar_that_does_not_answer_leaves_no_failed_jobs, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    connected(&installed, &stand_in, &scope, Google).await;
    let asked = || stand_in.count("/calendar/v3/freeBusy");
    for status in [401, 403, 500, 503] {
        // A status without a pause: the header of the others is not read.
        stand_in.fails(Some((status, 1)));
        work(&installed).await;
        core.clock.advance(TimeDelta::minutes(15));
        plan(&installed).await.unwrap();
    }
    let found = jobs::statuses(&installed, &scope, JobKind::SyncCalendar, 99).await.unwrap();
    assert!(found.iter().all(|(_, job)| matches!(job.state, JobState::Done | JobState::Queued)), "{found:?}");
    // A pause of forty minutes is kept: the quarters of an hour in it ask nothing.
    stand_in.fails(Some((429, 2_400)));
    work(&installed).await;
    let before = asked();
    stand_in.fails(None);
    for _ in 0..2 {
        core.clock.advance(TimeDelta::minutes(15));
        plan(&installed).await.unwrap();
        work(&installed).await;
        assert_eq!(asked(), before);
    }
    core.clock.advance(TimeDelta::minutes(15));
    plan(&installed).await.unwrap();
    work(&installed).await;
    assert_eq!(asked(), before + 1, "once, however many jobs have waited");
    assert!(overview(&installed, &scope).await.unwrap().busy.is_some());
});

on_both!(p10_a_token_of_before_does_not_take_the_place_of_a_newer_grant, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    let before = repository::row(installed.db.read(), scope.account, made.id).await.unwrap().token;
    connected(&installed, &stand_in, &scope, Google).await;
    let late = access::keep(&installed, scope.account, made.id, "late".to_owned(), before.as_deref());
    late.await.unwrap();
    let row = repository::row(installed.db.read(), scope.account, made.id).await.unwrap();
    let kept = repository::open_token(installed.db.read(), &installed, &row).await.unwrap();
    assert_eq!(kept.as_deref(), Some(TOKEN));
});

on_both!(p10_a_token_that_the_provider_changes_is_kept, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    stand_in.rotates("rotatedtoken");
    access(&installed, scope.account, made.id).await.unwrap();
    disconnect(&installed, &scope, made.id).await.unwrap();
    assert!(stand_in.log().contains(&"POST /revoke token=rotatedtoken".to_owned()));
});
