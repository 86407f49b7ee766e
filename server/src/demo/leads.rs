//! The leads of the demo.

use super::{dice::Dice, people::person, places::place_and_phone};
use crate::leads::{LeadRecord, NewLead};
use chrono::{Days, NaiveDate};
use realtoros_domain::{
    Stage,
    budget::{Budget, Per},
    contact::{Address, PersonName},
    facts::{Facts, FinancingState, PropertyType, Tag},
    imports::DealType,
    timeline::Timeline,
};

/// How many there are.
pub const COUNT: usize = 204;
/// The tag of those who get the monthly letter.
pub const LETTER_TAG: &str = "Monthly letter";

const SOURCES: [&str; 8] = [
    "Website",
    "Open house",
    "Referral",
    "Yard sign",
    "Zillow",
    "Past client",
    "Instagram",
    "Farmers market booth",
];
const TAGS: [&str; 9] = [
    "First home",
    "Relocating",
    "Investor",
    "Downsizing",
    "Needs lender",
    "Weekends only",
    "Spanish",
    "Dog owner",
    "Call after 5",
];
const STREETS: [&str; 10] = [
    "Pecan Hollow Dr",
    "Juniper Bend",
    "Old Mill Rd",
    "Larkspur Ln",
    "Mesquite Trl",
    "Bluebonnet Ct",
    "Ferry St",
    "Caliche Rd",
    "Quarry View",
    "Windmill Ave",
];
/// Early stages are fuller than late ones.
const STAGES: [Stage; 16] = [
    Stage::New,
    Stage::New,
    Stage::New,
    Stage::New,
    Stage::Contacted,
    Stage::Contacted,
    Stage::Contacted,
    Stage::Nurture,
    Stage::Nurture,
    Stage::Nurture,
    Stage::Active,
    Stage::Active,
    Stage::UnderContract,
    Stage::Closed,
    Stage::Closed,
    Stage::Lost,
];
const TYPES: [PropertyType; 4] =
    [PropertyType::SingleFamily, PropertyType::Townhouse, PropertyType::Condo, PropertyType::Land];
const WISHES: [Tag; 5] = [Tag::FencedYard, Tag::CornerLot, Tag::Dishwasher, Tag::EvCharging, Tag::CulDeSac];
const MONEY: [FinancingState; 4] = [
    FinancingState::Preapproved,
    FinancingState::InProgress,
    FinancingState::NotStarted,
    FinancingState::Cash,
];

/// The lead with number `n`, as known on `today`.
pub fn lead(n: usize, today: NaiveDate) -> NewLead {
    let mut dice = Dice(n as u64);
    let (first, last, local) = person(n);
    let (place, phone) = place_and_phone(n);
    let deal_type =
        dice.pick(&[DealType::Buyer, DealType::Buyer, DealType::Buyer, DealType::Seller, DealType::Renter]);
    let email = format!("{local}@{}", ["example.com", "example.net", "example.org"][n % 3]);
    let mut tags = Vec::new();
    if dice.chance(35) {
        tags.push(LETTER_TAG.to_owned());
    }
    if dice.chance(60) {
        tags.push(dice.pick(&TAGS).to_owned());
    }
    // Some have given only one way to reach them.
    let (has_email, has_phone) = match dice.below(10) {
        0 => (true, false),
        1 if !super::talks::is_in_one(n) => (true, false),
        2 if !super::talks::is_in_one(n) => (false, true),
        _ => (true, true),
    };
    let street = format!("{} {}", 100 + dice.below(9_800), dice.pick(&STREETS));
    let address = Address {
        street: if dice.chance(60) { street } else { String::new() },
        city: place.city.to_owned(),
        state: place.state.to_owned(),
        zip: place.zip.to_owned(),
    };
    let record = LeadRecord {
        name: PersonName::new(first, last),
        emails: email.parse().into_iter().filter(|_| has_email).collect(),
        phones: phone.parse().into_iter().filter(|_| has_phone || super::talks::is_in_one(n)).collect(),
        address,
        deal_type: Some(deal_type),
        source: dice.pick(&SOURCES).to_owned(),
        tags,
        preferences: if dice.chance(75) {
            wishes(&mut dice, deal_type, place.city, today)
        } else {
            Facts::default()
        },
        ..LeadRecord::default()
    };
    NewLead { record, stage: dice.pick(&STAGES), import: None }
}

fn wishes(dice: &mut Dice, deal_type: DealType, city: &str, today: NaiveDate) -> Facts {
    let rents = deal_type == DealType::Renter;
    let least = if rents { 1_200 + 50 * dice.below(30) } else { 220_000 + 5_000 * dice.below(90) };
    let span = if rents { 300 } else { 40_000 + 5_000 * dice.below(12) };
    let from = today + Days::new(u64::from(14 + 7 * dice.below(30)));
    let beds = u8::try_from(1 + dice.below(4)).unwrap_or(2);
    Facts {
        budget: Some(Budget {
            min_cents: Some(i64::from(least) * 100),
            max_cents: Some(i64::from(least + span) * 100),
            per: if rents { Per::Month } else { Per::Purchase },
        }),
        beds_min: Some(beds),
        baths_min: dice.chance(50).then_some(if beds > 2 { 2.0 } else { 1.5 }),
        areas: vec![city.to_owned()],
        property_types: vec![dice.pick(&TYPES[..if rents { 3 } else { 4 }])],
        timeline: Some(Timeline { from, to: dice.chance(70).then(|| from + Days::new(60)) }),
        financing_state: (deal_type == DealType::Buyer && dice.chance(60)).then(|| dice.pick(&MONEY)),
        must_haves: if dice.chance(50) { vec![dice.pick(&WISHES)] } else { Vec::new() },
        ..Facts::default()
    }
}
