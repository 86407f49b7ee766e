//! The providers that people can sign in with.

use crate::{
    privacy::Processor,
    settings::{OAuthSettings, Settings},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A provider that people can sign in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProviderName {
    /// Google.
    Google,
    /// Microsoft.
    Microsoft,
}

impl ProviderName {
    /// Every provider.
    pub const ALL: [Self; 2] = [Self::Google, Self::Microsoft];

    /// The word in addresses and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Microsoft => "microsoft",
        }
    }

    /// The name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Microsoft => "Microsoft",
        }
    }

    /// How this installation reaches the provider, when it is set up.
    pub const fn settings(self, settings: &Settings) -> Option<&OAuthSettings> {
        match self {
            Self::Google => settings.providers.google.as_ref(),
            Self::Microsoft => settings.providers.microsoft.as_ref(),
        }
    }

    /// The provider as the list of sub-processors names it.
    pub const fn processor(self) -> Processor {
        match self {
            Self::Google => Processor::Google,
            Self::Microsoft => Processor::Microsoft,
        }
    }

    /// Whether it can be told that an access is over (RFC 7009). Microsoft cannot: its owner ends it at
    /// [`Self::access_page`].
    pub const fn can_revoke(self) -> bool {
        matches!(self, Self::Google)
    }

    /// The provider's own page on which people see and end what they have allowed.
    pub const fn access_page(self) -> &'static str {
        match self {
            Self::Google => "https://myaccount.google.com/connections",
            Self::Microsoft => "https://myapps.microsoft.com",
        }
    }

    /// The providers that are set up.
    pub fn configured(settings: &Settings) -> Vec<Self> {
        Self::ALL.into_iter().filter(|provider| provider.settings(settings).is_some()).collect()
    }
}

impl FromStr for ProviderName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|provider| provider.as_str() == text).ok_or(())
    }
}
