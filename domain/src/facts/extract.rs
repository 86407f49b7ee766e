//! All facts of one message.

use super::reading::Reading;
use super::{ContactTime, FinancingState, LoanType, PropertyType, Side, Tag};
use super::{
    areas, baths_and_beds, contact, financing, money, pets, property_types, sell_first, side, signature,
    sold_home, tags, when,
};
use crate::budget::Budget;
use crate::channel::Channel;
use crate::timeline::Timeline;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A message from a lead.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// What the lead wrote.
    pub text: &'a str,
    /// The lead's local date when it came in.
    pub received_on: NaiveDate,
}

/// What a lead said they want. A field is empty when nothing was said.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// What they want to spend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Budget>,
    /// What a lender has approved, in cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preapproval_cents: Option<i64>,
    /// The most they can pay per month for a purchase, in cents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_payment_max_cents: Option<i64>,
    /// The fewest bedrooms; a studio is 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beds_min: Option<u8>,
    /// The most bedrooms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beds_max: Option<u8>,
    /// The fewest baths; a half bath is 0.5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baths_min: Option<f32>,
    /// Places and ZIP codes, as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<String>,
    /// Places they refuse, as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas_excluded: Vec<String>,
    /// Kinds of property, any of which will do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub property_types: Vec<PropertyType>,
    /// When they want to move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Timeline>,
    /// How they will pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub financing_state: Option<FinancingState>,
    /// The kind of loan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loan_type: Option<LoanType>,
    /// What the home must have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub must_haves: Vec<Tag>,
    /// What would be nice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nice_to_haves: Vec<Tag>,
    /// What they refuse.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dealbreakers: Vec<Tag>,
    /// Pets by kind, with their number if said. Assistance animals are no pets and are not kept.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub pets: BTreeMap<String, Option<u8>>,
    /// Whether they have to sell a home first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sell_before_buy: Option<bool>,
    /// The channel on which they want to hear from us.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_contact: Option<Channel>,
    /// When they can be reached.
    #[serde(skip_serializing_if = "ContactTime::is_empty")]
    pub contact_time: ContactTime,
    /// Rent or sell; empty for buyers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// Reads the facts out of a message (data rules, section D).
pub fn extract(message: &Message<'_>) -> Facts {
    let mut reading = Reading::new(signature::without(message.text), message.received_on);
    let side = side::read(&reading);
    let mut facts = Facts { side, ..Facts::default() };
    if side != Some(Side::Sell) {
        sold_home::take(&mut reading);
    }
    tags::read(&mut reading, &mut facts);
    contact::read(&mut reading, &mut facts);
    when::read(&mut reading, &mut facts);
    baths_and_beds::read(&mut reading, &mut facts);
    pets::read(&mut reading, &mut facts);
    financing::read(&mut reading, &mut facts);
    sell_first::read(&reading, &mut facts);
    property_types::read(&mut reading, &mut facts);
    areas::read(&mut reading, &mut facts);
    money::read(&reading, &mut facts);
    if side == Some(Side::Sell) {
        // Of a home for sale only its rooms are kept: places, kinds and prices describe what it is, not a wish.
        facts.areas.clear();
        facts.areas_excluded.clear();
        facts.property_types.clear();
        facts.budget = None;
    }
    facts
}
