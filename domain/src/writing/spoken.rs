//! What an artificial voice reads out to somebody who agreed to that in writing, and what their answer means (P-49).
//!
//! Who calls comes first, and right after it how to end such calls (47 CFR 64.1200(b); FCC 24-17). Neither can be edited
//! away. An answering machine hears the same words, so they end with a number.

use super::Parties;
use crate::{
    Channel, ChannelSet,
    reply::{self, Class, Reply, Source},
};

/// The longest words that a realtor can have read out, in characters.
pub const LONGEST_SPOKEN: usize = 500;
/// The key that ends such calls.
pub const STOP_KEY: &str = "9";
/// How to say the key.
const STOP_KEY_SAID: [&str; 4] = ["9", "nine", "number nine", "nueve"];
/// Words with which somebody refuses.
const REFUSALS: [&str; 6] = ["no", "nope", "nah", "not", "dont", "don't"];
/// Words with which somebody takes their leave.
const FAREWELLS: [&str; 3] = ["bye", "goodbye", "adios"];
/// How many words a bare answer has: "no, thank you". More of them are a sentence, perhaps that of a machine.
const BARE: usize = 3;
/// Two words of a sentence that mean that somebody does not want to go on: the call ends at once (RCW 80.36.390, within ten
/// seconds).
const UNWILLING: [[&str; 2]; 7] = [
    ["don't", "want"],
    ["dont", "want"],
    ["don't", "need"],
    ["dont", "need"],
    ["not", "interested"],
    ["not", "now"],
    ["no", "quiero"],
];
/// How greetings of answering machines begin that sound like a refusal.
const GREETINGS: [[&str; 2]; 5] =
    [["no", "one"], ["no", "body"], ["not", "available"], ["no", "estoy"], ["no", "podemos"]];

/// A call, in the order in which it is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Who calls, that no person speaks, and how to end such calls.
    pub opening: String,
    /// What the realtor wrote.
    pub words: String,
    /// How to reach the realtor, and once more how to end such calls.
    pub ending: String,
}

impl Spoken {
    /// The call of these parties from `number` (E.164) with these words.
    pub fn new(parties: &Parties<'_>, number: &str, words: &str) -> Self {
        let Parties { realtor_name, brokerage, .. } = parties;
        let number = said(number);
        Self {
            opening: format!(
                "This is an automated call with an artificial voice, from {realtor_name} at {brokerage}. To get no more \
                 calls, press {STOP_KEY} or say stop at any time."
            ),
            words: words.trim().to_owned(),
            ending: format!(
                "To talk to {realtor_name}, or to get no more calls, call {number}. You can also press {STOP_KEY} or say \
                 stop now. Again, the number is {number}."
            ),
        }
    }

    /// All of it.
    pub fn read_out(&self) -> String {
        format!("{} {} {}", self.opening, self.words, self.ending)
    }
}

/// What the person means who presses a key or says something in such a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallAnswer {
    /// No more of this, on these channels; calls are always among them.
    Stop(ChannelSet),
    /// It may mean stop, such as a bare "no": nothing goes out by itself until a person has looked.
    Doubt,
    /// They do not want to listen now.
    End,
    /// Anything else: the message goes on.
    GoOn,
}

/// Reads an answer. The key and a bare "stop" end calls and texts to the number, as a STOP by text does.
pub fn call_answer(digits: &str, speech: &str) -> CallAnswer {
    let speech = speech.trim();
    let plain = speech.trim_end_matches(['.', '!', '?', ',']).to_lowercase();
    if digits.contains(STOP_KEY) || STOP_KEY_SAID.contains(&plain.as_str()) {
        return CallAnswer::Stop(ChannelSet::PHONE);
    }
    let reading = reply::read(&Reply {
        source: Source::Sms,
        subject: None,
        text: speech,
        prior_outbound: None,
        automatic: false,
        media: 0,
    });
    match reading.class {
        Class::OptOut => CallAnswer::Stop(reading.scope.with(Channel::Voice)),
        Class::Hold => CallAnswer::Doubt,
        Class::None => unasked(&plain),
    }
}

