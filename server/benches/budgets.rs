//! The budgets of docs/performance.md: the product's own code beside a bare equivalent, in one run, on `SQLite`.
//! Only the ratios mean something; run it on a machine that does nothing else.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use realtoros_domain::{
    contact::PersonName,
    ids::LeadId,
    newsletter::{Audience, Block, Content},
};
use realtoros_server::{
    Core, Result, Scope,
    accounts::{self, Credential, SignUp},
    clock::SystemClock,
    db::Db,
    jobs,
    leads::{
        self, LeadRecord, NewLead,
        directory::{Cursor, Directory, Filter, Query, Sort, directory},
    },
    newsletters, outbound,
    providers::Providers,
    settings::Settings,
    vault::{Kek, Vault},
    worker::Worker,
};
use sea_orm::{ConnectionTrait, DatabaseBackend::Sqlite, Statement, Value};
use std::{
    collections::HashMap,
    fmt::Write,
    sync::Arc,
    time::{Duration, Instant},
};

/// How many rows one transaction carries.
const BATCH: usize = 1_000;
/// How many leads a page shows.
const PAGE: usize = 50;

/// Runs `$body` for a while and gives the median time of one run.
macro_rules! median {
    ($body:expr) => {{
        let begun = Instant::now();
        let mut times = Vec::new();
        while times.len() < 20 || begun.elapsed() < Duration::from_millis(700) {
            let start = Instant::now();
            std::hint::black_box($body);
            times.push(start.elapsed());
        }
        times.sort_unstable();
        times[times.len() / 2]
    }};
}

fn main() {
    let n = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(run(n)).unwrap();
}

async fn run(n: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let core = installation(folder.path()).await?;
    let scope = accounts::sign_up(&core, form()).await?;
    println!(
        "{n} leads, SQLite, {}",
        if cfg!(debug_assertions) { "NOT OPTIMISED: no figures" } else { "release" }
    );

    insert(&core, &scope, n).await?;
    let start = Instant::now();
    let known = directory(&core, &scope).await?;
    println!("{:<44}{:>12.1?}   budget: under 1 s", "directory built", start.elapsed());
    lists(&core, &scope, &known).await?;
    search(&known);
    look_up(&core, &scope).await?;
    newsletter(&core, &scope).await
}

async fn installation(folder: &std::path::Path) -> Result<Core> {
    let url = format!("sqlite://{}", folder.join("bench.db").display());
    let settings = Settings::read(&HashMap::from([("REALTOROS_DATABASE_URL".to_owned(), url.clone())]))?;
    let db = Db::open(&url).await?;
    db.migrate().await?;
    let vault = Vault::open(&db, Kek::parse(&"5a".repeat(32))?, 0).await?;
    let clock = Arc::new(SystemClock { offset: chrono::TimeDelta::zero() });
    Ok(Core::new(db, vault, clock, settings))
}

fn form() -> SignUp {
    SignUp {
        name: "Bench".to_owned(),
        email: "bench@example.com".to_owned(),
        credential: Credential::Password("four plain wooden chairs".to_owned()),
        brokerage: "Bench Realty".to_owned(),
        licence_state: "TX".to_owned(),
        postal_address: "1 Main Street, Austin, TX 78701".to_owned(),
        phone: "+15125550100".to_owned(),
        time_zone: "America/Chicago".to_owned(),
        adult: true,
        policy_accepted: true,
        ip: "127.0.0.1".to_owned(),
    }
}

fn compare(what: &str, ours: Duration, bare: Duration, budget: &str) {
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("{what:<44}{ours:>12.1?}{bare:>12.1?}{ratio:>8.2} x   budget: {budget}");
}

fn statement(sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(Sqlite, sql, values)
}

/// New leads, and the same sealed bytes once more by statements of many rows.
async fn insert(core: &Core, scope: &Scope, n: usize) -> Result<()> {
    let start = Instant::now();
    for first in (0..n).step_by(BATCH) {
        let new = (first..n.min(first + BATCH)).map(|at| NewLead {
            record: LeadRecord {
                name: PersonName::new(["Ana", "Bo", "Chidi", "Dara"][at % 4], &format!("Family{at}")),
                emails: vec![format!("person{at}@example.com").parse().unwrap()],
                phones: vec![format!("+1512{:07}", 2_000_000 + at).parse().unwrap()],
                source: "Website".to_owned(),
                ..LeadRecord::default()
            },
            ..NewLead::default()
        });
        let tx = core.db.begin().await?;
        leads::create_batch(&tx, core, scope, new.collect()).await?;
        tx.commit().await?;
    }
    let ours = start.elapsed();

    let rows = core.db.read().query_all_raw(statement("SELECT id, sealed FROM lead", vec![])).await?;
    let rows: Vec<(uuid::Uuid, Vec<u8>)> = rows
        .iter()
        .map(|row| Ok((row.try_get("", "id")?, row.try_get("", "sealed")?)))
        .collect::<Result<_>>()?;
    let table = "CREATE TABLE bare (id BLOB PRIMARY KEY, account_id BLOB, sealed BLOB)";
    core.db.write().execute_unprepared(table).await?;
    let start = Instant::now();
    for batch in rows.chunks(BATCH) {
        let places = vec!["(?, ?, ?)"; batch.len()].join(", ");
        let values = batch
            .iter()
            .flat_map(|(id, sealed)| [(*id).into(), scope.account.0.into(), sealed.clone().into()]);
        let tx = core.db.begin().await?;
        tx.execute_raw(statement(&format!("INSERT INTO bare VALUES {places}"), values.collect())).await?;
        tx.commit().await?;
    }
    compare("new leads, all rows", ours, start.elapsed(), "2 x (0.5 of its rows/s)");
    Ok(())
}

