//! What the settings page shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    pub business: BusinessView,
    pub channels: ChannelsView,
    pub tokens: Vec<TokenView>,
    pub methods: MethodsView,
    pub two_step: TwoStepView,
}

/// The member and the business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessView {
    pub member_name: String,
    pub member_email: String,
    pub brokerage: String,
    pub licence_state: String,
    pub postal_address: String,
    pub phone: String,
    pub time_zone: String,
}

/// How leads are reached. The secret itself stays on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelsView {
    pub account_sid: String,
    pub has_auth_token: bool,
    pub from_number: String,
    pub mail_from_name: String,
    /// Whether texts leave through Twilio.
    pub has_twilio: bool,
    /// Whether the number is recorded as registered with the carriers (P-50).
    pub is_registered: bool,
    pub brand_id: String,
    pub campaign_id: String,
    /// The verification of a toll-free number.
    pub verification_id: String,
    /// The day of the approval, as `2026-11-24`.
    pub approved_on: String,
    /// Where Twilio sends incoming texts.
    pub webhook: String,
    /// Where Twilio sends incoming calls.
    pub call_webhook: String,
}

/// One API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenView {
    pub id: Uuid,
    pub created_at: i64,
    pub last_used_at: Option<i64>,
}

/// How the member signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodsView {
    pub password: bool,
    pub providers: Vec<ProviderView>,
}

/// The second step, and passkeys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoStepView {
    /// Since when a code is asked for; none while it is not.
    pub since: Option<i64>,
    pub recovery_codes: u64,
    /// What the member calls them.
    pub passkeys: Vec<String>,
    /// Whether a browser gives passkeys to this site at all.
    pub passkeys_work: bool,
}

/// A provider that is set up here, or that the member has linked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderView {
    pub key: String,
    pub label: String,
    pub linked: bool,
}
