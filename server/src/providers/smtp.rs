//! Mail through SMTP: a few open connections, kept.
//!
//! The connections are made here rather than by the library's pool for two reasons: small packets must leave at once
//! (otherwise the final dot of each message waits for a delayed acknowledgement), and it must be known whether a
//! failure came before the mail was handed over or in the middle.

use super::{
    Egress, MailOut, Mailer, SendError, mime,
    smtp_url::{SmtpUrl, Tls, mail_host},
};
use crate::{Result, privacy::Processor, settings::Settings};
use futures::future::{BoxFuture, FutureExt};
use lettre::{
    Address,
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use secrecy::{ExposeSecret, SecretString};
use std::{sync::Mutex, sync::PoisonError, time::Duration};
use tokio::{net::TcpStream, time::timeout};

/// How many idle connections are kept.
const KEPT: usize = 16;
/// How long one mail may take. Shorter than the lease of a message that is being handed over.
const PATIENCE: Duration = Duration::from_secs(10);

/// The mail server.
pub struct Smtp {
    url: SmtpUrl,
    egress: Egress,
    from: Address,
    host: String,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
}

/// Before the mail's last byte a failure is certain; after it nobody knows.
enum Failure {
    Before(SmtpError),
    After(SmtpError),
}

impl Smtp {
    /// A client of the server at `url`, bound to the list.
    pub fn new(url: &SecretString, settings: &Settings) -> Result<Self> {
        Self::bound(url, settings, Egress::of(settings, Processor::Mail))
    }

    /// The same with a list of the caller's.
    pub(super) fn bound(url: &SecretString, settings: &Settings, egress: Egress) -> Result<Self> {
        let url = SmtpUrl::parse(url.expose_secret(), settings)?;
        let from =
            url.from.parse().map_err(|_| crate::Error::invalid("REALTOROS_SMTP_URL: from is no address"))?;
        Ok(Self { url, egress, from, host: mail_host(settings), idle: Mutex::default() })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let failed = |_| SendError::Retry("no connection to the mail server".into());
        let hello = ClientId::Domain(self.host.clone());
        let parameters = || TlsParameters::new(self.url.host.clone()).map_err(failed);
        let io_failed = |_| SendError::Retry("no connection to the mail server".into());
        // The library would look the name up by itself; the list comes first.
        let addresses = self.egress.look_up(&self.url.host, self.url.port).await.map_err(io_failed)?;
        let address = addresses.as_slice();
        let mut connection = if self.url.tls == Tls::Implicit {
            AsyncSmtpConnection::connect_tokio1(address, Some(PATIENCE), &hello, Some(parameters()?), None)
                .await
                .map_err(failed)?
        } else {
            let stream = TcpStream::connect(address).await.map_err(io_failed)?;
            stream.set_nodelay(true).map_err(io_failed)?;
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await.map_err(failed)?
        };
        if self.url.tls == Tls::Required || self.url.tls == Tls::Offered && connection.can_starttls() {
            // Fails when the server does not offer it: then nothing is sent (P-02).
            connection.starttls(parameters()?, &hello).await.map_err(failed)?;
        }
        if let Some((user, password)) = &self.url.credentials {
            let credentials = Credentials::new(user.clone(), password.clone());
            connection
                .auth(DEFAULT_MECHANISMS, &credentials)
                .await
                .map_err(|_| SendError::Retry("the mail server refused our sign-in".into()))?;
        }
        Ok(connection)
    }

    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT && !connection.has_broken() {
            idle.push(connection);
        }
    }

    fn forget_idle(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    async fn deliver(&self, mail: &MailOut) -> Result<String, SendError> {
        let id = mime::message_id(mail.message, &self.host);
        let built = mime::build(mail, &self.from, id.clone())
            .map_err(|_| SendError::Permanent("the mail could not be written".into()))?;
        let (bytes, envelope) = (built.formatted(), built.envelope());
        loop {
            let kept = self.take();
            let is_fresh = kept.is_none();
            let mut connection = match kept {
                Some(connection) => connection,
                None => timeout(PATIENCE, self.connect())
                    .await
                    .map_err(|_| SendError::Retry("no connection to the mail server".into()))??,
            };
            let sent = timeout(PATIENCE, hand_over(&mut connection, envelope, &bytes)).await;
            match sent {
                Ok(Ok(())) => {
                    self.keep(connection);
                    return Ok(id);
                }
                // The server closes idle connections, and then the others are closed too; a new one decides.
                Ok(Err(Failure::Before(error))) if !is_fresh && is_closing(&error) => self.forget_idle(),
                Ok(Err(failure)) => return Err(meaning(&failure)),
                Err(_) => return Err(SendError::Unknown("the mail server fell silent".into())),
            }
        }
    }
}

async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    envelope: &lettre::address::Envelope,
    bytes: &[u8],
) -> Result<(), Failure> {
    let eight_bit = !bytes.is_ascii() && connection.server_info().supports_feature(Extension::EightBitMime);
    let options =
        eight_bit.then_some(MailParameter::Body(MailBodyParameter::EightBitMime)).into_iter().collect();
    connection.command(Mail::new(envelope.from().cloned(), options)).await.map_err(Failure::Before)?;
    for to in envelope.to() {
        connection.command(Rcpt::new(to.clone(), Vec::new())).await.map_err(Failure::Before)?;
    }
    connection.command(Data).await.map_err(Failure::Before)?;
    connection.message(bytes).await.map_err(Failure::After)?;
    Ok(())
}

/// Whether it is the connection that ended, not the mail that was refused: the server hung up, or says 421 first.
fn is_closing(error: &SmtpError) -> bool {
    error.status().is_none_or(|code| u16::from(code) == 421)
}

fn meaning(failure: &Failure) -> SendError {
    let (Failure::Before(error) | Failure::After(error)) = failure;
    let code = error.status().map_or_else(|| "no code".to_owned(), |code| format!("code {code}"));
    if error.is_permanent() {
        SendError::Permanent(code.into())
    } else if error.is_transient() || matches!(failure, Failure::Before(_)) {
        SendError::Retry(code.into())
    } else {
        SendError::Unknown(code.into())
    }
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, mail: &'a MailOut) -> BoxFuture<'a, Result<String, SendError>> {
        self.deliver(mail).boxed()
    }
}
