//! Tags in one cell (import rule 8).

use crate::contact::tidy;
use serde::{Deserialize, Serialize};

/// How the tags of a cell are set apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TagSeparator {
    /// `,` as Follow Up Boss writes.
    #[default]
    Comma,
    /// `#word #word` as kvCORE writes; hyphens belong to the word.
    Hash,
    /// `|` as Lofty writes.
    Pipe,
    /// ` ::: ` as Google writes. Labels that begin with `* ` are Google's own and no tags.
    Colons,
    /// `;` as Outlook writes.
    Semicolon,
    /// `/` as some people write.
    Slash,
    /// One to a line, as our own export writes: no tag holds a line break.
    Line,
}

impl TagSeparator {
    /// The separator that a sample of tag cells suggests.
    pub fn detect(cells: &[&str]) -> Self {
        let any = |mark: &str| cells.iter().any(|cell| cell.contains(mark));
        if any(":::") {
            Self::Colons
        } else if any("|") {
            Self::Pipe
        } else if cells.iter().any(|cell| cell.trim_start().starts_with('#')) {
            Self::Hash
        } else if any(";") {
            Self::Semicolon
        } else if any(",") {
            Self::Comma
        } else if any("/") {
            Self::Slash
        } else {
            Self::Comma
        }
    }

    /// The tags of a cell, each once, in order.
    pub fn split(self, cell: &str) -> Vec<String> {
        let mut tags = Vec::new();
        for part in cell.split(self.as_str()) {
            let tag = tidy(part);
            let is_system = self == Self::Colons && (tag.starts_with("* ") || tag == "*");
            if !tag.is_empty() && !is_system && !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Hash => "#",
            Self::Pipe => "|",
            Self::Colons => ":::",
            Self::Semicolon => ";",
            Self::Slash => "/",
            Self::Line => "\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TagSeparator;

    #[test]
    fn each_tool_has_its_separator_and_the_sample_shows_it() {
        for (cell, separator, tags) in [
            ("Cash, First Time Buyer", TagSeparator::Comma, &["Cash", "First Time Buyer"][..]),
            ("#hot #first-time-buyer", TagSeparator::Hash, &["hot", "first-time-buyer"]),
            ("Cash | Hot", TagSeparator::Pipe, &["Cash", "Hot"]),
            ("* myContacts ::: Cash ::: Hot", TagSeparator::Colons, &["Cash", "Hot"]),
            ("Cash;Hot;;Cash", TagSeparator::Semicolon, &["Cash", "Hot"]),
            ("Cash/Hot", TagSeparator::Slash, &["Cash", "Hot"]),
            ("Cash", TagSeparator::Comma, &["Cash"]),
            ("", TagSeparator::Comma, &[]),
        ] {
            assert_eq!(TagSeparator::detect(&[cell]), separator, "{cell:?}");
            assert_eq!(separator.split(cell), tags, "{cell:?}");
        }
    }
}
