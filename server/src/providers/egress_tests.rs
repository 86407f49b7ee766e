//! Nothing leaves for a host that is not on the list, and its name is not looked up (P-24, P-38).

use super::{
    Http, HttpError, MailOut, Mailer, Providers, SendError, SmsAccount, SmsGateway, SmsOut, smtp::Smtp,
    twilio::Twilio,
};
use crate::{
    Core,
    privacy::{Processor, fields_of, listed_hosts},
    settings::Settings,
    testing::{names, on_sqlite},
};
use axum::{Router, body::Bytes, extract::State, http::Uri};
use realtoros_domain::ids::{AccountId, MessageId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use uuid::Uuid;

fn settings(vars: &[(&str, &str)]) -> Settings {
    let vars = vars.iter().map(|(k, v)| (format!("REALTOROS_{k}"), (*v).to_owned()));
    Settings::read(&vars.collect::<HashMap<_, _>>()).unwrap()
}

fn sms() -> SmsAccount {
    SmsAccount {
        account_sid: "AC1".into(),
        auth_token: "secret".to_owned().into(),
        from: "+12125550100".into(),
    }
}

fn text() -> SmsOut {
    SmsOut {
        message: MessageId(Uuid::nil()),
        to: "+12125550142".into(),
        body: "The porch faces east.".into(),
        valid_seconds: 60,
    }
}

fn mail() -> MailOut {
    MailOut {
        message: MessageId(Uuid::nil()),
        from_name: "Dana Whitfield".into(),
        reply_to: Some("dana@example.com".into()),
        to: "rosa@example.com".into(),
        subject: "Saturday".into(),
        text: "The porch faces east.".into(),
        html: None,
        headers: vec![
            ("List-Unsubscribe".into(), "<https://crm.example/u/t>".into()),
            ("List-Unsubscribe-Post".into(), "List-Unsubscribe=One-Click".into()),
        ],
        at: 1_795_392_000_000,
    }
}

#[tokio::test]
async fn p24_a_host_outside_the_list_fails_before_its_name_is_looked_up() {
    crate::tls::install();
    let settings = settings(&[("TWILIO_BASE_URL", "https://texts.example")]);
    let (asked, egress) = names(&settings, Processor::Twilio);
    let http = Http::new(egress, Duration::from_secs(5)).unwrap();
    for url in [
        "https://evil.example/",
        "https://texts.example.evil.example/",
        "https://evil.example/?u=texts.example",
        "https://texts.example@evil.example/",
        "http://127.0.0.1:9/",
        "http://[::1]:9/",
        "http://169.254.169.254/latest/meta-data/",
    ] {
        assert!(matches!(http.get(url), Err(HttpError::Unlisted(_))), "{url}");
        assert!(matches!(http.post(url), Err(HttpError::Unlisted(_))), "{url}");
        // A library that builds a request by itself, and one that sends it by itself.
        let request = http.for_building().get(url).build().unwrap();
        assert!(matches!(http.execute(request).await, Err(HttpError::Unlisted(_))), "{url}");
    }
    assert!(http.for_building().get("https://evil.example/").send().await.is_err());
    assert_eq!(asked.asked(), Vec::<String>::new(), "no name was looked up");
    let listed = http.get("https://Texts.Example./").unwrap().send().await;
    assert!(listed.is_err(), "the stand-in knows no address");
    assert_eq!(asked.asked().len(), 1, "a name on the list is looked up");
}

#[tokio::test]
async fn p24_a_redirect_leads_nowhere() {
    crate::tls::install();
    let app =
        Router::new().fallback(|| async { axum::response::Redirect::temporary("https://evil.example/take") });
    let base = serve(app).await;
    let settings = settings(&[("TWILIO_BASE_URL", &base)]);
    let http = Http::of(&settings, Processor::Twilio).unwrap();
    let answer = http.get(&base).unwrap().send().await.unwrap();
    assert_eq!(answer.status(), 307, "the answer itself, not where it points to");
}

#[tokio::test]
async fn p24_twilios_real_client_is_bound_to_the_list() {
    let core = on_sqlite().await;
    let elsewhere = Core {
        settings: Arc::new(settings(&[("TWILIO_BASE_URL", "https://elsewhere.example")])),
        ..core.core.clone()
    };
    let (asked, egress) = names(&core.settings, Processor::Twilio);
    let http = Http::new(egress, Duration::from_secs(5)).unwrap();
    let twilio = Twilio::new(http, &elsewhere, AccountId(Uuid::nil()), sms());
    assert!(
        matches!(twilio.send(&text()).await, Err(SendError::Retry(why)) if why.contains("not on the list"))
    );
    assert!(matches!(twilio.find(&text(), core.now()).await, Err(SendError::Retry(_))));
    assert!(asked.asked().is_empty());
}

#[tokio::test]
async fn p24_the_mail_client_is_bound_to_the_list() {
    crate::tls::install();
    let listed = settings(&[("SMTP_URL", "smtp://mail.example:25?from=m@example.com")]);
    for url in ["smtp://elsewhere.example:25?from=m@example.com", "smtps://127.0.0.1:9?from=m@example.com"] {
        let (asked, egress) = names(&listed, Processor::Mail);
        let smtp = Smtp::bound(&url.to_owned().into(), &listed, egress).unwrap();
        assert!(matches!(smtp.send(&mail()).await, Err(SendError::Retry(_))));
        assert!(asked.asked().is_empty(), "{url}");
    }
    let (asked, egress) = names(&listed, Processor::Mail);
    let smtp = Smtp::bound(&"smtp://mail.example:25?from=m@example.com".to_owned().into(), &listed, egress);
    assert!(smtp.unwrap().send(&mail()).await.is_err());
    assert_eq!(asked.asked(), ["mail.example"]);
}

#[test]
fn p38_a_sub_processor_that_is_not_set_up_has_no_host() {
    let settings = settings(&[]);
    for processor in [Processor::OpenAi, Processor::Google, Processor::Microsoft, Processor::Mail] {
        assert!(listed_hosts(&settings, processor).is_empty(), "{processor:?}");
    }
    assert_eq!(
        listed_hosts(&settings, Processor::Twilio).into_iter().collect::<Vec<_>>(),
        ["api.twilio.com"]
    );
}

type Seen = Arc<Mutex<Vec<(String, String)>>>;

async fn serve(app: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    base
}

async fn note(State(seen): State<Seen>, uri: Uri, body: Bytes) -> &'static str {
    let body = String::from_utf8_lossy(&body).into_owned();
    seen.lock().unwrap().push((uri.query().unwrap_or_default().to_owned(), body));
    r#"{"sid":"SM1","messages":[]}"#
}

