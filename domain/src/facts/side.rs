//! Whether a lead wants to rent or to sell; buyers have no side.

use super::reading::Reading;
use serde::{Deserialize, Serialize};

/// What a lead wants to do other than buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Rent a home.
    Rent,
    /// Sell their home and nothing else.
    Sell,
}

const SELL: [&str; 15] = [
    "selling my|our|mom|dad|the|his|her|their|a",
    "sell my|our|mom|dad|his|her|their",
    "sell the house|home|condo|place|property",
    "list my|our|the house|home|condo|place|townhouse|property",
    "listing my|our house|home|condo|place",
    "my|our house|home|condo|place worth",
    "my|our house|home|condo|place in? _? _? sell|go for",
    "want|ready|looking|thinking|hoping to|about|of sell|list|selling|listing",
    "get for my|our",
    "interested in selling",
    "put my|our _ on the market",
    "home|house value",
    "need|have to sell",
    "sell it",
    "market analysis|value",
];
const BUY: [&str; 14] = [
    "buy",
    "buying",
    "purchase",
    "purchasing",
    "looking for",
    "new place|house|home",
    "move to|into",
    "preapproved",
    "pre approved",
    "buyer",
    "moving to",
    "upsize|downsize|upgrade|downsizing|upsizing",
    "find something",
    "next place|home|house",
];
const RENT: [&str; 16] = [
    "to|and|or rent",
    "want|need|renting a|an rental",
    "for rent",
    "rental",
    "renting for|until|till|a|an|something",
    "to lease",
    "lease a|an",
    "rent under|below|max|up|around|about|to|budget|has|needs|must|should|:|of|at|is?",
    "apartment",
    "apt",
    "month to month",
    "short term lease",
    "renter",
    "# month lease",
    "tenant",
    "sublet",
];
const NOT_RENT: [&str; 12] = [
    "as a|an rental",
    "rental property|properties|income|unit|investment|portfolio",
    "investment rental",
    "currently|now|we|i|still|been rent|renting|rented",
    "rent it out",
    "to rent out",
    "instead of renting",
    "tired|done|sick of|with renting|paying",
    "stop renting",
    "rent now|currently",
    "our|my rent|rental|apartment|apt|lease",
    "the rental",
];

const MONTHLY_SUM: [&str; 3] = ["$ # /", "# / mo|month", "# a|per month|mo"];
/// What owners pay every month as well: such a sum is no rent.
const CHARGES: [&str; 16] = [
    "hoa",
    "dues",
    "fee",
    "fees",
    "tax",
    "taxes",
    "insurance",
    "utilities",
    "assessment",
    "assessments",
    "coa",
    "pmi",
    "maintenance",
    "storage",
    "electric",
    "parking",
];

/// "HOA under 300 a month", "300 a month in taxes".
fn is_charge(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let before = from.saturating_sub(5).max(reading.part_start(from));
    let named = |i: usize| reading.is(i, &CHARGES);
    let rent_nearer =
        (before..from).rev().take_while(|&i| !named(i)).any(|i| reading.is(i, &["rent", "rental"]));
    let behind = to + usize::from(reading.mark(to) == Some('/'));
    let behind = behind + usize::from(reading.is(behind, &["month", "mo"]));
    let behind = behind + usize::from(reading.is(behind, &["in", "for", "of"]));
    let behind = behind + usize::from(reading.is(behind, &["the"]));
    ((before..from).any(named) && !rent_nearer) || named(behind)
}

/// The side of a message.
pub(super) fn read(reading: &Reading<'_>) -> Option<Side> {
    let buys = reading.says(&BUY);
    if reading.says(&SELL)
        && !buys
        && !reading.says(&["first", "before we|i", "need|have to sell", "until it|ours|our"])
    {
        return Some(Side::Sell);
    }
    let owns = reading.says(&[
        "buy",
        "buying",
        "purchase",
        "buyer",
        "mortgage",
        "down payment",
        "preapproved",
        "pre approved",
        "loan",
        "payment",
        "duplex",
        "cash",
        "investor",
        "investment",
    ]);
    let excused = |from: usize, to: usize| {
        (from.saturating_sub(3)..to)
            .any(|at| NOT_RENT.iter().any(|p| reading.matches(at, p).is_some_and(|end| end > from)))
    };
    let rents = (0..reading.len()).any(|at| {
        RENT.iter().any(|pattern| reading.matches(at, pattern).is_some_and(|end| !excused(at, end)))
    });
    let monthly = reading.says(&["/ mo|month|mth", "a|per month|mo", "monthly"])
        && (0..reading.len()).any(|at| {
            MONTHLY_SUM.iter().any(|p| reading.matches(at, p).is_some_and(|end| !is_charge(reading, at, end)))
        });
    let studio = reading.says(&["studio or|apartment", "a studio"]) && !reading.says(&["condo"]);
    (!owns && (rents || monthly || studio)).then_some(Side::Rent)
}
