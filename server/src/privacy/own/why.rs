//! "Why did I get this?": for each message that left, who or what caused it, whether AI helped, and on what it rests.

use super::Proven;
use crate::{
    Core, Result, Scope,
    clock::from_millis,
    consent::{self, Act, Recorded, Source},
    leads, links,
    outbound::{AccountFacts, HISTORY, MessageRecord, MessageState, entity::Model, repository},
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use realtoros_domain::{
    Channel,
    consent::{Level, required},
    ids::LeadId,
};
use uuid::Uuid;

/// Why a message came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The message.
    pub id: Uuid,
    /// The day, where the realtor works.
    pub day: NaiveDate,
    /// What came: `Text`, `Call` or `E-mail`.
    pub what: &'static str,
    /// Its subject or first words; only for a lead who has shown who they are.
    pub words: Option<String>,
    /// Who or what caused it.
    pub cause: String,
    /// Whether AI helped.
    pub ai: &'static str,
    /// On what it rests.
    pub basis: String,
    /// The words that were agreed to, where it rests on an agreement.
    pub agreed: Option<String>,
    /// The entry of the ledger that it rests on, for the receipt.
    pub receipt: Option<Uuid>,
}

/// Why the messages came that the holder of this link got, newest first. Their words are shown to a lead who has shown
/// who they are.
pub async fn why(core: &Core, token: &str, who: Option<&Proven>) -> Result<Vec<Why>> {
    let (link, lead) = links::holder(core, token).await?;
    why_of(core, &link.scope(), lead.id, who.is_some()).await
}

/// The same for whoever may see this lead.
pub async fn why_of(core: &Core, scope: &Scope, lead: LeadId, with_words: bool) -> Result<Vec<Why>> {
    let conn = core.db.read();
    let facts = AccountFacts::load(core, scope.account).await?;
    let mut ids = leads::merged_into(conn, scope.account, lead).await?;
    ids.push(lead);
    let events = consent::events(conn, core, scope.account, &ids).await?;
    let rows = repository::of_leads(conn, scope.account, &ids).await?;
    let messages = repository::open_all(conn, core, scope.account, rows).await?;
    let left =
        |row: &Model| row.direction == "out" && MessageState::LEFT.contains(&MessageState::parse(&row.state));
    let messages = messages.iter().filter(|(row, _)| left(row)).rev();
    Ok(messages.filter_map(|(row, record)| explain(row, record, &events, &facts, with_words)).collect())
}

fn explain(
    row: &Model,
    record: &MessageRecord,
    events: &[Recorded],
    facts: &AccountFacts,
    with_words: bool,
) -> Option<Why> {
    let channel: Channel = row.channel.parse().ok()?;
    let held = evidence(events, channel, row.occurred_at);
    let shown = with_words.then(|| {
        let words = record.subject.as_deref().unwrap_or(&record.text);
        links::shown(&row.purpose, words).chars().take(80).collect()
    });
    let rests_on = held.filter(|_| needs_consent(channel, row));
    Some(Why {
        id: row.id,
        day: local_day(row.occurred_at, facts.zone),
        what: match channel {
            Channel::Sms => "Text",
            Channel::Voice if row.automation == "automatic" => "Spoken message",
            Channel::Voice => "Call",
            Channel::Email => "E-mail",
        },
        words: shown,
        cause: cause(row, facts),
        ai: ai(row, record),
        basis: basis(row, channel, rests_on, facts.zone),
        agreed: rests_on.and_then(|event| event.proof.wording.clone()),
        receipt: rests_on.map(|event| event.id),
    })
}

/// The strongest evidence that counted when the message went out: what was on file here by then, and says what was sealed.
fn evidence(events: &[Recorded], channel: Channel, at: i64) -> Option<&Recorded> {
    let (mut counts, mut withdrawn): (Vec<&Recorded>, Vec<&Recorded>) = (Vec::new(), Vec::new());
    let counted = |event: &&Recorded| event.channel == channel && event.counts() && event.here_since() <= at;
    for event in events.iter().filter(counted) {
        match event.act {
            Act::Given => counts.push(event),
            Act::Withdrawn => withdrawn.append(&mut counts),
            Act::Restored => counts.append(&mut withdrawn),
            Act::InDoubt | Act::Reviewed => {}
        }
    }
    counts.into_iter().max_by_key(|event| (event.level, event.proof.given_at))
}

fn needs_consent(channel: Channel, row: &Model) -> bool {
    use serde_json::{Value, from_value};
    let automation = from_value(Value::String(row.automation.clone()));
    let purpose = from_value(Value::String(row.purpose.clone()));
    match (automation, purpose) {
        (Ok(automation), Ok(purpose)) => required(channel, automation, purpose) > Level::None,
        _ => true,
    }
}

/// What a message about somebody's data is about: the key under which it is sent once says who sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    /// A code that somebody with the link asked for (`privacy::identity`).
    Code,
    /// A link that the realtor sent (`links::renew`).
    Link,
    /// Where a request stands (`privacy::requests`).
    Request,
}

impl About {
    fn of(key: &str) -> Self {
        match key.split(':').next() {
            Some("link") => Self::Link,
            Some("identity-code") => Self::Code,
            _ => Self::Request,
        }
    }
}

