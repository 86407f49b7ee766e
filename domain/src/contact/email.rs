//! E-mail addresses (import rule 4).

use super::tidy;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An e-mail address in lower case. A plus tag stays as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// A text that is no e-mail address, or only the placeholder of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not an e-mail address: it should look like name@example.com")]
pub struct NotAnEmail;

impl EmailAddress {
    /// Every address in a cell that may hold several, separated by comma, semicolon or white space. Each
    /// comes once, in order; what is no address is left out.
    pub fn split(cell: &str) -> Vec<Self> {
        let mut found = Vec::new();
        for part in cell.split(|c: char| c == ',' || c == ';' || c.is_whitespace()) {
            if let Ok(address) = part.parse()
                && !found.contains(&address)
            {
                found.push(address);
            }
        }
        found
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address without its plus tag: two addresses that differ only there reach the same mailbox.
    pub fn without_tag(&self) -> String {
        match self.0.rsplit_once('@') {
            Some((local, domain)) => match local.split_once('+') {
                Some((name, _)) if !name.is_empty() => format!("{name}@{domain}"),
                _ => self.0.clone(),
            },
            None => self.0.clone(),
        }
    }
}

impl FromStr for EmailAddress {
    type Err = NotAnEmail;

    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = tidy(text);
        let text = text.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | '"' | '\'' | ','));
        let text = match text.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &text[7..],
            _ => text,
        };
        let text = text.split('?').next().unwrap_or_default();
        let text = text.trim_end_matches(['.', ',', ';', ':', '!', '>', ')']).trim();
        let (local, domain) = text.rsplit_once('@').ok_or(NotAnEmail)?;
        let valid = text.len() <= 254 && is_local_part(local) && is_domain(domain);
        let address = text.to_lowercase();
        if valid && !is_placeholder(&address) { Ok(Self(address)) } else { Err(NotAnEmail) }
    }
}

fn is_local_part(local: &str) -> bool {
    (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
}

fn is_domain(domain: &str) -> bool {
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    labels.len() >= 2
        && labels.iter().all(is_label)
        && labels.last().is_some_and(|top| top.chars().count() >= 2 && top.chars().any(char::is_alphabetic))
}

/// kvCORE makes up `<ten digits>@kvleads.…` for leads of whom it knows only the number.
fn is_placeholder(address: &str) -> bool {
    address.split_once("@kvleads.").is_some_and(|(local, _)| {
        (10..=11).contains(&local.len()) && local.bytes().all(|b| b.is_ascii_digit())
    })
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = NotAnEmail;
    fn try_from(text: String) -> Result<Self, NotAnEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::EmailAddress;

    #[test]
    fn what_is_an_address() {
        for (text, expected) in [
            (" Ada@Example.COM ;", Some("ada@example.com")),
            ("mailto:ada@example.com", Some("ada@example.com")),
            ("MAILTO:ada@example.com?subject=Hi", Some("ada@example.com")),
            ("<ada+homes@example.co.uk>", Some("ada+homes@example.co.uk")),
            ("ada@example.com.", Some("ada@example.com")),
            ("zoë@exämple.de", Some("zoë@exämple.de")),
            ("n/a", None),
            ("none@", None),
            ("@example.com", None),
            ("ada at example dot com", None),
            ("ada@example", None),
            ("ada@@example.com", None),
            ("a..b@example.com", None),
            ("ada@-example.com", None),
            ("ada@example.1", None),
            ("6175550123@kvleads.example.net", None),
            ("617@kvleads.example.net", Some("617@kvleads.example.net")),
        ] {
            assert_eq!(
                text.parse::<EmailAddress>().ok().as_ref().map(EmailAddress::as_str),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn several_in_one_cell() {
        let split = |cell| EmailAddress::split(cell).into_iter().map(String::from).collect::<Vec<_>>();
        for cell in [
            "a@example.com, b@example.com",
            "a@example.com;b@example.com;A@EXAMPLE.COM",
            "a@example.com ::: b@example.com",
            "Ann <a@example.com> b@example.com n/a",
        ] {
            assert_eq!(split(cell), ["a@example.com", "b@example.com"], "{cell:?}");
        }
    }

    #[test]
    fn the_plus_tag_names_the_same_mailbox() {
        let address: EmailAddress = "ada+list@example.com".parse().unwrap();
        assert_eq!(address.without_tag(), "ada@example.com");
        assert_eq!("+x@example.com".parse::<EmailAddress>().unwrap().without_tag(), "+x@example.com");
    }
}
