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
        Processor::Mail,
        "send",
        "Deliver a mail",
        &[
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "MIME-Version",
            "Message-ID",
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
