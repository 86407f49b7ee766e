//! From the parts to the reading.

use super::reading::{Class, Reading, Reply, Source, Tier};
use super::request::Ask;
use super::words::{Clause, Sentence, sentences};
use super::{
    complaint, foreign, hold, hold_es, intents, keyword, normalise, own_words, pattern, permission, request,
    request_es, scope, wrong_number,
};
use crate::ChannelSet;

/// Reads a reply (P-45, P-47; data rules C 1–7). Decides by rules alone; nothing may lower the result.
pub fn read(reply: &Reply<'_>) -> Reading {
    let text = normalise::visible(reply.text);
    let subject = reply.subject.map(normalise::visible);
    let own = match reply.source {
        Source::Email => own_words::of_mail(&text),
        Source::Sms | Source::Note => {
            own_words::of_text(&text, reply.prior_outbound.map(normalise::visible).as_deref())
        }
    };
    if let Some(reading) = reaction(&own) {
        return reading;
    }
    let own_subject = subject.as_deref().and_then(own_words::of_subject).unwrap_or("");
    let answered = subject.as_deref().map_or("", own_words::answered_subject);
    let mut parts = sentences(own_subject);
    parts.extend(sentences(&own));
    let automatic = reply.automatic || says_it_is_automatic(&own, subject.as_deref());

    let said = Said { parts: &parts, reply };
    let wrong = said.wrong_number();
    let complaint = said.complains();
    let wanted = intents::read(&parts, wrong, complaint);
    let (class, tier, reached) =
        if keyword::is_keyword(&own) || keyword::is_keyword(own_subject) || keyword::is_keyword(answered) {
            (Class::OptOut, Some(Tier::Keyword), scope::of_source(reply.source))
        } else if let Some(found) = said.asks_for_end(wrong) {
            found
        } else if said.holds(&own) {
            (Class::Hold, Some(Tier::Ambiguous), ChannelSet::NONE)
        } else {
            (Class::None, None, ChannelSet::NONE)
        };
    let (class, tier, reached) = match class {
        Class::OptOut if automatic => (Class::Hold, Some(Tier::Ambiguous), ChannelSet::NONE),
        Class::Hold if automatic => (Class::None, None, ChannelSet::NONE),
        _ => (class, tier, reached),
    };
    Reading { class, scope: reached, intents: if automatic { Vec::new() } else { wanted }, tier }
}

/// What was said, cut into sentences.
struct Said<'a> {
    parts: &'a [Sentence],
    reply: &'a Reply<'a>,
}

