//! From a sample to a prediction, one function per task. `None` when the line is no such sample.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use chrono_tz::Tz;
use realtoros_domain::{
    calendar::{Clock, Due, Received, due},
    facts::{Message, extract},
    quiet_hours::{Address, Outcome, Recipient, StateRules, decide},
    reply::{Reply, Source, read},
};
use serde_json::{Value, json};

/// Whether a reply is an opt-out.
pub fn reply(sample: &Value) -> Option<Value> {
    let headers = sample["headers"].as_object();
    let automatic = headers.is_some_and(|headers| {
        headers
            .iter()
            .any(|(name, value)| is_automatic(&name.to_lowercase(), value.as_str().unwrap_or_default()))
    });
    let reading = read(&Reply {
        source: match sample["channel"].as_str()? {
            "sms" => Source::Sms,
            "email" => Source::Email,
            _ => Source::Note,
        },
        subject: sample["subject"].as_str(),
        text: sample["text"].as_str()?,
        prior_outbound: sample["prior_outbound"].as_str(),
        automatic,
        media: sample["num_media"].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or_default(),
    });
    let scope: Vec<_> = reading.scope.iter().map(|channel| channel.as_str()).collect();
    Some(json!({ "class": reading.class, "scope": scope, "intents": reading.intents }))
}

/// Whether a mail header says that no person wrote the mail (RFC 3834).
fn is_automatic(name: &str, value: &str) -> bool {
    match name {
        "auto-submitted" => value != "no",
        "precedence" => matches!(value, "bulk" | "junk" | "auto_reply"),
        "x-autoreply" | "x-autorespond" | "x-auto-response-suppress" => true,
        _ => false,
    }
}

/// Facts in a message.
pub fn facts(sample: &Value) -> Option<Value> {
    let received = received_at(sample["received_at"].as_str()?)?;
    let message = Message { text: sample["text"].as_str()?, received_on: received.date_naive() };
    serde_json::to_value(extract(&message)).ok()
}

/// RFC 3339, with or without seconds.
fn received_at(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z")).ok()
}

/// Whether a text may be sent at an instant.
pub fn quiet_hours(sample: &Value) -> Option<Value> {
    let instant: DateTime<Utc> = sample["instant"].as_str()?.parse().ok()?;
    let recipient = &sample["recipient"];
    let address = recipient["address"].as_object().map(|address| {
        let part = |name| address.get(name).and_then(Value::as_str);
        Address { state: part("state"), zip: part("zip") }
    });
    let recipient = Recipient {
        number: recipient["number"].as_str().or_else(|| recipient["number_prefix"].as_str()),
        address,
        stated_zone: recipient["stated_zone"].as_str().and_then(|zone| zone.parse::<Tz>().ok()),
    };
    Some(match decide(instant, &recipient, &StateRules::default()).outcome {
        Outcome::Allowed { .. } => json!({ "decision": "allowed", "until": null }),
        Outcome::Deferred { until, .. } => {
            json!({ "decision": "deferred", "until": until.map(|until| until.format("%Y-%m-%dT%H:%M:%SZ").to_string()) })
        }
    })
}

/// When a deadline ends.
pub fn clock(sample: &Value) -> Option<Value> {
    let clock: Clock = serde_json::from_value(sample["clock"].clone()).ok()?;
    let received = match (sample["received_on"].as_str(), sample["received_at"].as_str()) {
        (Some(date), _) => Received::On(date.parse::<NaiveDate>().ok()?),
        (None, Some(instant)) => Received::At {
            instant: instant.parse().ok()?,
            zone: sample["time_zone"].as_str().unwrap_or("UTC").parse().ok()?,
        },
        (None, None) => return None,
    };
    Some(match due(clock, received) {
        Due::On(date) => json!({ "due": date.to_string() }),
        Due::At(instant) => json!({ "due": instant.format("%Y-%m-%dT%H:%M:%SZ").to_string() }),
    })
}
