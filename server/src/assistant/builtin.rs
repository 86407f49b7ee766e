//! The assistant of rules: the default. Nothing leaves the machine.

use super::{Assistant, Context, Found, find_facts};
use crate::Result;
use realtoros_domain::{
    reply::Class,
    writing::{Author, Cited, Draft, IntroFacts, draft_reply, newsletter_intro, summarise},
};

/// The assistant of rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Builtin;

#[async_trait::async_trait]
impl Assistant for Builtin {
    fn provider(&self) -> &'static str {
        "builtin"
    }

    fn model(&self) -> &'static str {
        ""
    }

    async fn draft_reply(&self, context: &Context) -> Result<Draft> {
        Ok(draft_reply(&context.parties(), &context.turns()))
    }

    async fn summarise(&self, context: &Context) -> Result<Vec<Cited>> {
        Ok(summarise(&context.parties(), &context.turns()))
    }

    async fn extract_facts(&self, context: &Context, n: u32) -> Result<Vec<Found>> {
        let line = context.line(n).filter(|line| line.author == Author::Lead);
        Ok(line.map(|line| find_facts(&line.text, line.at.date_naive())).unwrap_or_default())
    }

    async fn newsletter_intro(&self, context: &Context) -> Result<String> {
        let figures = context.figures.clone().unwrap_or_default();
        let facts = IntroFacts {
            area: figures.area.as_deref(),
            new_listings: figures.new_listings,
            price_changes: figures.price_changes,
            open_houses: figures.open_houses,
        };
        Ok(newsletter_intro(&facts))
    }

    async fn classify_reply(&self, _: &Context) -> Result<Class> {
        // The rules have read the message when it came in; there is nothing to raise.
        Ok(Class::None)
    }
}
