//! The one trait of the assistant, and which implementation is set up.

use super::{Context, Found, builtin::Builtin, openai::OpenAi};
use crate::{
    Core, Result,
    privacy::{
        Processor,
        processors::{Closed, routes},
    },
};
use realtoros_domain::{
    ids::AccountId,
    reply::Class,
    writing::{Cited, Draft},
};

/// Does the closed list of tasks over a context. What it answers is checked by the caller.
#[async_trait::async_trait]
pub trait Assistant: Send + Sync {
    /// The stable name of the provider.
    fn provider(&self) -> &'static str;

    /// The model's name; empty for rules.
    fn model(&self) -> &str;

    /// [`super::Task::DraftReply`].
    async fn draft_reply(&self, context: &Context) -> Result<Draft>;

    /// [`super::Task::Summarise`].
    async fn summarise(&self, context: &Context) -> Result<Vec<Cited>>;

    /// [`super::Task::ExtractFacts`], of the message with the number `n`.
    async fn extract_facts(&self, context: &Context, n: u32) -> Result<Vec<Found>>;

    /// [`super::Task::NewsletterIntro`].
    async fn newsletter_intro(&self, context: &Context) -> Result<String>;

    /// [`super::Task::ClassifyReply`], of the newest message.
    async fn classify_reply(&self, context: &Context) -> Result<Class>;
}

/// The assistant of this installation, working for `account`. A model that may not be used for it yet, or that it objected
/// to, gives way to the rules, which run on this machine (P-38).
pub async fn of(core: &Core, account: AccountId) -> Result<Box<dyn Assistant>> {
    Ok(match &core.settings.providers.openai {
        Some(settings) if closed(core, account).await?.is_none() => {
            Box::new(OpenAi::new(core, account, settings).await?)
        }
        _ => Box::new(Builtin),
    })
}

/// Why the model gets nothing of this account now.
async fn closed(core: &Core, account: AccountId) -> Result<Option<Closed>> {
    Ok(routes(core, Some(account)).await?.closed(Processor::OpenAi))
}

/// The model that works for an account, by its name; `None` where it is the rules.
pub async fn model_of(core: &Core, account: AccountId) -> Result<Option<String>> {
    let model = of(core, account).await?.model().to_owned();
    Ok((!model.is_empty()).then_some(model))
}

/// Who works for an account, in plain words, and why it is not the model that is set up.
pub async fn name_of(core: &Core, account: AccountId) -> Result<String> {
    const HERE: &str = "the built-in assistant, which runs on this machine";
    let Some(openai) = &core.settings.providers.openai else { return Ok(HERE.to_owned()) };
    Ok(match closed(core, account).await? {
        None => format!("the model {}", openai.model),
        Some(closed) => format!("{HERE} ({})", closed.sentence(Processor::OpenAi).trim_end_matches('.')),
    })
}
