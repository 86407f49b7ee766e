//! The tasks, done by a model.

use super::{
    answer::{CitedText, Classified, Completion, Quotes, Sentences, Text},
    config::{self, Explicit},
    request,
};
use crate::{
    Core, Error, Result,
    assistant::{Assistant, Context, Found, Task, find_facts},
    settings::OpenAiSettings,
};
use async_openai::{Client, error::OpenAIError};
use realtoros_domain::{
    ids::AccountId,
    reply::Class,
    writing::{Author, Behaviour, Cited, Draft},
};
use serde::de::DeserializeOwned;

/// The assistant that asks a model.
#[derive(Debug)]
pub(in crate::assistant) struct OpenAi {
    client: Client<Explicit>,
    model: String,
    safety_identifier: String,
}

impl OpenAi {
    /// The model of `settings`, working for `account`. The provider knows accounts by a keyed hash only.
    pub(in crate::assistant) async fn new(
        core: &Core,
        account: AccountId,
        settings: &OpenAiSettings,
    ) -> Result<Self> {
        let index = core.vault.index(core.db.read(), account, "assistant/safety").await?;
        Ok(Self {
            client: config::client(&core.settings, settings)?,
            model: settings.model.clone(),
            safety_identifier: hex::encode(index.hash(&account.to_string())),
        })
    }

    async fn ask<T: DeserializeOwned>(&self, task: Task, context: &Context) -> Result<T> {
        let body = request::body(&self.model, &self.safety_identifier, task, context);
        request::check(&body, task)?;
        let answer: std::result::Result<Completion, _> = self.client.chat().create_byot(body).await;
        answer.map_err(|error| Error::Provider(class(&error).to_owned()))?.content()
    }
}

/// What may be said about an error: its kind. Its text could hold parts of a prompt.
const fn class(error: &OpenAIError) -> &'static str {
    match error {
        OpenAIError::Reqwest(_) => "the model could not be reached",
        OpenAIError::ApiError(_) => "the model refused the request",
        OpenAIError::InvalidArgument(_) => "the request may not leave",
        OpenAIError::JSONDeserialize(..) => "the model's answer could not be read",
        _ => "the model did not answer",
    }
}

#[async_trait::async_trait]
impl Assistant for OpenAi {
    fn provider(&self) -> &'static str {
        "openai"
    }

    fn model(&self) -> &str {
        &self.model
    }

    async fn draft_reply(&self, context: &Context) -> Result<Draft> {
        let CitedText { text, cites } = self.ask(Task::DraftReply, context).await?;
        Ok(Draft { text, cites, behaviour: Behaviour::Answer })
    }

    async fn summarise(&self, context: &Context) -> Result<Vec<Cited>> {
        let Sentences { sentences } = self.ask(Task::Summarise, context).await?;
        Ok(sentences.into_iter().map(|said| Cited { text: said.text, turns: said.cites }).collect())
    }

    /// The model points at words; the rules read them. So it can find what rules miss in a long message, but can
    /// invent no value and reach no field that does not exist (P-31, P-32).
    async fn extract_facts(&self, context: &Context, n: u32) -> Result<Vec<Found>> {
        let Some(line) = context.line(n).filter(|line| line.author == Author::Lead) else {
            return Ok(Vec::new());
        };
        let Quotes { facts } = self.ask(Task::ExtractFacts, context).await?;
        let day = line.at.date_naive();
        let mut found = find_facts(&line.text, day);
        let quotes = facts.iter().map(|fact| fact.quote.trim()).filter(|quote| !quote.is_empty());
        for quote in quotes.filter(|quote| line.text.contains(quote)) {
            let more = find_facts(quote, day).into_iter();
            for fact in more {
                if !found.iter().any(|known| known.field == fact.field) {
                    found.push(fact);
                }
            }
        }
        Ok(found)
    }

    async fn newsletter_intro(&self, context: &Context) -> Result<String> {
        let Text { text } = self.ask(Task::NewsletterIntro, context).await?;
        Ok(text)
    }

    async fn classify_reply(&self, context: &Context) -> Result<Class> {
        let Classified { class } = self.ask(Task::ClassifyReply, context).await?;
        Ok(class)
    }
}
