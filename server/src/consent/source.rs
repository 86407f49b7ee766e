//! How an act of consent, or its end, reached us.

use realtoros_domain::{Channel, consent::Suppression};

macro_rules! sources {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// How an act of consent, or its end, reached us.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Source { $($(#[$doc])* $name,)+ }

        impl Source {
            /// Every source.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which the source is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

sources! {
    /// A text of the lead.
    Text = "text",
    /// A mail of the lead.
    Mail = "mail",
    /// A mail of the lead that asks for no contact at all, by mail neither.
    LastMail = "last_mail",
    /// A note of the realtor: "asked me on the phone to stop" (P-47).
    Note = "note",
    /// The link in a mail, or the one-click button of a mailbox (P-52, P-53).
    Unsubscribe = "unsubscribe",
    /// The lead's own page.
    LeadPage = "lead_page",
    /// A form that the lead filled in.
    Form = "form",
    /// The realtor, in the dashboard.
    Realtor = "realtor",
    /// A key that the person pressed, or words that they said, in a call of ours (P-49).
    Call = "call",
    /// A provider refused because the person opted out there.
    Provider = "provider",
    /// A file from another tool.
    Import = "import",
    /// The person's data was erased; their addresses are closed until they write (policy tension T4).
    Erasure = "erasure",
}

impl Source {
    /// The source of that name. An unknown name is the strictest.
    pub fn parse(text: &str) -> Self {
        Self::ALL.iter().copied().find(|source| source.as_str() == text).unwrap_or(Self::Text)
    }

    /// What an opt-out by this way ends. Unsubscribing from mail ends the commercial kind; everything else ends all
    /// (rules C: "transactional mail still allowed").
    pub const fn reach(self, channel: Channel) -> Suppression {
        match (channel, self) {
            (Channel::Email, Self::Unsubscribe | Self::Mail | Self::LeadPage | Self::Import) => {
                Suppression::Marketing
            }
            _ => Suppression::Everything,
        }
    }
}
