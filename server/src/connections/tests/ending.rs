//! The end of a connection.

use super::{super::*, Person, StandIn, TITLE, TOKEN, connected, rests, round_trip, work};
use crate::{
    Core, Error, Scope,
    accounts::ProviderName,
    backups,
    connections::entity::revocation,
    jobs::{self, JobKind, JobState, NewJob},
    on_both,
    privacy::{
        Processor,
        closing::close,
        processors::{object, register, remove},
    },
    settings::Settings,
    testing::{KEK, realtor, signed_in},
    vault::{Kek, KeyOwner, Vault, VaultError},
};
use ProviderName::{Google, Microsoft};
use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, Statement};
use std::sync::Arc;
use uuid::Uuid;

async fn rows(core: &Core, table: &str) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM {table}");
    let row = core.db.read().query_one_raw(Statement::from_string(core.db.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "n").unwrap()
}

async fn has_key(core: &Core, scope: &Scope, id: Uuid) -> bool {
    let owner = KeyOwner::Connection(scope.account, id);
    !matches!(core.vault.key(core.db.read(), owner).await, Err(Error::Vault(VaultError::KeyDestroyed)))
}

/// Somebody's sync that was planned before the end.
async fn sync(core: &Core, scope: &Scope, id: Uuid) {
    let job = NewJob::now(core, scope.account, JobKind::SyncCalendar, &id).unwrap();
    jobs::enqueue(core.db.write(), core, job).await.unwrap();
}

on_both!(p10_disconnecting_ends_it_there_and_deletes_it_here_in_one_act, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    work(&installed).await;
    assert!(has_key(&installed, &scope, made.id).await);
    assert_eq!(disconnect(&installed, &scope, made.id).await.unwrap(), Ended::There);
    assert_eq!(stand_in.log().last().unwrap(), &format!("POST /revoke token={TOKEN}"));
    for table in ["connection", "busy_time", "revocation"] {
        assert_eq!(rows(&installed, table).await, 0, "{table}");
    }
    assert!(!has_key(&installed, &scope, made.id).await);
    let before = stand_in.log().len();
    core.clock.advance(TimeDelta::seconds(1));
    sync(&installed, &scope, made.id).await;
    core.clock.advance(TimeDelta::minutes(15));
    assert_eq!(plan(&installed).await.unwrap(), 0);
    work(&installed).await;
    assert_eq!(stand_in.log().len(), before, "the next sync ends without asking anybody");
    let job = jobs::statuses(&installed, &scope, JobKind::SyncCalendar, 1).await.unwrap();
    assert_eq!(job[0].1.state, JobState::Denied);
    assert_eq!(rests(&core, &[TOKEN, TITLE]).await, Vec::<String>::new());
    assert!(matches!(disconnect(&installed, &scope, made.id).await, Err(Error::NotFound)));
});

on_both!(p10_a_provider_that_does_not_answer_is_told_until_it_does, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    work(&installed).await;
    stand_in.revokes_with(503);
    assert_eq!(disconnect(&installed, &scope, made.id).await.unwrap(), Ended::SoonThere);
    assert_eq!(
        (rows(&installed, "connection").await, rows(&installed, "busy_time").await),
        (0, 0),
        "here at once"
    );
    assert!(!has_key(&installed, &scope, made.id).await);
    assert_eq!(overview(&installed, &scope).await.unwrap().still_to_revoke, [Google]);
    for _ in 0..3 {
        core.clock.advance(TimeDelta::hours(7));
        work(&installed).await;
    }
    assert_eq!(stand_in.count("/revoke"), 4);
    assert_eq!(rests(&core, &[TOKEN]).await, Vec::<String>::new(), "what waits is sealed");
    stand_in.revokes_with(200);
    core.clock.advance(TimeDelta::hours(7));
    work(&installed).await;
    assert_eq!((stand_in.count("/revoke"), rows(&installed, "revocation").await), (5, 0));
    assert!(overview(&installed, &scope).await.unwrap().still_to_revoke.is_empty());
    core.clock.advance(TimeDelta::days(1));
    work(&installed).await;
    assert_eq!(stand_in.count("/revoke"), 5, "nothing is left to tell");
    let sql = "SELECT count(*) AS n FROM data_key WHERE owner_kind = 'connection'";
    let row =
        installed.db.read().query_one_raw(Statement::from_string(installed.db.backend(), sql)).await.unwrap();
    assert_eq!(row.unwrap().try_get::<i64>("", "n").unwrap(), 0, "no key of a connection is left");
});

