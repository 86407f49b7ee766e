//! Copies at the provider, the certificate, and the second notice.

use super::*;
use crate::{
    audit,
    backups::{self, Expired},
    jobs::JobKind,
    on_both,
    outbound::{self, Draft, tests::fixture::recording},
    privacy::erasure::{self, certificate, copies::redact},
    providers::{Providers, SendError},
};
use chrono::TimeDelta;
use realtoros_domain::closing::BackupKind;
use sea_orm::ConnectionTrait;

on_both!(p62_the_provider_is_asked_to_redact_until_it_has, core, {
    let (scope, lead, _) = world(&core).await;
    text(&core, &scope, "SM7", NUMBER, "And a garden").await;
    let made = erase(&core, &scope, lead).await;
    assert_eq!((made.copies.total, made.copies.left), (2, 2), "both texts of the lead, and nobody else's");
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::Retry("busy".into())));
    redact(&core, &providers, &scope, made.id, 0).await.unwrap();
    let waiting = certificate(&core, &scope, made.id).await.unwrap().copies;
    assert_eq!((waiting.left, waiting.given_up), (1, false));
    assert!(waiting.words().contains("tried again"));
    redact(&core, &providers, &scope, made.id, 1).await.unwrap();
    let mut redacted = recorder.redacted.lock().unwrap().clone();
    redacted.sort();
    assert_eq!(redacted, ["SM1", "SM7"]);
    assert_eq!(certificate(&core, &scope, made.id).await.unwrap().copies.left, 0, "no number is kept");
});

on_both!(p62_the_last_round_says_what_the_realtor_must_do, core, {
    let (scope, lead, _) = world(&core).await;
    let made = erase(&core, &scope, lead).await;
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::Retry("busy".into())));
    redact(&core, &providers, &scope, made.id, 47).await.unwrap();
    let copies = certificate(&core, &scope, made.id).await.unwrap().copies;
    assert!(copies.given_up && copies.words().contains("Twilio console"));
});

on_both!(p62_a_restart_does_not_ask_again_what_was_given_up, core, {
    let (scope, lead, _) = world(&core).await;
    let made = erase(&core, &scope, lead).await;
    let owner = core.db.as_owner().await.unwrap();
    let planned = async |kind| {
        // The jobs went with the database that was replaced.
        owner.execute_unprepared("DELETE FROM job").await.unwrap();
        erasure::replay(&core).await.unwrap();
        jobs::statuses(&core, &scope, kind, 9).await.unwrap().len()
    };
    assert_eq!(planned(JobKind::EraseCopies).await, 1, "it is still tried");
    let (recorder, providers) = recording();
    recorder.will(Err(SendError::Retry("busy".into())));
    redact(&core, &providers, &scope, made.id, 47).await.unwrap();
    assert!(certificate(&core, &scope, made.id).await.unwrap().copies.given_up);
    assert_eq!(planned(JobKind::EraseCopies).await, 0, "and now no more");
    assert_eq!(planned(JobKind::ErasureNotice).await, 1);
});

on_both!(p62_p58_a_certificate_and_a_second_notice_when_the_last_backup_has_expired, core, {
    let (scope, lead, _) = world(&core).await;
    let made = erase(&core, &scope, lead).await;
    assert_eq!(made.backups_until - made.erased_at, TimeDelta::days(90).num_milliseconds());
    let text = made.text();
    for part in ["CERTIFICATE OF ERASURE", "22 February 2027", "Messages of other people", &made.hashes[0]] {
        assert!(text.contains(part), "{part} in {text}");
    }
    for word in ["Rosa", "Delgado", EMAIL, NUMBER, "porch"] {
        assert!(!text.contains(word) && !made.json().contains(word), "{word}");
    }
    core.clock.advance(TimeDelta::days(89));
    work(&core).await;
    assert_eq!(certificate(&core, &scope, made.id).await.unwrap().confirmed_at, None);
    core.clock.advance(TimeDelta::days(1));
    work(&core).await;
    let second = certificate(&core, &scope, made.id).await.unwrap();
    assert_eq!(second.confirmed_at, Some(core.now_ms()));
    assert!(second.text().contains("Second notice"));
    let parsed: serde_json::Value = serde_json::from_str(&second.json()).unwrap();
    assert_eq!(parsed["type"], "certificate_of_erasure");
    assert!(parsed["backups_confirmed_expired_at"].is_string());
});

on_both!(p62_p58_nothing_is_certified_while_a_backup_from_before_the_erasure_is_there, core, {
    let (scope, lead, _) = world(&core).await;
    backups::create(&core).await.unwrap();
    let made = erase(&core, &scope, lead).await;
    core.clock.advance(TimeDelta::hours(2));
    let later = backups::create(&core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(90) - TimeDelta::hours(2));
    let confirmed = async || certificate(&core, &scope, made.id).await.unwrap().confirmed_at;
    let noted = async || {
        let all = audit::history(&core, &scope, Some(made.id), 99).await.unwrap();
        all.iter().filter(|entry| entry.action == "erasure.backups_expired").count()
    };
    // Nobody has deleted the backup, so the day alone certifies nothing, however often it comes.
    for _ in 0..2 {
        work(&core).await;
        assert_eq!((confirmed().await, noted().await), (None, 0));
        core.clock.advance(TimeDelta::hours(12));
        work(&core).await;
        core.clock.advance(TimeDelta::hours(12));
    }
    core.clock.advance(-TimeDelta::days(2));
    assert_eq!(backups::expire(&core).await.unwrap(), Expired { data: 1, keys: 2, partial: 0 });
    core.clock.advance(TimeDelta::days(2));
    work(&core).await;
    assert_eq!((confirmed().await, noted().await), (Some(core.now_ms()), 1));
    let left = backups::list(&core).await.unwrap();
    assert_eq!(left.iter().map(|one| (one.id, one.kind)).collect::<Vec<_>>(), [(later, BackupKind::Data)]);
    work(&core).await;
    assert_eq!(noted().await, 1, "once");
});

on_both!(p62_only_texts_that_a_provider_got_are_counted_as_copies, core, {
    let scope = fixture::account(&core, "dana@example.com").await;
    let lead = rosa(&core, &scope).await;
    fixture::give(&core, &scope, lead, Channel::Sms, Level::ExpressWritten).await;
    // One that the demo has made up, one that was captured, and one from Twilio.
    text(&core, &scope, "demo:1:1", NUMBER, "Is it open?").await;
    outbound::submit(&core, &scope, Draft::typed(lead, Channel::Sms, "It is.", "m1")).await.unwrap();
    let capture = Providers::from_settings(&core).unwrap();
    assert_eq!(outbound::dispatch_account(&core, &capture, scope.account).await.unwrap(), 1);
    assert_eq!(outbound::captured(&core).await.unwrap().len(), 1);
    text(&core, &scope, "SM3", NUMBER, "On Sunday?").await;
    assert_eq!(erase(&core, &scope, lead).await.copies.total, 1);
});
