//! Which provider serves which account.

use super::{Http, Mailer, SmsGateway, VoiceGateway, capture::Capture, smtp::Smtp, twilio::Twilio};
use crate::{Core, Result, privacy::Processor, settings::Settings};
use realtoros_domain::{Channel, ids::AccountId};
use secrecy::SecretString;
use std::{fmt, sync::Arc};

/// An account's own sign-in at Twilio: one sending number per account (policy tension T5).
#[derive(Clone, Debug)]
pub struct SmsAccount {
    /// Twilio's account SID.
    pub account_sid: String,
    /// Twilio's auth token; it also signs webhooks.
    pub auth_token: SecretString,
    /// The number that texts come from (E.164).
    pub from: String,
}

/// The providers of this installation.
#[derive(Clone)]
pub struct Providers {
    /// For Twilio; none where every account has a given gateway.
    http: Option<Http>,
    mailer: Option<Arc<dyn Mailer>>,
    /// Serves every account instead of Twilio: in tests.
    gateway: Option<Arc<dyn SmsGateway>>,
    /// The same for calls.
    voice: Option<Arc<dyn VoiceGateway>>,
}

impl fmt::Debug for Providers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Providers").field("mail", &self.mailer.is_some()).finish_non_exhaustive()
    }
}

impl Providers {
    /// The providers that the settings name. Nothing named: capture in the dev profile, off in production.
    pub fn from_settings(core: &Core) -> Result<Self> {
        let settings = &core.settings;
        let mailer: Option<Arc<dyn Mailer>> = match &settings.providers.smtp_url {
            Some(url) => Some(Arc::new(Smtp::new(url, settings)?)),
            None if settings.is_dev() => Some(Arc::new(Capture)),
            None => None,
        };
        Ok(Self { http: Some(Http::of(settings, Processor::Twilio)?), mailer, gateway: None, voice: None })
    }

    /// Capture for every account, whatever the settings name.
    pub fn capturing() -> Result<Self> {
        Ok(Self::fixed(Arc::new(Capture), Arc::new(Capture))?.with_voice(Arc::new(Capture)))
    }

    /// Given providers for every account.
    pub fn fixed(gateway: Arc<dyn SmsGateway>, mailer: Arc<dyn Mailer>) -> Result<Self> {
        Ok(Self { http: None, mailer: Some(mailer), gateway: Some(gateway), voice: None })
    }

    /// The same with one who takes the calls of every account.
    #[must_use]
    pub fn with_voice(self, voice: Arc<dyn VoiceGateway>) -> Self {
        Self { voice: Some(voice), ..self }
    }

    /// Who takes mail.
    pub fn mailer(&self) -> Option<Arc<dyn Mailer>> {
        self.mailer.clone()
    }

    /// Who takes the texts of an account with this sign-in.
    pub fn gateway(
        &self,
        core: &Core,
        account: AccountId,
        sms: Option<&SmsAccount>,
    ) -> Option<Arc<dyn SmsGateway>> {
        match (&self.gateway, sms) {
            (Some(gateway), _) => Some(gateway.clone()),
            (None, Some(sms)) => {
                let http = self.http.clone()?;
                Some(Arc::new(Twilio::new(http, core, account, sms.clone())))
            }
            (None, None) if core.settings.is_dev() => Some(Arc::new(Capture)),
            (None, None) => None,
        }
    }

    /// Who takes the calls of an account with this sign-in.
    pub fn voice(
        &self,
        core: &Core,
        account: AccountId,
        sms: Option<&SmsAccount>,
    ) -> Option<Arc<dyn VoiceGateway>> {
        match (&self.voice, sms) {
            (Some(voice), _) => Some(voice.clone()),
            (None, Some(sms)) => {
                let http = self.http.clone()?;
                Some(Arc::new(Twilio::new(http, core, account, sms.clone())))
            }
            (None, None) if core.settings.is_dev() => Some(Arc::new(Capture)),
            (None, None) => None,
        }
    }

    /// Whether a channel can be used at all: a step of the gate.
    pub fn is_configured(settings: &Settings, sms: Option<&SmsAccount>, channel: Channel) -> bool {
        match channel {
            Channel::Email => settings.is_dev() || settings.providers.smtp_url.is_some(),
            Channel::Sms | Channel::Voice => settings.is_dev() || sms.is_some(),
        }
    }
}
