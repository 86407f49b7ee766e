//! The words of the register. Each has a stored name that never changes, and words for people.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $text:literal, $words:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $type { $($(#[$doc])* #[serde(rename = $text)] $name,)+ }

        impl $type {
            /// Every one, in the order in which they are shown.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which it is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What people read.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }

            /// The one of that stored name.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

named! {
    /// What a person may ask about their data.
    Kind {
        /// See it (GDPR art. 15, CCPA right to know, P-59).
        Access = "access", "See their data";
        /// Take a copy along (GDPR art. 20, P-60).
        Export = "export", "Get a copy";
        /// Put it right (GDPR art. 16, P-61).
        Correction = "correction", "Correct their data";
        /// Have it erased (GDPR art. 17, P-62).
        Erasure = "erasure", "Erase their data";
        /// Have it stored and not used (GDPR art. 18).
        Restriction = "restriction", "Only store their data";
        /// Hear no more marketing (GDPR art. 21).
        Objection = "objection", "No marketing";
        /// Not have it sold or shared (CCPA 1798.120). Nothing is sold here (P-24); the request is kept all the same.
        SaleOptOut = "sale_opt_out", "Opt out of sale";
        /// Anything else.
        Other = "other", "Something else";
    }
}

named! {
    /// Who has to answer (policy tension T6). Leads are answered by the realtor, who decides about their data; users by
    /// RealtorOS.
    Queue {
        /// Requests of leads, to the realtor.
        Lead = "lead", "Requests of your leads";
        /// Requests of users, to RealtorOS.
        User = "user", "Your requests to RealtorOS";
    }
}

named! {
    /// How a request came in.
    Via {
        /// The lead's own page.
        Link = "link", "Their own page";
        /// The dashboard.
        Dashboard = "dashboard", "The dashboard";
        /// A call.
        Phone = "phone", "Phone";
        /// A mail, also one to the contact address of the policy (T11).
        Email = "email", "E-mail";
        /// A letter.
        Letter = "letter", "Letter";
        /// Said to somebody.
        InPerson = "in_person", "In person";
        /// Somebody with a signed permission.
        Agent = "agent", "An agent with their permission";
    }
}

named! {
    /// Which law's clock runs.
    Law {
        /// Nobody has said where the person lives: the earliest date of all.
        Strictest = "strictest", "Not known: the earliest date counts";
        /// One month, two more with notice (GDPR art. 12(3)).
        Gdpr = "gdpr", "Europe (GDPR)";
        /// 45 days, 45 more with notice (11 CCR 7021).
        Ccpa = "ccpa", "California (CCPA)";
    }
}

named! {
    /// Where a request stands.
    State {
        /// Somebody has to answer.
        Open = "open", "Open";
        /// The person was told that it takes longer, and why.
        Extended = "extended", "Extended";
        /// It was done.
        Done = "done", "Done";
        /// It was refused, with a reason.
        Refused = "refused", "Refused";
    }
}

named! {
    /// Whether it is known who asks. The clock runs whatever stands here (11 CCR 7021(b)).
    Identity {
        /// It does not matter who asks: nothing is shown, changed or lost.
        NotNeeded = "not_needed", "Not needed";
        /// Nobody has asked for proof yet.
        Unknown = "unknown", "Not asked yet";
        /// A code is on its way to the address on file.
        Asked = "asked", "Code sent";
        /// The code was right.
        Proven = "proven", "Proven";
        /// Too many wrong codes, or the address is not on file.
        Failed = "failed", "Not proven";
    }
}

impl Kind {
    /// Whether the person has to show who they are first. Asking for less use of data never needs it.
    pub const fn needs_identity(self) -> bool {
        matches!(self, Self::Access | Self::Export | Self::Correction | Self::Erasure)
    }

    /// Whether the person gets a copy of their data, which the software makes.
    pub const fn is_copy(self) -> bool {
        matches!(self, Self::Access | Self::Export)
    }

    /// The name of the right in the words of the person who asks.
    pub const fn own_words(self) -> &'static str {
        match self {
            Self::Access => "See my data",
            Self::Export => "Get a copy of my data",
            Self::Correction => "Correct my data",
            Self::Erasure => "Erase my data",
            Self::Restriction => "Only store my data",
            Self::Objection => "No marketing",
            Self::SaleOptOut => "Do not sell my data",
            Self::Other => "Something else",
        }
    }
}

impl State {
    /// Whether somebody still has to answer.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Extended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_the_serialised_ones() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        }
        assert_eq!(State::parse("lost"), None);
    }

    #[test]
    fn p64_what_shows_changes_or_loses_data_needs_proof_and_nothing_else_does() {
        let needing: Vec<_> = Kind::ALL.iter().filter(|kind| kind.needs_identity()).collect();
        assert_eq!(needing, [&Kind::Access, &Kind::Export, &Kind::Correction, &Kind::Erasure]);
    }
}
