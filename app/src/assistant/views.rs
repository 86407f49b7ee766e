//! From use cases to what the panel shows.

use super::view::{PanelView, StatementView, SuggestionView};
use realtoros_domain::ids::LeadId;
use realtoros_server::{
    Core, Result, Scope,
    assistant::{self, Suggestion, describe},
    leads,
};

/// Everything in the panel.
pub async fn panel(core: &Core, scope: &Scope, lead: LeadId) -> Result<PanelView> {
    leads::get(core, scope, lead).await?;
    let summary = assistant::summary(core, scope, lead).await?;
    let suggestions = assistant::suggestions(core, scope, lead).await?;
    Ok(PanelView {
        denied: summary.denied.map(why).map(str::to_owned),
        corrected: summary.corrected_at.map(crate::format::day),
        summary: summary
            .statements
            .into_iter()
            .map(|said| StatementView { text: said.text, messages: said.messages })
            .collect(),
        suggestions: suggestions.into_iter().map(suggestion).collect(),
    })
}

fn suggestion(suggestion: Suggestion) -> SuggestionView {
    let (field, value) = describe(&suggestion);
    SuggestionView { id: suggestion.id, field, value, quote: suggestion.quote, message: suggestion.message }
}

/// Why AI does not work here, in plain words.
fn why(reason: &str) -> &'static str {
    match reason {
        "ai_disabled" => "AI is off for your account.",
        "ai_paused" => "AI is paused for this lead.",
        "restricted" => "This lead's data may only be stored.",
        "maybe_minor" => "This person may be under 18: the assistant waits until you have looked.",
        "account_closing" => "The account is closing.",
        _ => "AI may not work here now.",
    }
}
