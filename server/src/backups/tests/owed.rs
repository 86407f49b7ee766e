//! What people are owed who came and were erased since the backup: their jobs were in the database that was replaced
//! (P-58, P-62).

use super::{FORCE, carry, carry_ledger, reopened};
use crate::{
    Core, Scope,
    backups::{Overrides, create, expire, restore},
    conversations::{self, InboundText},
    jobs::{self, JobKind, JobState},
    on_both,
    outbound::{
        captured,
        tests::fixture::{EMAIL, NUMBER, account, lead},
    },
    privacy::erasure::{self, Certificate, certificate},
    worker::Worker,
};
use chrono::TimeDelta;
use realtoros_domain::closing::BackupKind;
use uuid::Uuid;

/// A backup, and after it a lead who texts and is erased.
async fn came_and_went(core: &crate::testing::TestCore) -> (Scope, Uuid, Certificate) {
    let scope = account(core, "dana@example.com").await;
    let backup = create(core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(1));
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    let text = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        to: "+12125550100".into(),
        body: "Is it open?".into(),
        ..InboundText::default()
    };
    conversations::receive_text(core, scope.account, &text).await.unwrap();
    let made = erasure::erase_who_asked(core, &scope, lead).await.unwrap();
    assert_eq!((made.copies.total, made.copies.left), (1, 1));
    (scope, backup, made)
}

async fn waiting(core: &Core, scope: &Scope, kind: JobKind) -> usize {
    let all = jobs::statuses(core, scope, kind, 9).await.unwrap();
    all.iter().filter(|(_, status)| status.state == JobState::Queued).count()
}

async fn work(core: &Core) {
    while jobs::step(core, &Worker::new(core.clone())).await.unwrap() {}
}

on_both!(p58_p62_who_came_and_was_erased_since_the_backup_is_still_redacted_and_told, core, {
    let (scope, backup, made) = came_and_went(&core).await;
    let restored = restore(&core, backup, FORCE).await.unwrap();
    assert_eq!((restored.replayed, restored.without_copies), (0, 0), "nobody was back, nothing is unknown");
    let again = reopened(&core).await;
    let kept = certificate(&again, &scope, made.id).await.unwrap();
    assert_eq!((kept.copies.total, kept.copies.left), (1, 1), "the number of the text is still known");
    for kind in [JobKind::EraseCopies, JobKind::ErasureNotice] {
        assert_eq!(waiting(&again, &scope, kind).await, 1, "{kind}");
    }
    let letter = captured(&again).await.unwrap().pop().unwrap();
    assert!(letter.text.contains(&made.id.to_string()), "the last letter still waits: {letter:?}");
    erasure::replay(&again).await.unwrap();
    for kind in [JobKind::EraseCopies, JobKind::ErasureNotice] {
        assert_eq!(waiting(&again, &scope, kind).await, 1, "{kind}: planned once");
    }
    core.clock.advance(TimeDelta::days(91));
    expire(&again).await.unwrap();
    work(&again).await;
    let second = certificate(&again, &scope, made.id).await.unwrap();
    assert_eq!(second.confirmed_at, Some(core.now_ms()), "the second notice");
});

on_both!(p58_p62_where_only_the_ledger_is_left_the_certificate_comes_back_and_says_what_is_unknown, core, {
    let (scope, backup, made) = came_and_went(&core).await;
    let new = crate::testing::on_sqlite().await;
    new.clock.advance(TimeDelta::days(1));
    for kind in [BackupKind::Data, BackupKind::Keys] {
        carry(&core, &new, kind, backup);
    }
    carry_ledger(&core, &new);
    let restored = restore(&new, backup, Overrides::default()).await.unwrap();
    assert_eq!(restored.without_copies, 1, "which the command prints");
    let again = reopened(&new).await;
    let back = certificate(&again, &scope, made.id).await.unwrap();
    assert_eq!(
        (back.lead, back.erased_at, back.backups_until),
        (made.lead, made.erased_at, made.backups_until)
    );
    assert!(back.text().contains("Twilio console"), "{}", back.text());
    assert_eq!(waiting(&again, &scope, JobKind::ErasureNotice).await, 1);
    erasure::replay(&again).await.unwrap();
    assert_eq!(waiting(&again, &scope, JobKind::ErasureNotice).await, 1);
});
