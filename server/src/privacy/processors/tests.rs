use super::{Closed, allow_again, announce, history, object, register, remove, routes};
use crate::{
    Core, Error,
    accounts::{self, ChannelSettings},
    assistant, leads, on_both,
    outbound::{Draft, preview},
    privacy::{
        Processor,
        notices::{deliver_with, open_notices},
    },
    providers::{MailOut, Mailer, SendError},
    settings::Settings,
    testing::{TestCore, realtor, registered_twilio},
};
use chrono::TimeDelta;
use futures::future::{BoxFuture, FutureExt, ready};
use realtoros_domain::{Channel, consent::StepName};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

const MODEL: &[(&str, &str)] = &[("OPENAI_BASE_URL", "https://models.example/v1"), ("OPENAI_MODEL", "m")];
const MAIL: &[(&str, &str)] = &[("SMTP_URL", "smtp://mail.example:25?from=m@example.com")];
const GOOGLE: &[(&str, &str)] = &[
    ("GOOGLE_AUTH_URL", "https://accounts.google.com/o"),
    ("GOOGLE_TOKEN_URL", "https://oauth2.googleapis.com/t"),
    ("GOOGLE_API_URL", "https://www.googleapis.com"),
    ("GOOGLE_CLIENT_ID", "id"),
    ("GOOGLE_CLIENT_SECRET", "secret"),
];

/// The same installation with further settings.
fn with(core: &TestCore, vars: &[(&str, &str)]) -> Core {
    let mut all = HashMap::from([
        ("REALTOROS_DATABASE_URL".to_owned(), core.settings.database_url.clone()),
        ("REALTOROS_DATA_DIR".to_owned(), core.settings.data_dir.display().to_string()),
    ]);
    all.extend(vars.iter().map(|(name, value)| (format!("REALTOROS_{name}"), (*value).to_owned())));
    Core { settings: Arc::new(Settings::read(&all).unwrap()), ..core.core.clone() }
}

#[derive(Default)]
struct Letters(Mutex<Vec<MailOut>>);

impl Mailer for Letters {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        self.0.lock().unwrap().push(mail.clone());
        ready(Ok(String::new())).boxed()
    }
}

on_both!(p38_what_an_installation_begins_with_may_be_used_at_once, core, {
    let core = with(&core, MODEL);
    assert_eq!(register(&core).await.unwrap().len(), 2, "the model and Twilio");
    assert!(register(&core).await.unwrap().is_empty());
    let scope = realtor(&core, "dana@example.com").await;
    assert_eq!(routes(&core, Some(scope.account)).await.unwrap().closed(Processor::OpenAi), None);
    assert_eq!(assistant::of(&core, scope.account).await.unwrap().provider(), "openai");
    assert!(open_notices(&core, &scope).await.unwrap().is_empty());
});

on_both!(p38_a_new_sub_processor_waits_thirty_days_and_everybody_is_told, core, {
    register(&core).await.unwrap();
    let scope = realtor(&core, "dana@example.com").await;
    let later = with(&core, MODEL);
    // Nobody ran a start: the first decision announces it, and refuses.
    assert_eq!(assistant::of(&later, scope.account).await.unwrap().provider(), "builtin");
    let until = later.now_ms() + 30 * 24 * 3_600_000;
    let closed = routes(&later, Some(scope.account)).await.unwrap().closed(Processor::OpenAi);
    assert_eq!(closed, Some(Closed::Until(until)));
    assert!(closed.unwrap().sentence(Processor::OpenAi).contains("before December 24, 2026"));
    let name = assistant::name_of(&later, scope.account).await.unwrap();
    assert!(name.contains("built-in") && name.contains("December 24"), "{name}");
    let notices = open_notices(&later, &scope).await.unwrap();
    assert_eq!((notices.len(), notices[0].href), (1, "/app/privacy/processors"));
    let letters = Letters::default();
    assert_eq!(deliver_with(&later, &letters).await.unwrap(), 1);
    assert_eq!(letters.0.lock().unwrap()[0].to, "dana@example.com");
    core.clock.advance(TimeDelta::seconds(1));
    let new = realtor(&later, "new@example.com").await;
    assert_eq!(
        assistant::of(&later, new.account).await.unwrap().provider(),
        "openai",
        "it was on their list"
    );
    core.clock.advance(TimeDelta::days(30) - TimeDelta::seconds(2));
    assert_eq!(assistant::of(&later, scope.account).await.unwrap().provider(), "builtin");
    core.clock.advance(TimeDelta::seconds(1));
    assert_eq!(assistant::of(&later, scope.account).await.unwrap().provider(), "openai");
    // Another host is another server.
    let elsewhere =
        with(&core, &[("OPENAI_BASE_URL", "https://elsewhere.example/v1"), ("OPENAI_MODEL", "m")]);
    assert_eq!(assistant::of(&elsewhere, scope.account).await.unwrap().provider(), "builtin");
    assert_eq!(history(elsewhere.db.read()).await.unwrap().len(), 3);
});

