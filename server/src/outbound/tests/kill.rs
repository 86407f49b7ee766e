//! Kill -9 at any point loses no message and sends none twice.
//!
//! The test starts this very test program again as a worker (`worker` below) that dispatches a campaign to a local
//! stand-in, kills it at random points, starts it again, and counts what arrived.

use super::fixture::*;
use crate::{
    Core, accounts,
    clock::SystemClock,
    db::Db,
    outbound::{self, Draft, MessageState, submit_all},
    providers::Providers,
    settings::Settings,
    testing::{KEK, on_sqlite, registered_twilio},
    vault::{Kek, Vault},
};
use axum::{
    Router,
    extract::{Form, Query, State},
    routing::post,
};
use chrono::TimeDelta;
use realtoros_domain::{
    Channel,
    consent::{Level, Purpose},
};
use std::{
    collections::HashMap,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// How often the worker is killed; each time with new messages in the outbox, because those that a dead worker had
/// claimed rest until its lease runs out.
const KILLS: usize = 6;
const PER_KILL: usize = 20;
const MESSAGES: usize = KILLS * PER_KILL;

type Arrived = Arc<Mutex<Vec<String>>>;

/// Twilio, as far as sending and listing goes: it never removes duplicates.
async fn twilio(arrived: Arrived) -> String {
    async fn send(
        State(arrived): State<Arrived>,
        Form(form): Form<HashMap<String, String>>,
    ) -> (axum::http::StatusCode, axum::Json<serde_json::Value>) {
        tokio::time::sleep(Duration::from_millis(5)).await;
        let sid = {
            let mut arrived = arrived.lock().unwrap();
            arrived.push(format!("{}|{}", form["To"], form["Body"]));
            format!("SM{}", arrived.len())
        };
        // The text is taken; the answer may come too late for a worker that dies now.
        tokio::time::sleep(Duration::from_millis(15)).await;
        (axum::http::StatusCode::CREATED, axum::Json(serde_json::json!({ "sid": sid })))
    }
    async fn list(
        State(arrived): State<Arrived>,
        Query(query): Query<HashMap<String, String>>,
    ) -> axum::Json<serde_json::Value> {
        let prefix = format!("{}|", query["To"]);
        let messages: Vec<_> = arrived
            .lock()
            .unwrap()
            .iter()
            .enumerate()
            .filter_map(|(n, text)| Some((n, text.strip_prefix(&prefix)?.to_owned())))
            .map(|(n, body)| serde_json::json!({ "sid": format!("SM{}", n + 1), "body": body }))
            .collect();
        axum::Json(serde_json::json!({ "messages": messages }))
    }
    let router = Router::new()
        .route("/2010-04-01/Accounts/{sid}/Messages.json", post(send).get(list))
        .with_state(arrived);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// A mail server that takes everything.
async fn smtp(arrived: Arrived) -> String {
    async fn serve(stream: TcpStream, arrived: Arrived) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 ready\r\n").await?;
        while let Some(line) = lines.next_line().await? {
            let answer: &[u8] = match line.get(..4).unwrap_or_default() {
                "DATA" => {
                    write.write_all(b"354 go on\r\n").await?;
                    let mut id = String::new();
                    while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                        if let Some(found) = line.strip_prefix("Message-ID: ") {
                            found.clone_into(&mut id);
                        }
                    }
                    arrived.lock().unwrap().push(id);
                    tokio::time::sleep(Duration::from_millis(15)).await;
                    b"250 taken\r\n"
                }
                "EHLO" => b"250 standin\r\n",
                "QUIT" => b"221 bye\r\n",
                _ => b"250 ok\r\n",
            };
            write.write_all(answer).await?;
        }
        Ok(())
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}?from=mail@example.com", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, arrived.clone()));
        }
    });
    url
}

/// Everything that the worker must know, as settings; its clock is moved to where the test's stands.
fn settings(core: &Core, twilio: &str, smtp: &str) -> HashMap<String, String> {
    let real = crate::clock::Clock::now(&SystemClock { offset: TimeDelta::zero() });
    let pairs = [
        ("DATABASE_URL", core.settings.database_url.clone()),
        ("TWILIO_BASE_URL", twilio.to_owned()),
        ("SMTP_URL", smtp.to_owned()),
        ("CLOCK_OFFSET", format!("{}s", (core.now() - real).num_seconds())),
    ];
    pairs.into_iter().map(|(name, value)| (format!("REALTOROS_{name}"), value)).collect()
}

