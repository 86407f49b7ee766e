//! What the forms of the lead's page hold.

use chrono::NaiveDate;
use realtoros_domain::{
    budget::{Budget, Per},
    facts::Facts,
    timeline::Timeline,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

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

/// The values of an input that holds several.
pub fn parts(text: &str) -> Vec<String> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
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
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_and_not_changed_stays_as_it_is() {
        let facts = Facts {
            budget: Some(Budget { min_cents: None, max_cents: Some(65_000_000), per: Per::Purchase }),
            beds_min: Some(3),
            baths_min: Some(1.5),
            areas: vec!["Hyde Park".into(), "78704".into()],
            areas_excluded: vec!["Downtown".into()],
            timeline: "2027-03-01".parse().ok().map(|from| Timeline { from, to: None }),
            ..Facts::default()
        };
        assert_eq!(PreferencesInput::of(&facts).apply(&facts), Ok(facts.clone()));
        let emptied = PreferencesInput::default().apply(&facts).unwrap();
        assert_eq!(emptied, Facts { areas_excluded: vec!["Downtown".into()], ..Facts::default() });
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let wrong = |input: PreferencesInput| input.apply(&Facts::default()).unwrap_err();
        let input = PreferencesInput { beds_min: "many".into(), ..PreferencesInput::default() };
        assert!(wrong(input).contains("many"));
        let input = PreferencesInput { to: "2027-03-01".into(), ..PreferencesInput::default() };
        assert!(wrong(input).contains("first day"));
        let input =
            PreferencesInput { budget_min: "$500,000".into(), budget_max: "4".into(), ..Default::default() };
        assert!(wrong(input).contains("more than"));
    }
}
