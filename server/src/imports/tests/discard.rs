//! Uploads that are not wanted go away, and nothing that was written goes with them.

use super::*;
use crate::imports::{discard, repository::has_chunks, tidy};
use chrono::TimeDelta;

on_both!(a_discarded_upload_leaves_nothing_behind, core, {
    let (mine, theirs) = (account(&core, "a@example.com").await, account(&core, "b@example.com").await);
    let id = take(&core, &mine, "people.csv", MIXED).await;
    assert!(matches!(discard(&core, &theirs, id).await, Err(Error::NotFound)));
    discard(&core, &mine, id).await.unwrap();
    assert!(matches!(view(&core, &mine, id).await, Err(Error::NotFound)));
    assert!(!has_chunks(core.db.read(), mine.account, id).await.unwrap());
    let written = run(&core, &mine, MIXED).await;
    assert!(
        matches!(discard(&core, &mine, written).await, Err(Error::Conflict(_))),
        "that is what undo is for"
    );
});

on_both!(p55_a_file_that_nobody_starts_is_deleted_after_a_week, core, {
    let scope = account(&core, "a@example.com").await;
    let (waiting, written) =
        (take(&core, &scope, "people.csv", MIXED).await, run(&core, &scope, MIXED).await);
    core.clock.advance(TimeDelta::days(7));
    tidy(&core).await.unwrap();
    assert_eq!(state(&core, &scope, waiting).await, ImportState::Preview, "to the last moment");
    core.clock.advance(TimeDelta::milliseconds(1));
    tidy(&core).await.unwrap();
    assert!(matches!(view(&core, &scope, waiting).await, Err(Error::NotFound)));
    assert!(!has_chunks(core.db.read(), scope.account, waiting).await.unwrap());
    assert_eq!(state(&core, &scope, written).await, ImportState::Done);
    assert_eq!(count(&core, &scope).await, 3);
});

on_both!(p55_the_rest_of_a_stopped_import_is_deleted_after_thirty_days, core, {
    let scope = account(&core, "a@example.com").await;
    let id = take(&core, &scope, "people.csv", MIXED).await;
    start(&core, &scope, id).await.unwrap();
    cancel(&core, &scope, id).await.unwrap();
    core.clock.advance(TimeDelta::days(30) + TimeDelta::milliseconds(1));
    assert!(has_chunks(core.db.read(), scope.account, id).await.unwrap());
    tidy(&core).await.unwrap();
    assert!(!has_chunks(core.db.read(), scope.account, id).await.unwrap());
    assert!(matches!(start(&core, &scope, id).await, Err(Error::Conflict(_))), "and it says so");
});
