mod quoted;
mod sending;
mod way_out;

use super::*;
use crate::{
    Scope, accounts,
    jobs::{self, Claimed, Outcome, Work},
    leads::{self, LeadRecord, NewLead},
    outbound::{MessageRecord, entity as message},
    testing::TestCore,
    vault::KeyOwner,
};
use realtoros_domain::{
    contact::PersonName,
    ids::{LeadId, NewsletterId},
    newsletter::{Block, Content},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// A realtor who has signed up.
async fn realtor(core: &TestCore) -> Scope {
    let form = accounts::SignUp {
        name: "Dana Whitfield".into(),
        email: format!("dana-{}@example.com", core.new_id()),
        credential: accounts::Credential::Password("a long enough pass phrase".into()),
        brokerage: "Harbor Street Realty".into(),
        licence_state: "OR".into(),
        postal_address: "200 Harbor Street, Portland, OR 97201".into(),
        phone: "(512) 555-0147".into(),
        time_zone: "America/Los_Angeles".into(),
        adult: true,
        policy_accepted: true,
        ip: "192.0.2.1".into(),
    };
    accounts::sign_up(core, form).await.unwrap()
}

async fn lead(core: &TestCore, scope: &Scope, first: &str, email: Option<&str>) -> LeadId {
    let record = LeadRecord {
        name: PersonName { first: first.into(), last: "Canarylast".into() },
        emails: email.into_iter().map(|email| email.parse().unwrap()).collect(),
        phones: vec!["+15125550177".parse().unwrap()],
        tags: vec!["porch".into()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

fn content() -> Content {
    Content {
        subject: "Porches for {{first_name}}".into(),
        blocks: vec![Block::Text { markdown: "Hello {{first_name}}, [look](https://x.example/a).".into() }],
        ..Content::default()
    }
}

/// Does the newsletter jobs.
#[derive(Clone)]
struct Worker(crate::Core);

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> crate::Result<Outcome> {
        perform(&self.0, job).await
    }
}

async fn work(core: &TestCore) {
    while jobs::step(core, &Worker(core.core.clone())).await.unwrap() {}
}

/// A newsletter that was approved and whose job has run.
async fn sent(core: &TestCore, scope: &Scope, content: Content) -> NewsletterId {
    let id = create(core, scope, content).await.unwrap();
    approve(core, scope, id).await.unwrap();
    send(core, scope, id).await.unwrap();
    work(core).await;
    id
}

/// The mails of a newsletter.
async fn mails(core: &TestCore, scope: &Scope, id: NewsletterId) -> Vec<(message::Model, MessageRecord)> {
    let rows = message::Entity::find()
        .filter(message::Column::NewsletterId.eq(id.0))
        .all(core.db.read())
        .await
        .unwrap();
    let mut mails = Vec::new();
    for row in rows {
        let owner = KeyOwner::Lead(scope.account, LeadId(row.lead_id));
        let key = core.vault.key(core.db.read(), owner).await.unwrap();
        let record = key.open(scope.account, row.id, &row.sealed).unwrap();
        mails.push((row, record));
    }
    mails
}

/// The token in the first link of this kind.
fn token(mail: &MessageRecord, kind: &str) -> String {
    let after = mail.text.split(&format!("/{kind}/")).nth(1).unwrap();
    after.split_whitespace().next().unwrap().to_owned()
}
