//! Why a message does not leave.

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $sentence:literal;)+) => {
        /// Why a message does not leave, or not yet.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Reason { $($(#[$doc])* #[serde(rename = $text)] $name,)+ }

        impl Reason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which the reason is recorded; it never changes.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// The reason in plain words for the realtor.
            pub const fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence,)+ }
            }
        }
    };
}

reasons! {
    /// A fact that the decision needs could not be found out.
    MissingFact = "missing_fact", "We could not check everything that has to be checked, so nothing was sent.";
    /// The account is closing or closed (P-56).
    TenantClosing = "tenant_closing", "This account is being closed; nothing is sent any more.";
    /// The feature or the channel is not switched on.
    FeatureDisabled = "feature_disabled", "This way of sending is switched off or not set up yet.";
    /// The sending number is not registered with the carriers (P-50).
    NotRegistered = "not_registered", "Carriers block texts from numbers that are not registered. Record your brand and campaign, or the toll-free verification, in Settings.";
    /// The lead has no address for the channel.
    NoRecipient = "no_recipient", "This lead has no number or address for this channel.";
    /// Processing is restricted at the person's request (GDPR art. 18).
    Restricted = "restricted", "This person asked us to keep their data but not to use it.";
    /// The person may be a minor (P-68).
    MaybeMinor = "maybe_minor", "This person may be under 18. Nothing automatic is sent until you have looked.";
    /// The person objected to direct marketing (GDPR art. 21).
    Objected = "objected", "This person objected to marketing.";
    /// The person opted out (P-45).
    Suppressed = "suppressed", "This person asked not to be contacted on this channel.";
    /// A reply may be an opt-out and nobody has looked yet.
    PendingReview = "pending_review", "A reply may mean stop. Please read it and decide before anything else goes out.";
    /// The confirmation of an opt-out would come too late (P-46).
    ConfirmationLate = "confirmation_late", "An opt-out can only be confirmed within five minutes.";
    /// The ledger holds less than the action needs (P-42).
    NoConsent = "no_consent", "There is no recent inquiry or consent on record that covers this message.";
    /// The action needs a signed agreement (P-41).
    NoWrittenConsent = "no_pewc", "This needs the person's written agreement to automated messages, and there is none on record.";
    /// The number has to be checked against the do-not-call registry first.
    DncUnchecked = "dnc_unchecked", "This number has not been checked against the do-not-call registry.";
    /// The check is too old (P-48).
    DncStale = "dnc_stale", "The last check against the do-not-call registry is more than 31 days old.";
    /// The number is on the registry and nothing exempts the call.
    DncListed = "dnc_listed", "This number is on the do-not-call registry.";
    /// Enough sales messages went out in the last 24 hours (P-44).
    FrequencyCap = "frequency_cap", "This person already got the most sales messages allowed in 24 hours.";
    /// A guard found something in the text (P-51).
    ContentFinding = "content_finding", "The text needs a change before it can go out.";
    /// The hour is wrong where the person may be (P-43).
    QuietHours = "quiet_hours", "It is too early or too late where this person may be. It goes out when the hours allow.";
    /// Nobody can tell what time it is for the person (P-43).
    UnknownZone = "unknown_zone", "We do not know this person's time zone. Add it, or an address, and it can go out.";
    /// The message has been sent or is being sent.
    Duplicate = "duplicate", "This message has already been sent.";
}