fn query(after: Option<Cursor>) -> Query {
    Query { sort: Sort::Name, limit: PAGE, after, ..Query::default() }
}

fn table_of<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut page = String::with_capacity(16 * 1_024);
    for (name, email) in rows {
        let _ = write!(page, "<tr><td>{name}</td><td>{email}</td></tr>");
    }
    page
}

async fn page(core: &Core, scope: &Scope, after: Option<Cursor>) -> Result<String> {
    let directory = directory(core, scope).await?;
    let page = directory.find(&query(after));
    Ok(table_of(page.rows.iter().map(|row| (row.name.as_str(), row.emails[0].as_str()))))
}

/// A page of the list; the bare one reads one row per lead shown and writes the same bytes.
async fn lists(core: &Core, scope: &Scope, known: &Directory) -> Result<()> {
    let first = known.find(&query(None));
    let words: Vec<(String, String)> =
        first.rows.iter().map(|row| (row.name.clone(), row.emails[0].clone())).collect();
    let deep = Cursor(deep_lead(known));
    page(core, scope, None).await?;
    let ours = median!(page(core, scope, None).await?);
    let sql = "SELECT id, stage, sealed FROM lead WHERE account_id = ? ORDER BY revision LIMIT 50";
    let bare = median!({
        core.db.read().query_all_raw(statement(sql, vec![scope.account.0.into()])).await?;
        table_of(words.iter().map(|(name, email)| (name.as_str(), email.as_str())))
    });
    compare("list, first page", ours, bare, "3 x");
    compare("list, deep page beside the first", median!(page(core, scope, Some(deep)).await?), ours, "1.3 x");
    Ok(())
}

fn deep_lead(known: &Directory) -> LeadId {
    let mut names: Vec<_> = known.rows().iter().map(|row| (row.name_key.as_str(), row.id)).collect();
    names.sort_unstable();
    names[names.len() * 9 / 10].1
}

fn search(known: &Directory) {
    let all: Vec<String> =
        known.rows().iter().map(|row| format!("{} {}", row.name_key, row.emails[0])).collect();
    let filter = Filter { text: "family77".to_owned(), ..Filter::default() };
    let question = Query { filter, ..query(None) };
    let ours = median!(known.find(&question).total);
    let bare = median!(all.iter().filter(|text| text.contains("family77")).count());
    compare("part of a name, first page of hits", ours, bare, "2 x");
}

async fn look_up(core: &Core, scope: &Scope) -> Result<()> {
    let (conn, phone) = (core.db.read(), "+15122000007");
    let found = leads::load_by_phone(conn, core, scope.account, phone).await?;
    let sql = "SELECT id, stage, sealed FROM lead WHERE id = ?";
    let ours = median!(leads::load_by_phone(conn, core, scope.account, phone).await?);
    let bare = median!(conn.query_one_raw(statement(sql, vec![found[0].id.0.into()])).await?);
    compare("exact number, opened", ours, bare, "5 x");
    Ok(())
}

/// The page behind a lead's link; the bare one reads one row and copies a text of the same length.
async fn newsletter(core: &Core, scope: &Scope) -> Result<()> {
    let lead = leads::find_by_email(core.db.read(), core, scope.account, "person7@example.com").await?[0];
    leads::add_tags(core, scope, &[lead], vec!["Reads".to_owned()]).await?;
    let content = Content {
        subject: "News".to_owned(),
        blocks: vec![Block::Text { markdown: "Three *houses* came up.\n\n".repeat(40) }],
        intro: false,
        audience: Audience::Tag("Reads".to_owned()),
    };
    let id = newsletters::create(core, scope, content).await?;
    newsletters::approve(core, scope, id).await?;
    newsletters::send(core, scope, id).await?;
    while jobs::step(core, &Worker::new(core.clone())).await? {}
    // Only the lead's own mail carries the token; it is captured here.
    outbound::dispatch_account(core, &Providers::capturing()?, scope.account).await?;
    let mail = outbound::captured(core).await?.remove(0).text;
    let token: String = mail
        .split_once("/n/")
        .unwrap()
        .1
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    let text = newsletters::page(core, &token).await?.unwrap().html;
    let ours = median!(newsletters::page(core, &token).await?.unwrap());
    let bare = median!({
        core.db.read().query_one_raw(statement("SELECT id, sealed FROM rendition LIMIT 1", vec![])).await?;
        text.clone()
    });
    compare("newsletter page", ours, bare, "3.3 x (0.3 of its requests/s)");
    Ok(())
}
