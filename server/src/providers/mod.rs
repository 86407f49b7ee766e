//! Outside services that reach leads: texts and calls through Twilio, mail through SMTP, and capture where nothing is set up.
//!
//! Only `outbound` calls them (design: "Consent ledger and send gate"). A provider answers in three ways: it took
//! the message, it did not (and says whether trying again helps), or nobody knows; the last is never sent blindly
//! again.

mod calendar;
mod capture;
mod choice;
mod egress;
#[cfg(test)]
mod egress_tests;
mod error;
mod gmail;
mod google;
mod graph_mail;
mod http;
mod kept;
mod mail;
mod mailbox;
mod microsoft;
mod mime;
mod sms;
mod smtp;
#[cfg(test)]
mod smtp_tests;
mod smtp_url;
mod twilio;
mod twilio_error;
mod twilio_signature;
mod twilio_voice;
pub mod twiml;
mod voice;

pub use calendar::{BusyAsked, CalendarProvider, calendar};
pub use choice::{Providers, SmsAccount};
pub use egress::{Egress, Names, Unlisted};
pub use error::SendError;
pub(crate) use http::pause_of;
pub use http::{Http, HttpError};
pub use kept::{KeptMail, mail_bytes};
pub use mail::{MailOut, Mailer};
pub use mailbox::{Letter, Mailbox, MailboxError, Page, Whole, mailbox};
pub use mime::message_id;
pub use sms::{SmsGateway, SmsOut};
pub use twilio::{call_webhook, inbound_webhook, is_text_sid};
pub use twilio_signature::is_signed;
pub use twilio_voice::voice_webhook;
pub use voice::{CallOut, VoiceGateway};
