//! The files in which machines look for what we publish.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use realtoros_domain::policy;

/// The body of `/.well-known/gpc.json`: we honour Global Privacy Control, since the policy's version.
pub const WELL_KNOWN_GPC: &str = "{\"gpc\": true, \"lastUpdate\": \"2026-04-01\"}";

/// For how long the contact in `security.txt` is good; RFC 9116 section 2.5.5 asks for less than a year.
const CONTACT_TERM: TimeDelta = TimeDelta::days(180);

/// The body of `/.well-known/security.txt` (RFC 9116).
pub fn security_txt(public_url: &str, now: DateTime<Utc>) -> String {
    let expires = (now + CONTACT_TERM).to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "Contact: mailto:{}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: \
         {public_url}/.well-known/security.txt\nPolicy: {public_url}/privacy\n",
        policy::contact()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::policy_hash;

    /// Every wording that was ever published, with its fingerprint. A new wording is a new line.
    const PUBLISHED: [(&str, &str); 1] =
        [("2026-04-01", "f0241f12faa0b378a191d9efd7f397150b948c62c1c5e8f933dc28b9d4356ff9")];

    #[test]
    fn p69_a_changed_text_needs_a_new_version() {
        assert_eq!(PUBLISHED.last(), Some(&(policy::CURRENT_VERSION, policy_hash().as_str())));
    }

    #[test]
    fn p16_gpc_json_is_an_object_with_a_boolean_and_the_date_of_the_policy() {
        let value: serde_json::Value = serde_json::from_str(WELL_KNOWN_GPC).unwrap();
        assert_eq!(value, serde_json::json!({ "gpc": true, "lastUpdate": policy::CURRENT_VERSION }));
    }

    #[test]
    fn p70_security_txt_names_the_policys_contact_and_expires_within_a_year() {
        let now: DateTime<Utc> = "2026-11-24T17:00:00Z".parse().unwrap();
        let text = security_txt("https://realtoros.test", now);
        assert!(text.contains(&format!("Contact: mailto:{}\n", policy::contact())));
        assert!(text.contains("Expires: 2027-05-23T17:00:00Z\n"), "{text}");
        assert!(text.lines().all(|line| line.split_once(": ").is_some()));
    }
}
