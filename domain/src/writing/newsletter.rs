//! The opening lines of a newsletter.

use serde::{Deserialize, Serialize};

/// Figures that the caller has counted. Nothing else is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntroFacts<'a> {
    /// The place the issue is about.
    pub area: Option<&'a str>,
    /// Listings that are new since the last issue.
    pub new_listings: u32,
    /// Listings whose price changed since the last issue.
    pub price_changes: u32,
    /// Open houses that are announced.
    pub open_houses: u32,
}

/// One short paragraph made of the figures. It greets nobody: the name is put in front by code, so that no author needs it;
/// and nobody signs it, for the letter goes on.
pub fn newsletter_intro(facts: &IntroFacts<'_>) -> String {
    let counted = [
        count(facts.new_listings, "new listing", "new listings"),
        count(facts.price_changes, "price change", "price changes"),
        count(facts.open_houses, "open house", "open houses"),
    ];
    let counted: Vec<String> = counted.into_iter().flatten().collect();
    let place = facts.area.map(|area| format!(" in {area}")).unwrap_or_default();
    match counted.split_last() {
        None => format!("There is nothing new{place} since the last issue."),
        Some((last, [])) => format!("Here is what is new{place}: {last}."),
        Some((last, rest)) => format!("Here is what is new{place}: {} and {last}.", rest.join(", ")),
    }
}

fn count(n: u32, one: &str, many: &str) -> Option<String> {
    (n > 0).then(|| format!("{n} {}", if n == 1 { one } else { many }))
}
