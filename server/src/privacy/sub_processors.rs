//! Who processes data for us, and whether they really do (P-28, P-38).

use super::data_map::Category;
use crate::settings::{OAuthSettings, ProviderSettings, Settings};
use secrecy::ExposeSecret;

/// A company or server that may process data for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubProcessor {
    /// Its name.
    pub name: &'static str,
    /// What it does for us.
    pub role: &'static str,
    /// The company's own hosts.
    pub hosts: &'static [&'static str],
    /// Which categories of the policy reach it.
    pub categories: &'static [Category],
    /// What is sent, field by field.
    pub sent: &'static str,
    /// Where.
    pub region: &'static str,
    /// How long it keeps what it gets.
    pub retention: &'static str,
    /// Since when it is on the list (RFC 3339 date).
    pub since: &'static str,
}

/// Whether a sub-processor gets anything from this installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is set up and used.
    InUse,
    /// It is used by accounts that connect their own account there.
    WhenConnected,
    /// It is not set up: nothing reaches it.
    NotInUse,
}

/// A sub-processor of this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubProcessorState {
    /// Who.
    pub who: SubProcessor,
    /// Whether it is used.
    pub status: Status,
    /// The hosts that are spoken to beside the company's own.
    pub hosts: Vec<String>,
}

const OPENAI: SubProcessor = SubProcessor {
    name: "OpenAI, or a server that speaks its interface",
    role: "AI drafts, summaries and facts",
    hosts: &["api.openai.com"],
    categories: &[Category::Lead, Category::Communication],
    sent: "A lead's first name, preferences and the messages that a task needs, with addresses and phone numbers \
           taken out. Never stored there on our request (store is off), never used for training.",
    region: "United States",
    retention: "Up to 30 days in logs against abuse, unless zero retention has been agreed",
    since: "2026-04-01",
};

const TWILIO: SubProcessor = SubProcessor {
    name: "Twilio",
    role: "Text messages and call metadata",
    hosts: &["api.twilio.com"],
    categories: &[Category::Lead, Category::Communication],
    sent: "The lead's number, your number and the text. No name, no preferences.",
    region: "United States",
    retention: "Until deleted there; on erasure we ask for deletion",
    since: "2026-04-01",
};

const GOOGLE: SubProcessor = SubProcessor {
    name: "Google",
    role: "Signing in",
    hosts: &["accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"],
    categories: &[Category::Account],
    sent: "Nothing of your leads. Google tells us your name and e-mail address when you sign in with it.",
    region: "United States",
    retention: "As your agreement with Google says",
    since: "2026-04-01",
};

const MICROSOFT: SubProcessor = SubProcessor {
    name: "Microsoft",
    role: "Signing in",
    hosts: &["login.microsoftonline.com", "graph.microsoft.com"],
    categories: &[Category::Account],
    sent: "Nothing of your leads. Microsoft tells us your name and e-mail address when you sign in with it.",
    region: "United States",
    retention: "As your agreement with Microsoft says",
    since: "2026-04-01",
};

const MAIL: SubProcessor = SubProcessor {
    name: "Mail server of this installation",
    role: "Delivering e-mail",
    hosts: &[],
    categories: &[Category::Account, Category::Lead, Category::Communication],
    sent: "The lead's e-mail address and the mail.",
    region: "Where its operator runs it",
    retention: "Until the mail is delivered",
    since: "2026-04-01",
};

const KEY_SERVICE: SubProcessor = SubProcessor {
    name: "Key service of this installation",
    role: "Keeping the master key",
    hosts: &[],
    categories: &[],
    sent: "Keys only, to be wrapped and unwrapped. No data of anybody.",
    region: "Where its operator runs it",
    retention: "Nothing is kept there but the master key",
    since: "2026-11-28",
};

/// Every sub-processor that RealtorOS can use, with its state here. `has_twilio` is what the account's channels
/// say; `None` where no account is meant.
pub fn sub_processors(settings: &Settings, has_twilio: Option<bool>) -> Vec<SubProcessorState> {
    let ProviderSettings { twilio_base_url, smtp_url, openai, google, microsoft } = &settings.providers;
    let set_up = |is: bool| if is { Status::InUse } else { Status::NotInUse };
    let twilio = has_twilio.map_or(Status::WhenConnected, set_up);
    let state = |who: SubProcessor, status, urls: Vec<&str>| SubProcessorState {
        hosts: other_hosts(&urls, who.hosts),
        who,
        status,
    };
    vec![
        state(OPENAI, set_up(openai.is_some()), openai.iter().map(|it| it.base_url.as_str()).collect()),
        state(TWILIO, twilio, vec![twilio_base_url]),
        state(GOOGLE, set_up(google.is_some()), oauth_urls(google.as_ref())),
        state(MICROSOFT, set_up(microsoft.is_some()), oauth_urls(microsoft.as_ref())),
        state(MAIL, set_up(smtp_url.is_some()), smtp_url.iter().map(ExposeSecret::expose_secret).collect()),
        state(KEY_SERVICE, set_up(settings.kek.url().is_some()), settings.kek.url().into_iter().collect()),
    ]
}

fn oauth_urls(provider: Option<&OAuthSettings>) -> Vec<&str> {
    provider.into_iter().flat_map(|it| [it.auth_url.as_str(), &it.token_url, &it.api_url]).collect()
}

/// The hosts of `urls` that are not `usual`, each once. Never a user name or password.
fn other_hosts(urls: &[&str], usual: &[&str]) -> Vec<String> {
    let host = |url: &&str| Some(reqwest::Url::parse(url).ok()?.host_str()?.to_owned());
    let mut hosts: Vec<String> = urls.iter().filter_map(host).collect();
    hosts.retain(|host| !usual.contains(&host.as_str()));
    hosts.sort();
    hosts.dedup();
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn states(vars: &[(&str, &str)], has_twilio: Option<bool>) -> Vec<(&'static str, Status, Vec<String>)> {
        let vars: HashMap<_, _> = vars.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let settings = Settings::read(&vars).unwrap();
        sub_processors(&settings, has_twilio).into_iter().map(|s| (s.who.name, s.status, s.hosts)).collect()
    }

    #[test]
    fn p38_nothing_is_in_use_that_is_not_set_up() {
        assert!(states(&[], Some(false)).iter().all(|(_, status, _)| *status == Status::NotInUse));
        assert_eq!(states(&[], None)[1].1, Status::WhenConnected);
    }

    #[test]
    fn p28_a_provider_that_is_set_up_is_listed_with_its_host_and_without_its_secret() {
        let listed = states(
            &[
                ("REALTOROS_OPENAI_BASE_URL", "https://models.example/v1"),
                ("REALTOROS_OPENAI_MODEL", "m"),
                ("REALTOROS_SMTP_URL", "smtps://user:hunter2@mail.example:465"),
            ],
            Some(true),
        );
        assert_eq!(listed[0].1, Status::InUse);
        assert_eq!(listed[0].2, ["models.example"]);
        assert_eq!(listed[1].1, Status::InUse);
        assert_eq!(listed[4], (MAIL.name, Status::InUse, vec!["mail.example".to_owned()]));
        assert!(!format!("{listed:?}").contains("hunter2"));
    }
}
