//! What the gate and the providers must know of an account.

use crate::{
    Actor, Core, Result, Scope, accounts,
    privacy::{
        self, ContactSetting,
        processors::{self, Routes},
    },
    providers::SmsAccount,
};
use chrono_tz::Tz;
use realtoros_domain::{consent::AccountState, ids::AccountId};

/// What the gate and the providers must know of an account.
#[derive(Clone, Debug)]
pub struct AccountFacts {
    /// Which.
    pub id: AccountId,
    /// Where it is in its life.
    pub state: AccountState,
    /// The zone in which the realtor works.
    pub zone: Tz,
    /// The realtor's name.
    pub member_name: String,
    /// The realtor's address: where answers to mail go.
    pub member_email: String,
    /// The business.
    pub brokerage: String,
    /// The postal address that commercial mail carries (P-51).
    pub postal_address: String,
    /// The name that mail comes from.
    pub mail_from_name: String,
    /// The kinds of messages that the account allows itself (P-04).
    pub contact: Vec<ContactSetting>,
    /// Whether the assistant may be used at all (P-04).
    pub ai_enabled: bool,
    /// Which sub-processors may not be used for the account, and why (P-38).
    pub routes: Routes,
    /// The sign-in at Twilio.
    pub sms: Option<SmsAccount>,
}

impl AccountFacts {
    /// Reads them. Call it before a transaction begins: it reads on its own.
    pub async fn load(core: &Core, account: AccountId) -> Result<Self> {
        let scope = Scope { account, actor: Actor::System };
        let profile = accounts::profile(core, &scope).await?;
        let channels = accounts::channels(core.db.read(), core, account).await?;
        let sms = match (channels.twilio_account_sid, channels.twilio_auth_token, channels.twilio_from_number)
        {
            (Some(account_sid), Some(token), Some(from)) => {
                Some(SmsAccount { account_sid, auth_token: token.into(), from })
            }
            _ => None,
        };
        let contact = privacy::contact_settings(core.db.read(), account).await?;
        Ok(Self {
            routes: processors::routes(core, Some(account)).await?,
            contact,
            id: account,
            state: match profile.status {
                accounts::AccountStatus::Active => AccountState::Active,
                accounts::AccountStatus::Closing => AccountState::Closing,
            },
            zone: profile.time_zone.parse().unwrap_or(chrono_tz::America::New_York),
            mail_from_name: channels.mail_from_name.unwrap_or_else(|| profile.member_name.clone()),
            member_name: profile.member_name,
            member_email: profile.member_email,
            brokerage: profile.brokerage,
            postal_address: profile.postal_address,
            ai_enabled: profile.ai_enabled,
            sms,
        })
    }
}
