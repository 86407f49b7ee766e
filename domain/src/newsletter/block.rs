//! The parts that a newsletter is made of.

use crate::ids::ListingId;
use serde::{Deserialize, Serialize};

/// One part of a newsletter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading, one line of plain text.
    Heading {
        /// The line; may hold fields.
        text: String,
    },
    /// Text in Markdown.
    Text {
        /// The source; may hold fields.
        markdown: String,
    },
    /// A card of one of the account's listings.
    Listing {
        /// Which one; `None` while none is chosen.
        listing: Option<ListingId>,
    },
    /// A picture of our own site.
    Image {
        /// A path such as `/house-1.svg`. Nothing is loaded from elsewhere (P-21).
        src: String,
        /// What it shows, for those who do not see it.
        alt: String,
    },
    /// A link that looks like a button.
    Button {
        /// What it says; may hold fields.
        label: String,
        /// Where it leads: `https://` only.
        url: String,
    },
    /// A line between parts.
    Divider,
}

impl Block {
    /// An empty block of every kind, in the order in which the editor offers them.
    pub fn palette() -> [Self; 6] {
        [
            Self::Heading { text: String::new() },
            Self::Text { markdown: String::new() },
            Self::Listing { listing: None },
            Self::Image { src: String::new(), alt: String::new() },
            Self::Button { label: String::new(), url: String::new() },
            Self::Divider,
        ]
    }

    /// The name of its kind, for people.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Heading { .. } => "Heading",
            Self::Text { .. } => "Text",
            Self::Listing { .. } => "Listing",
            Self::Image { .. } => "Picture",
            Self::Button { .. } => "Button",
            Self::Divider => "Divider",
        }
    }
}
