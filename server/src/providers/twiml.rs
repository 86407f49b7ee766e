//! What Twilio is told to do in a call, in its own language (rules B3.2). Code writes it, and nothing in it records: of a
//! call its metadata is kept, never its sound (P-14).

use realtoros_domain::writing::Spoken;

/// What the recognition of speech listens for.
const HINTS: &str = "stop, stop calling, stop calling me, no more calls, do not call, remove me, take me off the list, \
                     unsubscribe, wrong number, no, not interested";

/// Reads a call out, and listens all the while for a key or for words; they are posted to `answers_at`. Whoever says
/// nothing hears it to the end.
pub fn call(spoken: &Spoken, answers_at: &str) -> String {
    let Spoken { opening, words, ending } = spoken;
    let said: String = [opening, words, ending].map(|part| say(part)).concat();
    let action = escaped(answers_at);
    format!(
        "<Response><Gather input=\"dtmf speech\" numDigits=\"1\" timeout=\"5\" language=\"en-US\" method=\"POST\" \
         action=\"{action}\" hints=\"{HINTS}\">{said}</Gather><Say>Goodbye.</Say><Hangup/></Response>"
    )
}

/// Says one thing and hangs up.
pub fn last_words(words: &str) -> String {
    format!("<Response>{}<Hangup/></Response>", say(words))
}

fn say(words: &str) -> String {
    format!("<Say>{}</Say>", escaped(words))
}

/// Text as it may stand in XML, in an attribute too. Characters that XML does not know become spaces.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::writing::Parties;

    fn spoken(words: &str) -> Spoken {
        let parties = Parties {
            lead_first_name: None,
            realtor_name: "Dana O'Neil",
            brokerage: "Smith & Sons <Realty>",
        };
        Spoken::new(&parties, "+12125550100", words)
    }

    #[test]
    fn p49_a_call_says_first_who_calls_and_listens_for_the_end_from_its_first_word() {
        let twiml = call(&spoken("Open on Saturday."), "https://crm.example/webhooks/twilio/1/voice?m=2&n=2");
        let (gather, rest) = twiml.split_once("<Say>").unwrap();
        assert!(gather.starts_with("<Response><Gather input=\"dtmf speech\" numDigits=\"1\""), "{gather}");
        assert!(gather.contains("action=\"https://crm.example/webhooks/twilio/1/voice?m=2&amp;n=2\""));
        assert!(rest.starts_with(
            "This is an automated call with an artificial voice, from Dana O&apos;Neil at Smith &amp;"
        ));
        let (key, words) = (rest.find("press 9").unwrap(), rest.find("Open on Saturday.").unwrap());
        assert!(key < words, "how to end it comes before the words");
    }

    #[test]
    fn p49_what_a_realtor_types_stays_text() {
        let twiml = call(&spoken("</Say><Dial>900</Dial> \u{0} & \"porch\""), "https://crm.example/v");
        assert!(!twiml.contains("<Dial>") && twiml.contains("&lt;/Say&gt;&lt;Dial&gt;900"), "{twiml}");
        assert!(!twiml.contains('\u{0}'));
    }

    #[test]
    fn p14_no_call_is_recorded() {
        for twiml in [call(&spoken("Open on Saturday."), "https://crm.example/v"), last_words("Goodbye.")] {
            assert!(!twiml.to_lowercase().contains("record"), "{twiml}");
        }
    }
}