impl Said<'_> {
    fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.parts.iter().flat_map(|s| &s.clauses)
    }

    fn wrong_number(&self) -> bool {
        self.parts.iter().any(|s| {
            s.clauses.iter().any(|c| wrong_number::says_so(c, s.question, self.reply.prior_outbound))
                || wrong_number::says_so(&s.words(), s.question, self.reply.prior_outbound)
        })
    }

    fn complains(&self) -> bool {
        let contact = self
            .parts
            .iter()
            .any(|s| complaint::of_contact(&s.words()) || pattern::any(hold_es::COMPLAINT, &s.words()));
        contact || self.clauses().any(|c| pattern::any(complaint::OF_SERVICE, c))
    }

    /// Tier 2, and a keyword that fills a clause.
    fn asks_for_end(&self, wrong: bool) -> Option<(Class, Option<Tier>, ChannelSet)> {
        let note = self.reply.source == Source::Note;
        let mut asked: Vec<Clause> = Vec::new();
        let mut less = false;
        let mut keyword = false;
        for sentence in self.parts {
            let mut in_clause = false;
            for clause in &sentence.clauses {
                let whole = self.clauses().count() == 1;
                if keyword::is_keyword_clause(clause) || (whole && keyword::is_polite_keyword(clause)) {
                    keyword = true;
                    continue;
                }
                match request::ask(clause, note).or_else(|| request_es::ask(clause)) {
                    Some(Ask::End) => {
                        asked.push(clause.clone());
                        in_clause = true;
                    }
                    Some(Ask::Less) => less = true,
                    None => {}
                }
            }
            if !in_clause && sentence.clauses.len() > 1 {
                let words = sentence.words();
                if request::ask(&words, note).or_else(|| request_es::ask(&words)) == Some(Ask::End) && !less {
                    let named: Vec<Clause> =
                        sentence.clauses.iter().filter(|c| !scope::welcomes(c)).cloned().collect();
                    asked.extend(named);
                }
            }
        }
        let by_only = self.clauses().find_map(|c| scope::only(c, self.reply.source));
        let refused = self.parts.len() <= 2
            && self.clauses().next().is_some_and(|c| permission::refuses(c, self.reply.prior_outbound));
        if asked.is_empty() && by_only.is_none() && !wrong && !refused && !keyword {
            return None;
        }
        let tier =
            if asked.is_empty() && keyword && by_only.is_none() { Tier::Keyword } else { Tier::Phrase };
        let asked: Vec<&[crate::reply::words::Word]> = asked.iter().map(Vec::as_slice).collect();
        let mut reached = scope::named(&asked, self.reply.source)
            .or(by_only)
            .unwrap_or_else(|| scope::of_source(self.reply.source));
        if wrong {
            reached = union(
                scope::of_wrong_address(self.reply.source),
                if asked.is_empty() { ChannelSet::NONE } else { scope::of_wrong_address(self.reply.source) },
            );
        }
        Some((Class::OptOut, Some(tier), reached))
    }

    /// Tier 3.
    fn holds(&self, own: &str) -> bool {
        let reply = self.reply;
        let wordless = self.parts.is_empty();
        if wordless && (reply.media > 0 || hold::shows_refusal(own)) {
            return true;
        }
        let answers = reply.prior_outbound.is_some_and(|p| p.contains('?'));
        let sign = hold::shows_refusal(own) && self.clauses().map(Vec::len).sum::<usize>() <= 3;
        let note = reply.source == Source::Note;
        sign || foreign::is_request(&normalise::fold(own))
            || self.clauses().any(|c| {
                matches!(request::ask(c, note).or_else(|| request_es::ask(c)), Some(Ask::Less))
                    || hold::asks_to_end_something(c)
                    || hold::has_no_need(c, answers)
                    || hold::wants_less(c)
                    || hold_es::needs_a_look(c, answers)
            })
            || self
                .parts
                .iter()
                .any(|s| complaint::of_contact(&s.words()) || pattern::any(hold_es::COMPLAINT, &s.words()))
    }
}

fn union(a: ChannelSet, b: ChannelSet) -> ChannelSet {
    ChannelSet { sms: a.sms || b.sms, voice: a.voice || b.voice, email: a.email || b.email }
}

/// A reaction that a telephone wrote out: `Liked "Reply STOP to end"`. The quoted words are ours.
fn reaction(own: &str) -> Option<Reading> {
    const KINDS: &[&str] = &[
        "liked ",
        "loved ",
        "laughed at ",
        "emphasized ",
        "questioned ",
        "disliked ",
        "reacted ",
        "removed a ",
        "le gusto ",
        "le encanto ",
        "se rio de ",
        "no le gusto ",
    ];
    let low = normalise::fold(own);
    let written = KINDS.iter().find(|k| low.starts_with(**k) && low.contains('"'));
    let shown = low.contains(" to \"") && !low.starts_with(char::is_alphanumeric);
    if written.is_none() && !shown {
        return None;
    }
    let disliked = written.is_some_and(|k| matches!(*k, "disliked " | "no le gusto "))
        || (shown && hold::shows_refusal(own));
    let (class, tier) = if disliked { (Class::Hold, Some(Tier::Ambiguous)) } else { (Class::None, None) };
    Some(Reading { class, scope: ChannelSet::NONE, intents: Vec::new(), tier })
}

fn says_it_is_automatic(own: &str, subject: Option<&str>) -> bool {
    const SUBJECTS: &[&str] = &[
        "automatic reply",
        "auto-reply",
        "autoreply",
        "auto reply",
        "out of office",
        "out of the office",
        "respuesta automatica",
        "undeliverable",
        "delivery status",
    ];
    const TEXTS: &[&str] = &[
        "this is an automat",
        "this is an auto",
        "automatic reply",
        "auto-reply",
        "auto reply",
        "autoreply",
        "automated response",
        "automated reply",
        "i'm driving with",
        "i am driving with",
        "esta es una respuesta automatica",
        "respuesta automatica",
    ];
    let low = normalise::fold(own);
    let subject = subject.map(normalise::fold).unwrap_or_default();
    SUBJECTS.iter().any(|s| subject.starts_with(s))
        || TEXTS.iter().any(|t| low.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(t))
}
