//! From what was typed to what a lead may be.

use super::forms::PreferencesInput;
use chrono::NaiveDate;
use realtoros_domain::{
    budget::{Budget, Per},
    facts::Facts,
    timeline::Timeline,
};
use std::str::FromStr;

/// The values of an input that holds several.
pub fn parts(text: &str) -> Vec<String> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

impl PreferencesInput {
    /// `before` with what was typed; what the form does not show stays. The error is a sentence for the realtor.
    pub fn apply(&self, before: &Facts) -> Result<Facts, String> {
        let dollars = |text: &str, what| {
            let plain: String = text.chars().filter(|c| !"$, ".contains(*c)).collect();
            Ok::<_, String>(number::<f64>(&plain, what)?.map(cents))
        };
        let (min, max) = (dollars(&self.budget_min, "budget")?, dollars(&self.budget_max, "budget")?);
        let per = if self.per == "month" { Per::Month } else { Per::Purchase };
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

/// Whole cents; what is no amount of money is none.
#[expect(clippy::cast_possible_truncation, reason = "the amount is clamped to what cents can hold")]
fn cents(dollars: f64) -> i64 {
    (dollars.clamp(0.0, 1e12) * 100.0).round() as i64
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
