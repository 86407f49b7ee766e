//! Tests run against the real databases: each one on SQLite and on PostgreSQL.

#![expect(clippy::missing_panics_doc, reason = "a test that cannot be set up fails")]

use crate::{
    Actor, Core, Scope,
    accounts::{self, ChannelSettings, Credential, SignUp},
    clock::ManualClock,
    db::{self, Db},
    privacy::Processor,
    providers::{Egress, Names},
    settings::Settings,
    vault::{Kek, Vault},
};
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, FutureExt, ready};
use realtoros_domain::{
    ids::{AccountId, UserId},
    registration::{Approval, Registration},
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, sea_query::Query};
use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;

/// The KEK of tests.
pub const KEK: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// A migrated, empty installation with a clock that the test moves.
#[derive(Debug)]
pub struct TestCore {
    /// The installation.
    pub core: Core,
    /// Its clock, which stands at noon in New York on Tuesday, 24 November 2026.
    pub clock: Arc<ManualClock>,
    /// Its files.
    pub folder: TempDir,
}

impl std::ops::Deref for TestCore {
    type Target = Core;
    fn deref(&self) -> &Core {
        &self.core
    }
}

/// An installation on SQLite in a temporary folder.
pub async fn on_sqlite() -> TestCore {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    db::across(installation(folder, url)).await
}

/// An installation in a new database of the PostgreSQL server that `REALTOROS_TEST_POSTGRES` names.
pub async fn on_postgres() -> TestCore {
    let server = std::env::var("REALTOROS_TEST_POSTGRES")
        .expect("REALTOROS_TEST_POSTGRES names the PostgreSQL server for tests; `make test` starts one");
    let name = format!("t{}", crate::vault::token().replace(['-', '_'], "x").to_lowercase());
    let admin = Database::connect(&server).await.expect("PostgreSQL answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a database for the test");
    admin.close().await.expect("the connection closes");
    let folder = tempfile::tempdir().expect("a temporary folder");
    db::across(installation(folder, with_database(&server, &name))).await
}

/// The same in a database whose owner may not create roles, with the connection of an administrator.
pub async fn on_postgres_of_a_plain_owner() -> (TestCore, DatabaseConnection) {
    let server = std::env::var("REALTOROS_TEST_POSTGRES").expect("the PostgreSQL server for tests");
    let name = format!("t{}", crate::vault::token().replace(['-', '_'], "x").to_lowercase());
    let admin = Database::connect(&server).await.expect("PostgreSQL answers");
    for sql in [format!("CREATE ROLE {name} LOGIN"), format!("CREATE DATABASE {name} OWNER {name}")] {
        admin.execute_unprepared(&sql).await.expect("a database for the test");
    }
    let mut url = reqwest::Url::parse(&with_database(&server, &name)).expect("a PostgreSQL URL");
    url.set_username(&name).expect("a user");
    let folder = tempfile::tempdir().expect("a temporary folder");
    (db::across(installation(folder, url.to_string())).await, admin)
}

/// `url` with another database name.
fn with_database(url: &str, name: &str) -> String {
    let mut url = reqwest::Url::parse(url).expect("a PostgreSQL URL");
    url.set_path(name);
    url.to_string()
}

async fn installation(folder: TempDir, url: String) -> TestCore {
    crate::tls::install();
    let now: DateTime<Utc> = "2026-11-24T17:00:00Z".parse().expect("an instant");
    let clock = Arc::new(ManualClock::at(now));
    let db = Db::open(&url).await.expect("the database opens");
    db.migrate().await.expect("the migrations apply");
    let vault =
        Vault::open(&db, Kek::parse(KEK).expect("a key"), now.timestamp_millis()).await.expect("the vault");
    let settings = Settings::read(&HashMap::from([
        ("REALTOROS_DATABASE_URL".to_owned(), url),
        ("REALTOROS_DATA_DIR".to_owned(), folder.path().display().to_string()),
    ]))
    .expect("settings");
    TestCore { core: Core::new(db, vault, clock.clone(), settings), clock, folder }
}

