//! The address of the mail server: `smtp://user:password@host:port?tls=required&from=mail@example.com`.

use crate::{Error, Result, settings::Settings};
use reqwest::Url;

/// When the connection becomes encrypted (P-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (`smtps://`).
    Implicit,
    /// By STARTTLS; a server that does not offer it gets nothing.
    Required,
    /// By STARTTLS where it is offered (dev profile only).
    Offered,
}

/// Where the mail server is and how we sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpUrl {
    pub host: String,
    pub port: u16,
    pub credentials: Option<(String, String)>,
    pub tls: Tls,
    /// The address that mail comes from.
    pub from: String,
}

impl SmtpUrl {
    pub fn parse(text: &str, settings: &Settings) -> Result<Self> {
        let wrong = |why: &str| Error::invalid(format!("REALTOROS_SMTP_URL: {why}"));
        let url =
            Url::parse(text).map_err(|_| wrong("it is no address like smtps://user:password@host:port"))?;
        let host =
            url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| wrong("the host is missing"))?;
        let implicit = url.scheme() == "smtps";
        let query =
            |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        let tls = match query("tls").as_deref() {
            _ if implicit => Tls::Implicit,
            Some("none") if !settings.is_dev() => return Err(wrong("production sends mail over TLS only")),
            Some("none") => Tls::Offered,
            Some("required") => Tls::Required,
            None if settings.is_dev() => Tls::Offered,
            None => Tls::Required,
            Some(_) => return Err(wrong("tls is \"required\", or \"none\" in the dev profile")),
        };
        let user = decode(url.username());
        let credentials =
            (!user.is_empty()).then(|| (user.clone(), decode(url.password().unwrap_or_default())));
        let from = query("from").or_else(|| user.contains('@').then_some(user));
        Ok(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(if implicit { 465 } else { 587 }),
            credentials,
            tls,
            from: from.unwrap_or_else(|| format!("mail@{}", mail_host(settings))),
        })
    }
}

/// The host of the public address, for `From` and `Message-ID` where nothing better is known.
pub fn mail_host(settings: &Settings) -> String {
    let host = Url::parse(&settings.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.filter(|host| host.contains(char::is_alphabetic))
        .unwrap_or_else(|| "localhost.localdomain".to_owned())
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%').then(|| tail.get(..2)).flatten().and_then(|two| hex::decode(two).ok());
        match escaped {
            Some(byte) => {
                bytes.extend(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn settings(profile: &str) -> Settings {
        let pairs = [
            ("REALTOROS_PROFILE", profile),
            ("REALTOROS_MASTER_KEY_FILE", "key"),
            ("REALTOROS_PUBLIC_URL", "https://crm.example.com"),
        ];
        Settings::read(&HashMap::from(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())))).unwrap()
    }

    #[test]
    fn p02_production_insists_on_tls() {
        let (dev, production) = (settings("dev"), settings("production"));
        assert_eq!(SmtpUrl::parse("smtp://127.0.0.1:2525", &dev).unwrap().tls, Tls::Offered);
        assert_eq!(SmtpUrl::parse("smtp://mail.example.com", &production).unwrap().tls, Tls::Required);
        assert_eq!(SmtpUrl::parse("smtps://mail.example.com", &production).unwrap().tls, Tls::Implicit);
        assert!(SmtpUrl::parse("smtp://mail.example.com?tls=none", &production).is_err());
    }

    #[test]
    fn the_sender_comes_from_the_address_the_user_or_the_host() {
        let settings = settings("production");
        let parse = |text| SmtpUrl::parse(text, &settings).unwrap();
        let full = parse("smtps://jo%40example.com:p%25w@mail.example.com");
        assert_eq!(full.credentials, Some(("jo@example.com".to_owned(), "p%w".to_owned())));
        assert_eq!((full.from.as_str(), full.port), ("jo@example.com", 465));
        assert_eq!(parse("smtps://key:pw@mail.example.com?from=n@example.org").from, "n@example.org");
        assert_eq!(parse("smtp://mail.example.com").from, "mail@crm.example.com");
    }
}
