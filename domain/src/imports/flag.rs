//! What somebody should look at.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;

/// The text fields of a lead, by the names under which they are flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextField {
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// A part of the address.
    Address,
    /// Stage in the other tool.
    Stage,
    /// Where the lead came from.
    Source,
    /// A tag.
    Tags,
    /// Notes and messages.
    Notes,
}

impl TextField {
    const ALL: [Self; 7] =
        [Self::FirstName, Self::LastName, Self::Address, Self::Stage, Self::Source, Self::Tags, Self::Notes];

    /// The name in the stored record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Address => "address",
            Self::Stage => "stage_raw",
            Self::Source => "source",
            Self::Tags => "tags",
            Self::Notes => "notes",
        }
    }
}

/// What somebody should look at in an imported lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// A field begins like a formula (import rule 11). It is kept as text and escaped on export.
    FormulaLike(TextField),
    /// A note reads like a wish not to be contacted (import rule 9).
    NoteSuggestsOptOut,
    /// The evidence of consent lacks something (import rule 9).
    IncompleteConsentEvidence,
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FormulaLike(field) => write!(f, "formula_like:{}", field.as_str()),
            Self::NoteSuggestsOptOut => f.write_str("note_suggests_opt_out"),
            Self::IncompleteConsentEvidence => f.write_str("incomplete_consent_evidence"),
        }
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        TextField::ALL
            .into_iter()
            .map(Self::FormulaLike)
            .chain([Self::NoteSuggestsOptOut, Self::IncompleteConsentEvidence])
            .find(|flag| flag.to_string() == text)
            .ok_or_else(|| D::Error::custom(format!("unknown flag {text}")))
    }
}
