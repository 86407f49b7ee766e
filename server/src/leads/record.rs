//! What is sealed in a lead's row, and a lead as use cases see it.

use super::change::is_same_tag;
use crate::vault::Record;
use realtoros_domain::{
    Stage,
    contact::{Address, EmailAddress, PersonName, PhoneNumber},
    facts::Facts,
    ids::{ImportId, LeadId},
    imports::DealType,
    joining::{beyond, empty, fill, join, other_than, take_out},
};
use serde::{Deserialize, Serialize};

/// The personal data of a lead (policy 2b).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeadRecord {
    /// Given and family name, as written.
    pub name: PersonName,
    /// E-mail addresses; mail goes to the first.
    pub emails: Vec<EmailAddress>,
    /// Telephone numbers; texts go to the first.
    pub phones: Vec<PhoneNumber>,
    /// Where they live or get post.
    pub address: Address,
    /// What they want to do.
    pub deal_type: Option<DealType>,
    /// Where they came from, in the realtor's words.
    pub source: String,
    /// The realtor's tags.
    pub tags: Vec<String>,
    /// Property preferences, budget, timeline.
    pub preferences: Facts,
    /// The time zone that they told us (IANA name).
    pub stated_zone: Option<String>,
    /// What they switched off themselves: nobody else switches it on again (P-25, P-47).
    pub own_wishes: OwnWishes,
}

/// What a person has switched off by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnWishes {
    /// No AI works for them.
    pub no_ai: bool,
    /// Their data is only stored.
    pub only_stored: bool,
}

impl Record for LeadRecord {
    const TABLE: &'static str = "lead";
}

impl LeadRecord {
    /// The name to show: the full name, else an address or number.
    pub fn display_name(&self) -> String {
        let full = format!("{} {}", self.name.first, self.name.last);
        let full = full.trim();
        if !full.is_empty() {
            return full.to_owned();
        }
        let email = self.emails.first().map(|email| email.as_str().to_owned());
        email.or_else(|| self.phones.first().map(|phone| phone.e164().to_owned())).unwrap_or_default()
    }

    /// Takes over what `other` knows: lists are joined, empty fields are filled, nothing that is there is lost.
    /// Returns the names of the fields that changed.
    pub fn absorb(&mut self, other: Self) -> Vec<&'static str> {
        let mut changed = Vec::new();
        join(&mut self.emails, other.emails).then(|| changed.push("emails"));
        join(&mut self.phones, other.phones).then(|| changed.push("phones"));
        let is_new = |tag: &String| !self.tags.iter().any(|known| is_same_tag(known, tag));
        let new_tags = other.tags.into_iter().filter(is_new).collect();
        join(&mut self.tags, new_tags).then(|| changed.push("tags"));
        fill(&mut self.name, other.name).then(|| changed.push("name"));
        fill(&mut self.address, other.address).then(|| changed.push("address"));
        fill(&mut self.deal_type, other.deal_type).then(|| changed.push("deal_type"));
        fill(&mut self.source, other.source).then(|| changed.push("source"));
        fill(&mut self.stated_zone, other.stated_zone).then(|| changed.push("stated_zone"));
        self.preferences.absorb(other.preferences).then(|| changed.push("preferences"));
        self.own_wishes.no_ai |= other.own_wishes.no_ai;
        self.own_wishes.only_stored |= other.own_wishes.only_stored;
        changed
    }

    /// What stands here and not in `known`.
    #[must_use]
    pub fn beyond(&self, known: &Self) -> Self {
        Self {
            emails: beyond(&self.emails, &known.emails),
            phones: beyond(&self.phones, &known.phones),
            tags: beyond(&self.tags, &known.tags),
            name: other_than(&self.name, &known.name),
            address: other_than(&self.address, &known.address),
            deal_type: other_than(&self.deal_type, &known.deal_type),
            source: other_than(&self.source, &known.source),
            stated_zone: other_than(&self.stated_zone, &known.stated_zone),
            preferences: self.preferences.beyond(&known.preferences),
            own_wishes: self.own_wishes,
        }
    }

    /// Takes out what was `gained`. What somebody has changed since stays. Returns the names of the fields that changed.
    pub fn give_back(&mut self, gained: &Self) -> Vec<&'static str> {
        let mut changed = Vec::new();
        take_out(&mut self.emails, &gained.emails).then(|| changed.push("emails"));
        take_out(&mut self.phones, &gained.phones).then(|| changed.push("phones"));
        take_out(&mut self.tags, &gained.tags).then(|| changed.push("tags"));
        empty(&mut self.name, &gained.name).then(|| changed.push("name"));
        empty(&mut self.address, &gained.address).then(|| changed.push("address"));
        empty(&mut self.deal_type, &gained.deal_type).then(|| changed.push("deal_type"));
        empty(&mut self.source, &gained.source).then(|| changed.push("source"));
        empty(&mut self.stated_zone, &gained.stated_zone).then(|| changed.push("stated_zone"));
        self.preferences.give_back(&gained.preferences).then(|| changed.push("preferences"));
        changed
    }

    /// The normal forms under which the lead is found: `(kind, value)`.
    pub(super) fn contact_points(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let emails = self.emails.iter().map(|email| ("email", email.as_str()));
        emails.chain(self.phones.iter().map(|phone| ("phone", phone.e164())))
    }
}

/// A lead.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    /// Who it is.
    pub id: LeadId,
    /// Personal data.
    pub record: LeadRecord,
    /// How far things have come.
    pub stage: Stage,
    /// No AI for this person (P-25).
    pub ai_paused: bool,
    /// Only storage: nothing may be done with the data (GDPR art. 18).
    pub restricted: bool,
    /// A reply may mean "stop": automation waits for the realtor.
    pub on_hold: bool,
    /// They may be under 18: nothing automatic happens until somebody has looked (P-68).
    pub maybe_minor: bool,
    /// When something about them was last corrected, in milliseconds since 1970 UTC (P-61).
    pub corrected_at: Option<i64>,
    /// The import that made it.
    pub import: Option<ImportId>,
    /// The account's revision at which it last changed.
    pub revision: i64,
    /// Milliseconds since 1970 UTC.
    pub created_at: i64,
    /// Milliseconds since 1970 UTC.
    pub updated_at: i64,
}

/// A lead to be.
#[derive(Clone, Debug, Default)]
pub struct NewLead {
    /// Personal data.
    pub record: LeadRecord,
    /// How far things have come.
    pub stage: Stage,
    /// The import that makes it.
    pub import: Option<ImportId>,
}
