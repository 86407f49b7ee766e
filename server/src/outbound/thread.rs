//! An answer to a mail stands in its thread: subject, `In-Reply-To`, `References` (RFC 5322 section 3.6.4).

use super::{MessageRecord, repository};
use crate::{Core, Result};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId, MessageId},
};
use sea_orm::ConnectionTrait;

/// What mail programs put before the subject of an answer.
const MARKS: [&str; 7] = ["re:", "aw:", "sv:", "rv:", "fwd:", "fw:", "antw:"];

/// The subject of an answer to a mail with this one.
pub fn answer_subject(subject: &str) -> String {
    match bare(subject) {
        "" => "Your mail".to_owned(),
        bare => format!("Re: {bare}"),
    }
}

/// The headers by which a mail to a lead answers the newest that they wrote: none where its subject is another.
pub(super) async fn headers(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    subject: Option<&str>,
) -> Result<Vec<(String, String)>> {
    let Some((newest, _)) = repository::newest_in(conn, account, lead, Channel::Email).await? else {
        return Ok(Vec::new());
    };
    let (_, record) = repository::load(conn, core, account, MessageId(newest)).await?;
    let theirs = record.subject.as_deref().unwrap_or_default();
    let is_answer = subject.is_some_and(|ours| {
        ours == answer_subject(theirs)
            || bare(ours).eq_ignore_ascii_case(bare(theirs)) && !bare(theirs).is_empty()
    });
    Ok(if is_answer { answering(&record) } else { Vec::new() })
}

/// The headers of an answer to this very mail.
pub(super) fn answering(record: &MessageRecord) -> Vec<(String, String)> {
    let header = |name: &str| record.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value);
    let Some(id) = header("Message-ID") else { return Vec::new() };
    let before = header("References").map(|before| format!("{before} ")).unwrap_or_default();
    vec![("In-Reply-To".to_owned(), id.clone()), ("References".to_owned(), format!("{before}{id}"))]
}

/// A subject without the marks of answers.
fn bare(subject: &str) -> &str {
    let mut bare = subject.trim();
    while let Some(mark) =
        MARKS.iter().find(|mark| bare.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark)))
    {
        bare = bare[mark.len()..].trim_start();
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_the_subject_and_the_names_of_what_it_answers() {
        for (subject, answer) in [
            ("The porch", "Re: The porch"),
            ("RE: Fwd: The porch", "Re: The porch"),
            ("Reno house", "Re: Reno house"),
            ("re:", "Your mail"),
        ] {
            assert_eq!(answer_subject(subject), answer);
        }
        let named = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let headers = vec![named("Message-ID", "<b@x.com>"), named("References", "<a@x.com>")];
        let record = MessageRecord { headers, ..MessageRecord::default() };
        assert_eq!(
            answering(&record),
            [named("In-Reply-To", "<b@x.com>"), named("References", "<a@x.com> <b@x.com>")]
        );
        assert!(answering(&MessageRecord::default()).is_empty());
    }
}