/// The names in a form or a query, sorted.
fn names_in(form: &str) -> Vec<String> {
    let url = reqwest::Url::parse(&format!("http://x/?{form}")).unwrap();
    let mut names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn p39_p40_twilio_gets_number_and_text_and_no_other_field() {
    let core = on_sqlite().await;
    let seen = Seen::default();
    let base = serve(Router::new().fallback(note).with_state(seen.clone())).await;
    let core = Core { settings: Arc::new(settings(&[("TWILIO_BASE_URL", &base)])), ..core.core.clone() };
    let providers = Providers::from_settings(&core).unwrap();
    let twilio = providers.gateway(&core, AccountId(Uuid::nil()), Some(&sms())).unwrap();
    twilio.send(&text()).await.unwrap();
    twilio.find(&text(), core.now()).await.unwrap();
    let seen = seen.lock().unwrap().clone();
    assert_eq!(names_in(&seen[0].1), fields_of(Processor::Twilio, "send"));
    assert_eq!(names_in(&seen[1].0), fields_of(Processor::Twilio, "look_up"));
    let url = reqwest::Url::parse(&format!("http://x/?{}", seen[0].1)).unwrap();
    let sent: HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!((sent["To"].as_str(), sent["Body"].as_str()), ("+12125550142", "The porch faces east."));
}

#[test]
fn p39_a_mail_has_the_headers_of_the_list_and_no_other() {
    let from = "mail@crm.example.com".parse().unwrap();
    for html in [None, Some("<p>The porch faces east.</p>".to_owned())] {
        let mail = MailOut { html, ..mail() };
        let bytes = super::mime::build(&mail, &from, "<1@x>".into()).unwrap().formatted();
        let text = String::from_utf8(bytes).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        for line in head.lines() {
            let name = line.split(':').next().unwrap();
            assert!(fields_of(Processor::Mail, "send").contains(&name), "{line}");
        }
    }
}
