//! Whether a lead has to sell a home before buying.

use super::extract::Facts;
use super::reading::Reading;
use super::sold_home;

const FREE: [&str; 22] = [
    "no|not need to sell",
    "dont|doesnt|wont|wouldnt|not need|have to sell",
    "not need to sell",
    "no contingency|contingencies",
    "no sale contingency",
    "no home? sale contingency",
    "not contingent",
    "isnt contingent",
    "already sold|closed",
    "has|have|just already? sold|closed",
    "nothing to sell",
    "no house|home|place|property|condo to sell",
    "keep|keeping it|our|my|the|this house|home|place|condo|current? as a? rental|rent",
    "without selling",
    "sold our|my|the",
    "house|home|condo|place sold",
    "non contingent",
    "keep|keeping it as a? rental",
    "dont own|have anything to sell",
    "rent it out",
    "renting it out",
    "keeping our|my|the current? house|home|condo|place",
];
const BOUND: [&str; 22] = [
    "sell our|my|the|this _? _? first",
    "sell _? _? _? before",
    "need|have|has|got to sell",
    "must sell",
    "cant buy until|till|before|unless",
    "contingent on|upon",
    "contingent",
    "until it|ours|mine|our|my _? _? sells|sold|closes",
    "once it|ours|mine|our|my _? _? sells|is|closes",
    "after we|i|our|my sell|sells|house|home|place|condo|townhouse|sale",
    "when our|my|ours _? sells|closes",
    "house|home|condo|place|townhouse to sell first?",
    "sale contingency",
    "home sale contingency",
    "selling our|my _? _? first",
    "depends on selling|the sale|our sale",
    "sell first",
    "as soon as our|my|ours _? sells|closes",
    "before we|i can|could buy",
    "sell then|and buy",
    "tied to the sale",
    "proceeds from selling|the|our|my",
];

/// Fills whether the lead has to sell first; saying that they need not outranks saying that they must.
pub(super) fn read(reading: &Reading<'_>, facts: &mut Facts) {
    if reading.says(&FREE) {
        facts.sell_before_buy = Some(false);
    } else if (reading.says(&BOUND) || sold_home::is_sold_first(reading)) && facts.side.is_none() {
        facts.sell_before_buy = Some(true);
    }
}
