//! Who processes data for us, and whether they really do (P-28, P-38).

use super::{
    Processor,
    hosts::{host, urls},
};
use crate::{privacy::data_map::Category, settings::Settings};

/// A company or server that may process data for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubProcessor {
    /// Its place on the list.
    pub processor: Processor,
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
    processor: Processor::OpenAi,
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
    processor: Processor::Twilio,
    name: "Twilio",
    role: "Text messages, spoken messages and call metadata",
    hosts: &["api.twilio.com"],
    categories: &[Category::Lead, Category::Communication],
    sent: "The lead's number, your number and the text, or the words that an artificial voice reads out; what the called \
           person says to it is recognized there. No name of the lead, no preferences.",
    region: "United States",
    retention: "Until deleted there; on erasure we ask for deletion",
    since: "2026-04-01",
};

const GOOGLE: SubProcessor = SubProcessor {
    processor: Processor::Google,
    name: "Google",
    role: "Signing in, and the calendar and mailbox that you connect",
    hosts: &["accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"],
    categories: &[Category::Account],
    sent: "Nothing of your leads. Google tells us your name and e-mail address when you sign in with it, and, only if you \
           connect your calendar, when you are busy: beginnings and ends, no titles. If you connect your mailbox, we \
           read there who wrote to you, and what your leads wrote.",
    region: "United States",
    retention: "As your agreement with Google says",
    since: "2026-04-01",
};

const MICROSOFT: SubProcessor = SubProcessor {
    processor: Processor::Microsoft,
    name: "Microsoft",
    role: "Signing in, and the calendar and mailbox that you connect",
    hosts: &["login.microsoftonline.com", "graph.microsoft.com"],
    categories: &[Category::Account],
    sent: "Nothing of your leads. Microsoft tells us your name and e-mail address when you sign in with it, and, only if you \
           connect your calendar, when you are busy; of what it answers only beginnings and ends are read. If you connect your \
           mailbox, we read there who wrote to you, and what your leads wrote.",
    region: "United States",
    retention: "As your agreement with Microsoft says",
    since: "2026-04-01",
};

const MAIL: SubProcessor = SubProcessor {
    processor: Processor::Mail,
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
    processor: Processor::KeyService,
    name: "Key service of this installation",
    role: "Keeping the master key",
    hosts: &[],
    categories: &[],
    sent: "Keys only, to be wrapped and unwrapped. No data of anybody.",
    region: "Where its operator runs it",
    retention: "Nothing is kept there but the master key",
    since: "2026-11-28",
};

const ALL: [SubProcessor; 6] = [OPENAI, TWILIO, GOOGLE, MICROSOFT, MAIL, KEY_SERVICE];

/// Every sub-processor that RealtorOS can use, with its state here. `has_twilio` is what the account's channels
/// say; `None` where no account is meant.
pub fn sub_processors(settings: &Settings, has_twilio: Option<bool>) -> Vec<SubProcessorState> {
    let state = |who: SubProcessor| {
        let urls = urls(settings, who.processor);
        let set_up = |is: bool| if is { Status::InUse } else { Status::NotInUse };
        let status = match who.processor {
            // Every account connects its own.
            Processor::Twilio => has_twilio.map_or(Status::WhenConnected, set_up),
            _ => set_up(!urls.is_empty()),
        };
        SubProcessorState { hosts: other_hosts(&urls, who.hosts), who, status }
    };
    ALL.map(state).into()
}

impl SubProcessor {
    /// The entry of a sub-processor in the registry.
    pub const fn of(processor: Processor) -> Self {
        match processor {
            Processor::OpenAi => OPENAI,
            Processor::Twilio => TWILIO,
            Processor::Google => GOOGLE,
            Processor::Microsoft => MICROSOFT,
            Processor::Mail => MAIL,
            Processor::KeyService => KEY_SERVICE,
        }
    }
}

/// The hosts of `urls` that are not `usual`, each once. Never a user name or password.
fn other_hosts(urls: &[&str], usual: &[&str]) -> Vec<String> {
    let mut hosts: Vec<String> = urls.iter().filter_map(|url| host(url)).collect();
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
