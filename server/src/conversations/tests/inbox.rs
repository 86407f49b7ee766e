//! The inbox: conversations, what waits first, page by page.

use crate::{
    Core, Scope,
    conversations::{ThreadPlace, keep_imported_notes, threads},
    leads::{NewLead, create_batch},
    on_both,
    outbound::{MessageRecord, MessageState, entity::Model, repository, tests::fixture::account},
};
use realtoros_domain::ids::LeadId;

async fn leads(core: &Core, scope: &Scope, count: usize) -> Vec<LeadId> {
    let tx = core.db.begin().await.unwrap();
    let ids = create_batch(&tx, core, scope, vec![NewLead::default(); count]).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

/// Stores one message to or from each of these leads, at the time that stands beside it.
async fn say(core: &Core, scope: &Scope, said: &[(LeadId, i64)], direction: &str, state: MessageState) {
    let tx = core.db.begin().await.unwrap();
    let mut rows = Vec::new();
    for (lead, at) in said {
        let id = core.new_id();
        let record = MessageRecord { text: format!("{direction} {at}"), ..MessageRecord::default() };
        rows.push(Model {
            id,
            account_id: scope.account.0,
            lead_id: lead.0,
            channel: "sms".to_owned(),
            direction: direction.to_owned(),
            purpose: "conversation".to_owned(),
            automation: "human_typed".to_owned(),
            state: state.as_str().to_owned(),
            reason: String::new(),
            idempotency_key: id.to_string(),
            provider_index: None,
            newsletter_id: None,
            author_id: None,
            occurred_at: *at,
            send_after: None,
            lease_until: None,
            attempts: 0,
            read_at: None,
            sealed: repository::seal(&tx, core, scope.account, *lead, id, &record).await.unwrap(),
        });
    }
    repository::insert(&tx, rows).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(the_inbox_holds_conversations_and_what_waits_comes_first, core, {
    let scope = account(&core, "dana@example.com").await;
    let [answered, waiting, drafted, noted] = leads(&core, &scope, 4).await[..] else { panic!("four leads") };
    say(&core, &scope, &[(waiting, 1_000)], "in", MessageState::Received).await;
    // What they wrote is shown, not the answer that is drafted to it.
    say(&core, &scope, &[(waiting, 1_500), (drafted, 2_000)], "out", MessageState::Draft).await;
    say(&core, &scope, &[(answered, 3_000)], "out", MessageState::Delivered).await;
    // What comes with a list is newer than every conversation, and pushes none of them down.
    let tx = core.db.begin().await.unwrap();
    let notes = [(noted, "Likes porches"), (waiting, "Met at the fair")];
    keep_imported_notes(&tx, &core, &scope, &notes).await.unwrap();
    tx.commit().await.unwrap();
    let found = threads(&core, &scope, None).await.unwrap();
    let shown: Vec<_> =
        found.threads.iter().map(|one| (one.lead, one.excerpt.as_str(), one.unread)).collect();
    assert_eq!(shown, [(waiting, "in 1000", 1), (drafted, "out 2000", 0), (answered, "out 3000", 0)]);
    assert_eq!(found.threads[1].state, MessageState::Draft);
    assert_eq!(found.older, None);
});

on_both!(the_inbox_goes_on_where_the_page_ended, core, {
    let scope = account(&core, "dana@example.com").await;
    let all = leads(&core, &scope, 120).await;
    // Several at the same moment, also across the end of a page.
    let said: Vec<_> = all.iter().zip(0_i64..).map(|(lead, n)| (*lead, 1_000 + n / 7)).collect();
    say(&core, &scope, &said[..60], "out", MessageState::Delivered).await;
    say(&core, &scope, &said[60..65], "out", MessageState::Draft).await;
    say(&core, &scope, &said[65..], "in", MessageState::Received).await;
    let (mut seen, mut pages, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let page = threads(&core, &scope, after).await.unwrap();
        pages.push(page.threads.len());
        seen.extend(page.threads.into_iter().map(|one| (one.inbound, one.state, one.at, one.lead)));
        let Some(older) = page.older else { break };
        after = Some(older.to_string().parse::<ThreadPlace>().unwrap());
    }
    assert_eq!(pages, [50, 50, 20]);
    let rank = |(inbound, state)| match (inbound, state) {
        (true, _) => 0,
        (_, MessageState::Draft) => 1,
        _ => 2,
    };
    let mut expected = seen.clone();
    expected
        .sort_by_key(|(inbound, state, at, lead)| (rank((*inbound, *state)), -at, std::cmp::Reverse(*lead)));
    assert_eq!(seen, expected);
    expected.dedup_by_key(|(.., lead)| *lead);
    assert_eq!(expected.len(), 120);
});
