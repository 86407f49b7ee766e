//! Wishes in notes and messages that may be opt-outs (import rule 9). They are not imported as opt-outs,
//! but the channel stays closed until somebody has looked.

use crate::{Channel, ChannelSet, contact::fold_name};

/// The channels on which a note asks for no contact, or none.
pub fn wishes_in_note(note: &str) -> ChannelSet {
    let mut wishes = ChannelSet::NONE;
    for clause in note.split(['.', ',', ';', '!', '?', '\n', '\r', '(', ')']) {
        let clause = fold_name(clause);
        let words: Vec<&str> = clause.split(' ').collect();
        for channel in in_clause(&clause, &words).iter() {
            wishes = wishes.with(channel);
        }
    }
    wishes
}

fn in_clause(clause: &str, words: &[&str]) -> ChannelSet {
    if WHOLE.contains(&clause) {
        return ChannelSet::ALL;
    }
    let has = |word: &str| words.contains(&word);
    if has("list") && (has("off") || has("remove") || has("removed")) {
        return named_anywhere(words);
    }
    if PHRASES.iter().any(|phrase| contains_words(clause, phrase)) {
        return named_anywhere(words);
    }
    if contains_words(clause, "email only")
        || contains_words(clause, "only email")
        || contains_words(clause, "only e mail")
    {
        return ChannelSet::PHONE;
    }
    (0..words.len()).find_map(|at| after_refusal(words, at)).unwrap_or(ChannelSet::NONE)
}

/// The channel that a refusal at `at` refuses: only filler may stand between the two.
fn after_refusal(words: &[&str], at: usize) -> Option<ChannelSet> {
    let before = at.checked_sub(1).map_or("", |before| words[before]);
    let word = words[at];
    let (start, plural_only) = match word {
        // "He did not call" tells what happened; "do not call" asks.
        "not"
            if matches!(
                before,
                "do" | "please" | "should" | "must" | "asked" | "us" | "to" | "does" | "did" | "would"
            ) =>
        {
            (at + 1, false)
        }
        "stop" | "quit" | "cease" | "dont" | "avoid" | "doesnt" | "didnt" | "never" => (at + 1, false),
        "no" if words.get(at + 1) == Some(&"more") => (at + 2, false),
        "no" | "hates" | "refuses" => (at + 1, true),
        _ => return None,
    };
    let tells =
        matches!(word, "doesnt" | "didnt") || word == "not" && matches!(before, "does" | "did" | "would");
    let mut wants = false;
    for (distance, word) in words[start..].iter().enumerate() {
        let next = words.get(start + distance + 1).copied().unwrap_or_default();
        if *word == "phone" && next.starts_with("call") {
            continue;
        }
        let Some(channels) = channels_of(word) else {
            wants |= matches!(*word, "want" | "wants" | "wish" | "like" | "be");
            if distance < 6 && FILLER.contains(word) {
                continue;
            }
            return None;
        };
        let tells_of_the_past = matches!(next, "back" | "yet" | "number" | "on" | "address");
        let is_wish = !(tells_of_the_past || tells && !wants)
            && (!plural_only
                || word.ends_with('s')
                || matches!(next, "please" | "at")
                || matches!(*word, "contact" | "solicitation"));
        return is_wish.then_some(channels);
    }
    None
}

fn channels_of(word: &str) -> Option<ChannelSet> {
    const SMS: ChannelSet = ChannelSet { sms: true, voice: false, email: false };
    const VOICE: ChannelSet = ChannelSet { sms: false, voice: true, email: false };
    Some(match word {
        "call" | "calls" | "called" | "calling" | "phone" | "phoning" | "ring" | "ringing" | "voicemail"
        | "voicemails" | "robocalls" | "llamar" | "llame" | "llamen" | "llamadas" => VOICE,
        "text" | "texts" | "texted" | "texting" | "sms" | "message" | "messages" | "messaging"
        | "messaged" | "msgs" | "mensajes" => SMS,
        "email" | "emails" | "emailed" | "emailing" | "mail" | "mailing" | "mails" | "newsletter"
        | "newsletters" | "correos" => ChannelSet::EMAIL,
        "contact" | "contacts" | "contacted" | "contacting" | "bother" | "bothering" | "bothered"
        | "disturb" | "solicit" | "solicitation" | "solicitations" | "communication" | "communications"
        | "outreach" | "contactar" | "harassing" | "spamming" => ChannelSet::ALL,
        _ => return None,
    })
}

