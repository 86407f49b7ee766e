//! What is heard: the realtor's words between who calls and how to end such calls.

use super::super::{AccountFacts, dispatch::Claimed};
use crate::providers::CallOut;
use realtoros_domain::{
    ids::MessageId,
    writing::{Parties, Spoken},
};

/// The call in which these words are read out. It names the number that it comes from; where nothing is set up, that of
/// the business.
pub fn script(account: &AccountFacts, words: &str) -> Spoken {
    let parties =
        Parties { lead_first_name: None, realtor_name: &account.member_name, brokerage: &account.brokerage };
    let number = account.sms.as_ref().map_or(account.phone.as_str(), |sms| &sms.from);
    Spoken::new(&parties, number, words)
}

/// The call that a provider gets.
pub fn call_out(account: &AccountFacts, claimed: &Claimed) -> CallOut {
    CallOut {
        message: MessageId(claimed.row.id),
        to: claimed.record.to.clone(),
        spoken: script(account, &claimed.record.text),
    }
}
