//! A summary that invents nothing: it quotes, and says which turn it quotes.

use super::instruction::{as_written, is_not_for_people};
use super::{Author, Cited, Parties, Turn};
use crate::reply::{Class, Intent, Reply, Source, pattern, read, words};

const WISHES: &[&str] = &[
    "want|need|needs|looking|like|love|prefer|budget|must|have|hope|approved|preapproved|hate|only|interested|sell|selling|rent|moving|lease|wants|max|under|#|busco|necesito|quiero|quisiera|presupuesto",
];
const PROMISES: &[&str] = &[
    "i|we will|shall|can|am ..2 send|call|check|ask|find|get|set|confirm|book|email|text|follow|look|draft|prepare|schedule|arrange|forward|pull|let|be",
];
/// How many statements of the lead are quoted.
const QUOTED: usize = 4;

/// The sentences of a one-paragraph summary. Extractive; instructions inside messages are never obeyed (P-32).
pub fn summarise(parties: &Parties<'_>, turns: &[Turn<'_>]) -> Vec<Cited> {
    let who = parties.lead_first_name.unwrap_or("The lead");
    let lead: Vec<&Turn<'_>> = turns.iter().filter(|t| t.author == Author::Lead).collect();
    let mut out = Vec::new();
    if let (Some(first), Some(last)) = (lead.first(), lead.last()) {
        let (from, to) = (first.at.format("%b %-d"), last.at.format("%b %-d"));
        let count =
            if lead.len() == 1 { "one message".to_owned() } else { format!("{} messages", lead.len()) };
        let cites = lead.iter().map(|turn| turn.n).collect();
        let span = if from.to_string() == to.to_string() {
            format!("on {from}")
        } else {
            format!("from {from} to {to}")
        };
        out.push(Cited { text: format!("{who} wrote {count} {span}."), turns: cites });
    }
    let mut said: Vec<(u32, &str)> =
        lead.iter().flat_map(|t| said_by(t, WISHES)).filter(|(_, s)| !s.ends_with('?')).collect();
    said = said.split_off(said.len().saturating_sub(QUOTED));
    out.extend(said.into_iter().map(|(n, s)| Cited { text: format!("{who} said: \"{s}\""), turns: vec![n] }));
    out.extend(
        open_question(turns)
            .map(|(n, s)| Cited { text: format!("Not answered yet: \"{s}\""), turns: vec![n] }),
    );
    out.extend(
        last_promise(turns).map(|(n, s)| Cited { text: format!("Our side said: \"{s}\""), turns: vec![n] }),
    );
    out.extend(lead.iter().filter_map(|t| standing(who, t)));
    let odd: Vec<u32> = lead
        .iter()
        .filter(|t| as_written(t.text).iter().any(|s| is_not_for_people(s)))
        .map(|t| t.n)
        .collect();
    if !odd.is_empty() {
        out.push(Cited {
            text: "Text that speaks to software, links or codes was left out.".to_owned(),
            turns: odd,
        });
    }
    out
}

fn said_by<'a>(turn: &Turn<'a>, patterns: &[&str]) -> Vec<(u32, &'a str)> {
    let holds = |s: &str| words::sentences(s).iter().any(|part| pattern::any(patterns, &part.words()));
    as_written(turn.text)
        .into_iter()
        .filter(|s| !is_not_for_people(s) && holds(s))
        .map(|s| (turn.n, s))
        .collect()
}

/// The last question of the lead after which nobody on our side wrote.
fn open_question<'a>(turns: &[Turn<'a>]) -> Option<(u32, &'a str)> {
    let after = turns.iter().rposition(|t| t.author != Author::Lead).map_or(0, |i| i + 1);
    let open = turns[after..].iter().flat_map(|t| as_written(t.text).into_iter().map(|s| (t.n, s)));
    open.rev().find(|(_, s)| s.ends_with('?') && !is_not_for_people(s))
}

fn last_promise<'a>(turns: &[Turn<'a>]) -> Option<(u32, &'a str)> {
    turns.iter().filter(|t| t.author != Author::Lead).flat_map(|t| said_by(t, PROMISES)).last()
}

/// Wishes about contact that outrank everything else.
fn standing(who: &str, turn: &Turn<'_>) -> Option<Cited> {
    let reply = Reply {
        source: Source::Sms,
        subject: None,
        text: turn.text,
        prior_outbound: None,
        automatic: false,
        media: 0,
    };
    let reading = read(&reply);
    let text = match reading.class {
        Class::OptOut => format!("{who} asked us to end contact."),
        _ if reading.intents.contains(&Intent::HumanRequest) => format!("{who} asked for a person."),
        _ if reading.intents.contains(&Intent::Complaint) => format!("{who} complained."),
        _ => return None,
    };
    Some(Cited { text, turns: vec![turn.n] })
}