on_both!(p38_the_gate_refuses_a_mail_server_that_nobody_was_told_of, core, {
    register(&core).await.unwrap();
    let scope = realtor(&core, "dana@example.com").await;
    let record = leads::LeadRecord { emails: vec!["ana@example.com".parse().unwrap()], ..Default::default() };
    let lead = leads::create(&core, &scope, leads::NewLead { record, ..Default::default() }).await.unwrap();
    let later = with(&core, MAIL);
    let draft = Draft::typed(lead, Channel::Email, "Hello Ana", "k");
    let why = async || {
        let steps = preview(&later, &scope, &draft).await.unwrap().verdict.steps;
        steps.into_iter().find(|step| step.name == StepName::FeatureEnabled).unwrap().detail
    };
    assert!(why().await.contains("nothing may reach it before December 24, 2026"), "{}", why().await);
    assert_eq!(
        deliver_with(&later, &Letters::default()).await.unwrap(),
        0,
        "not through the new server either"
    );
    core.clock.advance(TimeDelta::days(30));
    assert_eq!(why().await, "on");
});

on_both!(p38_an_account_that_objects_keeps_it_off, core, {
    let core = with(&core, MODEL);
    let (mine, theirs) = (realtor(&core, "dana@example.com").await, realtor(&core, "eli@example.com").await);
    assert_eq!(assistant::of(&core, mine.account).await.unwrap().provider(), "openai");
    object(&core, &mine, Processor::OpenAi).await.unwrap();
    assert_eq!(assistant::of(&core, mine.account).await.unwrap().provider(), "builtin");
    assert_eq!(assistant::of(&core, theirs.account).await.unwrap().provider(), "openai");
    let closed = routes(&core, Some(mine.account)).await.unwrap().closed(Processor::OpenAi);
    assert_eq!(closed, Some(Closed::Objected));
    assert!(matches!(object(&core, &mine, Processor::Google).await, Err(Error::Invalid(_))), "not in use");
    allow_again(&core, &mine, Processor::OpenAi).await.unwrap();
    assert_eq!(assistant::of(&core, mine.account).await.unwrap().provider(), "openai");
});

on_both!(p38_signing_in_elsewhere_waits_as_well, core, {
    register(&core).await.unwrap();
    realtor(&core, "dana@example.com").await;
    let later = with(&core, GOOGLE);
    let begin = async || accounts::start(&later, accounts::ProviderName::Google, "/app/today", None).await;
    assert!(matches!(begin().await, Err(Error::Refused(why)) if why.contains("December 24")));
    core.clock.advance(TimeDelta::days(30));
    assert!(begin().await.is_ok());
});

on_both!(p38_p10_a_removed_provider_loses_its_tokens_and_stays_off, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let settings = ChannelSettings {
        twilio_auth_token: Some("canary-secret".into()),
        mail_from_name: Some("Dana".into()),
        ..registered_twilio("+12125550100")
    };
    accounts::save_channels(&core, &scope, settings).await.unwrap();
    register(&core).await.unwrap();
    let with_model = with(&core, MODEL);
    assert!(matches!(remove(&with_model, Processor::OpenAi).await, Err(Error::Invalid(_))), "still set up");
    assert_eq!(remove(&core, Processor::Twilio).await.unwrap(), 1);
    assert_eq!(remove(&core, Processor::Twilio).await.unwrap(), 0, "harmless when repeated");
    let left = accounts::channels(core.db.read(), &core, scope.account).await.unwrap();
    assert!(!left.has_twilio() && left.twilio_auth_token.is_none() && left.registration.is_none());
    assert_eq!(left.mail_from_name.as_deref(), Some("Dana"));
    let closed = async || routes(&core, Some(scope.account)).await.unwrap().closed(Processor::Twilio);
    assert_eq!(closed().await, Some(Closed::Removed), "it does not come back by itself");
    announce(&core, Processor::Twilio).await.unwrap();
    assert!(matches!(closed().await, Some(Closed::Until(_))));
    assert!(matches!(announce(&core, Processor::Twilio).await, Err(Error::Conflict(_))));
    let told: Vec<_> = history(core.db.read()).await.unwrap();
    assert_eq!(told.iter().filter(|it| it.removed_at.is_some()).count(), 1, "the history keeps it");
});
