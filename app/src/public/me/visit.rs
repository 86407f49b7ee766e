//! A visit of somebody who holds a link: what the browser has proven, and where to go when it has not.

use super::super::newsletter::unknown_link;
use crate::wire::{Caller, shown};
use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use realtoros_server::{
    Error, Result,
    http::cookie,
    privacy::{
        identity::PROOF_SECONDS,
        own::{self, Proven},
    },
};

/// The pages that need a code first, by the last part of their address.
const AFTER_CODE: [&str; 7] = ["data", "correct", "erase", "copy", "receipts", "why", "choices"];

/// Who holds the link, if this browser has shown it.
pub async fn proven(caller: &Caller, token: &str, headers: &HeaderMap) -> Result<Option<Proven>> {
    let browser = cookie::read(headers, cookie::proof_name(&caller.core.settings));
    own::proven(&caller.core, token, browser).await
}

/// The same for a page that needs it: without it, the way to the code.
pub async fn required(
    caller: &Caller,
    token: &str,
    headers: &HeaderMap,
    next: &str,
) -> std::result::Result<Proven, Box<Response>> {
    match proven(caller, token, headers).await {
        Ok(Some(who)) => Ok(who),
        Ok(None) => {
            let code = Redirect::to(&format!("/me/{token}/code?next={next}"));
            Err(Box::new(private(code.into_response())))
        }
        Err(error) => Err(Box::new(failed(error))),
    }
}

/// The page that a code leads to: one of ours, or the first.
pub fn next_page(next: &str) -> &'static str {
    AFTER_CODE.into_iter().find(|page| *page == next).unwrap_or("data")
}

/// Goes on to `next` with the proof in the browser.
pub fn remember(caller: &Caller, token: &str, proof: &str, next: &str) -> Response {
    let path = format!("/me/{token}");
    let mut response = private(Redirect::to(&format!("{path}/{}", next_page(next))).into_response());
    if let Some(value) = cookie::proof(&caller.core.settings, &path, proof, PROOF_SECONDS) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}

/// An answer that is no page: not kept, not listed, no trace elsewhere.
pub fn private(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    response
}

/// A link that leads nowhere, or our fault.
pub fn failed(error: Error) -> Response {
    match error {
        Error::NotFound => unknown_link(),
        other => private(shown(other).0.into_response()),
    }
}

/// The sentence of an error that the person can do something about; other errors are the answer.
pub fn sentence(error: Error) -> std::result::Result<String, Box<Response>> {
    match error {
        Error::Invalid(why) | Error::Conflict(why) | Error::Refused(why) => Ok(why),
        Error::Throttled(seconds) if seconds > 7_200 => {
            Ok("Too many codes were asked for today. Try again tomorrow.".to_owned())
        }
        Error::Throttled(seconds) => {
            Ok(format!("Too many attempts. Try again in {} minutes.", seconds.div_euclid(60) + 1))
        }
        other => Err(Box::new(failed(other))),
    }
}

/// The value of a field of a form.
pub fn field(fields: &[(String, String)], name: &str) -> String {
    fields.iter().find(|field| field.0 == name).map(|field| field.1.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::next_page;

    #[test]
    fn p64_a_code_leads_to_our_own_pages_only() {
        assert_eq!(next_page("erase"), "erase");
        for elsewhere in ["", "//evil.example", "../../app", "https://evil.example", "code"] {
            assert_eq!(next_page(elsewhere), "data");
        }
    }
}
