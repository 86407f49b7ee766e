//! One cell of a lead list, or one phrase, that holds nothing but a budget (sections A rule 7 and D).

use super::{Budget, Per, amount_at};
use crate::facts::text::Text;

const AT_LEAST: [&str; 12] = [
    "at least",
    "minimum|min",
    "min|minimum of",
    "over",
    "above",
    "more than",
    "from",
    "starting at|from",
    "start at|from",
    "no less than",
    ">",
    "not under|below",
];
const AT_MOST: [&str; 8] = [
    "cant|cannot|wont|not|dont do|afford|want|have|spend|go more|over|above than?",
    "go|going|spend|pay|be|get over|above|past|more|beyond than?",
    "no|not|nothing more than",
    "no|not|nothing over|above",
    "up to",
    "max|maximum",
    "under",
    "below",
];

/// The budget in `text`; `None` when it names no amount ("TBD", "n/a", "$0"). A single figure is the most, a figure
/// with "at least" or "+" the least, a range both. In a purchase a bare 480 means 480,000 and 1.2 means 1.2 million.
pub fn parse_cell(text: &str, per: Per) -> Option<Budget> {
    let text = &Text::new(text);
    let mut budget = Budget { per, ..Budget::default() };
    let mut at = 0;
    while at < text.len() {
        let Some(amount) = amount_at(text, at, per).filter(|amount| amount.high > 0) else {
            at += 1;
            continue;
        };
        if amount.is_range {
            budget.min_cents = Some(amount.low).filter(|low| *low > 0);
            budget.max_cents = Some(amount.high);
        } else if is_least(text, at, amount.end) {
            budget.min_cents = Some(amount.high);
        } else {
            budget.max_cents = Some(amount.high);
        }
        at = amount.end;
    }
    (budget.min_cents.is_some() || budget.max_cents.is_some()).then_some(budget)
}

/// Whether the words around the amount in `at..end` make it a minimum.
pub(crate) fn is_least(text: &Text<'_>, at: usize, end: usize) -> bool {
    let before = text.follows(at, &AT_LEAST) && !text.follows(at, &AT_MOST);
    let after = text.mark(end) == Some('+')
        || ["and|or up|more|higher|above", "min|minimum", "plus", "or better"]
            .iter()
            .any(|p| text.matches(end, p).is_some());
    before || after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollars(text: &str, per: Per) -> Option<(Option<i64>, Option<i64>)> {
        parse_cell(text, per).map(|b| (b.min_cents.map(|c| c / 100), b.max_cents.map(|c| c / 100)))
    }

    #[test]
    fn purchase_cells() {
        for (text, min, max) in [
            ("$610k", None, Some(610_000)),
            ("$615,500", None, Some(615_500)),
            ("530", None, Some(530_000)),
            ("1.35", None, Some(1_350_000)),
            ("2500", None, Some(2_500_000)),
            ("1.3M", None, Some(1_300_000)),
            ("$1.4 million", None, Some(1_400_000)),
            ("half a million", None, Some(500_000)),
            ("six fifty", None, Some(650_000)),
            ("610-655K", Some(610_000), Some(655_000)),
            ("$210,000 – $255,500", Some(210_000), Some(255_500)),
            ("900-1.1M", Some(900_000), Some(1_100_000)),
            ("1 - 1.2M", Some(1_000_000), Some(1_200_000)),
            ("between 410 and 460", Some(410_000), Some(460_000)),
            ("275k+", Some(275_000), None),
            ("at least 310", Some(310_000), None),
            ("> 310k", Some(310_000), None),
            ("no more than 310", None, Some(310_000)),
            ("up to 640k", None, Some(640_000)),
            ("< $700,000", None, Some(700_000)),
            ("max 555", None, Some(555_000)),
            ("min 300 max 400", Some(300_000), Some(400_000)),
            ("mid 300s", Some(334_000), Some(366_000)),
            ("the 700s", Some(700_000), Some(799_000)),
            ("high 400s to low 500s", Some(467_000), Some(533_000)),
            ("low to mid 500s", Some(500_000), Some(566_000)),
        ] {
            assert_eq!(dollars(text, Per::Purchase), Some((min, max)), "{text}");
        }
    }

    #[test]
    fn rent_cells_are_dollars() {
        assert_eq!(dollars("1,850", Per::Month), Some((None, Some(1850))));
        assert_eq!(dollars("$1.9k/mo", Per::Month), Some((None, Some(1900))));
        assert_eq!(dollars("1700-1900", Per::Month), Some((Some(1700), Some(1900))));
    }

    #[test]
    fn cells_without_an_amount() {
        for text in ["", "TBD", "n/a", "-", "$0", "0", "unknown", "ask again"] {
            assert_eq!(parse_cell(text, Per::Purchase), None, "{text:?}");
        }
    }
}
