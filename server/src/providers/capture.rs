//! Capture: with nothing set up, the stored message is the delivery; `/dev/outbox` shows it.

use super::{CallOut, MailOut, Mailer, SendError, SmsGateway, SmsOut, VoiceGateway};
use chrono::{DateTime, Utc};
use futures::future::{BoxFuture, FutureExt, ready};
use realtoros_domain::ids::MessageId;

/// Takes everything and passes nothing on.
#[derive(Clone, Copy, Debug)]
pub struct Capture;

fn id(message: MessageId) -> String {
    format!("captured:{message}")
}

impl SmsGateway for Capture {
    fn send<'a>(&'a self, sms: &'a SmsOut) -> BoxFuture<'a, Result<String, SendError>> {
        ready(Ok(id(sms.message))).boxed()
    }

    /// Taking and recording are one here, so an unrecorded text was not taken.
    fn find<'a>(&'a self, _: &'a SmsOut, _: DateTime<Utc>) -> BoxFuture<'a, Result<Vec<String>, SendError>> {
        ready(Ok(Vec::new())).boxed()
    }

    /// The stored message was the delivery, and it is gone.
    fn redact<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), SendError>> {
        ready(Ok(())).boxed()
    }
}

impl VoiceGateway for Capture {
    fn call<'a>(&'a self, call: &'a CallOut) -> BoxFuture<'a, Result<String, SendError>> {
        ready(Ok(id(call.message))).boxed()
    }

    fn find_call<'a>(
        &'a self,
        _: &'a CallOut,
        _: DateTime<Utc>,
    ) -> BoxFuture<'a, Result<Vec<String>, SendError>> {
        ready(Ok(Vec::new())).boxed()
    }
}

impl Mailer for Capture {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        ready(Ok(id(mail.message))).boxed()
    }

    fn is_repeatable(&self) -> bool {
        true
    }
}
