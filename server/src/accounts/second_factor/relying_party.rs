//! For whom passkeys are: the host name under which people reach this installation. A browser gives a passkey to that host
//! alone, so one that was made here opens nothing elsewhere, and one of a look-alike nothing here (`WebAuthn` section 13.4.9).

use crate::{Error, Result, settings::Settings};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// Whether passkeys can work here: a browser wants a host name, and TLS unless the host is this very machine.
pub fn passkeys_work(settings: &Settings) -> bool {
    origin(settings).is_some()
}

/// What checks challenge, origin, host, user verification and counter.
pub fn relying_party(settings: &Settings) -> Result<Webauthn> {
    let (origin, host) = origin(settings).ok_or_else(|| {
        Error::Refused(
            "Passkeys need a host name: this site is reached by a number, or without TLS.".to_owned(),
        )
    })?;
    let built = WebauthnBuilder::new(&host, &origin).and_then(|builder| builder.rp_name("RealtorOS").build());
    built.map_err(|error| Error::Internal(format!("passkeys: {error}")))
}

fn origin(settings: &Settings) -> Option<(Url, String)> {
    let url = Url::parse(&settings.public_url).ok()?;
    let host = url.domain()?.to_owned();
    let is_here = host == "localhost" || host.ends_with(".localhost");
    (url.scheme() == "https" || is_here).then_some((url, host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn at(url: &str) -> Settings {
        let vars = HashMap::from([("REALTOROS_PUBLIC_URL".to_owned(), url.to_owned())]);
        Settings::read(&vars).unwrap()
    }

    #[test]
    fn p09_passkeys_are_for_the_host_of_this_site_and_no_other() {
        for (url, host) in [
            ("https://crm.example.com", Some("crm.example.com")),
            ("https://crm.example.com:8443/", Some("crm.example.com")),
            ("http://localhost:3000", Some("localhost")),
            ("http://127.0.0.1:3000", None),
            ("https://192.0.2.7", None),
            ("https://[2001:db8::1]", None),
            ("http://crm.example.com", None),
        ] {
            assert_eq!(origin(&at(url)).map(|(_, host)| host).as_deref(), host, "{url}");
            assert_eq!(passkeys_work(&at(url)), host.is_some(), "{url}");
        }
        let ours = relying_party(&at("https://crm.example.com")).unwrap();
        assert_eq!(ours.get_allowed_origins(), [Url::parse("https://crm.example.com").unwrap()]);
        let here = Url::parse("https://crm.example.com").unwrap();
        for host in ["other.example", "evil-crm.example.com", "sub.crm.example.com"] {
            assert!(WebauthnBuilder::new(host, &here).is_err(), "{host} is not ours");
        }
        let refused = relying_party(&at("http://127.0.0.1:3000")).unwrap_err();
        assert!(matches!(refused, Error::Refused(_)), "{refused:?}");
    }
}
