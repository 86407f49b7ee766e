//! The closed list of sub-processors.

use crate::Error;
use std::str::FromStr;

/// A company or server that may process data for us. Nothing is sent to anybody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Processor {
    /// A model server that speaks `OpenAI`'s interface.
    OpenAi,
    /// Text messages.
    Twilio,
    /// Signing in with Google.
    Google,
    /// Signing in with Microsoft.
    Microsoft,
    /// The mail server of this installation.
    Mail,
    /// The service that keeps the master key. It gets keys and no data, so nobody waits for it.
    KeyService,
}

impl Processor {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::OpenAi, Self::Twilio, Self::Google, Self::Microsoft, Self::Mail, Self::KeyService];

    /// The stable name, on the command line and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Twilio => "twilio",
            Self::Google => "google",
            Self::Microsoft => "microsoft",
            Self::Mail => "mail",
            Self::KeyService => "keys",
        }
    }
}

impl FromStr for Processor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::ALL.into_iter().find(|processor| processor.as_str() == text);
        found.ok_or_else(|| {
            let known = Self::ALL.map(Self::as_str).join(", ");
            Error::invalid(format!("\"{text}\" is no sub-processor; known are {known}"))
        })
    }
}
