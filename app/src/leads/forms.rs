//! What the forms of the lead's page hold.

use super::fact_words::{KINDS, feature, name, pets, word};
use crate::format;
use realtoros_domain::{
    budget::Per,
    contact::{Address, PersonName},
    facts::{Facts, Tag},
};
use serde::{Deserialize, Serialize};

/// Contact details. Several values of a kind are parted by commas or lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactInput {
    /// Given name.
    pub first: String,
    /// Family name.
    pub last: String,
    /// E-mail addresses.
    pub emails: String,
    /// Telephone numbers.
    pub phones: String,
    /// House number and street.
    pub street: String,
    /// City or town.
    pub city: String,
    /// State.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// Where the lead came from.
    pub source: String,
    /// Tags.
    pub tags: String,
    /// The time zone that they told us.
    pub zone: String,
}

impl ContactInput {
    /// The inputs for what is known; telephone numbers as E.164.
    pub fn new(
        person: &PersonName,
        emails: &[String],
        phones: &[String],
        address: &Address,
        source: &str,
        tags: &[String],
        zone: &str,
    ) -> Self {
        Self {
            first: person.first.clone(),
            last: person.last.clone(),
            emails: emails.join(", "),
            phones: phones.iter().map(|phone| format::phone(phone)).collect::<Vec<_>>().join(", "),
            street: address.street.clone(),
            city: address.city.clone(),
            state: address.state.clone(),
            zip: address.zip.clone(),
            source: source.to_owned(),
            tags: tags.join(", "),
            zone: zone.to_owned(),
        }
    }
}

/// What the lead wants, as typed. An empty input takes the value back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PreferencesInput {
    /// The least, in dollars.
    pub budget_min: String,
    /// The most, in dollars.
    pub budget_max: String,
    /// `month` for rent.
    pub per: String,
    /// The fewest bedrooms.
    pub beds_min: String,
    /// The most bedrooms.
    pub beds_max: String,
    /// The fewest baths.
    pub baths_min: String,
    /// Places, parted by commas.
    pub areas: String,
    /// The first day of the move.
    pub from: String,
    /// The last day of the move.
    pub to: String,
}

impl PreferencesInput {
    /// The inputs for `facts`.
    pub fn of(facts: &Facts) -> Self {
        let text = |value: Option<String>| value.unwrap_or_default();
        let dollars = |cents: Option<i64>| text(cents.map(|cents| (cents / 100).to_string()));
        let budget = facts.budget.unwrap_or_default();
        Self {
            budget_min: dollars(budget.min_cents),
            budget_max: dollars(budget.max_cents),
            per: if budget.per == Per::Month { "month" } else { "purchase" }.to_owned(),
            beds_min: text(facts.beds_min.map(|n| n.to_string())),
            beds_max: text(facts.beds_max.map(|n| n.to_string())),
            baths_min: text(facts.baths_min.map(|n| n.to_string())),
            areas: facts.areas.join(", "),
            from: text(facts.timeline.map(|time| time.from.to_string())),
            to: text(facts.timeline.and_then(|time| time.to).map(|day| day.to_string())),
        }
    }
}

/// What else is known of the lead's wishes, as typed. An empty input takes the value back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoreInput {
    /// `rent`, `sell` or empty.
    pub side: String,
    /// Kinds of property.
    pub kinds: String,
    /// What the home must have.
    pub must_haves: String,
    /// What would be nice.
    pub nice_to_haves: String,
    /// What they refuse.
    pub dealbreakers: String,
    /// Places that they refuse.
    pub areas_excluded: String,
    /// Pets with their number.
    pub pets: String,
    /// How far the financing is, by its stored name.
    pub financing: String,
    /// The kind of loan, by its stored name.
    pub loan: String,
    /// What a lender has approved, in dollars.
    pub preapproval: String,
    /// The most per month for a purchase, in dollars.
    pub monthly_payment: String,
    /// `yes`, `no` or empty.
    pub sells_first: String,
    /// The channel, by its stored name.
    pub prefers: String,
    /// From this time on.
    pub after: String,
    /// Until this time.
    pub before: String,
    /// On these days.
    pub days: String,
}

impl MoreInput {
    /// The inputs for `facts`.
    pub fn of(facts: &Facts) -> Self {
        let text = |value: Option<String>| value.unwrap_or_default();
        let dollars = |cents: Option<i64>| text(cents.map(|cents| (cents / 100).to_string()));
        let tags = |tags: &[Tag]| tags.iter().map(|tag| feature(*tag)).collect::<Vec<_>>().join(", ");
        let kinds: Vec<_> = facts.property_types.iter().map(|kind| word(KINDS, kind)).collect();
        let pets: Vec<_> = facts.pets.iter().map(|(kind, count)| pets(kind, *count)).collect();
        Self {
            side: text(facts.side.as_ref().map(name)),
            kinds: kinds.join(", "),
            must_haves: tags(&facts.must_haves),
            nice_to_haves: tags(&facts.nice_to_haves),
            dealbreakers: tags(&facts.dealbreakers),
            areas_excluded: facts.areas_excluded.join(", "),
            pets: pets.join(", "),
            financing: text(facts.financing_state.as_ref().map(name)),
            loan: text(facts.loan_type.as_ref().map(name)),
            preapproval: dollars(facts.preapproval_cents),
            monthly_payment: dollars(facts.monthly_payment_max_cents),
            sells_first: text(facts.sell_before_buy.map(|sells| if sells { "yes" } else { "no" }.to_owned())),
            prefers: text(facts.preferred_contact.as_ref().map(name)),
            after: text(facts.contact_time.after.clone()),
            before: text(facts.contact_time.before.clone()),
            days: text(facts.contact_time.days.clone()),
        }
    }
}
