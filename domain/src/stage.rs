//! How far things have come with a lead.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far things have come with a lead: the columns of the board, from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has been in touch yet.
    #[default]
    New,
    /// Somebody has been in touch.
    Contacted,
    /// Later, perhaps.
    Nurture,
    /// Looking, showing, offering.
    Active,
    /// An offer was accepted.
    UnderContract,
    /// The deal is done.
    Closed,
    /// It came to nothing.
    Lost,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Contacted,
        Self::Nurture,
        Self::Active,
        Self::UnderContract,
        Self::Closed,
        Self::Lost,
    ];

    /// The name under which the stage is stored and sent over the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Contacted => "contacted",
            Self::Nurture => "nurture",
            Self::Active => "active",
            Self::UnderContract => "under_contract",
            Self::Closed => "closed",
            Self::Lost => "lost",
        }
    }

    /// The name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "New",
            Self::Contacted => "Contacted",
            Self::Nurture => "Nurture",
            Self::Active => "Active",
            Self::UnderContract => "Under contract",
            Self::Closed => "Closed",
            Self::Lost => "Lost",
        }
    }

    /// The stage that another tool's word means; an unknown word means [`Stage::New`].
    pub fn from_other_tool(word: &str) -> Self {
        let word = crate::contact::fold_name(word);
        let has = |part: &str| word.contains(part);
        match () {
            () if has("contract") || has("pending") || has("escrow") => Self::UnderContract,
            () if has("close") || has("sold") || has("past client") || has("sphere") => Self::Closed,
            () if has("lost") || has("trash") || has("dead") || has("archive") || has("junk") => Self::Lost,
            () if has("nurture") || has("cold") || has("watch") || has("prospect") => Self::Nurture,
            () if has("active") || has("hot") || has("client") || has("show") || has("appointment") => {
                Self::Active
            }
            () if has("contact") || has("working") || has("attempt") || has("lead in") => Self::Contacted,
            () => Self::New,
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is no stage.
#[derive(Debug, thiserror::Error)]
#[error("\"{0}\" is not a stage")]
pub struct UnknownStage(String);

impl FromStr for Stage {
    type Err = UnknownStage;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|stage| stage.as_str() == text)
            .ok_or_else(|| UnknownStage(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_of_other_tools_find_their_column() {
        for (word, stage) in [
            ("New Lead", Stage::New),
            ("Under Contract", Stage::UnderContract),
            ("Pending", Stage::UnderContract),
            ("In Contact", Stage::Contacted),
            ("Trash", Stage::Lost),
            ("Sphere", Stage::Closed),
            ("Past Client", Stage::Closed),
            ("Prospect", Stage::Nurture),
            ("Active Client", Stage::Active),
            ("", Stage::New),
            ("Working", Stage::Contacted),
        ] {
            assert_eq!(Stage::from_other_tool(word), stage, "{word}");
        }
    }
}
