//! The legal clocks: which deadline counts how, and which text says so.

use serde::{Deserialize, Serialize};

/// How a clock counts from the day or the instant of receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Business days; weekends and federal holidays are left out.
    BusinessDays(u16),
    /// Days, whatever they are.
    CalendarDays(u16),
    /// Months on the calendar, cut at the month's end.
    Months(u16),
    /// Hours from the instant.
    Hours(u16),
    /// Minutes from the instant.
    Minutes(u16),
}

macro_rules! clocks {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $rule:ident($n:literal), $law:literal;)+) => {
        /// A deadline that the law or the policy sets.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Clock { $($(#[$doc])* #[doc = concat!("Source: ", $law, ".")] $name,)+ }

        impl Clock {
            /// Every clock.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which the clock is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// How the clock counts.
            pub const fn rule(self) -> Rule {
                match self { $(Self::$name => Rule::$rule($n),)+ }
            }

            /// The law, regulation or policy clause that sets the clock.
            pub const fn source(self) -> &'static str {
                match self { $(Self::$name => $law,)+ }
            }
        }
    };
}

clocks! {
    /// Last day to honour a request for texts or calls to end; the product honours it at once.
    TcpaRevocation = "tcpa_revocation", BusinessDays(10), "47 CFR 64.1200(a)(10)";
    /// Last instant for the one text that confirms an opt-out.
    StopConfirmation = "stop_confirmation", Minutes(5), "47 CFR 64.1200(a)(12), P-46";
    /// Last day to honour a request to be put on the company's own do-not-call list.
    CompanyDnc = "company_dnc", BusinessDays(10), "47 CFR 64.1200(d)(3)";
    /// Last day on which a record on the company's own do-not-call list has to be kept.
    CompanyDncRecordEnd = "company_dnc_record_end", Months(60), "47 CFR 64.1200(d)(6)";
    /// Last day on which a check against the do-not-call registry still counts.
    DncScrubLastValidDay = "dnc_scrub_last_valid_day", CalendarDays(31), "47 CFR 64.1200(c)(2)(i)(D), P-48";
    /// Last day of the business relationship that an inquiry establishes.
    EbrInquiryEnd = "ebr_inquiry_end", Months(3), "47 CFR 64.1200(f)(5), P-42";
    /// Last day of the business relationship that a transaction establishes.
    EbrTransactionEnd = "ebr_transaction_end", Months(18), "47 CFR 64.1200(f)(5), P-42";
    /// Last day to cure a text sent after a stop in Florida.
    FlStopCure = "fl_stop_cure", CalendarDays(15), "Fla. Stat. 501.059(10)";
    /// Last day without calls to a person in Washington who declined one.
    WaNoCallUntil = "wa_no_call_until", Months(12), "RCW 80.36.390";
    /// Last day on which an opt-out from Virginia has to be kept.
    VaOptoutRecordEnd = "va_optout_record_end", Months(120), "Va. Code 59.1-514";
    /// Last day to honour an opt-out from commercial mail.
    CanspamOptout = "canspam_optout", BusinessDays(10), "15 USC 7704(a)(4)";
    /// Last day on which the opt-out of a sent mail has to work; the product's never expires (P-52).
    CanspamMechanism = "canspam_mechanism", CalendarDays(30), "15 USC 7704(a)(3)";
    /// Last instant for a mailbox provider's one-click unsubscribe to take effect.
    MailboxUnsubscribe = "mailbox_unsubscribe", Hours(48), "Gmail sender guidelines";
    /// Last day to tell a person what was done about a privacy request.
    GdprRespond = "gdpr_respond", Months(1), "GDPR art. 12(3)";
    /// The same after an extension, which has to be told within the first month.
    GdprRespondExtended = "gdpr_respond_extended", Months(3), "GDPR art. 12(3)";
    /// Last instant to notify the authority of a breach.
    GdprBreachNotice = "gdpr_breach_notice", Hours(72), "GDPR art. 33(1)";
    /// Last day to confirm that a privacy request has arrived.
    CcpaConfirm = "ccpa_confirm", BusinessDays(10), "11 CCR 7021(a)";
    /// Last day to answer a privacy request; verifying the person does not stop the clock.
    CcpaRespond = "ccpa_respond", CalendarDays(45), "11 CCR 7021(b)";
    /// The same after notice of an extension.
    CcpaRespondExtended = "ccpa_respond_extended", CalendarDays(90), "11 CCR 7021(b)";
    /// Last day to honour an opt-out from sale or sharing.
    CcpaOptoutSale = "ccpa_optout_sale", BusinessDays(15), "11 CCR 7026(f)";
    /// Last day on which a person who opted out may not be asked to opt in again.
    CcpaNoReaskUntil = "ccpa_no_reask_until", Months(12), "Cal. Civ. Code 1798.135(c)(4)";
    /// Last day to review the privacy policy after the last review.
    CcpaPolicyReview = "ccpa_policy_review", Months(12), "Cal. Civ. Code 1798.130(a)(5)";
    /// Day on which the data of a closed account is gone.
    AccountPurge = "account_purge", CalendarDays(30), "P-56, P-57";
    /// Day on which a backup is gone.
    BackupGone = "backup_gone", CalendarDays(90), "P-58";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_names_are_the_serialised_ones_and_unique() {
        for (n, clock) in Clock::ALL.iter().enumerate() {
            assert_eq!(serde_json::to_value(clock).unwrap(), clock.as_str());
            assert!(Clock::ALL[..n].iter().all(|other| other.as_str() != clock.as_str()));
        }
    }
}
