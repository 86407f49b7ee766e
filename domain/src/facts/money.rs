//! Amounts: the budget, what a lender has approved, and the monthly payment.

use super::extract::Facts;
use super::financing::FinancingState;
use super::money_cues::{MONTHLY, OTHER_AFTER, OTHER_BEFORE, PAYMENT, PRICE_WORDS, STRETCH, TAKEN_BACK};
use super::reading::Reading;
use super::side::Side;
use super::text::Text;
use crate::budget::{Amount, Budget, Per, amount_at, is_least};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Budget,
    Approval,
    Payment,
}

/// Fills the amounts from the figures that nothing else has read.
pub(super) fn read(reading: &Reading<'_>, facts: &mut Facts) {
    let mut budget: Option<(Budget, bool)> = None;
    let mut at = 0;
    while at < reading.len() {
        let Some((amount, per, use_of)) = figure(reading, at, facts) else {
            at += phone_number(reading, at).unwrap_or(1);
            continue;
        };
        match use_of {
            Use::Payment => facts.monthly_payment_max_cents = Some(amount.high),
            Use::Approval => facts.preapproval_cents = Some(amount.high),
            Use::Budget if reading.follows(at, TAKEN_BACK) => {}
            Use::Budget => {
                let stretch = is_stretch(reading, at, amount.end);
                budget = Some((combine(budget, reading, at, &amount, per, stretch), stretch));
            }
        }
        at = amount.end;
    }
    let approved = facts.preapproval_cents.map(|cents| Budget {
        min_cents: None,
        max_cents: Some(cents),
        per: Per::Purchase,
    });
    facts.budget = budget.map(|(budget, _)| budget).or(approved);
    if facts.budget.is_some_and(|budget| budget.per == Per::Month) {
        facts.side = facts.side.or(Some(Side::Rent));
    }
}

/// The last figure counts, a stretch only raises, a minimum and a maximum stand together.
fn combine(
    known: Option<(Budget, bool)>,
    text: &Text<'_>,
    at: usize,
    amount: &Amount,
    per: Per,
    stretch: bool,
) -> Budget {
    let (known, was_stretch) = known.unwrap_or((Budget { per, ..Budget::default() }, false));
    if amount.is_range {
        return Budget { min_cents: Some(amount.low), max_cents: Some(amount.high), per };
    }
    if is_least(text, at, amount.end) && !stretch {
        let max_cents = known.max_cents.filter(|max| *max > amount.high);
        return Budget { min_cents: Some(amount.high), max_cents, per };
    }
    let keeps_higher = stretch || was_stretch || text.follows(at, &["otherwise", "normally", "usually"]);
    let max = if keeps_higher {
        known.max_cents.map_or(amount.high, |max| max.max(amount.high))
    } else {
        amount.high
    };
    Budget { min_cents: known.min_cents.filter(|min| *min <= max), max_cents: Some(max), per }
}

fn is_stretch(text: &Text<'_>, at: usize, end: usize) -> bool {
    let from = text.part_start(at);
    text.find(from, at, STRETCH).is_some() || text.matches(end, "if|for the right").is_some()
}

fn figure(reading: &Reading<'_>, at: usize, facts: &Facts) -> Option<(Amount, Per, Use)> {
    let rents = facts.side == Some(Side::Rent);
    let mut per = if rents { Per::Month } else { Per::Purchase };
    let mut amount =
        amount_at(reading, at, per).filter(|amount| reading.is_free(at, amount.end) && amount.high > 0)?;
    // "$2,100" with its thousands written out is no price of a home.
    let whole = amount.low == amount.bare_milli * 100 && (1_000_000..10_000_000).contains(&amount.bare_milli);
    let buys = reading.says(&[
        "buy",
        "buying",
        "mortgage",
        "purchase",
        "cash",
        "loan",
        "down payment",
        "preapproved",
        "house",
    ]);
    let written_out = whole && (reading.mark(at) == Some('$') || (!buys && amount.bare_milli < 6_000_000));
    let monthly = written_out || MONTHLY.iter().any(|pattern| reading.matches(amount.end, pattern).is_some());
    let from = reading.sentence_start(at);
    let payment = !rents
        && (monthly || amount.bare_milli < 10_000_000)
        && reading.find(from.max(at.saturating_sub(8)), reading.sentence_end(at), PAYMENT).is_some();
    let small = amount.bare_milli < 20_000_000 || amount.high < 2_000_000;
    if (monthly || payment) && small {
        per = Per::Month;
        amount = amount_at(reading, at, per)?;
    }
    if is_something_else(reading, at, &amount, monthly)
        || !(amount.is_marked || monthly || is_plausible(reading, at, &amount, per))
    {
        return None;
    }
    let use_of = if per == Per::Month && !rents && (payment || buys) {
        Use::Payment
    } else if is_approval(reading, at, &amount, facts) {
        Use::Approval
    } else {
        Use::Budget
    };
    Some((amount, per, use_of))
}