/// The channels that the clause names, or every channel when it names none.
fn named_anywhere(words: &[&str]) -> ChannelSet {
    let named = words
        .iter()
        .filter_map(|word| channels_of(word))
        .filter(|channels| *channels != ChannelSet::ALL)
        .flat_map(|channels| Channel::ALL.into_iter().filter(move |channel| channels.contains(*channel)))
        .fold(ChannelSet::NONE, ChannelSet::with);
    if named.is_empty() { ChannelSet::ALL } else { named }
}

fn contains_words(clause: &str, phrase: &str) -> bool {
    clause.match_indices(phrase).any(|(at, _)| {
        let end = at + phrase.len();
        (at == 0 || clause[..at].ends_with(' ')) && (end == clause.len() || clause[end..].starts_with(' '))
    })
}

/// Clauses that are a wish by themselves.
const WHOLE: &[&str] =
    &["stop", "alto", "basta", "dnc", "do not contact", "opt out", "optout", "stop please", "please stop"];

/// Wordings that are a wish wherever they stand.
const PHRASES: &[&str] = &[
    "unsubscribe",
    "unsubscribed",
    "opted out",
    "opt out",
    "wants out",
    "remove me",
    "remove him",
    "remove her",
    "remove them",
    "leave me alone",
    "leave him alone",
    "leave her alone",
    "leave them alone",
    "wants to be left alone",
    "lose my number",
    "lose her number",
    "lose his number",
    "do not disturb",
    "dnc",
    "delete my number",
    "asked to be removed",
    "wants to be removed",
    "no further contact",
    "ya no quiere",
    "no llamar",
    "no me llame",
    "no me llamen",
    "no contactar",
    "deje de",
    "dejen de",
    "not to be contacted",
    "no longer wants",
];

/// Words that may stand between a refusal and what is refused.
const FILLER: &[&str] = &[
    "please",
    "ever",
    "again",
    "want",
    "wants",
    "wish",
    "like",
    "to",
    "be",
    "any",
    "anymore",
    "more",
    "him",
    "her",
    "them",
    "me",
    "us",
    "my",
    "his",
    "their",
    "your",
    "our",
    "you",
    "keep",
    "keeps",
    "sending",
    "send",
    "by",
    "receive",
    "receiving",
    "get",
    "getting",
    "the",
    "these",
    "those",
    "with",
    "all",
    "phone",
    "marketing",
    "automated",
    "so",
    "many",
    "contact",
    "of",
    "making",
    "a",
    "an",
    "further",
    "unsolicited",
    "sales",
    "or",
    "and",
];

#[cfg(test)]
mod tests {
    use super::wishes_in_note;
    use crate::ChannelSet;

    const SMS: ChannelSet = ChannelSet { sms: true, voice: false, email: false };
    const VOICE: ChannelSet = ChannelSet { sms: false, voice: true, email: false };

    #[test]
    fn a_note_that_asks_for_no_contact() {
        for (note, wishes) in [
            ("Said to stop calling her", VOICE),
            ("Please don’t call, texting is fine.", VOICE),
            ("asked us not to text anymore", SMS),
            ("no more emails please", ChannelSet::EMAIL),
            ("No calls. Likes porches.", VOICE),
            ("does not want to receive any newsletters", ChannelSet::EMAIL),
            ("Do not contact again", ChannelSet::ALL),
            ("wants to be taken off our list", ChannelSet::ALL),
            ("unsubscribe me from the emails", ChannelSet::EMAIL),
            ("no phone calls", VOICE),
            ("Take her off your mailing list", ChannelSet::EMAIL),
            ("Please quit sending me texts", SMS),
            ("STOP", ChannelSet::ALL),
            ("leave her alone!", ChannelSet::ALL),
            ("Email only", ChannelSet::PHONE),
        ] {
            assert_eq!(wishes_in_note(note), wishes, "{note:?}");
        }
    }

    #[test]
    fn a_note_that_does_not() {
        for note in [
            "Don't forget to call her on Monday",
            "did not call back",
            "She never called back",
            "no email on file",
            "no phone number",
            "her list of must-haves: a porch",
            "no HOA, no stairs",
            "will stop by, call first",
            "Bus stop in front of the house",
            "Text is best",
            "Calls after six please",
            "Don't hesitate to call",
            "We could not reach him by phone",
            "",
        ] {
            assert_eq!(wishes_in_note(note), ChannelSet::NONE, "{note:?}");
        }
    }
}
