//! The names of all settings, so that a slip of the pen is not overlooked.

use super::PREFIX;

/// Every setting, without its prefix.
pub(super) const NAMES: [&str; 34] = [
    "BACKUP_DIR",
    "BIND",
    "CLOCK_OFFSET",
    "CONTACT_EMAIL",
    "DATABASE_URL",
    "DATA_DIR",
    "GOOGLE_API_URL",
    "GOOGLE_AUTH_URL",
    "GOOGLE_CLIENT_ID",
    "GOOGLE_CLIENT_SECRET",
    "GOOGLE_TOKEN_URL",
    "KEK",
    "KEY_BACKUP_DIR",
    "MASTER_KEY",
    "MASTER_KEY_FILE",
    "MASTER_KEY_PREVIOUS",
    "MICROSOFT_API_URL",
    "MICROSOFT_AUTH_URL",
    "MICROSOFT_CLIENT_ID",
    "MICROSOFT_CLIENT_SECRET",
    "MICROSOFT_TOKEN_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_MODEL",
    "OPERATOR_EMAIL",
    "PROFILE",
    "PUBLIC_URL",
    "SMTP_URL",
    "TLS_CERT",
    "TLS_KEY",
    "TRANSIT_KEY",
    "TRANSIT_TOKEN",
    "TRANSIT_URL",
    "TWILIO_BASE_URL",
];

/// Variables of the same prefix that are read elsewhere: the log's filter, and what tests are told.
const ELSEWHERE: [&str; 2] = ["BIN", "LOG"];

/// Those of these variables that look like settings and are none, sorted.
pub fn unknown(vars: impl IntoIterator<Item = String>) -> Vec<String> {
    let is_known =
        |name: &str| NAMES.contains(&name) || ELSEWHERE.contains(&name) || name.starts_with("TEST_");
    let mut unknown: Vec<_> = vars
        .into_iter()
        .filter(|name| name.strip_prefix(PREFIX).is_some_and(|name| !is_known(name)))
        .collect();
    unknown.sort();
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_named() {
        let vars =
            ["REALTOROS_SMTP_ULR", "REALTOROS_BIND", "REALTOROS_TEST_POSTGRES", "REALTOROS_LOG", "HOME"];
        assert_eq!(unknown(vars.map(str::to_owned)), ["REALTOROS_SMTP_ULR"]);
    }
}