/// A new account with its keys, and a member of it who acts.
pub async fn account(core: &Core) -> Scope {
    let (account, member) = (AccountId(core.new_id()), UserId(core.new_id()));
    let tx = core.db.begin().await.expect("a transaction");
    let keys = core.vault.make_account_keys(account, core.now_ms()).expect("keys");
    core.vault.store(&tx, keys).await.expect("keys are stored");
    let row = Query::insert()
        .into_table("account")
        .columns(["id", "status", "revision", "ai_enabled", "created_at", "sealed"])
        .values_panic([
            account.0.into(),
            "active".into(),
            0_i64.into(),
            true.into(),
            core.now_ms().into(),
            Vec::<u8>::new().into(),
        ])
        .to_owned();
    tx.execute(&row).await.expect("an account");
    tx.commit().await.expect("a commit");
    Scope { account, actor: Actor::Member(member) }
}

/// A realtor who has signed up with this address.
pub async fn realtor(core: &Core, email: &str) -> Scope {
    let form = SignUp {
        name: "Dana Whitfield".to_owned(),
        email: email.to_owned(),
        credential: Credential::Password("a long and unusual pass phrase".to_owned()),
        brokerage: "Harbor Street Realty".to_owned(),
        licence_state: "TX".to_owned(),
        postal_address: "200 Harbor Street, Austin, TX 78701".to_owned(),
        phone: "(512) 555-0199".to_owned(),
        time_zone: "America/Chicago".to_owned(),
        adult: true,
        policy_accepted: true,
        ip: "192.0.2.1".to_owned(),
    };
    accounts::sign_up(core, form).await.expect("an account")
}

/// Twilio, with a local number (E.164) that the carriers have registered (P-50).
pub fn registered_twilio(number: &str) -> ChannelSettings {
    let approval = Approval::Local { brand: "BABC123".to_owned(), campaign: "CDEF456".to_owned() };
    let approved_on = "2026-11-02".parse().expect("a day");
    ChannelSettings {
        twilio_account_sid: Some(format!("AC{}", "0".repeat(32))),
        twilio_auth_token: Some("secret".to_owned()),
        twilio_from_number: Some(number.to_owned()),
        registration: Some(Registration { number: number.to_owned(), approval, approved_on }),
        ..ChannelSettings::default()
    }
}

/// A resolver that knows no name and writes down which it was asked for.
#[derive(Clone, Debug, Default)]
pub struct NoNames(Arc<Mutex<Vec<String>>>);

impl NoNames {
    /// The names that were looked up.
    pub fn asked(&self) -> Vec<String> {
        self.0.lock().expect("nobody panicked").clone()
    }
}

impl Names for NoNames {
    fn look_up(&self, host: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
        self.0.lock().expect("nobody panicked").push(host);
        ready(Err(io::Error::other("the stand-in knows no address"))).boxed()
    }
}

/// The egress list of a sub-processor over a resolver that writes down what it is asked.
pub fn names(settings: &Settings, processor: Processor) -> (NoNames, Egress) {
    let names = NoNames::default();
    (names.clone(), Egress::with_names(settings, processor, Arc::new(names)))
}

/// A client of a test for its own stand-ins on this machine.
#[expect(clippy::disallowed_methods, reason = "the test talks to itself")]
pub fn http() -> reqwest::Client {
    crate::tls::install();
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

/// Makes two tests of one body: `on_both!(name, core, { … })`.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* $name:ident, $core:ident, $body:block) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn check($core: $crate::testing::TestCore) $body

            #[tokio::test]
            async fn on_sqlite() {
                $crate::db::across(check($crate::testing::on_sqlite().await)).await;
            }

            #[tokio::test]
            async fn on_postgres() {
                $crate::db::across(check($crate::testing::on_postgres().await)).await;
            }
        }
    };
}

/// A session of the member in `scope`, to which what they begin is bound.
pub async fn signed_in(core: &Core, scope: &Scope) -> accounts::Linking {
    let session = crate::http::Session::new(None, Arc::new(accounts::DatabaseSessions(core.clone())), None);
    crate::http::start_session(&session, scope).await.unwrap();
    session.save().await.unwrap();
    let mark = accounts::session_mark(core, &session).await.unwrap();
    accounts::Linking { scope: *scope, session: mark.unwrap() }
}
