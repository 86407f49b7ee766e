//! The last step of a request on its way to a model server: only answering is used of its interface (P-26).

use crate::providers::{Http, HttpError};
use async_openai::{error::OpenAIError, middleware::HttpRequestFactory};
use futures::future::{BoxFuture, FutureExt};
use std::task::{Context, Poll};
use tower::Service;

/// The addresses that may be used: no files, batches, fine-tuning, evaluations, vector stores or conversations.
pub(super) const PATHS: [&str; 2] = ["/chat/completions", "/responses"];

/// Sends what the library has built, once, through the client that is bound to the list.
#[derive(Clone, Debug)]
pub(super) struct Wire(pub(super) Http);

impl Service<HttpRequestFactory> for Wire {
    type Response = reqwest::Response;
    type Error = OpenAIError;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequestFactory) -> Self::Future {
        let http = self.0.clone();
        async move {
            let request = request.build().await?;
            if !PATHS.iter().any(|path| request.url().path().ends_with(path)) {
                return Err(OpenAIError::InvalidArgument("this address of the interface is not used".into()));
            }
            http.execute(request).await.map_err(|error| match error {
                HttpError::Transport(error) => OpenAIError::Reqwest(error),
                refused => OpenAIError::InvalidArgument(refused.to_string()),
            })
        }
        .boxed()
    }
}
