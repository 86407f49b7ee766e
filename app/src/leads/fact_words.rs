//! What is known of a lead's wishes in the words that people use.

use leptos::serde_json;
use realtoros_domain::facts::Tag;
use serde::Serialize;

/// The stored names of values, each with its word.
pub type Words = &'static [(&'static str, &'static str)];

/// What they want to do, other than buy.
pub const SIDES: Words = &[("rent", "Rents"), ("sell", "Sells")];
/// How far the financing is.
pub const FINANCING: Words = &[
    ("cash", "Pays cash"),
    ("preapproved", "Pre-approved"),
    ("prequalified", "Prequalified"),
    ("in_progress", "Loan in progress"),
    ("not_started", "No lender yet"),
];
/// The kind of loan.
pub const LOANS: Words = &[
    ("va", "VA loan"),
    ("fha", "FHA loan"),
    ("usda", "USDA loan"),
    ("conventional", "Conventional loan"),
    ("jumbo", "Jumbo loan"),
];
/// Kinds of property.
pub const KINDS: Words = &[
    ("single_family", "House"),
    ("condo", "Condo"),
    ("townhouse", "Townhouse"),
    ("multi_family", "Multi-family"),
    ("manufactured", "Manufactured home"),
    ("land", "Land"),
];
/// How they want to hear from the realtor.
pub const WAYS: Words = &[("sms", "Texts"), ("voice", "Calls"), ("email", "Mail")];
/// Features whose stored name does not read like words.
const TAGS: Words = &[
    ("adu", "ADU"),
    ("central_ac", "Central AC"),
    ("cul_de_sac", "Cul-de-sac"),
    ("ev_charging", "EV charging"),
    ("garage_2", "2-car garage"),
    ("garage_3", "3-car garage"),
    ("hoa", "HOA"),
    ("in_law_suite", "In-law suite"),
    ("low_hoa", "Low HOA"),
    ("move_in_ready", "Move-in ready"),
    ("roll_in_shower", "Roll-in shower"),
    ("rv_parking", "RV parking"),
    ("step_free_entry", "Step-free entry"),
    ("walk_in_closet", "Walk-in closet"),
    ("walk_in_shower", "Walk-in shower"),
];

/// The name under which a value is stored.
pub fn name(value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The word for a value.
pub fn word(words: Words, value: &impl Serialize) -> String {
    spoken(words, &name(value))
}

/// A feature of a home: `HOA`, `Fenced yard`.
pub fn feature(tag: Tag) -> String {
    spoken(TAGS, tag.as_str())
}

/// Pets of a kind: `2 dogs`, `1 cat`; `dogs` where nobody said how many.
pub fn pets(kind: &str, count: Option<u8>) -> String {
    let kind = kind.replace('_', " ");
    match count {
        Some(1) => format!("1 {kind}"),
        Some(count) => format!("{count} {kind}s"),
        None => format!("{kind}s"),
    }
}

/// The word for a stored name, or the name itself as words: `first_floor` is `First floor`.
fn spoken(words: Words, name: &str) -> String {
    if let Some((_, word)) = words.iter().find(|(known, _)| *known == name) {
        return (*word).to_owned();
    }
    let name = name.replace('_', " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::facts::{FinancingState, LoanType, PropertyType};

    #[test]
    fn values_are_said_as_people_say_them() {
        assert_eq!((feature(Tag::Hoa), feature(Tag::FencedYard)), ("HOA".into(), "Fenced yard".to_owned()));
        assert_eq!(word(LOANS, &LoanType::Va), "VA loan");
        assert_eq!(word(FINANCING, &FinancingState::NotStarted), "No lender yet");
        assert_eq!(word(KINDS, &PropertyType::SingleFamily), "House");
        let said = [pets("dog", Some(2)), pets("guinea_pig", Some(1)), pets("cat", None)];
        assert_eq!(said, ["2 dogs", "1 guinea pig", "cats"]);
    }
}
