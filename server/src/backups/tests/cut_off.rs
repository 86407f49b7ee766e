//! Killed between the two renames by which a backup of fewer keys takes the place of another (P-58, T3).

use super::{FORCE, lead, reopened};
use crate::{
    Core,
    backups::{create, expire, forget_erased_keys, keys::Keys, list, restore, store},
    leads, on_both,
    privacy::erasure::{self, Reason},
    testing::{TestCore, realtor},
};
use chrono::TimeDelta;
use realtoros_domain::{closing::BackupKind, ids::LeadId};
use std::{fs, path::PathBuf};
use uuid::Uuid;

/// The state after the first rename: the old backup lies aside, the new one has no name yet.
fn cut(core: &Core, id: Uuid) -> (PathBuf, PathBuf) {
    let whole = store::folder(core, BackupKind::Keys, id);
    let old = whole.with_extension(store::OLD);
    fs::rename(&whole, &old).unwrap();
    (whole, old)
}

async fn with_backup(core: &TestCore) -> (crate::Scope, LeadId, LeadId, Uuid) {
    let scope = realtor(core, "dana@example.com").await;
    let (rosa, ann) = (lead(core, &scope, "rosa").await, lead(core, &scope, "ann").await);
    let id = create(core).await.unwrap().id;
    core.clock.advance(TimeDelta::days(2));
    erasure::erase_lead(core, &scope, rosa, Reason::Request).await.unwrap();
    (scope, rosa, ann, id)
}

on_both!(p58_keys_that_lie_aside_are_read_and_restored, core, {
    let (scope, _, ann, id) = with_backup(&core).await;
    cut(&core, id);
    assert!(Keys::load(&core, id).await.unwrap().is_some(), "they have not expired");
    assert!(list(&core).await.unwrap().iter().all(|one| !one.lacks_keys));
    restore(&core, id, FORCE).await.unwrap();
    leads::get(&reopened(&core).await, &scope, ann).await.unwrap();
});

on_both!(p58_what_was_cut_off_is_not_deleted_as_a_rest_and_forgets_who_was_erased, core, {
    let (.., id) = with_backup(&core).await;
    let (whole, old) = cut(&core, id);
    let expired = expire(&core).await.unwrap();
    assert_eq!(expired, crate::backups::Expired::default(), "it is two days old, and no rest");
    assert!(whole.exists() && !old.exists(), "it has its name again");

    let (whole, old) = cut(&core, id);
    // What there was of the new one.
    fs::create_dir_all(whole.with_extension("part")).unwrap();
    assert_eq!(forget_erased_keys(&core).await.unwrap(), 1, "the erased lead's");
    assert!(whole.exists() && !old.exists() && !whole.with_extension("part").exists());
    assert!(list(&core).await.unwrap().iter().all(|one| !one.is_partial && one.rows.is_some()));
});

on_both!(p58_an_old_one_whose_place_is_taken_goes, core, {
    let (.., id) = with_backup(&core).await;
    let whole = store::folder(&core, BackupKind::Keys, id);
    let old = whole.with_extension(store::OLD);
    fs::create_dir_all(&old).unwrap();
    for entry in fs::read_dir(&whole).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, old.join(path.file_name().unwrap())).unwrap();
    }
    assert_eq!(forget_erased_keys(&core).await.unwrap(), 1);
    expire(&core).await.unwrap();
    assert!(whole.exists() && !old.exists(), "the keys of the erased are nowhere");
});
