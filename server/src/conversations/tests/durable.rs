//! A text that was answered is durable: the server is killed while texts come in, and none is lost or doubled.

use super::signed::signature;
use crate::{
    Core, accounts,
    clock::SystemClock,
    conversations::{threads, timeline},
    db::Db,
    http::webhooks,
    outbound::tests::fixture::account,
    settings::Settings,
    testing::{KEK, on_sqlite, registered_twilio},
    vault::{Kek, Vault},
};
use futures::future::join_all;
use std::{
    collections::{HashMap, HashSet},
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::net::TcpListener;

const TEXTS: usize = 160;
/// How often the server is killed before it is left alone.
const KILLS: usize = 6;

/// Not a test: the server that is killed.
#[tokio::test]
#[ignore = "started and killed by the test below"]
async fn worker() {
    if std::env::var_os("REALTOROS_TEST_WORKER").is_none() {
        return;
    }
    let settings = Settings::from_env().unwrap();
    let db = Db::open(&settings.database_url).await.unwrap();
    let vault = Vault::open(&db, Kek::parse(KEK).unwrap(), 0).await.unwrap();
    let clock = Arc::new(SystemClock { offset: settings.clock_offset });
    let listener = TcpListener::bind(settings.bind).await.unwrap();
    let core = Core::new(db, vault, clock, settings);
    axum::serve(listener, webhooks::routes(&core)).await.unwrap();
}

fn start(vars: &HashMap<String, String>) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["conversations::tests::durable::worker", "--exact", "--ignored"])
        .envs(vars)
        .env("REALTOROS_TEST_WORKER", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Delivers a text as Twilio does; whether it was answered.
async fn deliver(http: &reqwest::Client, base: &str, path: &str, n: usize) -> bool {
    let (id, from, body) =
        (format!("SM{n}"), format!("+121255501{:02}", n % 40), format!("Is number {n} open?"));
    let fields = [("MessageSid", id.as_str()), ("From", &from), ("To", "+12125550100"), ("Body", &body)];
    let signature = signature("secret", &format!("{base}{path}"), &fields);
    let request = http.post(format!("{base}{path}")).header("x-twilio-signature", signature).form(&fields);
    request.send().await.is_ok_and(|answer| answer.status().is_success())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p45_what_the_webhook_answered_is_durable_and_comes_once() {
    let core = on_sqlite().await;
    let scope = account(&core, "dana@example.com").await;
    accounts::save_channels(&core, &scope, registered_twilio("+12125550100")).await.unwrap();
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let base = format!("http://{free}");
    let vars = HashMap::from([
        ("REALTOROS_DATABASE_URL".to_owned(), core.settings.database_url.clone()),
        ("REALTOROS_BIND".to_owned(), free.to_string()),
    ]);
    let path = format!("/webhooks/twilio/{}/sms", scope.account);
    let http = crate::testing::http();

    let mut open: Vec<usize> = (0..TEXTS).collect();
    let (mut cut_off, mut starts) = (0, 0);
    while !open.is_empty() {
        starts += 1;
        let mut child = start(&vars);
        while tokio::net::TcpStream::connect(free).await.is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // At work: after a random number of answers, while the other texts are on their way.
        let mut random = [0_u8];
        crate::vault::fill_random(&mut random);
        let last = if starts <= KILLS { 1 + usize::from(random[0] % 20) } else { TEXTS };
        let answers = AtomicUsize::new(0);
        let server = &Mutex::new(&mut child);
        let deliveries = open.iter().map(|n| async {
            let answered = deliver(&http, &base, &path, *n).await;
            if answered && answers.fetch_add(1, Ordering::Relaxed) + 1 == last {
                server.lock().unwrap().kill().unwrap();
            }
            answered
        });
        let answered = join_all(deliveries).await;
        child.kill().unwrap();
        child.wait().unwrap();
        let before = open.len();
        open = open.into_iter().zip(answered).filter(|(_, answered)| !answered).map(|(n, _)| n).collect();
        cut_off += usize::from(!open.is_empty() && open.len() < before);
    }
    assert!(cut_off > 0, "the server was killed at work");

    let mut stored = Vec::new();
    for thread in threads(&core, &scope, None).await.unwrap().threads {
        let items = timeline(&core, &scope, thread.lead).await.unwrap();
        stored.extend(items.into_iter().filter(|item| item.direction == "in").map(|item| item.text));
    }
    assert_eq!(stored.iter().collect::<HashSet<_>>().len(), TEXTS, "none is lost");
    assert_eq!(stored.len(), TEXTS, "none is stored twice");
}
