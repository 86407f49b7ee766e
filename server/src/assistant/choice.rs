//! The one trait of the assistant, and which implementation is set up.

use super::{Context, Found, builtin::Builtin, openai::OpenAi};
use crate::{Core, Result, settings::Settings};
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

/// The assistant of this installation, working for `account`.
pub async fn of(core: &Core, account: AccountId) -> Result<Box<dyn Assistant>> {
    Ok(match &core.settings.providers.openai {
        Some(settings) => Box::new(OpenAi::new(core, account, settings).await?),
        None => Box::new(Builtin),
    })
}

/// The provider's name in plain words.
pub fn name_of(settings: &Settings) -> String {
    match &settings.providers.openai {
        Some(openai) => format!("the model {}", openai.model),
        None => "the built-in assistant, which runs on this machine".to_owned(),
    }
}
