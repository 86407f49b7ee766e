//! What a column can be.

use crate::ChannelSet;
use serde::{Deserialize, Serialize};

/// The fields of a lead that a column of a file can fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The whole name: `First Last` or `Last, First`.
    FullName,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// What follows the family name; only senior, junior and the like are kept.
    NameSuffix,
    /// One or several e-mail addresses.
    Email,
    /// One or several telephone numbers.
    Phone,
    /// The extension of the first telephone number.
    PhoneExtension,
    /// House number and street of the lead's own address.
    Street,
    /// City of the lead's own address.
    City,
    /// State of the lead's own address.
    State,
    /// ZIP code of the lead's own address.
    Zip,
    /// Buyer, seller or renter.
    DealType,
    /// The stage in the other tool.
    Stage,
    /// Where the lead came from.
    Source,
    /// Tags, several in one cell.
    Tags,
    /// What the lead wants to spend, in any wording.
    Budget,
    /// The least that the lead wants to spend.
    BudgetMin,
    /// The most that the lead wants to spend.
    BudgetMax,
    /// When the lead wants to move.
    Timeline,
    /// Notes and messages.
    Notes,
    /// A flag that allows e-mail. Yes proves nothing, no is an opt-out.
    EmailOptIn,
    /// A flag that allows texts. Yes proves nothing, no is an opt-out.
    TextOptIn,
    /// A flag that allows calls. Yes proves nothing, no is an opt-out of calls and texts.
    CallOptIn,
    /// kvCORE's `Phone On`. Yes proves nothing, no is an opt-out of calls alone.
    PhoneOn,
    /// A flag that allows any contact. Yes proves nothing, no is an opt-out of everything.
    ContactOptIn,
    /// A status of e-mail. Opted out and unsubscribed are opt-outs, anything else proves nothing.
    EmailStatus,
    /// An opt-out of e-mail.
    DoNotEmail,
    /// An opt-out of texts.
    DoNotText,
    /// An opt-out of calls, which reaches texts too.
    DoNotCall,
    /// An opt-out of everything.
    DoNotContact,
    /// The wording that the person agreed to.
    ConsentWording,
    /// What the person did to agree.
    ConsentAct,
    /// When the person agreed.
    ConsentTime,
    /// The page on which the person agreed.
    ConsentUrl,
    /// The internet address from which the person agreed.
    ConsentIp,
    /// The number for which the person agreed.
    ConsentPhone,
    /// A flag that allows AI. Yes proves nothing, no turns it off for this person (P-25).
    AiAllowed,
    /// Something reads like an opt-out, and nobody has looked yet.
    NeedsLook,
    /// The person's data may only be stored (GDPR art. 18).
    Restricted,
    /// The person may be under 18: nothing automatic happens until somebody has looked (P-68).
    MaybeMinor,
    /// The time zone that the lead stated (IANA name).
    TimeZone,
    /// Everything that is known of what the lead wants, as our own export writes it.
    Preferences,
}

impl Field {
    /// Whether the field is about consent. Such a column is never ignored in silence.
    pub const fn is_consent(self) -> bool {
        self.opt_in().is_some()
            || self.opt_out().is_some()
            || matches!(
                self,
                Self::EmailStatus
                    | Self::AiAllowed
                    | Self::NeedsLook
                    | Self::ConsentWording
                    | Self::ConsentAct
                    | Self::ConsentTime
                    | Self::ConsentUrl
                    | Self::ConsentIp
                    | Self::ConsentPhone
            )
    }

    /// The channels that "no" in an opt-in column closes (import rule 9).
    pub const fn opt_in(self) -> Option<ChannelSet> {
        match self {
            Self::EmailOptIn => Some(ChannelSet::EMAIL),
            Self::TextOptIn => Some(ChannelSet { sms: true, voice: false, email: false }),
            Self::CallOptIn => Some(ChannelSet::PHONE),
            Self::ContactOptIn => Some(ChannelSet::ALL),
            Self::PhoneOn => Some(ChannelSet { sms: false, voice: true, email: false }),
            _ => None,
        }
    }

    /// The channels that "yes" in an opt-out column closes (import rule 9).
    pub const fn opt_out(self) -> Option<ChannelSet> {
        match self {
            Self::DoNotEmail => Some(ChannelSet::EMAIL),
            Self::DoNotText => Some(ChannelSet { sms: true, voice: false, email: false }),
            Self::DoNotCall => Some(ChannelSet::PHONE),
            Self::DoNotContact => Some(ChannelSet::ALL),
            _ => None,
        }
    }
}
