//! From a newsletter and a lead to a letter.

use super::render::{Letter, Links};
use crate::{Core, Result, Scope, accounts, assistant::Figures, leads::Lead, listings};
use realtoros_domain::{
    ids::ListingId,
    listing::{Listing, ListingStatus},
    newsletter::{Block, Content, Person},
};
use std::collections::HashMap;

/// Everything that is the same for every lead.
pub struct Press {
    content: Content,
    profile: accounts::Profile,
    listings: HashMap<ListingId, Listing>,
    site: String,
}

impl Press {
    /// Reads what `content` needs. Call it before a transaction begins: it reads on its own.
    pub async fn load(core: &Core, scope: &Scope, content: Content) -> Result<Self> {
        let ids: Vec<ListingId> = content
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Listing { listing } => *listing,
                _ => None,
            })
            .collect();
        Ok(Self {
            profile: accounts::profile(core, scope).await?,
            listings: listings::load_many(core.db.read(), core, scope.account, &ids).await?,
            site: core.settings.public_url.clone(),
            content,
        })
    }

    /// The account's postal address (P-51).
    pub fn postal_address(&self) -> &str {
        &self.profile.postal_address
    }

    /// Whether the account is closing: then nothing is sent (P-56).
    pub fn is_closing(&self) -> bool {
        self.profile.status != accounts::AccountStatus::Active
    }

    /// The public address of this installation.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The letter for `lead`, with an opening paragraph where one was made; for nobody in particular without a lead.
    pub fn letter(&self, lead: Option<&Lead>, opening: Option<&str>, links: Links) -> Letter {
        let person = Person {
            first_name: lead.map(|lead| lead.record.name.first.clone()).unwrap_or_default(),
            realtor: self.profile.member_name.clone(),
            brokerage: self.profile.brokerage.clone(),
        };
        let intro = opening.map(|opening| greeted(&person.first_name, opening));
        Letter::new(&self.content, &person, &self.profile.postal_address, intro, &self.listings, links)
    }

    /// What the opening paragraph for a lead rests on: what is new where they look. `None` when there is nothing to say, or
    /// the newsletter has no such paragraph.
    pub fn figures(&self, lead: &Lead) -> Option<Figures> {
        if !self.content.intro {
            return None;
        }
        let shown: Vec<&Listing> =
            self.listings.values().filter(|listing| listing.status == ListingStatus::Active).collect();
        let near = |area: &str| shown.iter().filter(|listing| is_in(listing, area)).count();
        let area = lead.record.preferences.areas.iter().find(|area| near(area) > 0);
        let new_listings = u32::try_from(area.map_or(shown.len(), |area| near(area))).unwrap_or(u32::MAX);
        (new_listings > 0).then(|| Figures { area: area.cloned(), new_listings, ..Figures::default() })
    }
}

/// An opening with a greeting in front. The name is no field of the task, so code puts it there (P-39).
fn greeted(first_name: &str, opening: &str) -> String {
    match first_name.trim() {
        "" => opening.to_owned(),
        name => format!("Hello {name}. {opening}"),
    }
}

/// Whether a listing is in a place that a lead named: a city or a ZIP code.
fn is_in(listing: &Listing, area: &str) -> bool {
    let area = area.trim();
    !area.is_empty() && (listing.city.eq_ignore_ascii_case(area) || listing.zip == area)
}