fn is_something_else(text: &Text<'_>, at: usize, amount: &Amount, monthly: bool) -> bool {
    let after = OTHER_AFTER.iter().any(|pattern| text.matches(amount.end, pattern).is_some());
    let window = at.saturating_sub(4).max(text.part_start(at));
    let nearest = (window..at).rev().take_while(|&i| text.number(i).is_none());
    let before = nearest.clone().any(|i| text.is(i, OTHER_BEFORE))
        || text.mark(at.wrapping_sub(1)) == Some('#')
        || text.mark(at.wrapping_sub(2)) == Some('#');
    let paid_now = text
        .find(
            window,
            at,
            &[
                "we|i make",
                "making",
                "paying",
                "pay now",
                "rent is",
                "put down",
                "putting",
                "down payment of|is",
            ],
        )
        .is_some()
        && !text.is(at.wrapping_sub(1), &["to"]);
    // "412 Alder" is an address; "600 Max" and "1.2 Million" are not.
    let next = text.tokens.get(amount.end);
    let address = !amount.is_marked
        && !amount.is_range
        && next.is_some_and(|token| token.is_capitalised() && !super::place_words::is_common(&token.norm))
        && text.is(
            at.wrapping_sub(1),
            &["at", "on", "the", "saw", "about", "listing", "like", "for", "see", "tour", "of"],
        );
    (after && !(monthly && text.matches(amount.end, "months|pm|m").is_some()))
        || before
        || paid_now
        || address
}

/// Whether a bare figure can be a price: "395", "1.2", "362,500", and 1,500 for rent.
fn is_plausible(text: &Text<'_>, at: usize, amount: &Amount, per: Per) -> bool {
    let milli = amount.bare_milli;
    let cued = text.follows(at, PRICE_WORDS);
    let year = (1_900_000..2_100_000).contains(&milli);
    if per == Per::Month {
        let dated = year && text.is(at.wrapping_sub(1), &["in", "since", "built", "from", "after"]);
        return ((300_000..=20_000_000).contains(&milli) || (milli < 10_000 && milli % 1000 != 0)) && !dated;
    }
    match milli {
        ..10_000 => {
            milli >= 1000 && (milli % 1000 != 0 || (amount.is_range && amount.high >= 100_000_000 && cued))
        }
        10_000..60_000 => false,
        60_000..100_000 | 10_000_000..30_000_000 => cued,
        100_000..10_000_000 => {
            !year || cued && !text.is(at.wrapping_sub(1), &["around", "about", "at", "to", "over"])
        }
        _ => true,
    }
}

/// Whether the figure is what a lender approved: it follows the approval with nothing but joining words between.
fn is_approval(text: &Text<'_>, at: usize, amount: &Amount, facts: &Facts) -> bool {
    if !matches!(facts.financing_state, Some(FinancingState::Preapproved | FinancingState::Prequalified)) {
        return false;
    }
    let approvals = [
        "preapproved",
        "preapproval",
        "approved",
        "approval",
        "prequalified",
        "prequal",
        "qualified",
        "prequaled",
        "preapp",
    ];
    let breaks = [
        "but",
        "budget",
        "want",
        "stay",
        "looking",
        "under",
        "spend",
        "keep",
        "prefer",
        "comfortable",
        "stick",
        "need",
        "rather",
        "like",
        "house",
        "max",
        "home",
    ];
    if text.matches(amount.end, "pre? preapproved|approved|preapproval|approval|prequalified").is_some() {
        return true;
    }
    let word = (text.sentence_start(at)..at).rev().find(|&i| text.is(i, &approvals));
    word.is_some_and(|word| {
        let mut between = word + 1..at;
        at - word <= 9
            && !between.any(|i| text.is(i, &breaks) || text.number(i).is_some() || text.mark(i) == Some(','))
    })
}

/// How many tokens a telephone number at `at` has.
fn phone_number(text: &Text<'_>, at: usize) -> Option<usize> {
    let glued = |i: usize| {
        text.number(i).is_some()
            && text.mark(i + 1) == Some('-')
            && text.glued(i + 1)
            && text.glued(i + 2)
            && text.number(i + 2).is_some()
    };
    let long = text
        .tokens
        .get(at)
        .is_some_and(|token| token.raw.len() >= 10 && token.raw.bytes().all(|b| b.is_ascii_digit()));
    if glued(at) && glued(at + 2) { Some(5) } else { long.then_some(1) }
}
