//! What is sealed inside the rows of accounts.

use crate::vault::Record;
use realtoros_domain::{contact::EmailAddress, registration::Registration};
use serde::{Deserialize, Serialize};

/// The sealed part of an account: the business as every commercial mail must name it (P-08, CAN-SPAM).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountProfile {
    /// The brokerage's name.
    pub brokerage: String,
    /// The state of the licence, as its postal abbreviation.
    pub licence_state: String,
    /// The postal address of the business.
    pub postal_address: String,
    /// The business telephone number, in E.164.
    pub phone: String,
    /// The IANA name of the zone in which the realtor works.
    pub time_zone: String,
}

impl Record for AccountProfile {
    const TABLE: &'static str = "account";
}

/// The sealed part of a member (P-08, P-09).
#[derive(Clone, Serialize, Deserialize)]
pub struct MemberRecord {
    /// The member's name.
    pub name: String,
    /// Where the member is reached.
    pub email: EmailAddress,
    /// The password as a PHC string; none for a member who signs in elsewhere only.
    pub password: Option<String>,
}

impl Record for MemberRecord {
    const TABLE: &'static str = "member";
}

/// How an account reaches its leads.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChannelSettings {
    /// The account's own Twilio account (`AC…`).
    pub twilio_account_sid: Option<String>,
    /// The secret of that Twilio account.
    pub twilio_auth_token: Option<String>,
    /// The number that texts come from, in E.164.
    pub twilio_from_number: Option<String>,
    /// The name that mail comes from; the member's name when none is set.
    pub mail_from_name: Option<String>,
    /// That the carriers have approved a number, as the realtor recorded it; counts for that number only (P-50).
    pub registration: Option<Registration>,
}

impl ChannelSettings {
    /// Whether texts can go out through Twilio.
    pub const fn has_twilio(&self) -> bool {
        self.twilio_account_sid.is_some()
            && self.twilio_auth_token.is_some()
            && self.twilio_from_number.is_some()
    }

    /// Whether the carriers have approved the number that texts come from (P-50).
    pub fn is_registered(&self) -> bool {
        let number = self.twilio_from_number.as_deref().unwrap_or_default();
        self.has_twilio()
            && self.registration.as_ref().is_some_and(|registration| registration.covers(number))
    }
}

impl Record for ChannelSettings {
    const TABLE: &'static str = "channel_settings";
}

impl std::fmt::Debug for ChannelSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChannelSettings").field("has_twilio", &self.has_twilio()).finish_non_exhaustive()
    }
}

/// The sealed part of a session: the values it holds, which are ids only.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SessionRecord(pub std::collections::HashMap<String, serde_json::Value>);

impl Record for SessionRecord {
    const TABLE: &'static str = "session";
}
