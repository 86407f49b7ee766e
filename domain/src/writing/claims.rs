//! What a draft says that nothing it was written from supports: prices, and promises that nobody may make.

use crate::budget::{Per, amount_at};
use crate::facts::text::Text;
use crate::reply::normalise::visible;
use crate::reply::{pattern, words};
use serde::{Deserialize, Serialize};

/// A statement that needs a source or is never a draft's to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// An amount of money that does not occur in what the author was given.
    Price,
    /// A guarantee, or a promise of an approval, a value or a right.
    Promise,
}

const PROMISES: &[&str] = &[
    "guarantee|guarantees|guaranteed|guaranteeing|guaranty",
    "garantizamos|garantizo|garantiza|garantizado|garantizada|garantizan",
    "i|we will? promise|assure|warrant|swear",
    "promise you|that",
    "you ..2 will|are|get ..2 surely|certainly|definitely|absolutely|automatically ..2 approved|qualify|qualified|preapproved|win|get|entitled",
    "you will ..2 be|get approved|preapproved|accepted",
    "approval|loan|offer|acceptance is ..1 certain|assured|automatic|sure",
    "100 ..1 approved|approval|certain|sure|safe",
    "no risk",
    "riskfree",
    "risk free",
    "can|could|will not lose money|out|anything",
    "will ..1 definitely|certainly|surely|always ..1 appreciate|rise|increase|sell|double !check|checking",
    "will ..1 definitely|certainly|surely|always ..1 go up",
    "will double|triple !check|checking",
    "legally binding|entitled|required|protected",
    "you have|hold ..1 legal ..1 right|rights|claim|case",
];
/// Where nothing is promised.
const NOT_PROMISED: &[&str] = &[
    "not|no|never|nobody|noone|without|cannot ..4 guarantee*|promise|assure|warrant|garanti*",
    "will not ..3 approved|preapproved|accepted|double",
    "no legal|right",
    "if|whether|once|when|until ..3 approved|preapproved|accepted",
];

/// What `text` claims beyond `given`, which is all that its author was given; in a fixed order and each once.
pub fn check_claims(text: &str, given: &[&str]) -> Vec<Claim> {
    let text = visible(text);
    let parts = words::sentences(&text);
    let promises = parts
        .iter()
        .flat_map(|sentence| &sentence.clauses)
        .any(|clause| pattern::any(PROMISES, clause) && !pattern::any(NOT_PROMISED, clause));
    let known: Vec<i64> = given.iter().flat_map(|source| figures(&visible(source))).collect();
    let invented = prices(&text).iter().any(|cents| !known.contains(cents));
    let found = [(invented, Claim::Price), (promises, Claim::Promise)];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, claim)| claim).collect()
}

/// The amounts of money in a text, in cents.
fn prices(text: &str) -> Vec<i64> {
    const MEASURES: &str = "sqft|sf|sq|square|feet|foot|ft|mile|acre|people|resident|unit|lb|step";
    let text = Text::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let amount = amount_at(&text, at, Per::Purchase);
        let Some(amount) = amount else {
            at += 1;
            continue;
        };
        let raw = text.slice(at, amount.end);
        let behind =
            text.is(amount.end, &["dollars", "dollar", "usd", "bucks", "dolares", "dólares", "pesos"]);
        let large = raw.contains(',') && amount.bare_milli >= 20_000_000;
        let measured = text.matches(amount.end, MEASURES).is_some();
        if !measured && (amount.is_marked || behind || large) {
            // "$1,850" is dollars here, whatever a lead might have meant by it.
            let exact = |cents: i64| if written_out(raw) { amount.bare_milli / 10 } else { cents };
            found.extend(if amount.is_range {
                vec![amount.low, amount.high]
            } else {
                vec![exact(amount.high)]
            });
        }
        at = amount.end.max(at + 1);
    }
    found
}

/// Whether a figure stands in full: "$1,850" or "1850", not "412k".
fn written_out(raw: &str) -> bool {
    raw.chars().all(|c| c.is_ascii_digit() || matches!(c, '$' | ',' | '.' | ' '))
}

/// Every reading of every number of a source, in cents: as dollars and as cents, and as thousands or
/// millions only where it says so or is too large for a count, an hour or the number of a message.
fn figures(source: &str) -> Vec<i64> {
    let mut found = prices(source);
    let text = Text::new(source);
    for at in 0..text.len() {
        let amount = amount_at(&text, at, Per::Purchase);
        if let Some(amount) = amount.filter(|amount| amount.is_marked || amount.bare_milli >= 100_000) {
            found.extend([amount.low, amount.high]);
        }
        if let Some(milli) = text.number(at) {
            let readings = [1_i64, 100];
            found.extend(readings.iter().map(|cents| milli.saturating_mul(*cents) / 1000));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p32_prices_need_a_source() {
        let given =
            ["We can do 412k.", r#"{"max_cents":45000000,"list_price":389900}"#, "rent is 1,850 a month"];
        for text in [
            "The price is $412,000.",
            "Your budget of $450,000 is noted.",
            "It is listed at $389,900.",
            "That is 412 thousand dollars.",
            "The rent is $1,850 a month.",
            "It has 1,850 sq ft and 3 beds, built in 1998 in 78745.",
            "Let me check at 3 and get back to you.",
        ] {
            assert!(check_claims(text, &given).is_empty(), "{text}");
        }
        for text in [
            "The price is $415,000.",
            "It dropped to 399k.",
            "Around $1.2 million.",
            "The tax is 4,300 dollars.",
            "They ask 425,000 for it.",
            "It is between $412,000 and $430,000.",
        ] {
            assert_eq!(check_claims(text, &given), [Claim::Price], "{text}");
        }
        assert_eq!(check_claims("The price is $412,000.", &[]), [Claim::Price]);
        for (text, source) in [
            ("The HOA is $2,000 a year.", r#"{"n":2,"text":"how much is the HOA"}"#),
            ("Earnest money is $5,000.", "can we come at 5?"),
            ("It is listed at $3 million.", "we need 3 beds"),
        ] {
            assert_eq!(check_claims(text, &[source]), [Claim::Price], "{text}");
        }
        for (text, source) in [
            ("Up to $412,000 then.", "412 max"),
            ("Up to $1.2 million then.", "1.2m at most"),
            ("The fee is $50.", "the fee is 50"),
        ] {
            assert!(check_claims(text, &[source]).is_empty(), "{text}");
        }
    }

    #[test]
    fn p32_nothing_is_promised() {
        for text in [
            "We guarantee approval.",
            "Your loan is guaranteed!",
            "I promise you will love it.",
            "You will be approved.",
            "You'll definitely get approved.",
            "It is a risk-free purchase.",
            "You can't lose money on it.",
            "The contract is legally binding.",
            "Le garantizamos el préstamo.",
            "Prices will certainly go up.",
            "It will definitely double in value.",
            "There is no risk.",
        ] {
            assert_eq!(check_claims(text, &[]), [Claim::Promise], "{text}");
        }
        for text in [
            "I can't guarantee a time, but I'll ask.",
            "Approval is the lender's decision.",
            "Anything about value would be an estimate, not an appraisal or a promise.",
            "We can give general information only, not legal advice.",
            "No guarantees, but it is worth a look.",
            "Once you are approved we can go and see it.",
            "Let me check with Jo and get back to you.",
            "I'll definitely double check with Jo.",
            "I will double-check with Jo.",
            "We will certainly go over it.",
            "No obligation to look.",
        ] {
            assert!(check_claims(text, &[]).is_empty(), "{text}");
        }
    }
}
