//! The files in which machines look for what we publish.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

/// The body of `/.well-known/gpc.json`: we honour Global Privacy Control, since the policy's version.
pub const WELL_KNOWN_GPC: &str = "{\"gpc\": true, \"lastUpdate\": \"2026-04-01\"}";

/// For how long the contact in `security.txt` is good; RFC 9116 section 2.5.5 asks for less than a year.
const CONTACT_TERM: TimeDelta = TimeDelta::days(180);

/// The body of `/.well-known/security.txt` (RFC 9116). `contact` is the address of [`crate::settings::Settings::contact`].
pub fn security_txt(public_url: &str, contact: &str, now: DateTime<Utc>) -> String {
    let expires = (now + CONTACT_TERM).to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: en\nCanonical: \
         {public_url}/.well-known/security.txt\nPolicy: {public_url}/security\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::policy;

    #[test]
    fn p16_gpc_json_is_an_object_with_a_boolean_and_the_date_of_the_policy() {
        let value: serde_json::Value = serde_json::from_str(WELL_KNOWN_GPC).unwrap();
        assert_eq!(value, serde_json::json!({ "gpc": true, "lastUpdate": policy::CURRENT_VERSION }));
    }

    /// RFC 9116 section 2.5: `Contact` at least once, `Expires` exactly once and in the future, `Preferred-Languages` at
    /// most once, every address a URI, no line that is no field.
    #[test]
    fn p70_security_txt_keeps_to_its_rfc_and_names_the_one_contact() {
        let now: DateTime<Utc> = "2026-11-24T17:00:00Z".parse().unwrap();
        let text = security_txt("https://realtoros.test", "privacy@realtoros.test", now);
        let fields: Vec<(&str, &str)> = text.lines().map(|line| line.split_once(": ").unwrap()).collect();
        let values = |name: &str| -> Vec<&str> {
            fields.iter().filter(|(key, _)| *key == name).map(|(_, value)| *value).collect()
        };
        assert_eq!(values("Contact"), ["mailto:privacy@realtoros.test"]);
        assert_eq!(values("Preferred-Languages"), ["en"]);
        assert_eq!(values("Canonical"), ["https://realtoros.test/.well-known/security.txt"]);
        assert_eq!(values("Policy"), ["https://realtoros.test/security"]);
        let [expires] = values("Expires")[..] else { panic!("one Expires") };
        let expires: DateTime<Utc> = expires.parse().unwrap();
        assert!(expires > now && expires < now + TimeDelta::days(365));
        assert_eq!(fields.len(), 5);
    }
}
