//! Late writers: whoever began before the erasure and stores after it, on a node that still has the key in memory.

use super::*;
use crate::{
    Error,
    assistant::calls,
    on_both,
    outbound::{self, AccountFacts, Draft, MessageState, NewDraft, tests::fixture::recording},
    privacy::erasure,
    testing::KEK,
    vault::{Kek, KeyOwner, Vault},
};
use realtoros_domain::ids::MessageId;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::sync::Arc;

/// Another node over the same database, which has seen the lead.
async fn node(core: &TestCore, scope: &Scope, lead: LeadId) -> Core {
    let vault = Vault::open(&core.db, Kek::parse(KEK).unwrap(), 0).await.unwrap();
    let node = Core { vault: Arc::new(vault), ..core.core.clone() };
    leads::get(&node, scope, lead).await.unwrap();
    node
}

fn is_refused<T: std::fmt::Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::Erased | Error::NotFound)), "{outcome:?}");
}

on_both!(p62_late_writers_meet_the_tombstone, core, {
    let (scope, lead, _) = world(&core).await;
    let node = node(&core, &scope, lead).await;
    erase(&core, &scope, lead).await;
    let messages = outbound::entity::Entity::find().count(core.db.read()).await.unwrap();
    // The other node still has the key; what it would seal with it is refused all the same.
    assert!(node.vault.key(node.db.read(), KeyOwner::Lead(scope.account, lead)).await.is_ok());

    let draft = NewDraft {
        lead,
        channel: Channel::Sms,
        subject: None,
        text: "Hello Rosa".into(),
        answers: MessageId(core.new_id()),
        cites: Vec::new(),
    };
    is_refused(outbound::save_draft(&node, &scope, draft).await);
    is_refused(outbound::submit(&node, &scope, Draft::typed(lead, Channel::Sms, "Hi", "late")).await);
    is_refused(conversations::add_note(&node, &scope, lead, "A late note").await);
    is_refused(assistant::summary(&node, &scope, lead).await);
    is_refused(leads::patch(&node, &scope, lead, leads::LeadPatch::default()).await);
    is_refused(link(&core, &scope, lead, links::Purpose::Newsletter).await);
    let tx = node.db.begin().await.unwrap();
    let event = ConsentEvent::given(Channel::Email, Level::Express, Source::Form, core.now_ms());
    is_refused(consent::record(&tx, &node, &scope, lead, event).await);
    drop(tx);
    is_refused(leads::merge(&node, &scope, lead, lead).await.map_err(|_| Error::Erased));

    assert_eq!(outbound::entity::Entity::find().count(core.db.read()).await.unwrap(), messages);
    assert!(calls(&core, &scope, Some(lead), 9).await.unwrap().is_empty());
});

on_both!(p62_a_draft_in_flight_ends_and_leaves_nothing, core, {
    let (scope, lead, _) = world(&core).await;
    let node = node(&core, &scope, lead).await;
    text(&core, &scope, "SM5", NUMBER, "Do you have something with a garden?").await;
    erase(&core, &scope, lead).await;
    // The jobs of the text went with the lead; a worker that holds one already ends without a trace.
    work(&node).await;
    assert!(calls(&core, &scope, Some(lead), 9).await.unwrap().is_empty());
});

on_both!(p62_a_message_at_the_provider_is_settled_without_a_row, core, {
    let (scope, lead, other) = world(&core).await;
    for to in [lead, other] {
        fixture::give(&core, &scope, to, Channel::Sms, Level::ExpressWritten).await;
        let sent =
            outbound::submit(&core, &scope, Draft::typed(to, Channel::Sms, "Hello", format!("m{to}"))).await;
        assert_eq!(sent.unwrap().state, MessageState::Queued);
    }
    let (recorder, providers) = recording();
    let account = AccountFacts::load(&core, scope.account).await.unwrap();
    let lease = core.now_ms() + 20_000;
    let (_, claimed) = outbound::claim_due(&core, account.clone(), lease).await.unwrap();
    let texts: Vec<_> = claimed.into_iter().filter(|claimed| claimed.channel == Channel::Sms).collect();
    assert_eq!(texts.len(), 2);
    // While the provider has both, one of the two is erased.
    let certificate = erase(&core, &scope, lead).await;
    let outcomes = texts.into_iter().map(|one| {
        let id = format!("SM{}", one.row.id);
        (one, Ok(id))
    });
    outbound::settle_all(&core, &account, outcomes.collect()).await.unwrap();
    // The other's is settled as ever, and the provider is asked to forget the one that it took.
    let after = erasure::certificate(&core, &scope, certificate.id).await.unwrap();
    assert_eq!(after.copies.total, certificate.copies.total + 1);
    erasure::copies::redact(&core, &providers, &scope, certificate.id, 0).await.unwrap();
    assert!(recorder.redacted.lock().unwrap().iter().any(|text| text.starts_with("SM0") && text.len() > 30));
    assert!(recorder.bodies().is_empty());
});
