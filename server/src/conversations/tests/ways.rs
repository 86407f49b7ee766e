//! Every way to stop feeds the same ledger: one test for each (P-47). Mail is in `conversations/mail/tests`.

use crate::{
    Core, Scope,
    consent::{self, Act, Source},
    conversations::{InboundText, add_note, receive_text},
    leads::{self, Lead},
    links::{self, Decided, NewLink, WayOut},
    on_both,
    outbound::tests::fixture::*,
};
use realtoros_domain::{Channel, ChannelSet, consent::Level, ids::LeadId};

/// What the ledger says ended last on each channel, and how that reached us.
async fn ended(core: &Core, scope: &Scope, lead: LeadId) -> Vec<(Channel, Source)> {
    let events = consent::events(core.db.read(), core, scope.account, &[lead]).await.unwrap();
    let ends = events.into_iter().filter(|event| event.act == Act::Withdrawn);
    ends.map(|event| (event.channel, event.source)).collect()
}

/// Somebody who has agreed to everything.
async fn agreed(core: &Core) -> (Scope, Lead) {
    let scope = account(core, "dana@example.com").await;
    let lead = lead(core, &scope, NUMBER, EMAIL).await;
    for channel in Channel::ALL {
        give(core, &scope, lead, channel, Level::ExpressWritten).await;
    }
    let lead = leads::get(core, &scope, lead).await.unwrap();
    (scope, lead)
}

async fn token(core: &Core, scope: &Scope, lead: LeadId, purpose: links::Purpose) -> String {
    let tx = core.db.begin().await.unwrap();
    let index = consent::address_index(&tx, core, scope.account).await.unwrap();
    let address_index = index.hash(EMAIL);
    let link = NewLink { account: scope.account, lead, purpose, target: None, address_index };
    let token = links::issue(&tx, core, link).await.unwrap();
    tx.commit().await.unwrap();
    token
}

on_both!(p47_a_text_feeds_the_ledger, core, {
    let (scope, lead) = agreed(&core).await;
    let text = InboundText {
        provider_id: "SM1".into(),
        from: NUMBER.into(),
        body: "Please stop texting me".into(),
        ..InboundText::default()
    };
    receive_text(&core, scope.account, &text).await.unwrap();
    assert_eq!(ended(&core, &scope, lead.id).await, [(Channel::Sms, Source::Text)]);
});

on_both!(p47_a_link_feeds_the_ledger, core, {
    let (scope, lead) = agreed(&core).await;
    let token = token(&core, &scope, lead.id, links::Purpose::Unsubscribe).await;
    links::unsubscribe(&core, &token, WayOut::Newsletters).await.unwrap();
    assert_eq!(ended(&core, &scope, lead.id).await, [(Channel::Email, Source::Unsubscribe)]);
});

on_both!(p47_the_leads_web_page_feeds_the_ledger, core, {
    let (scope, lead) = agreed(&core).await;
    let token = token(&core, &scope, lead.id, links::Purpose::Preferences).await;
    let decided = Decided {
        channels: ChannelSet::EMAIL,
        ai: true,
        proven: false,
        ip: "192.0.2.7".into(),
        agent: "Test".into(),
    };
    links::decide(&core, &token, &decided).await.unwrap();
    let expected = [(Channel::Sms, Source::LeadPage), (Channel::Voice, Source::LeadPage)];
    assert_eq!(ended(&core, &scope, lead.id).await, expected);
});

on_both!(p47_a_note_of_a_voicemail_feeds_the_ledger, core, {
    let (scope, lead) = agreed(&core).await;
    let note = "Voicemail: she does not want any more calls from us, please stop calling.";
    add_note(&core, &scope, lead.id, note).await.unwrap();
    assert!(ended(&core, &scope, lead.id).await.contains(&(Channel::Voice, Source::Note)));
});
