//! The exports that are recognised by their headers.

use super::{Field, TagSeparator, header_words, layouts, normalise_header};
use serde::{Deserialize, Serialize};

/// Where a file comes from, as far as its headers tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Follow Up Boss, "all people".
    FollowUpBoss,
    /// `BoldTrail`, formerly kvCORE.
    Kvcore,
    /// Lofty, formerly Chime.
    Lofty,
    /// Zillow Premier Agent.
    Zillow,
    /// Google Contacts.
    GoogleContacts,
    /// Outlook for the desktop.
    Outlook,
    /// `leads.csv` of our own export.
    RealtorOs,
    /// Contact cards, in the columns that our reader of cards gives.
    VCard,
    /// Somebody's own columns.
    #[default]
    Own,
}

/// What is known about one tool's export.
pub(super) struct LayoutRules {
    /// Column names that together occur in no other export.
    pub signature: &'static [&'static str],
    /// What the columns are. A column that is not named here is ignored, unless it is about consent.
    pub columns: &'static [(&'static str, Field)],
    /// How the tool separates tags, where it always does so in one way.
    pub tags: TagSeparator,
}

impl Layout {
    /// Every layout that is recognised.
    const KNOWN: [Self; 8] = [
        Self::RealtorOs,
        Self::VCard,
        Self::FollowUpBoss,
        Self::Kvcore,
        Self::Lofty,
        Self::Zillow,
        Self::GoogleContacts,
        Self::Outlook,
    ];

    /// The layout whose signature the headers carry.
    pub fn recognise(headers: &[String]) -> Self {
        let names: Vec<String> = headers.iter().map(|header| normalise_header(header)).collect();
        let carries = |rules: &LayoutRules| {
            rules.signature.iter().all(|needed| names.iter().any(|name| name == &normalise_header(needed)))
        };
        Self::KNOWN.into_iter().find(|layout| layout.rules().is_some_and(carries)).unwrap_or_default()
    }

    /// The name of the tool, as people know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FollowUpBoss => "Follow Up Boss",
            Self::Kvcore => "BoldTrail / kvCORE",
            Self::Lofty => "Lofty",
            Self::Zillow => "Zillow Premier Agent",
            Self::GoogleContacts => "Google Contacts",
            Self::Outlook => "Outlook",
            Self::RealtorOs => "RealtorOS",
            Self::VCard => "contact cards",
            Self::Own => "own columns",
        }
    }

    /// The field of a column in this layout.
    pub(super) fn field(self, header: &str) -> Option<Field> {
        let Some(rules) = self.rules() else { return header_words::field(header) };
        let name = normalise_header(header);
        let numbered: String = name.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        let known =
            |name: &str| rules.columns.iter().find(|(column, _)| *column == name).map(|(_, field)| *field);
        known(&name)
            .or_else(|| known(&numbered))
            .or_else(|| header_words::field(header).filter(|field| field.is_consent()))
    }

    /// How the tool separates tags; nothing when only the cells tell.
    pub(super) fn tag_separator(self) -> Option<TagSeparator> {
        self.rules().map(|rules| rules.tags)
    }

    const fn rules(self) -> Option<&'static LayoutRules> {
        match self {
            Self::FollowUpBoss => Some(&layouts::follow_up_boss::RULES),
            Self::Kvcore => Some(&layouts::kvcore::RULES),
            Self::Lofty => Some(&layouts::lofty::RULES),
            Self::Zillow => Some(&layouts::zillow::RULES),
            Self::GoogleContacts => Some(&layouts::google_contacts::RULES),
            Self::Outlook => Some(&layouts::outlook::RULES),
            Self::RealtorOs => Some(&layouts::realtoros::RULES),
            Self::VCard => Some(&layouts::vcard::RULES),
            Self::Own => None,
        }
    }
}