/// What words mean that ask for nothing. The voice has offered one thing, to end such calls, so a bare "no" may well accept
/// that: a person looks. A long greeting with a "not" in it is a machine's, which hears the message.
fn unasked(plain: &str) -> CallAnswer {
    let words: Vec<&str> =
        plain.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
    let holds = |pairs: &[[&str; 2]], said: &[&str]| pairs.iter().any(|pair| pair.as_slice() == said);
    let refuses = words.first().is_some_and(|first| REFUSALS.contains(first))
        && !words.get(..2).is_some_and(|two| holds(&GREETINGS, two));
    let is_unwilling = words.windows(2).any(|two| holds(&UNWILLING, two));
    let is_bare = words.len() <= BARE;
    match (refuses, is_bare) {
        (true, true) => CallAnswer::Doubt,
        (true, false) => CallAnswer::End,
        (false, _) if is_unwilling => CallAnswer::End,
        (false, true) if words.iter().any(|word| FAREWELLS.contains(word)) => CallAnswer::End,
        (false, _) => CallAnswer::GoOn,
    }
}

/// A number as a voice says it: digit by digit, in groups, without the country code of North America.
fn said(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let local = match digits.as_slice() {
        ['1', local @ ..] if local.len() == 10 => local,
        all => all,
    };
    let grouped = local.iter().enumerate().fold(String::new(), |mut said, (at, digit)| {
        if at > 0 {
            said.push_str(if local.len() == 10 && (at == 3 || at == 6) { ", " } else { " " });
        }
        said.push(*digit);
        said
    });
    if local.is_empty() { "the number of this call".to_owned() } else { grouped }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTIES: Parties<'_> =
        Parties { lead_first_name: None, realtor_name: "Dana Whitfield", brokerage: "Harbor Street Realty" };

    #[test]
    fn p49_a_call_begins_with_who_calls_and_how_to_end_it_and_ends_with_a_number() {
        let spoken = Spoken::new(&PARTIES, "+12125550100", " A house on Alder Lane is open. ");
        assert!(spoken.read_out().starts_with(
            "This is an automated call with an artificial voice, from Dana Whitfield at Harbor Street Realty. To get no \
             more calls, press 9 or say stop at any time. A house on Alder Lane is open. "
        ));
        assert!(
            spoken.ending.contains("to get no more calls, call 2 1 2, 5 5 5, 0 1 0 0."),
            "{}",
            spoken.ending
        );
        assert!(spoken.ending.ends_with("the number is 2 1 2, 5 5 5, 0 1 0 0."));
    }

    #[test]
    fn p49_a_number_that_is_not_known_or_foreign_is_said_somehow() {
        assert_eq!(said(""), "the number of this call");
        assert_eq!(said("+442071838750"), "4 4 2 0 7 1 8 3 8 7 5 0");
    }

    #[test]
    fn p49_the_key_and_plain_words_end_such_calls() {
        let phone = CallAnswer::Stop(ChannelSet::PHONE);
        for (digits, speech) in
            [("9", ""), ("", "stop"), ("", "Stop."), ("", "Nine."), ("", "take me off your list")]
        {
            assert_eq!(call_answer(digits, speech), phone, "{digits} {speech}");
        }
        let calls = call_answer("", "please stop calling me");
        assert!(matches!(calls, CallAnswer::Stop(scope) if scope.voice), "{calls:?}");
        assert_eq!(call_answer("", "please stop calling me, canary"), calls);
        let texts = call_answer("", "stop texting me");
        assert!(
            matches!(texts, CallAnswer::Stop(scope) if scope.voice && scope.sms),
            "said in a call: {texts:?}"
        );
    }

    #[test]
    fn p49_whoever_does_not_want_to_listen_is_not_talked_on_at() {
        for speech in
            ["no", "No, thanks.", "I'm not interested", "goodbye", "no I don't want to hear this right now"]
        {
            let answer = call_answer("", speech);
            assert_ne!(answer, CallAnswer::GoOn, "{speech}");
        }
        for speech in ["No.", "no", "Nope", "No thanks", "No, thank you."] {
            assert_eq!(call_answer("", speech), CallAnswer::Doubt, "the realtor has to look: {speech}");
        }
        assert_eq!(unasked("i really don't want this now"), CallAnswer::End);
        assert_eq!(call_answer("", "Goodbye."), CallAnswer::End);
        assert_eq!(call_answer("", "Okay, bye"), CallAnswer::End);
        for (digits, speech) in [("", "hello"), ("", "Hello, who is this?"), ("1", ""), ("", "")] {
            assert_eq!(call_answer(digits, speech), CallAnswer::GoOn, "{digits} {speech}");
        }
    }

    #[test]
    fn p49_a_machine_that_says_not_hears_the_message() {
        for speech in [
            "I'm not available, leave a message",
            "Hi, you've reached Rosa. I can't come to the phone right now, and I do not check this often.",
            "No one is available to take your call",
            "No estoy disponible, deje su mensaje",
            "Leave your name and number and I will call you back, goodbye",
        ] {
            assert_eq!(call_answer("", speech), CallAnswer::GoOn, "{speech}");
        }
    }
}
