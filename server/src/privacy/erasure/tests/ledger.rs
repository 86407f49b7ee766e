//! The ledger: kept twice, complete after a crash, and replayed after a restore.

use super::*;
use crate::{
    Error, on_both,
    privacy::erasure::{BACKUPS_LIVE_MS, is_erased, mirror, path, record_account, replay},
};
use std::fs;

on_both!(p58_a_restored_database_is_purged_again_by_the_file, core, {
    let (scope, lead, other) = world(&core).await;
    // A database from before the erasure, and the file from after it.
    let entry = serde_json::json!({
        "id": core.new_id(), "account": scope.account, "lead": lead, "erased_at": core.now_ms(),
        "reason": "request", "backups_until": core.now_ms() + BACKUPS_LIVE_MS,
    });
    fs::write(path(&core), format!("{entry}\n")).unwrap();
    assert_eq!(replay(&core).await.unwrap(), 1);
    assert!(matches!(leads::get(&core, &scope, lead).await, Err(Error::NotFound)));
    assert!(is_erased(core.db.read(), scope.account, lead).await.unwrap());
    leads::get(&core, &scope, other).await.unwrap();
    assert_eq!(replay(&core).await.unwrap(), 0, "once is enough");
});

on_both!(p58_the_file_holds_numbers_only_and_is_complete_after_a_crash, core, {
    let (scope, lead, _) = world(&core).await;
    erase(&core, &scope, lead).await;
    let whole = fs::read_to_string(path(&core)).unwrap();
    assert_eq!(whole.lines().count(), 2, "the lead and the one merged into it");
    for word in ["Rosa", EMAIL, NUMBER] {
        assert!(!whole.contains(word));
    }
    // A crash in the middle of the last line, and one before the first was written.
    for cut in [whole.len() - 20, 0] {
        fs::write(path(&core), &whole[..cut]).unwrap();
        assert_eq!(mirror(&core).await.unwrap(), 0);
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(lines(&fs::read_to_string(path(&core)).unwrap()), lines(&whole));
    }
    fs::write(path(&core), format!("nonsense\n{whole}")).unwrap();
    assert!(matches!(replay(&core).await, Err(Error::Invalid(why)) if why.contains("line 1")));
});

on_both!(p57_p58_an_account_that_a_backup_brings_back_cannot_be_read, core, {
    let (scope, lead, _) = world(&core).await;
    let tx = core.db.begin().await.unwrap();
    record_account(&tx, &core, scope.account).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(replay(&core).await.unwrap(), 1);
    let fresh =
        crate::vault::Vault::open(&core.db, crate::vault::Kek::parse(crate::testing::KEK).unwrap(), 0);
    let restarted = Core { vault: std::sync::Arc::new(fresh.await.unwrap()), ..core.core.clone() };
    assert!(leads::load(core.db.read(), &restarted, scope.account, lead).await.is_err());
    assert_eq!(replay(&core).await.unwrap(), 0);
});
