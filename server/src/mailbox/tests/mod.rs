//! Connected mailboxes, against stand-ins of Google and Microsoft on this machine that write down what they are asked.

mod looks;
mod reading;
mod stand_in;
mod troubles;

use crate::{
    Core, Scope,
    accounts::ProviderName,
    connections::{Connected, Grant, Part, connect, overview},
    jobs,
    outbound::tests::fixture,
    worker::Worker,
};
use stand_in::StandIn;
use uuid::Uuid;

/// An account whose member has connected the mailbox behind `server`.
async fn connected(core: &Core, server: &StandIn, provider: ProviderName) -> (Scope, Uuid) {
    let scope = fixture::account(core, "dana@example.com").await;
    let grant = Grant {
        provider,
        part: Part::Mail,
        subject: "7".to_owned(),
        address: "dana@mail.example".to_owned(),
        scopes: vec![Part::Mail.scope(provider).to_owned()],
        refresh: Some("refresh".to_owned()),
    };
    assert_eq!(connect(core, &scope, grant).await.unwrap(), Connected::Made);
    server.forget_requests();
    let id = overview(core, &scope).await.unwrap().connections[0].id;
    (scope, id)
}

/// Does every job that is due.
async fn work(core: &Core) {
    let worker = Worker::new(core.clone());
    while jobs::step(core, &worker).await.unwrap() {}
}
