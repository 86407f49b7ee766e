//! Backups go in time (P-58, T3).

use crate::{
    backups::{Expired, create, expire, list, overdue, store},
    on_both,
    testing::realtor,
};
use chrono::TimeDelta;
use realtoros_domain::closing::BackupKind;

on_both!(p58_keys_go_after_thirty_days_and_data_after_ninety, core, {
    realtor(&core, "dana@example.com").await;
    create(&core).await.unwrap();
    let kinds =
        async |core: &crate::Core| list(core).await.unwrap().iter().map(|one| one.kind).collect::<Vec<_>>();
    let nothing = Expired::default();
    core.clock.advance(TimeDelta::days(29));
    assert_eq!(expire(&core).await.unwrap(), nothing);
    core.clock.advance(TimeDelta::days(1) + TimeDelta::seconds(1));
    assert_eq!(
        overdue(&core).await.unwrap().iter().map(|one| one.kind).collect::<Vec<_>>(),
        [BackupKind::Keys]
    );
    assert_eq!(expire(&core).await.unwrap(), Expired { keys: 1, ..nothing });
    assert_eq!(kinds(&core).await, [BackupKind::Data]);
    core.clock.advance(TimeDelta::days(59));
    assert_eq!(expire(&core).await.unwrap(), nothing);
    core.clock.advance(TimeDelta::days(1));
    assert_eq!(overdue(&core).await.unwrap().len(), 1, "90 days and a second");
    assert_eq!(expire(&core).await.unwrap(), Expired { data: 1, ..nothing });
    assert!(list(&core).await.unwrap().is_empty() && overdue(&core).await.unwrap().is_empty());
});

on_both!(p58_a_backup_is_deleted_before_the_hour_in_which_it_would_be_late, core, {
    realtor(&core, "dana@example.com").await;
    create(&core).await.unwrap();
    core.clock.advance(TimeDelta::days(90) - TimeDelta::minutes(20));
    assert_eq!(overdue(&core).await.unwrap().len(), 1, "the keys");
    assert_eq!(expire(&core).await.unwrap(), Expired { data: 1, keys: 1, partial: 0 });
});

on_both!(p58_a_backup_that_nobody_can_read_goes_by_the_date_in_its_number, core, {
    realtor(&core, "dana@example.com").await;
    let id = create(&core).await.unwrap().id;
    std::fs::write(store::folder(&core, BackupKind::Data, id).join("manifest.json"), "gone").unwrap();
    let listed = list(&core).await.unwrap();
    assert!(listed.iter().all(|one| one.created_at == core.now_ms()), "{listed:?}");
    core.clock.advance(TimeDelta::days(91));
    assert_eq!(expire(&core).await.unwrap(), Expired { data: 1, keys: 1, partial: 0 });
});
