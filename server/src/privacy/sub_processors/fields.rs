//! What each task may send to a sub-processor, field by field (P-39). Tests hold what really leaves against this list,
//! and the public page shows it.

use super::Processor;

/// A task that involves a sub-processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskFields {
    /// Who gets it.
    pub processor: Processor,
    /// The task.
    pub task: &'static str,
    /// What it is, for people.
    pub about: &'static str,
    /// The only fields that may leave, as the provider names them.
    pub fields: &'static [&'static str],
}

/// What every request to a model consists of. The data of the task is inside `messages`.
const MODEL: &[&str] = &["messages", "model", "response_format", "safety_identifier", "store", "stream"];
/// What a code is exchanged with (RFC 6749 section 4.1.3, RFC 7636). Name and secret of the client go in a header.
const CODE: &[&str] = &["code", "code_verifier", "grant_type", "redirect_uri"];
/// What the browser carries to the page of the provider (`OpenID` Connect Core 3.1.2.1).
const ASK: &[&str] = &[
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "nonce",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
];

/// The same for connecting a calendar or mailbox at Google, which is asked for lasting access.
const ASK_LASTING: &[&str] = &[
    "access_type",
    "client_id",
    "code_challenge",
    "code_challenge_method",
    "nonce",
    "prompt",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
];
/// What a refresh token is exchanged with (RFC 6749 section 6).
const REFRESH: &[&str] = &["grant_type", "refresh_token"];

/// What Gmail is asked of a mailbox: where we are in it, and which headers of a mail.
const MAIL_GOOGLE: &[&str] = &[
    "fields",
    "format",
    "historyTypes",
    "labelId",
    "maxResults",
    "metadataHeaders",
    "pageToken",
    "q",
    "startHistoryId",
];

const fn task(
    processor: Processor,
    task: &'static str,
    about: &'static str,
    fields: &'static [&'static str],
) -> TaskFields {
    TaskFields { processor, task, about, fields }
}

/// Every task of every sub-processor.
pub const TASKS: &[TaskFields] = &[
    task(Processor::OpenAi, "answer", "Have a model answer one task; nothing may be stored there", MODEL),
    task(
        Processor::Twilio,
        "send",
        "Send a text",
        &["Body", "From", "StatusCallback", "To", "ValidityPeriod"],
    ),
    task(
        Processor::Twilio,
        "look_up",
        "Find out after a crash whether a text left",
        &["From", "PageSize", "To"],
    ),
    task(
        Processor::Twilio,
        "place_call",
        "Have an artificial voice read a message out by telephone",
        &["From", "StatusCallback", "Timeout", "To", "Twiml"],
    ),
    task(
        Processor::Twilio,
        "look_up_call",
        "Find out after a crash whether a call was placed",
        &["From", "PageSize", "To"],
    ),
    task(Processor::Twilio, "redact", "Empty a text when its lead is erased", &["Body"]),
    task(
        Processor::KeyService,
        "keys",
        "Wrap and unwrap keys; none of anybody’s data",
        &["associated_data", "ciphertext", "plaintext"],
    ),
    task(Processor::Google, "ask", "Lead the browser to the sign-in page", ASK),
    task(Processor::Google, "code", "Exchange the answer for who signed in", CODE),
    task(Processor::Microsoft, "ask", "Lead the browser to the sign-in page", ASK),
    task(Processor::Microsoft, "code", "Exchange the answer for who signed in", CODE),
    task(
        Processor::Google,
        "connect",
        "Lead the browser to the page where a calendar or mailbox is allowed",
        ASK_LASTING,
    ),
    task(Processor::Google, "refresh", "Get access again to what you connected", REFRESH),
    task(
        Processor::Google,
        "free_busy",
        "Ask when you are busy, once you connected your calendar",
        &["items", "timeMax", "timeMin"],
    ),
    task(Processor::Google, "revoke", "End the access to what you connected", &["token"]),
    task(
        Processor::Microsoft,
        "connect",
        "Lead the browser to the page where a calendar or mailbox is allowed",
        ASK,
    ),
    task(Processor::Microsoft, "refresh", "Get access again to what you connected", REFRESH),
    task(
        Processor::Google,
        "mail",
        "Look who wrote to you, and read what your leads wrote, once you connected your mailbox",
        MAIL_GOOGLE,
    ),
    task(
        Processor::Microsoft,
        "mail",
        "Look who wrote to you, and read what your leads wrote, once you connected your mailbox",
        &["$filter", "$select"],
    ),
    task(
        Processor::Microsoft,
        "free_busy",
        "Ask when you are busy, once you connected your calendar",
        &["$select", "$top", "endDateTime", "startDateTime"],
    ),
    task(
        Processor::Mail,
        "send",
        "Deliver a mail",
        &[
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "In-Reply-To",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "MIME-Version",
            "Message-ID",
            "References",
            "Reply-To",
            "Subject",
            "To",
            "X-RealtorOS-AI",
        ],
    ),
];

/// The only fields that may leave for a task; none for a task that is not on the list.
pub fn fields_of(processor: Processor, task: &str) -> &'static [&'static str] {
    let found = TASKS.iter().find(|it| it.processor == processor && it.task == task);
    found.map_or(&[], |it| it.fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p39_every_processor_has_its_tasks_and_every_list_is_sorted_and_small() {
        for processor in Processor::ALL {
            assert!(TASKS.iter().any(|it| it.processor == processor), "{processor:?}");
        }
        for it in TASKS {
            assert!(it.fields.is_sorted() && !it.fields.is_empty(), "{}", it.task);
            for never in ["user", "metadata", "name", "budget", "email", "AddressRetention"] {
                assert!(!it.fields.contains(&never), "{never}");
            }
        }
        assert_eq!(fields_of(Processor::Twilio, "call"), <&[&str]>::default());
    }
}
