//! The assistant against real databases, and against a model server that writes down what it is asked.

mod capture;
mod corrections;
mod decisions;
mod jobs;
mod off;
mod openings;
mod second_look;
mod stand_in;

use super::{Context, Line};
use crate::{
    Core, Scope,
    conversations::{InboundText, Received, receive_text},
    jobs::step,
    testing::realtor,
    worker::Worker,
};
use realtoros_domain::{
    ids::{LeadId, MessageId},
    writing::Author,
};
use stand_in::StandIn;
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

/// A lead texts; the jobs of the assistant are waiting afterwards.
async fn text(core: &Core, scope: &Scope, from: &str, body: &str) -> (LeadId, MessageId) {
    let text = InboundText {
        provider_id: format!("SM{}", core.new_id().simple()),
        from: from.to_owned(),
        to: "+15125550199".to_owned(),
        body: body.to_owned(),
        ..InboundText::default()
    };
    match receive_text(core, scope.account, &text).await.unwrap() {
        Received::Stored { lead, message, .. } => (lead, message),
        Received::Repeated => panic!("a text with a new id is new"),
    }
}

/// Does every job that is waiting.
async fn work(core: &Core) {
    while step(core, &Worker::new(core.clone())).await.unwrap() {}
}
