//! Why somebody was erased, as one word.

/// Why somebody was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The person asked for it (GDPR art. 17, CCPA 1798.105).
    Request,
    /// The realtor no longer needs the record.
    Realtor,
    /// The person may be a minor (P-68).
    Minor,
    /// A rule of the account on how long leads are kept (P-55).
    Retention,
    /// The account was closed (P-57).
    Closing,
}

impl Reason {
    const ALL: [Self; 5] = [Self::Request, Self::Realtor, Self::Minor, Self::Retention, Self::Closing];

    /// The name under which the reason is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Realtor => "realtor",
            Self::Minor => "minor",
            Self::Retention => "retention",
            Self::Closing => "closing",
        }
    }

    /// The reason of that name; an unknown one counts as the realtor's.
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name).unwrap_or(Self::Realtor)
    }

    /// The reason in plain words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Request => "The person asked for it",
            Self::Realtor => "The realtor erased the record",
            Self::Minor => "The person may be under 18",
            Self::Retention => "The account keeps leads no longer",
            Self::Closing => "The account was closed",
        }
    }
}
