//! From what was typed to what a lead may be.

mod contact;
mod merge;
mod more;

pub use merge::merge;

use super::forms::PreferencesInput;
use chrono::NaiveDate;
use realtoros_domain::{
    budget::{Budget, Per, parse_cell},
    facts::Facts,
    timeline::Timeline,
};
use std::str::FromStr;

/// The values of an input that holds several.
pub fn parts(text: &str) -> Vec<String> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl PreferencesInput {
    /// The inputs that hold more than one value.
    pub const LISTS: [&str; 1] = ["areas"];

    /// `before` with what was typed; what the form does not show stays. The error is a sentence for the realtor.
    pub fn apply(&self, before: &Facts) -> Result<Facts, String> {
        let per = if self.per == "month" { Per::Month } else { Per::Purchase };
        let (shown, kept) = (Self::of(before), before.budget.filter(|budget| budget.per == per));
        // What was not touched stays to the cent.
        let amount = |typed: &str, shown: &str, cents: Option<i64>| match cents {
            Some(cents) if typed == shown => Ok(Some(cents)),
            _ => money(typed, per),
        };
        let min = amount(&self.budget_min, &shown.budget_min, kept.and_then(|budget| budget.min_cents))?;
        let max = amount(&self.budget_max, &shown.budget_max, kept.and_then(|budget| budget.max_cents))?;
        let budget = Budget { min_cents: min, max_cents: max, per };
        let (from, to) = (number::<NaiveDate>(&self.from, "day")?, number::<NaiveDate>(&self.to, "day")?);
        let timeline = match (from, to) {
            (Some(from), to) => Some(Timeline { from, to }),
            (None, None) => None,
            (None, Some(_)) => return Err("Say the first day of the move too.".to_owned()),
        };
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            return Err("The least of the budget is more than the most.".to_owned());
        }
        if timeline.is_some_and(|time| time.to.is_some_and(|to| to < time.from)) {
            return Err("The last day of the move is before the first.".to_owned());
        }
        Ok(Facts {
            budget: (min.is_some() || max.is_some()).then_some(budget),
            beds_min: number(&self.beds_min, "number of bedrooms")?,
            beds_max: number(&self.beds_max, "number of bedrooms")?,
            baths_min: number(&self.baths_min, "number of baths")?,
            areas: parts(&self.areas),
            timeline,
            ..before.clone()
        })
    }
}

/// An amount as people write it: `600k`, `$650,000`, `1.2M`; in a purchase a bare 600 is 600,000.
fn money(text: &str, per: Per) -> Result<Option<i64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match parse_cell(text, per).map(|budget| (budget.min_cents, budget.max_cents)) {
        Some((Some(cents), None) | (None, Some(cents))) => Ok(Some(cents)),
        _ => Err(format!("\"{text}\" is not a budget. Write it like 600k, $650,000 or 1.2M.")),
    }
}

fn number<T: FromStr>(text: &str, what: &str) -> Result<Option<T>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| format!("\"{text}\" is not a {what}."))
}

#[cfg(test)]
mod tests;
