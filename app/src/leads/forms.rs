//! What the forms of the lead's page hold.

use realtoros_domain::{budget::Per, facts::Facts};
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
