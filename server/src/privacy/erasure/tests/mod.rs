//! Erasure on both databases: a person with something in every table, and everybody who might bring them back.

mod copies;
mod gone;
mod late;
mod ledger;
mod letter;
mod racing;
mod returning;
mod twilio;

use super::{Certificate, Reason, erase_lead};
use crate::{
    Core, Result, Scope, assistant,
    consent::{self, ConsentEvent, Source},
    conversations::{self, InboundText},
    imports, jobs,
    leads::{self, LeadRecord, NewLead},
    links, newsletters,
    outbound::tests::fixture::{self, EMAIL, NUMBER},
    testing::TestCore,
    worker::Worker,
};
use realtoros_domain::{
    Channel,
    consent::Level,
    contact::PersonName,
    ids::LeadId,
    newsletter::{Audience, Block, Content},
};

async fn work(core: &Core) {
    while jobs::step(core, &Worker::new(core.clone())).await.unwrap() {}
}

async fn rosa(core: &Core, scope: &Scope) -> LeadId {
    let record = LeadRecord {
        name: PersonName::new("Rosa", "Delgado"),
        phones: vec![NUMBER.parse().unwrap()],
        emails: vec![EMAIL.parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

async fn text(core: &Core, scope: &Scope, id: &str, from: &str, body: &str) {
    let (provider_id, from) = (id.to_owned(), from.to_owned());
    let text = InboundText {
        provider_id,
        from,
        body: body.into(),
        to: "+12125550100".into(),
        ..InboundText::default()
    };
    conversations::receive_text(core, scope.account, &text).await.unwrap();
}

async fn import(core: &Core, scope: &Scope, file: &str) -> imports::ImportView {
    let id = imports::upload(core, scope, "people.csv", file.as_bytes().to_vec()).await.unwrap();
    imports::start(core, scope, id).await.unwrap();
    work(core).await;
    imports::view(core, scope, id).await.unwrap()
}

/// A realtor and a lead with something in every table about leads, and another lead who has nothing to do with it.
async fn world(core: &TestCore) -> (Scope, LeadId, LeadId) {
    let scope = fixture::account(core, "dana@example.com").await;
    let lead = rosa(core, &scope).await;
    let other = fixture::lead(core, &scope, "+12125550177", "ben@example.com").await;
    let tx = core.db.begin().await.unwrap();
    let event = ConsentEvent::given(Channel::Email, Level::ExpressWritten, Source::Form, core.now_ms());
    consent::record(&tx, core, &scope, lead, event).await.unwrap();
    tx.commit().await.unwrap();
    conversations::add_note(core, &scope, lead, "Wants a porch").await.unwrap();
    text(core, &scope, "SM1", NUMBER, "Is it open? We need 3 bedrooms in Clarksville").await;
    text(core, &scope, "SM2", "+12125550177", "My friend Rosa told me about you").await;
    work(core).await;
    let file = format!(
        "First Name,Last Name,Email,Notes\nRosa,Delgado,{EMAIL},likes light\nEve,Moss,eve@example.com,\n\
         Rosa,Delgado,broken,see {EMAIL}\n"
    );
    import(core, &scope, &file).await;
    let second = fixture::lead(core, &scope, "+12125550143", "rosa@work.example.com").await;
    leads::merge(core, &scope, lead, second).await.unwrap();
    let content = Content {
        subject: "Porches".into(),
        blocks: vec![Block::Text { markdown: "Hello {{first_name}}".into() }],
        audience: Audience::Everybody,
        ..Content::default()
    };
    let letter = newsletters::create(core, &scope, content).await.unwrap();
    newsletters::approve(core, &scope, letter).await.unwrap();
    newsletters::send(core, &scope, letter).await.unwrap();
    work(core).await;
    (scope, lead, other)
}

async fn erase(core: &Core, scope: &Scope, lead: LeadId) -> Certificate {
    erase_lead(core, scope, lead, Reason::Request).await.unwrap()
}

/// A link of the lead, as a mail carries it.
async fn link(core: &TestCore, scope: &Scope, lead: LeadId, purpose: links::Purpose) -> Result<String> {
    let index = consent::address_index(core.db.read(), core, scope.account).await.unwrap();
    let new = links::NewLink {
        account: scope.account,
        lead,
        purpose,
        target: None,
        address_index: index.hash(EMAIL),
    };
    links::issue(core.db.write(), core, new).await
}