fn start(vars: &HashMap<String, String>) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["outbound::tests::kill::worker", "--exact", "--ignored"])
        .envs(vars)
        .env("REALTOROS_TEST_WORKER", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Not a test: the process that is killed.
#[tokio::test]
#[ignore = "started and killed by the tests below"]
async fn worker() {
    if std::env::var_os("REALTOROS_TEST_WORKER").is_none() {
        return;
    }
    crate::tls::install();
    let settings = Settings::from_env().unwrap();
    let db = Db::open(&settings.database_url).await.unwrap();
    let clock = Arc::new(SystemClock { offset: settings.clock_offset });
    let vault = Vault::open(&db, Kek::parse(KEK).unwrap(), 0).await.unwrap();
    let core = Core::new(db, vault, clock, settings);
    let providers = Providers::from_settings(&core).unwrap();
    outbound::run(core, providers).await;
}

/// Submits a campaign, kills the worker again and again, and waits until nothing is on its way any more.
async fn campaign(channel: Channel) -> (Vec<String>, Vec<(MessageState, String)>) {
    let mut core = on_sqlite().await;
    let arrived = Arrived::default();
    let vars = settings(&core, &twilio(arrived.clone()).await, &smtp(arrived.clone()).await);
    // As the first start does: what the installation begins with may be used at once (P-38).
    // Whoever submits has the settings of whoever sends.
    core.core.settings = Arc::new(Settings::read(&vars).unwrap());
    crate::privacy::processors::register(&core).await.unwrap();
    let scope = account(&core, "dana@example.com").await;
    accounts::save_channels(&core, &scope, registered_twilio("+12125550100")).await.unwrap();
    let mut leads = Vec::new();
    let mut random = [0_u8; KILLS];
    crate::vault::fill_random(&mut random);
    for (round, random) in random.into_iter().enumerate() {
        let mut drafts = Vec::new();
        for n in round * PER_KILL..(round + 1) * PER_KILL {
            let lead = lead(&core, &scope, &format!("+1212555{n:04}"), &format!("l{n}@example.com")).await;
            give(&core, &scope, lead, channel, Level::ExpressWritten).await;
            let draft =
                Draft::automatic(lead, channel, Purpose::Sales, format!("Open house {n}"), format!("k{n}"));
            drafts.push(Draft { subject: Some("Open house".into()), ..draft });
            leads.push(lead);
        }
        submit_all(&core, &scope, drafts).await.unwrap();
        let before = arrived.lock().unwrap().len();
        let mut child = start(&vars);
        for _ in 0..2_000 {
            if arrived.lock().unwrap().len() > before {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(u64::from(random) / 6)).await;
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(arrived.lock().unwrap().len() > before, "the worker was killed at work");
    }
    assert!(arrived.lock().unwrap().len() < MESSAGES, "the kills left something undone");
    let mut child = start(&vars);
    let began = Instant::now();
    let states = loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut states = Vec::new();
        for lead in &leads {
            states
                .extend(outgoing(&core, &scope, *lead).await.into_iter().map(|item| (item.state, item.text)));
        }
        let is_over = |state: MessageState| matches!(state, MessageState::Sent | MessageState::Unconfirmed);
        if states.iter().all(|(state, _)| is_over(*state)) || began.elapsed() > Duration::from_secs(90) {
            break states;
        }
    };
    child.kill().unwrap();
    child.wait().unwrap();
    let arrived = arrived.lock().unwrap().clone();
    (arrived, states)
}

fn distinct(arrived: &[String]) -> usize {
    arrived.iter().collect::<std::collections::HashSet<_>>().len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_text_arrives_exactly_once_however_often_the_server_is_killed() {
    let (arrived, states) = campaign(Channel::Sms).await;
    assert!(states.iter().all(|(state, _)| *state == MessageState::Sent), "{states:?}");
    assert_eq!(distinct(&arrived), MESSAGES, "none is lost");
    assert_eq!(arrived.len(), MESSAGES, "none arrives twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_mail_arrives_twice_and_a_person_decides_about_the_doubtful_ones() {
    let (arrived, states) = campaign(Channel::Email).await;
    let unconfirmed = states.iter().filter(|(state, _)| *state == MessageState::Unconfirmed).count();
    let sent = states.iter().filter(|(state, _)| *state == MessageState::Sent).count();
    assert_eq!(sent + unconfirmed, MESSAGES, "{states:?}");
    assert_eq!(distinct(&arrived), arrived.len(), "none arrives twice");
    assert!(arrived.len() >= sent, "what counts as sent has arrived");
}
