//! The history that comes with an export: once, without effect, and gone with the import or the person (P-33, P-62).

use super::{Said, bring_in, export, say, work};
use crate::{
    Core, Error, Scope, conversations, imports, jobs,
    leads::{self, LeadRecord, NewLead},
    listings, on_both,
    outbound::{self, MessageState, tests::fixture::account},
    privacy::erasure::{Reason, erase_lead},
};
use realtoros_domain::{contact::PersonName, ids::LeadId, listing::Listing};

const WORDS: &str = "the house with the green porch";

async fn rosa(core: &Core, scope: &Scope, email: &str) -> LeadId {
    let record = LeadRecord {
        name: PersonName { first: "Rosa".into(), last: "Delgado".into() },
        emails: vec![email.parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

/// An account with a lead who was written to and wrote, yesterday, and with a listing.
async fn old_account(core: &Core) -> (Scope, LeadId) {
    let old = account(core, "old@example.com").await;
    let lead = rosa(core, &old, "rosa@example.com").await;
    let at = core.now_ms() - 86_400_000;
    let said =
        |direction, state, at| Said { channel: "sms", direction, state, at, subject: None, text: WORDS };
    say(core, &old, lead, said("in", MessageState::Received, at)).await;
    say(core, &old, lead, said("out", MessageState::Failed, at + 1)).await;
    say(core, &old, lead, said("out", MessageState::Unconfirmed, at + 2)).await;
    conversations::add_note(core, &old, lead, "Likes porches").await.unwrap();
    let listing = Listing { address: "4 Mill Path".into(), price_cents: 1, ..Listing::default() };
    listings::create(core, &old, listing).await.unwrap();
    (old, lead)
}

async fn holder(core: &Core, scope: &Scope, email: &str) -> Vec<LeadId> {
    leads::find_by_email(core.db.read(), core, scope.account, email).await.unwrap()
}

async fn states(core: &Core, scope: &Scope, lead: LeadId) -> Vec<MessageState> {
    let items = conversations::timeline(core, scope, lead).await.unwrap();
    items.into_iter().map(|item| item.state).collect()
}

on_both!(p33_history_is_kept_once_and_nothing_acts_on_it, core, {
    let (old, was) = old_account(&core).await;
    let zip = export(&core, &old).await;
    let new = account(&core, "new@example.com").await;
    for _ in 0..2 {
        bring_in(&core, &new, "export.zip", zip.clone()).await;
        let lead = holder(&core, &new, "rosa@example.com").await[0];
        let expected =
            [MessageState::Received, MessageState::Failed, MessageState::Failed, MessageState::Noted];
        assert_eq!(states(&core, &new, lead).await, expected);
        assert_eq!(listings::list(&core, &new, true).await.unwrap().len(), 1);
    }
    bring_in(&core, &old, "export.zip", zip.clone()).await;
    assert_eq!(states(&core, &old, was).await.len(), 4, "nor is it doubled where it was said");
    let lead = holder(&core, &new, "rosa@example.com").await[0];
    assert_eq!(conversations::unread(&core, &new).await.unwrap(), 0, "nothing waits to be read");
    assert!(jobs::claim(&core).await.unwrap().is_none(), "and nothing to be done");
    for item in conversations::timeline(&core, &new, lead).await.unwrap() {
        let resent = outbound::resend(&core, &new, item.id).await;
        assert!(matches!(resent, Err(Error::Conflict(_))), "{resent:?}");
    }
    for (scope, lead, count) in [(&old, was, 1), (&new, lead, 0)] {
        let threads = outbound::live_threads(core.db.read(), scope.account, &[lead], 0).await.unwrap();
        assert_eq!(threads.len(), count, "what was written elsewhere opens no thread here");
    }
});

on_both!(p33_an_undo_takes_history_back_from_leads_that_were_there_before, core, {
    let (old, _) = old_account(&core).await;
    rosa(&core, &old, "other@example.com").await;
    let zip = export(&core, &old).await;
    let new = account(&core, "new@example.com").await;
    let known = rosa(&core, &new, "rosa@example.com").await;
    conversations::add_note(&core, &new, known, "Written here").await.unwrap();
    let id = bring_in(&core, &new, "export.zip", zip).await;
    assert_eq!(imports::view(&core, &new, id).await.unwrap().written[..2], [1, 1]);
    assert_eq!(states(&core, &new, known).await.len(), 5);
    imports::undo(&core, &new, id).await.unwrap();
    work(&core).await;
    assert_eq!(states(&core, &new, known).await, [MessageState::Noted], "what was written here stays");
    assert_eq!(holder(&core, &new, "other@example.com").await, []);
    assert!(listings::list(&core, &new, true).await.unwrap().is_empty());
});

on_both!(p62_an_erasure_takes_history_that_waits_and_history_that_is_in, core, {
    let (old, _) = old_account(&core).await;
    rosa(&core, &old, "other@example.com").await;
    let zip = export(&core, &old).await;
    let new = account(&core, "new@example.com").await;
    bring_in(&core, &new, "export.zip", zip.clone()).await;
    let lead = holder(&core, &new, "rosa@example.com").await[0];
    let waiting = imports::upload(&core, &new, "export.zip", zip).await.unwrap();
    assert_eq!(imports::view(&core, &new, waiting).await.unwrap().record.counts.messages, 4);
    assert!(imports::stored_text(&core, &new, waiting).await.contains(WORDS));
    erase_lead(&core, &new, lead, Reason::Request).await.unwrap();
    let left = imports::stored_text(&core, &new, waiting).await;
    assert!(!left.contains(WORDS) && !left.contains("Likes porches"), "{left}");
    imports::start(&core, &new, waiting).await.unwrap();
    work(&core).await;
    assert_eq!(holder(&core, &new, "rosa@example.com").await, []);
    assert!(conversations::threads(&core, &new, None).await.unwrap().threads.is_empty());
});
