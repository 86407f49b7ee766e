//! Server functions of the register.

use super::view::{DetailView, LogInput, RegisterView, Step};
use crate::AppError;
use leptos::prelude::*;
use realtoros_domain::ids::RequestId;

/// Both queues.
#[server(prefix = "/rpc", endpoint = "privacy/requests")]
pub async fn register() -> Result<RegisterView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::register(&core, &scope).await }).await
}

/// One request.
#[server(prefix = "/rpc", endpoint = "privacy/request")]
pub async fn request(id: RequestId) -> Result<DetailView, AppError> {
    crate::wire::answer(|core, scope| async move { super::views::detail(&core, &scope, id).await }).await
}

/// Writes a request of a lead down; returns its number.
#[server(prefix = "/rpc", endpoint = "privacy/requests/log")]
pub async fn log_request(input: LogInput) -> Result<RequestId, AppError> {
    use realtoros_server::privacy::requests;
    crate::wire::answer(|core, scope| async move {
        let logged = super::views::logged(&core, &scope, input).await?;
        requests::log(&core, &scope, logged).await
    })
    .await
}

/// Asks RealtorOS about the member's own data.
#[server(prefix = "/rpc", endpoint = "privacy/requests/ask-us")]
pub async fn ask_us(kind: String, law: String, text: String) -> Result<RequestId, AppError> {
    use realtoros_domain::rights::{Kind, Law};
    use realtoros_server::{Error, privacy::requests};
    crate::wire::answer(|core, scope| async move {
        let kind = Kind::parse(&kind).ok_or_else(|| Error::invalid("Choose what you ask."))?;
        let law = Law::parse(&law).unwrap_or(Law::Strictest);
        requests::ask_us(&core, &scope, kind, law, &text).await
    })
    .await
}

/// Does one thing about a request.
#[server(prefix = "/rpc", endpoint = "privacy/requests/act")]
pub async fn act(id: RequestId, step: Step, text: String) -> Result<(), AppError> {
    use realtoros_server::{Error, privacy::requests};
    let ip = crate::wire::caller().map(|caller| caller.ip).unwrap_or_default();
    crate::wire::answer(|core, scope| async move {
        let (core, scope) = (&core, &scope);
        match step {
            Step::Confirm => requests::confirm(core, scope, id).await,
            Step::SendCode => {
                let to = text.parse().map_err(|_| Error::invalid("Choose where the code goes."))?;
                requests::ask_identity(core, scope, id, to, &ip).await
            }
            Step::EnterCode => requests::prove_identity(core, scope, id, &text, &ip).await,
            Step::Extend => requests::extend(core, scope, id, &text).await,
            Step::Note => requests::note(core, scope, id, &text).await,
            Step::Complete => requests::complete(core, scope, id, &text).await,
            Step::Copy => requests::approve_copy(core, scope, id).await.map(|_| ()),
            Step::Erase => requests::approve_erasure(core, scope, id).await.map(|_| ()),
            Step::Refuse => requests::refuse(core, scope, id, &text).await,
        }
    })
    .await
}
