//! Where a code can go: only to what is on file.

use crate::leads::LeadRecord;
use realtoros_domain::{
    Channel,
    contact::{EmailAddress, PhoneNumber},
};

/// A number or address on file, named so that only its owner recognises it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Text or mail.
    pub channel: Channel,
    /// Such as `r…@…com` or `…42`.
    pub hint: String,
    /// The address itself. It is never shown on a page.
    pub(super) address: String,
}

impl Destination {
    /// The number or address itself.
    pub(in crate::privacy) fn address(&self) -> &str {
        &self.address
    }
}

/// Where a code for this lead can go, mail first: a text may be blocked by the phone company after a STOP.
pub fn destinations(record: &LeadRecord) -> Vec<Destination> {
    let mails = record.emails.iter().map(EmailAddress::as_str).map(|address| Destination {
        channel: Channel::Email,
        hint: mail_hint(address),
        address: address.to_owned(),
    });
    let numbers = record.phones.iter().map(PhoneNumber::e164).map(|number| Destination {
        channel: Channel::Sms,
        hint: format!("…{}", number.get(number.len().saturating_sub(2)..).unwrap_or_default()),
        address: number.to_owned(),
    });
    mails.chain(numbers).collect()
}

fn mail_hint(address: &str) -> String {
    let (name, domain) = address.split_once('@').unwrap_or((address, ""));
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    let top = domain.rsplit('.').next().unwrap_or_default();
    format!("{}…@{}….{top}", first(name), first(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p64_addresses_are_hinted_at_and_not_shown() {
        let record = LeadRecord {
            emails: vec!["rosa.delgado@example.com".parse().unwrap()],
            phones: vec!["+15125550142".parse().unwrap()],
            ..LeadRecord::default()
        };
        let hints: Vec<_> = destinations(&record).into_iter().map(|to| to.hint).collect();
        assert_eq!(hints, ["r…@e….com", "…42"]);
    }
}
