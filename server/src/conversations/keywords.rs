//! Keywords that a carrier or Twilio acts on by itself (rules B3.1).

/// What a text says to the carrier, besides what it says to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// Ends texts.
    Stop,
    /// Begins them again.
    Start,
    /// Asks who we are.
    Help,
}

/// What Twilio makes of a whole body: a single keyword in any case, or what it says itself in `OptOutType`.
/// "YES" is no START: it may answer anything.
pub fn keyword(body: &str, opt_out_type: Option<&str>) -> Option<Keyword> {
    match opt_out_type {
        Some("STOP") => return Some(Keyword::Stop),
        Some("START") => return Some(Keyword::Start),
        Some("HELP") => return Some(Keyword::Help),
        _ => {}
    }
    match body.trim().to_ascii_uppercase().as_str() {
        "STOP" | "STOPALL" | "UNSUBSCRIBE" | "CANCEL" | "END" | "QUIT" | "REVOKE" | "OPTOUT" => {
            Some(Keyword::Stop)
        }
        "START" | "UNSTOP" => Some(Keyword::Start),
        "HELP" | "INFO" => Some(Keyword::Help),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p46_only_a_whole_body_is_a_keyword() {
        let cases = [
            ("stop", None, Some(Keyword::Stop)),
            (" Optout\n", None, Some(Keyword::Stop)),
            ("Stop please", None, None),
            ("basta", Some("STOP"), Some(Keyword::Stop)),
            ("START", None, Some(Keyword::Start)),
            ("yes", None, None),
            ("help", None, Some(Keyword::Help)),
            ("help me find a house", None, None),
        ];
        for (body, kind, expected) in cases {
            assert_eq!(keyword(body, kind), expected, "{body}");
        }
    }
}
