//! Connections, against a stand-in of the providers on this machine that writes down what it is asked.

mod bound;
mod busy;
mod ending;
mod granting;
mod stand_in;

use super::{Connected, Connection, Part, overview};
use crate::{
    Core, Scope,
    accounts::{self, Finished, ProviderName},
    canary::findings,
    controls::search::Searcher,
    jobs,
    testing::{TestCore, signed_in},
    worker::Worker,
};
use stand_in::{Person, StandIn};

/// A refresh token that is recognized wherever it lies.
const TOKEN: &str = "wqxzkcanarytoken";
/// What an event is about: it is in the answers of the stand-in and nowhere else.
const TITLE: &str = "wqxzkcanarytitle";

/// Goes to the provider and back for `scope`, who allows what the stand-in is told to allow.
async fn round_trip(
    core: &Core,
    stand_in: &StandIn,
    scope: &Scope,
    provider: ProviderName,
    part: Part,
    who: &Person,
) -> crate::Result<Finished> {
    let by = signed_in(core, scope).await;
    let started = accounts::start_connecting(core, &by, provider, part, "/app/calendar").await?;
    let asked = stand_in::asked(&started.url);
    let code = stand_in.code(core, &asked, who);
    accounts::finish(core, provider, &started.cookie, &asked["state"], code, None).await
}

/// The same, which has to work, and the connection that it made.
async fn connected(core: &Core, stand_in: &StandIn, scope: &Scope, provider: ProviderName) -> Connection {
    let done = round_trip(core, stand_in, scope, provider, Part::Calendar, &Person::default()).await.unwrap();
    let Finished::Connected(Connected::Made, next) = done else { panic!("{done:?}") };
    assert_eq!(next, "/app/calendar");
    let found = overview(core, scope).await.unwrap().connections;
    found.into_iter().find(|it| it.provider == provider).unwrap()
}

/// Does every job that is due.
async fn work(core: &Core) {
    let worker = Worker::new(core.clone());
    while jobs::step(core, &worker).await.unwrap() {}
}

/// Where any of these words came to rest.
async fn rests(core: &TestCore, words: &[&str]) -> Vec<String> {
    findings(core, &Searcher::new(words)).await
}
