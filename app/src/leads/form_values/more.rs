//! The wishes that a form says in words, from those words.

use super::{money, number, parts};
use crate::leads::{
    fact_words::{KINDS, feature},
    forms::MoreInput,
};
use chrono::NaiveTime;
use leptos::serde_json::{self, Value};
use realtoros_domain::{
    budget::Per,
    facts::{ContactTime, Facts, PropertyType, Tag, pet_kinds},
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What can stand in the input for days.
const DAYS: [&str; 9] =
    ["weekdays", "weekends", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl MoreInput {
    /// The inputs that hold more than one value.
    pub const LISTS: [&str; 7] =
        ["kinds", "must_haves", "nice_to_haves", "dealbreakers", "areas_excluded", "pets", "days"];

    /// `before` with what was typed; what the form does not show stays. The error is a sentence for the realtor.
    pub fn apply(&self, before: &Facts) -> Result<Facts, String> {
        let shown = Self::of(before);
        // What was not touched stays to the cent, and whatever it is called.
        let amount = |typed: &str, shown: &str, cents: Option<i64>, per| match cents {
            Some(cents) if typed == shown => Ok(Some(cents)),
            _ => money(typed, per),
        };
        let (approved, monthly) = (before.preapproval_cents, before.monthly_payment_max_cents);
        let keeps_pets = self.pets == shown.pets;
        let keeps_days = self.days == shown.days;
        Ok(Facts {
            side: stored(&self.side)?,
            property_types: kinds(&self.kinds)?,
            must_haves: features(&self.must_haves)?,
            nice_to_haves: features(&self.nice_to_haves)?,
            dealbreakers: features(&self.dealbreakers)?,
            areas_excluded: parts(&self.areas_excluded),
            pets: if keeps_pets { before.pets.clone() } else { pets(&self.pets)? },
            financing_state: stored(&self.financing)?,
            loan_type: stored(&self.loan)?,
            preapproval_cents: amount(&self.preapproval, &shown.preapproval, approved, Per::Purchase)?,
            monthly_payment_max_cents: amount(
                &self.monthly_payment,
                &shown.monthly_payment,
                monthly,
                Per::Month,
            )?,
            sell_before_buy: match self.sells_first.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            preferred_contact: stored(&self.prefers)?,
            contact_time: ContactTime {
                after: time(&self.after)?,
                before: time(&self.before)?,
                days: if keeps_days { before.contact_time.days.clone() } else { days(&self.days)? },
            },
            ..before.clone()
        })
    }
}

/// The value that is stored under a name; none for nothing.
fn stored<T: DeserializeOwned>(name: &str) -> Result<Option<T>, String> {
    if name.is_empty() {
        return Ok(None);
    }
    let value = serde_json::from_value(Value::String(name.to_owned()));
    value.map(Some).map_err(|_| format!("\"{name}\" cannot be chosen here."))
}

/// The same letters and digits.
fn is_named(typed: &str, name: &str) -> bool {
    let plain = |text: &str| {
        text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    plain(typed) == plain(name)
}

fn kinds(text: &str) -> Result<Vec<PropertyType>, String> {
    let kind = |part: &String| -> Result<PropertyType, String> {
        let known = KINDS.iter().find(|(name, word)| is_named(part, name) || is_named(part, word));
        let found = known.map(|(name, _)| stored(name)).transpose()?.flatten();
        found.ok_or_else(|| {
            let words: Vec<_> = KINDS.iter().map(|(_, word)| *word).collect();
            format!("\"{part}\" is not a kind of property. Write one of: {}.", words.join(", "))
        })
    };
    once(parts(text).iter().map(kind))
}

fn features(text: &str) -> Result<Vec<Tag>, String> {
    let find = |part: &String| -> Result<Tag, String> {
        let known =
            Tag::ALL.iter().find(|tag| is_named(part, tag.as_str()) || is_named(part, &feature(**tag)));
        known.copied().ok_or_else(|| {
            format!("\"{part}\" is not a feature that homes are matched by. Put it into a note instead.")
        })
    };
    once(parts(text).iter().map(find))
}

/// Each value once.
fn once<T: PartialEq>(values: impl Iterator<Item = Result<T, String>>) -> Result<Vec<T>, String> {
    let mut found = Vec::new();
    for value in values {
        let value = value?;
        if !found.contains(&value) {
            found.push(value);
        }
    }
    Ok(found)
}

/// `2 dogs, cat`: how many of a kind, where it was said.
fn pets(text: &str) -> Result<BTreeMap<String, Option<u8>>, String> {
    parts(text)
        .iter()
        .map(|part| {
            let (digits, kind) =
                part.split_at(part.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(part.len()));
            let one = pet_kinds().find(|known| is_named(kind, known));
            let many = pet_kinds().find(|known| is_named(kind, &format!("{known}s")));
            let unknown =
                || format!("\"{part}\" is not a pet that is kept here. Write it like 2 dogs, 1 cat.");
            let known = one.or(many).ok_or_else(unknown)?;
            let count = number(digits, "number of pets")?.or(one.map(|_| 1));
            Ok((known.to_owned(), count))
        })
        .collect()
}

fn time(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| format!("\"{text}\" is not a time."))?;
    Ok(Some(time.format("%H:%M").to_string()))
}

fn days(text: &str) -> Result<Option<String>, String> {
    let day = |part: &String| -> Result<&'static str, String> {
        let known = DAYS.iter().find(|day| is_named(part, day));
        known.copied().ok_or_else(|| format!("\"{part}\" is not a day. Write weekdays, weekends or Monday."))
    };
    let found = once(parts(text).iter().map(day))?;
    Ok((!found.is_empty()).then(|| found.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::{
        Channel,
        facts::{FinancingState, LoanType, Side},
    };

    fn everything() -> Facts {
        Facts {
            preapproval_cents: Some(65_000_050),
            monthly_payment_max_cents: Some(310_000),
            property_types: vec![PropertyType::SingleFamily, PropertyType::MultiFamily],
            must_haves: vec![Tag::Hoa, Tag::Garage2],
            nice_to_haves: vec![Tag::CulDeSac],
            dealbreakers: Tag::ALL.to_vec(),
            areas_excluded: vec!["Downtown".into()],
            pets: [("dog".to_owned(), Some(2)), ("cat".to_owned(), None), ("ocelot".to_owned(), Some(1))]
                .into(),
            financing_state: Some(FinancingState::Preapproved),
            loan_type: Some(LoanType::Va),
            sell_before_buy: Some(false),
            preferred_contact: Some(Channel::Email),
            contact_time: ContactTime {
                after: Some("18:00".into()),
                before: Some("20:30".into()),
                days: Some("monday, weekends".into()),
            },
            side: Some(Side::Rent),
            ..Facts::default()
        }
    }

    #[test]
    fn what_is_shown_and_not_changed_stays_as_it_is_and_what_is_emptied_goes() {
        let facts = everything();
        assert_eq!(MoreInput::of(&facts).apply(&facts), Ok(facts.clone()));
        assert_eq!(MoreInput::default().apply(&facts), Ok(Facts::default()));
    }

    #[test]
    fn what_is_typed_in_words_is_understood() {
        let typed = MoreInput {
            kinds: "house; CONDO".into(),
            must_haves: "hoa, fenced yard, 2 car garage, HOA".into(),
            pets: "2 Dogs, cat, guinea pigs".into(),
            preapproval: "$650k".into(),
            monthly_payment: "2500".into(),
            days: "Weekdays, Saturday".into(),
            after: "9:30".into(),
            ..MoreInput::default()
        };
        let facts = typed.apply(&Facts::default()).unwrap();
        assert_eq!(facts.property_types, [PropertyType::SingleFamily, PropertyType::Condo]);
        assert_eq!(facts.must_haves, [Tag::Hoa, Tag::FencedYard, Tag::Garage2]);
        let pets = [("cat", Some(1)), ("dog", Some(2)), ("guinea_pig", None)];
        assert_eq!(facts.pets, BTreeMap::from(pets.map(|(kind, count)| (kind.to_owned(), count))));
        assert_eq!(
            (facts.preapproval_cents, facts.monthly_payment_max_cents),
            (Some(65_000_000), Some(250_000))
        );
        assert_eq!(facts.contact_time.days.as_deref(), Some("weekdays, saturday"));
        assert_eq!(facts.contact_time.after.as_deref(), Some("09:30"));
    }

    #[test]
    fn what_no_field_is_for_is_named_and_not_kept() {
        for (input, part) in [
            (MoreInput { must_haves: "near a church".into(), ..MoreInput::default() }, "church"),
            (MoreInput { pets: "1 service dog".into(), ..MoreInput::default() }, "service dog"),
            (MoreInput { kinds: "castle".into(), ..MoreInput::default() }, "castle"),
            (MoreInput { loan: "gift".into(), ..MoreInput::default() }, "gift"),
            (MoreInput { before: "late".into(), ..MoreInput::default() }, "late"),
            (MoreInput { days: "Lent".into(), ..MoreInput::default() }, "Lent"),
            (MoreInput { preapproval: "some".into(), ..MoreInput::default() }, "some"),
        ] {
            let error = input.apply(&Facts::default()).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }
}