on_both!(p10_a_token_that_the_provider_does_not_know_is_revoked_and_nobody_is_told_for_ever, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    stand_in.revokes_with(400);
    assert_eq!(disconnect(&installed, &scope, made.id).await.unwrap(), Ended::There);
    let made = connected(&installed, &stand_in, &scope, Google).await;
    stand_in.revokes_with(500);
    disconnect(&installed, &scope, made.id).await.unwrap();
    for _ in 0..60 {
        core.clock.advance(TimeDelta::hours(7));
        work(&installed).await;
    }
    assert_eq!(rows(&installed, "revocation").await, 0, "a token is not kept for ever for that");
});

on_both!(p10_whatever_goes_wrong_with_telling_a_provider_its_job_goes_on, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    stand_in.revokes_with(503);
    disconnect(&installed, &scope, made.id).await.unwrap();
    // What is kept cannot be opened, which no answer of a provider is to blame for.
    let broken = revocation::ActiveModel { sealed: Set(vec![0]), ..Default::default() };
    revocation::Entity::update_many().set(broken).exec(installed.db.write()).await.unwrap();
    for _ in 0..12 {
        core.clock.advance(TimeDelta::hours(7));
        work(&installed).await;
    }
    let jobs = jobs::statuses(&installed, &scope, JobKind::RevokeConnection, 99).await.unwrap();
    let of = |state| jobs.iter().filter(|(_, job)| job.state == state).count();
    assert_eq!((of(JobState::Queued), of(JobState::Dead)), (1, 0), "{jobs:?}");
});

on_both!(p10_a_late_revocation_does_not_end_what_was_connected_after_it, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    stand_in.revokes_with(503);
    assert_eq!(disconnect(&installed, &scope, made.id).await.unwrap(), Ended::SoonThere);
    let told = stand_in.count("/revoke");
    // Google ends all that the same person has granted, so the old token is not revoked any more.
    connected(&installed, &stand_in, &scope, Google).await;
    assert_eq!(rows(&installed, "revocation").await, 0);
    stand_in.revokes_with(200);
    core.clock.advance(TimeDelta::hours(7));
    work(&installed).await;
    assert_eq!(stand_in.count("/revoke"), told);
    // Somebody else there is told of their own end all the same.
    let id = overview(&installed, &scope).await.unwrap().connections[0].id;
    stand_in.revokes_with(503);
    disconnect(&installed, &scope, id).await.unwrap();
    let other = Person { subject: "8", ..Person::default() };
    round_trip(&installed, &stand_in, &scope, Google, Part::Calendar, &other).await.unwrap();
    assert_eq!(rows(&installed, "revocation").await, 1);
});

on_both!(p10_microsoft_cannot_be_told_and_what_it_gave_goes_all_the_same, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Microsoft).await;
    work(&installed).await;
    let before = stand_in.log().len();
    assert_eq!(disconnect(&installed, &scope, made.id).await.unwrap(), Ended::HereOnly);
    assert_eq!((rows(&installed, "connection").await, rows(&installed, "revocation").await), (0, 0));
    assert!(!has_key(&installed, &scope, made.id).await);
    core.clock.advance(TimeDelta::days(1));
    work(&installed).await;
    assert_eq!(stand_in.log().len(), before);
});

on_both!(p35_nobody_ends_or_uses_a_connection_of_another_account, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let mine = realtor(&installed, "dana@example.com").await;
    let theirs = realtor(&installed, "eli@example.com").await;
    let made = connected(&installed, &stand_in, &mine, Google).await;
    assert!(matches!(disconnect(&installed, &theirs, made.id).await, Err(Error::NotFound)));
    assert!(matches!(load(&installed, theirs.account, made.id).await, Err(Error::NotFound)));
    assert!(matches!(access(&installed, theirs.account, made.id).await, Err(Error::NotFound)));
    assert!(overview(&installed, &theirs).await.unwrap().connections.is_empty());
    assert_eq!(overview(&installed, &mine).await.unwrap().connections.len(), 1);
});

