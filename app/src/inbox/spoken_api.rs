//! Server functions of spoken messages.

use super::view::DecisionView;
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::{consent::Purpose, ids::LeadId};
use serde::{Deserialize, Serialize};

/// What would happen to a spoken message, and what is heard around its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpokenView {
    /// What the gate says.
    pub decision: DecisionView,
    /// Whether the account allows spoken messages at all.
    pub is_allowed: bool,
    /// What is heard before the words; nobody can edit it (P-49).
    pub opening: String,
    /// What is heard after them.
    pub ending: String,
    /// Makes calling twice by a double click impossible.
    pub key: String,
}

/// What would happen to a spoken message for this purpose.
#[server(prefix = "/rpc", endpoint = "inbox/spoken")]
pub async fn spoken(lead: LeadId, purpose: Purpose) -> Result<SpokenView, AppError> {
    crate::wire::answer(|core, scope| async move {
        super::spoken_views::spoken(&core, &scope, lead, purpose).await
    })
    .await
}

/// Has an artificial voice call and read out what a person wrote.
#[server(prefix = "/rpc", endpoint = "inbox/speak")]
pub async fn speak(
    lead: LeadId,
    purpose: Purpose,
    text: String,
    key: String,
) -> Result<DecisionView, AppError> {
    use realtoros_server::outbound;
    crate::wire::answer(|core, scope| async move {
        let submitted = outbound::say(&core, &scope, lead, purpose, &text, &key).await?;
        super::spoken_views::outcome(&core, &scope, &submitted).await
    })
    .await
}