fn cause(row: &Model, facts: &AccountFacts) -> String {
    let name = &facts.member_name;
    match (row.purpose.as_str(), row.automation.as_str()) {
        (HISTORY, _) => "It is older than this account, which took it over.".to_owned(),
        ("newsletter", _) => format!("A newsletter that {name} wrote and approved."),
        ("opt_out_confirmation", _) => "You asked for messages to stop; this one confirmed it.".to_owned(),
        ("help", _) => "You asked for help by text; this is the answer.".to_owned(),
        ("privacy_request", _) => match About::of(&row.idempotency_key) {
            About::Code => "You, or somebody with your link, asked for a code.".to_owned(),
            About::Link => format!("{name} sent you a link to your own page."),
            About::Request => "A request about your data is on file; this tells how it stands.".to_owned(),
        },
        ("reminder", _) => "A reminder of an appointment that you made.".to_owned(),
        (_, "automatic") if row.channel == Channel::Voice.as_str() => {
            format!("{name} wrote it, and an artificial voice read it out to you.")
        }
        (_, "human_typed") => format!("{name} wrote it to you."),
        (_, "approved") => format!("{name} read it and sent it."),
        _ => format!("It went out by itself, by a rule that {name} switched on."),
    }
}

fn ai(row: &Model, record: &MessageRecord) -> &'static str {
    let marked = record.headers.iter().any(|(name, _)| name == "X-RealtorOS-AI");
    match row.automation.as_str() {
        _ if marked => "AI helped with the introduction; a person approved it.",
        "approved" => "AI drafted it; a person read, changed or approved it.",
        "automatic" if row.channel == Channel::Voice.as_str() => {
            "No AI wrote it; the voice was an artificial one."
        }
        "automatic" if !record.cites.is_empty() => "AI wrote it.",
        _ => "No AI was used for it.",
    }
}

fn basis(row: &Model, channel: Channel, rests_on: Option<&Recorded>, zone: Tz) -> String {
    match (row.purpose.as_str(), About::of(&row.idempotency_key)) {
        ("privacy_request", About::Link) => {
            return "It says only where you see your data and decide about it, so it needs no permission."
                .to_owned();
        }
        ("privacy_request", About::Request) => {
            return "It answers a request about your data, so it needs no permission.".to_owned();
        }
        ("opt_out_confirmation" | "help" | "privacy_request", _) => {
            return "It answers your own request, so it needs no permission.".to_owned();
        }
        _ => {}
    }
    if row.purpose == HISTORY {
        return "It was sent from another account; the permission for it is recorded there.".to_owned();
    }
    match rests_on {
        Some(event) => {
            let day = local_day(event.proof.given_at, zone).format("%B %-d, %Y");
            let what = match event.level {
                Level::ExpressWritten => "You agreed in writing",
                Level::Express => "You agreed",
                Level::Transaction => "You bought, sold or rented with them",
                Level::Inquiry => "You asked about something",
                Level::None => "There is an entry",
            };
            format!("{what} on {day}, {}.", way(event.source))
        }
        None if channel == Channel::Email => {
            "Your e-mail address was on file, and you had not unsubscribed. The law asks for a way out, not for consent."
                .to_owned()
        }
        None => "No entry is found that it rests on. Ask them, or stop texts with STOP.".to_owned(),
    }
}

/// How an entry reached the ledger, in words for the lead.
pub(in crate::privacy) const fn way(source: Source) -> &'static str {
    match source {
        Source::Text => "by text",
        Source::Mail | Source::LastMail => "by e-mail",
        Source::Note => "as they wrote down",
        Source::Unsubscribe => "by the link in an e-mail",
        Source::LeadPage => "on your own page",
        Source::Form => "in a form",
        Source::Realtor => "as they recorded",
        Source::Call => "in a call",
        Source::Provider => "as the phone company says",
        Source::Import => "according to a list that they brought",
        Source::Erasure => "when your data was erased before",
    }
}

fn local_day(at: i64, zone: Tz) -> NaiveDate {
    from_millis(at).with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::evidence;
    use crate::consent::{Act, Proof, Recorded, Source};
    use realtoros_domain::{Channel, consent::Level, ids::LeadId};
    use uuid::Uuid;

    const DAY: i64 = 86_400_000;

    /// An entry that was recorded on a day.
    fn recorded(act: Act, level: Level, day: i64) -> Recorded {
        Recorded {
            id: Uuid::from_u128(u128::from(day.unsigned_abs())),
            lead: LeadId(Uuid::nil()),
            channel: Channel::Sms,
            act,
            level,
            source: Source::Form,
            recorded_at: day * DAY,
            proof: Proof { given_at: day * DAY, ..Proof::default() },
            is_sound: true,
        }
    }

    #[test]
    fn p41_what_was_changed_in_the_database_is_no_reason_for_a_message() {
        let level = |events: &[Recorded]| evidence(events, Channel::Sms, 9 * DAY).map(|event| event.level);
        let given = recorded(Act::Given, Level::Express, 1);
        let mut raised = recorded(Act::Given, Level::ExpressWritten, 2);
        raised.is_sound = false;
        assert_eq!(level(&[given.clone(), raised]), Some(Level::Express));
        let mut taken = recorded(Act::Withdrawn, Level::None, 3);
        taken.is_sound = false;
        assert_eq!(level(&[given, taken]), None, "what takes away counts all the same");
    }

    #[test]
    fn p41_what_came_with_an_import_counts_from_the_import() {
        let mut came = recorded(Act::Given, Level::Express, 1);
        came.proof.came_with = Some("an export".to_owned());
        came.id = Uuid::from_u128((u128::from((5 * DAY).unsigned_abs()) << 80) + 7);
        let level =
            |day| evidence(std::slice::from_ref(&came), Channel::Sms, day * DAY).map(|event| event.level);
        assert_eq!((level(4), level(5)), (None, Some(Level::Express)));
    }
}
