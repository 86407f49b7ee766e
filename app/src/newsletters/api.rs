//! Server functions of newsletters.

use super::views::{NewsletterRow, NewsletterView, Options, PreviewView, RecipientsView};
use crate::AppError;
use leptos::{prelude::*, server_fn::codec::Json};
use realtoros_domain::{
    ids::{LeadId, NewsletterId},
    newsletter::Content,
};

/// The account's newsletters, newest first.
#[server(prefix = "/rpc", endpoint = "newsletters/list")]
pub async fn list_newsletters() -> Result<Vec<NewsletterRow>, AppError> {
    crate::wire::answer(|core, scope| async move { super::load::rows(&core, &scope).await }).await
}

/// One newsletter.
#[server(prefix = "/rpc", endpoint = "newsletters/get")]
pub async fn get_newsletter(id: NewsletterId) -> Result<NewsletterView, AppError> {
    crate::wire::answer(|core, scope| async move { super::load::view(&core, &scope, id).await }).await
}

/// What can be chosen in the editor.
#[server(prefix = "/rpc", endpoint = "newsletters/options")]
pub async fn newsletter_options() -> Result<Options, AppError> {
    crate::wire::answer(|core, scope| async move { super::load::options(&core, &scope).await }).await
}

/// Begins a newsletter.
#[server(prefix = "/rpc", endpoint = "newsletters/create")]
pub async fn create_newsletter() -> Result<NewsletterId, AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::create(&core, &scope, Content::default()).await
    })
    .await
}

/// Stores a draft as it is.
#[server(prefix = "/rpc", endpoint = "newsletters/save", input = Json)]
pub async fn save_newsletter(id: NewsletterId, content: Content) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::save(&core, &scope, id, &content).await
    })
    .await
}

/// The newsletter as a lead would get it, and what stands against sending it: with words that are not stored yet, if there
/// are any.
#[server(prefix = "/rpc", endpoint = "newsletters/preview", input = Json)]
pub async fn preview_newsletter(
    id: NewsletterId,
    lead: Option<LeadId>,
    unsaved: Option<Content>,
) -> Result<PreviewView, AppError> {
    crate::wire::answer(
        |core, scope| async move { super::load::preview(&core, &scope, id, lead, unsaved).await },
    )
    .await
}

/// Who would get it, and who not and why.
#[server(prefix = "/rpc", endpoint = "newsletters/recipients")]
pub async fn newsletter_recipients(id: NewsletterId) -> Result<RecipientsView, AppError> {
    crate::wire::answer(|core, scope| async move {
        let found = realtoros_server::newsletters::recipients(&core, &scope, id).await?;
        Ok(RecipientsView { will_receive: found.will_receive, skipped: found.skipped })
    })
    .await
}

/// The signed-in member stands behind it.
#[server(prefix = "/rpc", endpoint = "newsletters/approve")]
pub async fn approve_newsletter(id: NewsletterId) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::approve(&core, &scope, id).await
    })
    .await
}

/// Takes the approval back.
#[server(prefix = "/rpc", endpoint = "newsletters/reopen")]
pub async fn reopen_newsletter(id: NewsletterId) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::reopen(&core, &scope, id).await
    })
    .await
}

/// Starts sending.
#[server(prefix = "/rpc", endpoint = "newsletters/send")]
pub async fn send_newsletter(id: NewsletterId) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::send(&core, &scope, id).await.map(drop)
    })
    .await
}

/// Stops sending.
#[server(prefix = "/rpc", endpoint = "newsletters/cancel")]
pub async fn cancel_newsletter(id: NewsletterId) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::cancel(&core, &scope, id).await.map(drop)
    })
    .await
}

/// Removes a draft.
#[server(prefix = "/rpc", endpoint = "newsletters/discard")]
pub async fn discard_newsletter(id: NewsletterId) -> Result<(), AppError> {
    crate::wire::answer(|core, scope| async move {
        realtoros_server::newsletters::discard(&core, &scope, id).await
    })
    .await
}
