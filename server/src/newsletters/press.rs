//! From a newsletter and a lead to a letter.

use super::render::{Letter, Links};
use crate::{Core, Result, Scope, accounts, leads::Lead, listings};
use realtoros_domain::{
    ids::ListingId,
    listing::{Listing, ListingStatus},
    newsletter::{Block, Content, Person},
    writing::{IntroFacts, Parties, newsletter_intro},
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
        self.profile.status == accounts::AccountStatus::Closing
    }

    /// The public address of this installation.
    pub fn site(&self) -> &str {
        &self.site
    }

    /// The letter for `lead`; for nobody in particular without one.
    pub fn letter(&self, lead: Option<&Lead>, links: Links) -> Letter {
        let person = Person {
            first_name: lead.map(|lead| lead.record.name.first.clone()).unwrap_or_default(),
            realtor: self.profile.member_name.clone(),
            brokerage: self.profile.brokerage.clone(),
        };
        let intro = lead.and_then(|lead| self.intro(lead));
        Letter::new(&self.content, &person, &self.profile.postal_address, intro, &self.listings, links)
    }

    /// The opening paragraph for a lead: what is new where they look. None for whoever wants no AI (P-25), whose data may
    /// only be stored, or who may be a minor (P-68).
    fn intro(&self, lead: &Lead) -> Option<String> {
        let no_ai = lead.ai_paused || lead.restricted || lead.maybe_minor;
        if !self.content.intro || !self.profile.ai_enabled || no_ai {
            return None;
        }
        let shown: Vec<&Listing> =
            self.listings.values().filter(|listing| listing.status == ListingStatus::Active).collect();
        let near = |area: &str| shown.iter().filter(|listing| is_in(listing, area)).count();
        let area = lead.record.preferences.areas.iter().map(String::as_str).find(|area| near(area) > 0);
        let new_listings = u32::try_from(area.map_or(shown.len(), near)).unwrap_or(u32::MAX);
        if new_listings == 0 {
            return None;
        }
        let first_name = Some(lead.record.name.first.trim()).filter(|name| !name.is_empty());
        let parties = Parties {
            lead_first_name: first_name,
            realtor_name: &self.profile.member_name,
            brokerage: &self.profile.brokerage,
        };
        Some(newsletter_intro(&parties, &IntroFacts { area, new_listings, ..IntroFacts::default() }))
    }
}

/// Whether a listing is in a place that a lead named: a city or a ZIP code.
fn is_in(listing: &Listing, area: &str) -> bool {
    let area = area.trim();
    !area.is_empty() && (listing.city.eq_ignore_ascii_case(area) || listing.zip == area)
}
