//! Legal holds (cases F).

use super::{days, lead};
use crate::{
    Error, leads, on_both,
    privacy::closing::{
        Ending, Tally, backlog, certificates, close, hold, is_on_hold, purge, purge_due, release, state,
        sweep, undo,
    },
    privacy::erasure,
    testing::realtor,
};

on_both!(p57_a_hold_on_one_lead_stops_the_whole_purge_in_a_named_state, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (rosa, ann) = (lead(&core, &scope, "rosa").await, lead(&core, &scope, "ann").await);
    hold(&core, &scope, Some(rosa)).await.unwrap();
    hold(&core, &scope, Some(rosa)).await.unwrap();
    assert!(is_on_hold(core.db.read(), scope.account, rosa).await.unwrap());
    assert!(!is_on_hold(core.db.read(), scope.account, ann).await.unwrap());
    close(&core, &scope, None).await.unwrap();
    core.clock.advance(days(31));
    let before = sweep::counts(core.db.read(), scope.account).await.unwrap();
    for _ in 0..2 {
        assert_eq!(purge_due(&core).await.unwrap(), Tally { held: 1, ..Tally::default() });
        assert_eq!(state(&core, &scope).await.unwrap().name, "held");
        assert_eq!(sweep::counts(core.db.read(), scope.account).await.unwrap(), before, "never partial");
    }
    leads::get(&core, &scope, rosa).await.unwrap();
    leads::get(&core, &scope, ann).await.unwrap();
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 0, "what the law keeps is not overdue");
    assert!(matches!(undo(&core, &scope).await, Err(Error::Conflict(_))), "held is no way back");
    let erased = erasure::erase_lead(&core, &scope, rosa, erasure::Reason::Request).await;
    assert!(matches!(erased, Err(Error::Refused(_))), "nor is the lead alone erased");
    release(&core, &scope, Some(rosa)).await.unwrap();
    assert!(matches!(release(&core, &scope, Some(rosa)).await, Err(Error::NotFound)));
    assert_eq!(purge_due(&core).await.unwrap(), Tally { purged: 1, ..Tally::default() });
    assert_eq!(certificates(&core, 9).await.unwrap().len(), 1);
});

on_both!(p62_a_hold_that_was_placed_before_a_merge_keeps_the_one_who_stays, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let (rosa, again) = (lead(&core, &scope, "rosa").await, lead(&core, &scope, "again").await);
    hold(&core, &scope, Some(again)).await.unwrap();
    leads::merge(&core, &scope, rosa, again).await.unwrap();
    let erased = erasure::erase_lead(&core, &scope, rosa, erasure::Reason::Request).await;
    assert!(matches!(erased, Err(Error::Refused(_))), "{erased:?}");
    leads::get(&core, &scope, rosa).await.unwrap();
    release(&core, &scope, Some(again)).await.unwrap();
    erasure::erase_lead(&core, &scope, rosa, erasure::Reason::Request).await.unwrap();
});

on_both!(p62_what_only_a_closing_account_does_is_not_done_once_it_works_again, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa").await;
    let refused = erasure::erase_who_asked_while_closing(&core, &scope, rosa).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    leads::get(&core, &scope, rosa).await.unwrap();
    close(&core, &scope, None).await.unwrap();
    erasure::erase_who_asked_while_closing(&core, &scope, rosa).await.unwrap();
    assert!(matches!(leads::get(&core, &scope, rosa).await, Err(Error::NotFound)));
});

on_both!(p57_a_hold_on_the_account_keeps_all_its_leads, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let rosa = lead(&core, &scope, "rosa").await;
    hold(&core, &scope, None).await.unwrap();
    assert!(is_on_hold(core.db.read(), scope.account, rosa).await.unwrap());
    let other = realtor(&core, "robin@example.com").await;
    assert!(matches!(hold(&core, &other, Some(rosa)).await, Err(Error::NotFound)), "somebody else's lead");
    close(&core, &scope, None).await.unwrap();
    assert!(state(&core, &scope).await.unwrap().on_hold);
    undo(&core, &scope).await.unwrap();
    close(&core, &scope, None).await.unwrap();
    core.clock.advance(days(30));
    assert_eq!(purge(&core, scope.account).await.unwrap(), Ending::Held);
    leads::get(&core, &scope, rosa).await.unwrap();
});

on_both!(p57_an_account_whose_hold_was_released_is_overdue_until_it_is_purged, core, {
    let scope = realtor(&core, "dana@example.com").await;
    hold(&core, &scope, None).await.unwrap();
    close(&core, &scope, None).await.unwrap();
    core.clock.advance(days(31));
    assert_eq!(purge_due(&core).await.unwrap(), Tally { held: 1, ..Tally::default() });
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 0);
    release(&core, &scope, None).await.unwrap();
    assert_eq!(state(&core, &scope).await.unwrap().name, "held");
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 1, "nothing keeps it any more");
    assert_eq!(purge_due(&core).await.unwrap(), Tally { purged: 1, ..Tally::default() });
    assert_eq!(backlog(&core, core.now_ms()).await.unwrap(), 0);
});
