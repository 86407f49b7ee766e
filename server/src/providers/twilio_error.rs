//! What Twilio's errors mean for a message.

use super::{HttpError, SendError};
use serde::Deserialize;

#[derive(Deserialize)]
struct Problem {
    #[serde(default)]
    code: u32,
}

/// An answer that is no success. A code that is not known is permanent and wants a human look, because Twilio
/// advises against reading more into codes (rules B3.1).
pub fn of_answer(status: u16, body: &[u8]) -> SendError {
    let code = serde_json::from_slice(body).map_or(0, |problem: Problem| problem.code);
    match (code, status) {
        (21610, _) => SendError::OptedOut,
        (30610, _) => SendError::QuietHours,
        (20429, _) | (0, 429) => SendError::Retry("too many messages at once".into()),
        // An error of theirs may have come after the text was taken.
        (_, 500..) => SendError::Unknown(format!("status {status}").into()),
        (0, _) => SendError::Permanent(format!("status {status}").into()),
        (code, _) => SendError::Permanent(format!("error {code}").into()),
    }
}

/// No answer. Only a connection that was never made proves that nothing was sent.
pub fn of_transport(error: &HttpError) -> SendError {
    match error {
        HttpError::Unlisted(_) | HttpError::NoAddress => {
            SendError::Retry("its address is not on the list of sub-processors".into())
        }
        HttpError::Transport(error) if error.is_connect() => SendError::Retry("no connection".into()),
        HttpError::Transport(_) => SendError::Unknown("no answer".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p45_codes_become_what_happens_next() {
        let cases: &[(u16, &str, SendError)] = &[
            (400, r#"{"code":21610,"message":"x"}"#, SendError::OptedOut),
            (400, r#"{"code":30610}"#, SendError::QuietHours),
            (429, r#"{"code":20429}"#, SendError::Retry("too many messages at once".into())),
            (429, "", SendError::Retry("too many messages at once".into())),
            (400, r#"{"code":99999}"#, SendError::Permanent("error 99999".into())),
            (401, r#"{"code":20003}"#, SendError::Permanent("error 20003".into())),
            (404, "<html>", SendError::Permanent("status 404".into())),
            (503, "", SendError::Unknown("status 503".into())),
        ];
        for (status, body, expected) in cases {
            assert_eq!(of_answer(*status, body.as_bytes()), *expected, "{status} {body}");
        }
    }
}