on_both!(p56_closing_an_account_revokes_its_connections, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let google = connected(&installed, &stand_in, &scope, Google).await;
    connected(&installed, &stand_in, &scope, Microsoft).await;
    work(&installed).await;
    sync(&installed, &scope, google.id).await;
    let asked = stand_in.count("/calendar/v3/freeBusy");
    close(&installed, &scope, None).await.unwrap();
    assert_eq!(
        (rows(&installed, "connection").await, rows(&installed, "busy_time").await),
        (0, 0),
        "at once"
    );
    work(&installed).await;
    assert_eq!(stand_in.log().last().unwrap(), &format!("POST /revoke token={TOKEN}"));
    assert_eq!(rows(&installed, "revocation").await, 0);
    assert_eq!(stand_in.count("/calendar/v3/freeBusy"), asked, "nothing is read any more");
    let by = signed_in(&installed, &scope).await;
    let begin =
        crate::accounts::start_connecting(&installed, &by, Google, Part::Calendar, "/app/calendar").await;
    assert!(matches!(begin, Err(Error::Refused(_))), "and nothing is connected");
});

on_both!(p38_an_objection_ends_connections_and_a_closed_route_gets_no_request, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    register(&installed).await.unwrap();
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Google).await;
    work(&installed).await;
    object(&installed, &scope, Processor::Google).await.unwrap();
    assert!(matches!(load(&installed, scope.account, made.id).await, Err(Error::NotFound)));
    assert_eq!(stand_in.count("/revoke"), 1);
    let other = realtor(&installed, "eli@example.com").await;
    let theirs = connected(&installed, &stand_in, &other, Google).await;
    // Another host of Google's is another server: it waits for its thirty days.
    let mut settings = (*installed.settings).clone();
    if let Some(google) = &mut settings.providers.google {
        google.api_url = google.api_url.replace("127.0.0.1", "localhost");
    }
    let moved = Core { settings: Arc::new(settings), ..installed.clone() };
    core.clock.advance(TimeDelta::minutes(15));
    let before = stand_in.log().len();
    assert!(matches!(access(&moved, other.account, theirs.id).await, Err(Error::Refused(_))));
    plan(&moved).await.unwrap();
    work(&moved).await;
    assert_eq!(stand_in.log().len(), before);
    assert!(load(&moved, other.account, theirs.id).await.unwrap().ended_at.is_none(), "it only waits");
});

on_both!(p38_a_removed_provider_leaves_no_connection, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    register(&installed).await.unwrap();
    let scope = realtor(&installed, "dana@example.com").await;
    let google = connected(&installed, &stand_in, &scope, Google).await;
    let microsoft = connected(&installed, &stand_in, &scope, Microsoft).await;
    let mut settings: Settings = (*installed.settings).clone();
    settings.providers.google = None;
    let without = Core { settings: Arc::new(settings), ..installed.clone() };
    let before = stand_in.log().len();
    assert_eq!(remove(&without, Processor::Google).await.unwrap(), 1);
    let left = overview(&without, &scope).await.unwrap();
    assert_eq!(left.connections.iter().map(|it| it.id).collect::<Vec<_>>(), [microsoft.id]);
    assert!(left.still_to_revoke.is_empty() && !has_key(&without, &scope, google.id).await);
    work(&without).await;
    let asked: Vec<_> = stand_in.log().split_off(before);
    assert!(asked.iter().all(|line| !line.contains("/revoke")), "nothing reaches it any more: {asked:?}");
});

on_both!(p10_p58_a_restored_backup_brings_no_connection_back, core, {
    let (installed, stand_in) = StandIn::start(&core).await;
    let scope = realtor(&installed, "dana@example.com").await;
    let made = connected(&installed, &stand_in, &scope, Microsoft).await;
    let backup = backups::create(&installed).await.unwrap();
    disconnect(&installed, &scope, made.id).await.unwrap();
    let force = backups::Overrides { force: true, without_ledger: false };
    backups::restore(&installed, backup.id, force).await.unwrap();
    let vault = Vault::open(&installed.db, Kek::parse(KEK).unwrap(), installed.now_ms()).await.unwrap();
    let again = Core { vault: Arc::new(vault), ..installed.clone() };
    assert!(load(&again, scope.account, made.id).await.unwrap().ended_at.is_none(), "the row is there");
    let before = stand_in.log().len();
    assert!(matches!(access(&again, scope.account, made.id).await, Err(Error::Refused(_))));
    assert_eq!(stand_in.log().len(), before, "its token does not open, so nobody is asked");
    assert!(load(&again, scope.account, made.id).await.unwrap().ended_at.is_some(), "and its owner is told");
});
