//! The words that carry a code. They promise nothing, sell nothing and hold no link.

use super::Destination;
use crate::outbound::{AccountFacts, Draft};
use realtoros_domain::{Channel, consent::Purpose, ids::LeadId};
use uuid::Uuid;

/// The message with the code.
pub(super) fn letter(
    account: &AccountFacts,
    lead: LeadId,
    to: &Destination,
    code: &str,
    minutes: i64,
    id: Uuid,
) -> Draft {
    let AccountFacts { member_name, brokerage, .. } = account;
    let text = match to.channel {
        Channel::Email => format!(
            "Your code is {code}.\n\nIt shows that it is you who asks about your personal data at {member_name}, \
             {brokerage}. It is good for {minutes} minutes and for one use. Nobody will ever ask you for it by phone \
             unless you called them about your data.\n\nIf you did not ask for it, do nothing: without the code \
             nothing is shown or changed."
        ),
        Channel::Sms | Channel::Voice => format!(
            "{code} is your code for your personal data at {member_name}, {brokerage}. Good for {minutes} minutes. \
             Not you? Do nothing."
        ),
    };
    let draft =
        Draft::automatic(lead, to.channel, Purpose::PrivacyRequest, text, format!("identity-code:{id}"));
    Draft {
        to: Some(to.address.clone()),
        subject: (to.channel == Channel::Email).then(|| "Your code".to_owned()),
        ..draft
    }
}
