//! `mail/*.eml`: every mail as a file of its own (RFC 5322), with its date and message id.

use super::{Sink, archive::Archive, messages, order::Work};
use crate::{
    Result,
    clock::from_millis,
    links::hide_tokens,
    outbound::{MessageRecord, entity::Model},
    providers::mail_bytes,
};

/// Writes the files.
pub async fn write<S: Sink>(work: &mut Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    let host = work.core.settings.public_url.clone();
    let host = reqwest::Url::parse(&host).ok().and_then(|url| url.host_str().map(str::to_owned));
    let host = host.unwrap_or_else(|| "realtoros.invalid".to_owned());
    let mut after = None;
    loop {
        let page = messages::page(work, Some("email"), after).await?;
        for (row, record) in &page.all {
            let day = from_millis(row.occurred_at).format("%Y-%m-%d");
            archive.begin(format!("mail/{day}-{}.eml", row.id), "A mail", 0)?;
            archive.write(&mail(row, record, &host)?).await?;
        }
        work.step(archive, page.gone_through).await?;
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// A mail as bytes. An address that is none is replaced by one that says so and reaches nobody (RFC 2606).
fn mail(row: &Model, record: &MessageRecord, host: &str) -> Result<Vec<u8>> {
    let known = record.provider_id.as_deref().filter(|id| id.contains('@'));
    let id = known.map_or_else(|| format!("{}@{host}", row.id), |id| id.trim_matches(['<', '>']).to_owned());
    mail_bytes(&crate::providers::KeptMail {
        id: format!("<{id}>"),
        from: &record.from,
        to: &record.to,
        subject: record.subject.as_deref().unwrap_or_default(),
        text: &hide_tokens(&record.text),
        html: record.html.as_deref().map(hide_tokens),
        headers: &record
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), hide_tokens(value)))
            .collect::<Vec<_>>(),
        at: row.occurred_at,
    })
}
