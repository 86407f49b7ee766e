//! What the gate and the providers must know of an account.

use crate::{
    Actor, Core, Result, Scope,
    accounts::{self, ChannelSettings},
    privacy::{
        self, ContactSetting,
        processors::{self, Routes},
    },
    providers::SmsAccount,
};
use chrono_tz::Tz;
use realtoros_domain::{consent::AccountState, ids::AccountId};
use sea_orm::ConnectionTrait;

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
    /// Its telephone number (E.164).
    pub phone: String,
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
    /// Whether the carriers have registered the number that texts come from; true where none is involved, because texts
    /// are captured (P-50).
    pub may_text: bool,
}

impl AccountFacts {
    /// Reads them. Call it before a transaction begins: it reads on its own.
    pub async fn load(core: &Core, account: AccountId) -> Result<Self> {
        let scope = Scope { account, actor: Actor::System };
        let profile = accounts::profile(core, &scope).await?;
        let channels = accounts::channels(core.db.read(), core, account).await?;
        let may_text = may_text(&channels);
        let mail_from_name = channels.mail_from_name.clone();
        let sms = sms(channels);
        let contact = privacy::contact_settings(core.db.read(), account).await?;
        Ok(Self {
            routes: processors::routes(core, Some(account)).await?,
            contact,
            id: account,
            state: match profile.status {
                accounts::AccountStatus::Active => AccountState::Active,
                accounts::AccountStatus::Closing => AccountState::Closing,
                accounts::AccountStatus::Purging => AccountState::Purged,
            },
            zone: profile.time_zone.parse().unwrap_or(chrono_tz::America::New_York),
            mail_from_name: mail_from_name.unwrap_or_else(|| profile.member_name.clone()),
            member_name: profile.member_name,
            member_email: profile.member_email,
            brokerage: profile.brokerage,
            phone: profile.phone,
            postal_address: profile.postal_address,
            ai_enabled: profile.ai_enabled,
            sms,
            may_text,
        })
    }

    /// Reads again, in a transaction that holds the account's row, from which number texts come and whether it is registered:
    /// what is decided here is then before or after whatever the realtor records, and nothing stays held that nobody will
    /// release (P-50). Says whether the number is still the same.
    pub async fn read_number(&mut self, tx: &impl ConnectionTrait, core: &Core) -> Result<bool> {
        let channels = accounts::channels(tx, core, self.id).await?;
        self.may_text = may_text(&channels);
        let number = |sms: Option<&SmsAccount>| sms.map(|sms| sms.from.clone());
        let now = sms(channels);
        let is_same = number(now.as_ref()) == number(self.sms.as_ref());
        self.sms = now;
        Ok(is_same)
    }
}

fn may_text(channels: &ChannelSettings) -> bool {
    !channels.has_twilio() || channels.is_registered()
}

fn sms(channels: ChannelSettings) -> Option<SmsAccount> {
    match (channels.twilio_account_sid, channels.twilio_auth_token, channels.twilio_from_number) {
        (Some(account_sid), Some(token), Some(from)) => {
            Some(SmsAccount { account_sid, auth_token: token.into(), from })
        }
        _ => None,
    }
}
