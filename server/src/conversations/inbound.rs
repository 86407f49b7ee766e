//! A lead texts. Everything that follows from it is stored in one transaction, before the carrier gets its answer
//! (P-45): the words, the opt-out, what it stops, the confirmation, and the jobs of the assistant.

use super::{
    arrived::{Arrived, CONVERSATION, arrive},
    keywords::keyword,
};
use crate::{Core, Error, Result};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId, MessageId},
    reply::Reading,
};

/// A text as the carrier brought it.
#[derive(Clone, Debug, Default)]
pub struct InboundText {
    /// The carrier's id: a second text with it is the same text.
    pub provider_id: String,
    /// Who wrote (E.164).
    pub from: String,
    /// To which of our numbers.
    pub to: String,
    /// The words.
    pub body: String,
    /// How many pictures came with it.
    pub media: u32,
    /// What the carrier made of it: `STOP`, `START` or `HELP`.
    pub opt_out_type: Option<String>,
}

/// What became of a message of a lead.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// It is stored.
    Stored {
        /// The lead who wrote.
        lead: LeadId,
        /// The message.
        message: MessageId,
        /// What it was read as.
        reading: Reading,
    },
    /// It was here before; nothing happened.
    Repeated,
}

/// Stores a text and everything that follows from it. It is durable when this returns.
pub async fn receive_text(core: &Core, account: AccountId, text: &InboundText) -> Result<Received> {
    let message = Arrived {
        channel: Channel::Sms,
        provider_id: &text.provider_id,
        from: &text.from,
        to: &text.to,
        subject: None,
        words: &text.body,
        kept: &text.body,
        media: text.media,
        purpose: CONVERSATION,
        headers: Vec::new(),
        at: core.now_ms(),
        keyword: keyword(&text.body, text.opt_out_type.as_deref()),
        carrier_answers: text.opt_out_type.is_some(),
    };
    let received = arrive(core, account, &message).await?;
    received.ok_or_else(|| Error::Internal("a text without a lead".to_owned()))
}
