use super::{Context, Line};
use realtoros_domain::{ids::MessageId, writing::Author};
use uuid::Uuid;

/// A conversation in which Rosa has sent these texts to Dana.
pub(super) fn conversation(texts: &[&str]) -> Context {
    let line = |(n, text): (u32, &&str)| Line {
        id: MessageId(Uuid::from_u128(n.into())),
        n,
        author: Author::Lead,
        channel: "sms".to_owned(),
        at: "2026-11-24T12:00:00-05:00".parse().unwrap(),
        text: (*text).to_owned(),
    };
    Context {
        realtor_name: "Dana Whitfield".to_owned(),
        brokerage: "Harbor Street Realty".to_owned(),
        lead_first_name: Some("Rosa".to_owned()),
        lines: (1..).zip(texts).map(line).collect(),
        ..Context::default()
    }
}
