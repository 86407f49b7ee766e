//! A newsletter with everything filled in for one lead, before it is written in one of the three ways.

use super::markdown;
use realtoros_domain::{
    ids::ListingId,
    listing::Listing,
    newsletter::{Block, Content, Person, fill, fill_markdown},
};
use std::collections::HashMap;

/// Where the links of one lead's newsletter lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The public address of this installation, without a slash at the end.
    pub site: String,
    /// The path of the page.
    pub page: String,
    /// The path of the way out.
    pub unsubscribe: String,
    /// The path of the lead's own page.
    pub preferences: String,
}

impl Links {
    /// The links of a lead who holds these tokens.
    pub fn new(site: &str, page: &str, unsubscribe: &str, preferences: &str) -> Self {
        Self {
            site: site.to_owned(),
            page: format!("/n/{page}"),
            unsubscribe: format!("/u/{unsubscribe}"),
            preferences: format!("/me/{preferences}"),
        }
    }

    /// Links that lead nowhere, for a preview.
    pub fn none(site: &str) -> Self {
        let nowhere = "#".to_owned();
        Self {
            site: site.to_owned(),
            page: nowhere.clone(),
            unsubscribe: nowhere.clone(),
            preferences: nowhere,
        }
    }

    /// A path of this installation as a whole address.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }
}

/// One filled-in part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// Text.
    Text {
        /// As safe HTML.
        html: String,
        /// As plain text.
        text: String,
    },
    /// A listing's card.
    Listing(Box<Listing>),
    /// A picture of our own site.
    Image {
        /// Its path.
        src: String,
        /// What it shows.
        alt: String,
    },
    /// A link that looks like a button.
    Button {
        /// What it says.
        label: String,
        /// Where it leads.
        url: String,
    },
    /// A line.
    Divider,
}

/// A whole newsletter for one lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject, filled in.
    pub subject: String,
    /// The realtor's name.
    pub realtor: String,
    /// The brokerage's name.
    pub brokerage: String,
    /// The account's postal address (P-51).
    pub postal_address: String,
    /// The opening paragraph that was made for this lead, if there is one.
    pub intro: Option<String>,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Where its links lead.
    pub links: Links,
}

impl Letter {
    /// `content` for `person`. Listings that are gone, and links and pictures that may not be there, are left out.
    pub fn new(
        content: &Content,
        person: &Person,
        postal_address: &str,
        intro: Option<String>,
        listings: &HashMap<ListingId, Listing>,
        links: Links,
    ) -> Self {
        let parts = content.blocks.iter().filter_map(|block| part(block, person, listings)).collect();
        Self {
            subject: fill(&content.subject, person),
            realtor: person.realtor.clone(),
            brokerage: person.brokerage.clone(),
            postal_address: postal_address.trim().to_owned(),
            intro,
            parts,
            links,
        }
    }

    /// Why the lead gets this, and that it is advertising (CAN-SPAM).
    pub fn why(&self) -> String {
        format!(
            "You get this because you are a contact of {} and have not unsubscribed from newsletters. It is advertising.",
            self.sender()
        )
    }

    /// Who sends it, for people.
    pub fn sender(&self) -> String {
        match (self.realtor.trim(), self.brokerage.trim()) {
            ("", brokerage) => brokerage.to_owned(),
            (realtor, "") => realtor.to_owned(),
            (realtor, brokerage) if realtor == brokerage => realtor.to_owned(),
            (realtor, brokerage) => format!("{realtor} at {brokerage}"),
        }
    }

    /// That the opening was drafted by software, where it was (EU AI Act art. 50).
    pub fn disclosure(&self) -> Option<String> {
        self.intro.as_ref()?;
        Some(format!(
            "An assistant drafted the opening paragraph; {} approved this newsletter.",
            self.realtor
        ))
    }
}

fn part(block: &Block, person: &Person, listings: &HashMap<ListingId, Listing>) -> Option<Part> {
    use realtoros_domain::newsletter::{is_allowed_link, is_own_path};
    Some(match block {
        Block::Heading { text } => Part::Heading(fill(text, person)),
        Block::Text { markdown } => {
            let filled = fill_markdown(markdown, person);
            Part::Text { html: markdown::html(&filled), text: markdown::text(&filled) }
        }
        Block::Listing { listing } => Part::Listing(Box::new(listings.get(listing.as_ref()?)?.clone())),
        Block::Image { src, alt } if is_own_path(src) => {
            Part::Image { src: src.clone(), alt: fill(alt, person) }
        }
        Block::Button { label, url } if is_allowed_link(url) => {
            Part::Button { label: fill(label, person), url: url.clone() }
        }
        Block::Image { .. } | Block::Button { .. } => return None,
        Block::Divider => Part::Divider,
    })
}
