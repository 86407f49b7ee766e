//! What a lead wants, in short words.

use super::fact_words::{FINANCING, KINDS, LOANS, SIDES, feature, pets, word};
use crate::format;
use realtoros_domain::{Channel, budget::Per, facts::Facts, timeline::Timeline};

/// One short text for each thing that is known.
pub fn chips(facts: &Facts) -> Vec<String> {
    let mut chips = Vec::new();
    chips.extend(facts.side.map(|side| word(SIDES, &side)));
    chips.extend(facts.budget.and_then(|budget| {
        let month = if budget.per == Per::Month { " a month" } else { "" };
        span(budget.min_cents.map(format::dollars), budget.max_cents.map(format::dollars))
            .map(|text| text + month)
    }));
    chips.extend(facts.preapproval_cents.map(|cents| format!("Approved for {}", format::dollars(cents))));
    chips.extend(
        facts.monthly_payment_max_cents.map(|cents| format!("Up to {} a month", format::dollars(cents))),
    );
    let beds = |n: u8| if n == 0 { "studio".to_owned() } else { n.to_string() };
    chips.extend(match (facts.beds_min, facts.beds_max) {
        (Some(min), Some(max)) if min == max => Some(format!("{} beds", beds(min))),
        (Some(min), None) => Some(format!("{}+ beds", beds(min))),
        (min, max) => span(min.map(beds), max.map(beds)).map(|text| text + " beds"),
    });
    chips.extend(facts.baths_min.map(|baths| format!("{baths}+ baths")));
    chips.extend(facts.areas.iter().cloned());
    chips.extend(facts.areas_excluded.iter().map(|area| format!("Not {area}")));
    chips.extend(facts.property_types.iter().map(|kind| word(KINDS, kind)));
    chips.extend(facts.timeline.map(timeline));
    chips.extend(facts.financing_state.map(|state| word(FINANCING, &state)));
    chips.extend(facts.loan_type.map(|loan| word(LOANS, &loan)));
    chips.extend(facts.must_haves.iter().map(|tag| format!("Must have: {}", feature(*tag))));
    chips.extend(facts.nice_to_haves.iter().map(|tag| format!("Nice: {}", feature(*tag))));
    chips.extend(facts.dealbreakers.iter().map(|tag| format!("No: {}", feature(*tag))));
    chips.extend(facts.pets.iter().map(|(kind, count)| format!("Pets: {}", pets(kind, *count))));
    chips.extend((facts.sell_before_buy == Some(true)).then(|| "Has to sell first".to_owned()));
    chips.extend(facts.preferred_contact.map(|channel| {
        let way = match channel {
            Channel::Sms => "texts",
            Channel::Voice => "calls",
            Channel::Email => "mail",
        };
        format!("Prefers {way}")
    }));
    let reach = &facts.contact_time;
    chips.extend(span(reach.after.clone(), reach.before.clone()).map(|hours| format!("Reach: {hours}")));
    chips.extend(reach.days.as_ref().map(|days| format!("Reach: {days}")));
    chips
}

fn span(from: Option<String>, to: Option<String>) -> Option<String> {
    match (from, to) {
        (Some(from), Some(to)) => Some(format!("{from} – {to}")),
        (Some(from), None) => Some(format!("From {from}")),
        (None, Some(to)) => Some(format!("Up to {to}")),
        (None, None) => None,
    }
}

fn timeline(time: Timeline) -> String {
    let day = |day: chrono::NaiveDate| day.format("%b %-d, %Y").to_string();
    match time.to {
        Some(to) if to != time.from => format!("Moves {} – {}", day(time.from), day(to)),
        Some(_) => format!("Moves {}", day(time.from)),
        None => format!("Moves from {}", day(time.from)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use realtoros_domain::budget::Budget;

    #[test]
    fn what_is_known_is_said_and_nothing_else() {
        assert!(chips(&Facts::default()).is_empty());
        let facts = Facts {
            budget: Some(Budget { min_cents: None, max_cents: Some(250_000), per: Per::Month }),
            beds_min: Some(3),
            baths_min: Some(1.5),
            areas: vec!["Hyde Park".into()],
            areas_excluded: vec!["Downtown".into()],
            preferred_contact: Some(Channel::Sms),
            timeline: "2027-03-01".parse().ok().map(|from| Timeline { from, to: None }),
            ..Facts::default()
        };
        let expected = [
            "Up to $2,500 a month",
            "3+ beds",
            "1.5+ baths",
            "Hyde Park",
            "Not Downtown",
            "Moves from Mar 1, 2027",
            "Prefers texts",
        ];
        assert_eq!(chips(&facts), expected);
    }
}
