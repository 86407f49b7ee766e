//! The registration of a sending number with the carriers: without one they block its texts (P-50, rules B1.4).
//!
//! A local number of the United States or Canada sends for a brand and a campaign (10DLC); a toll-free number is verified
//! instead. Nobody looks these ids up: the realtor records what the carrier's registry has approved.

use crate::contact::PhoneNumber;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Area codes of numbers that cost the caller nothing.
const TOLL_FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// Whether a number (E.164) is toll-free: it is verified, and has no brand and campaign.
pub fn is_toll_free(number: &str) -> bool {
    let ten = number.strip_prefix("+1").filter(|ten| ten.len() == 10);
    ten.is_some_and(|ten| TOLL_FREE.iter().any(|code| ten.starts_with(code)))
}

/// What approved a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Approval {
    /// A local number sends for a brand and a campaign (10DLC).
    Local {
        /// The id of the brand.
        brand: String,
        /// The id of the campaign.
        campaign: String,
    },
    /// A toll-free number is verified.
    TollFree {
        /// The id of the verification.
        verification: String,
    },
}

/// That a number may send texts, as its realtor has recorded it (P-50). It belongs to this number and to no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The sending number (E.164).
    pub number: String,
    /// What approved it.
    pub approval: Approval,
    /// The day of the approval.
    pub approved_on: NaiveDate,
}

impl Registration {
    /// Whether it lets `number` (E.164) send: it is of this number, and of its kind.
    pub fn covers(&self, number: &str) -> bool {
        let is_verified = matches!(self.approval, Approval::TollFree { .. });
        self.number == number && is_verified == is_toll_free(number)
    }
}

/// What somebody types about the registration of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The id of the brand.
    pub brand: String,
    /// The id of the campaign.
    pub campaign: String,
    /// The id of the verification of a toll-free number.
    pub verification: String,
    /// The day of the approval, as `2026-11-24`.
    pub approved_on: String,
}

/// Why an [`Entry`] is no registration, for the realtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no number that it could belong to.
    #[error("A registration belongs to a number. Enter your Twilio account and number first.")]
    NoNumber,
    /// A local number without one of its ids.
    #[error(
        "A local number needs both ids, that of your brand and that of your campaign. Leave both empty until the campaign is approved."
    )]
    NeedsBrandAndCampaign,
    /// A toll-free number without its verification.
    #[error("A toll-free number has no brand and campaign. Enter the id of its toll-free verification.")]
    NeedsVerification,
    /// A local number with a verification.
    #[error(
        "A toll-free verification belongs to a toll-free number. A local number needs a brand and a campaign."
    )]
    NotTollFree,
    /// No id of a brand.
    #[error("A brand ID is 5 to 40 letters and digits. Twilio shows it as BN and 32 more.")]
    Brand,
    /// No id of a campaign.
    #[error("A campaign ID is 5 to 40 letters and digits and begins with CM, QE or C.")]
    Campaign,
    /// No id of a verification.
    #[error("A toll-free verification ID is 5 to 40 letters and digits and begins with HH.")]
    Verification,
    /// No day.
    #[error("Enter the day of the approval.")]
    Day,
    /// A day that has not come.
    #[error("The day of the approval is in the future. Record the registration once it is approved.")]
    NotYet,
}

impl Entry {
    /// What was typed about a registration that is stored.
    pub fn of(registration: &Registration) -> Self {
        let approved_on = registration.approved_on.to_string();
        match &registration.approval {
            Approval::Local { brand, campaign } => {
                Self { brand: brand.clone(), campaign: campaign.clone(), approved_on, ..Self::default() }
            }
            Approval::TollFree { verification } => {
                Self { verification: verification.clone(), approved_on, ..Self::default() }
            }
        }
    }

    /// The same without blanks around.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let [brand, campaign, verification, approved_on] =
            [&self.brand, &self.campaign, &self.verification, &self.approved_on]
                .map(|text| text.trim().to_owned());
        Self { brand, campaign, verification, approved_on }
    }

    /// The registration of `number`, or none when nothing was typed. `today` is the realtor's.
    ///
    /// # Errors
    /// Why it is none, in words for the realtor.
    pub fn read(
        &self,
        number: Option<&PhoneNumber>,
        today: NaiveDate,
    ) -> Result<Option<Registration>, Fault> {
        let [brand, campaign, verification, day] =
            [&self.brand, &self.campaign, &self.verification, &self.approved_on].map(|text| text.trim());
        if [brand, campaign, verification, day].iter().all(|text| text.is_empty()) {
            return Ok(None);
        }
        let number = number.ok_or(Fault::NoNumber)?.e164().to_owned();
        let approval = if is_toll_free(&number) {
            if verification.is_empty() || !brand.is_empty() || !campaign.is_empty() {
                return Err(Fault::NeedsVerification);
            }
            if !is_id(verification, &["HH"]) {
                return Err(Fault::Verification);
            }
            Approval::TollFree { verification: verification.to_owned() }
        } else {
            if !verification.is_empty() {
                return Err(Fault::NotTollFree);
            }
            if brand.is_empty() || campaign.is_empty() {
                return Err(Fault::NeedsBrandAndCampaign);
            }
            if !is_id(brand, &[""]) {
                return Err(Fault::Brand);
            }
            // "C" alone is what the registry of campaigns gives out; "CM" and "QE" are Twilio's.
            if !is_id(campaign, &["C", "QE"]) || campaign == brand {
                return Err(Fault::Campaign);
            }
            Approval::Local { brand: brand.to_owned(), campaign: campaign.to_owned() }
        };
        let approved_on: NaiveDate = day.parse().map_err(|_| Fault::Day)?;
        if approved_on > today {
            return Err(Fault::NotYet);
        }
        Ok(Some(Registration { number, approval, approved_on }))
    }
}

/// Whether a text is an id with one of these beginnings.
fn is_id(text: &str, beginnings: &[&str]) -> bool {
    (5..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && beginnings.iter().any(|beginning| text.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: &str = "+15125550199";
    const FREE: &str = "+18885550199";

    fn read(number: &str, entry: &Entry) -> Result<Option<Registration>, Fault> {
        let number: Option<PhoneNumber> = (!number.is_empty()).then(|| number.parse().unwrap());
        entry.read(number.as_ref(), NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
    }

    fn entry(brand: &str, campaign: &str, verification: &str, approved_on: &str) -> Entry {
        let [brand, campaign, verification, approved_on] =
            [brand, campaign, verification, approved_on].map(str::to_owned);
        Entry { brand, campaign, verification, approved_on }
    }

    #[test]
    fn p50_a_local_number_needs_brand_campaign_and_day_and_a_toll_free_one_its_verification() {
        let (brand, campaign) = (format!("BN{}", "0a".repeat(16)), format!("QE{}", "1b".repeat(16)));
        let free = format!("HH{}", "2c".repeat(16));
        for (number, typed, expected) in [
            (LOCAL, entry(&brand, &campaign, "", "2026-11-24"), Ok(true)),
            (LOCAL, entry(" BABC123 ", "CDEF456", " ", " 2024-02-29 "), Ok(true)),
            (LOCAL, entry("BABC123", &format!("CM{}", "0".repeat(32)), "", "2026-01-05"), Ok(true)),
            (FREE, entry("", "", &free, "2026-11-01"), Ok(true)),
            (LOCAL, Entry::default(), Ok(false)),
            ("", entry(" ", "", "", ""), Ok(false)),
            ("", entry(&brand, &campaign, "", "2026-11-24"), Err(Fault::NoNumber)),
            (LOCAL, entry(&brand, "", "", "2026-11-24"), Err(Fault::NeedsBrandAndCampaign)),
            (LOCAL, entry("", &campaign, "", "2026-11-24"), Err(Fault::NeedsBrandAndCampaign)),
            (LOCAL, entry("", "", "", "2026-11-24"), Err(Fault::NeedsBrandAndCampaign)),
            (LOCAL, entry("", "", &free, "2026-11-24"), Err(Fault::NotTollFree)),
            (LOCAL, entry(&brand, &campaign, &free, "2026-11-24"), Err(Fault::NotTollFree)),
            (FREE, entry(&brand, &campaign, "", "2026-11-24"), Err(Fault::NeedsVerification)),
            (FREE, entry("", "", "", "2026-11-24"), Err(Fault::NeedsVerification)),
            (FREE, entry("", "", "KK12345", "2026-11-24"), Err(Fault::Verification)),
            (LOCAL, entry("BN-1234", &campaign, "", "2026-11-24"), Err(Fault::Brand)),
            (LOCAL, entry("BN12", &campaign, "", "2026-11-24"), Err(Fault::Brand)),
            (LOCAL, entry(&"B".repeat(41), &campaign, "", "2026-11-24"), Err(Fault::Brand)),
            (LOCAL, entry(&brand, "pending", "", "2026-11-24"), Err(Fault::Campaign)),
            (LOCAL, entry("C123456", "C123456", "", "2026-11-24"), Err(Fault::Campaign)),
            (LOCAL, entry(&brand, &campaign, "", ""), Err(Fault::Day)),
            (LOCAL, entry(&brand, &campaign, "", "24 November"), Err(Fault::Day)),
            (LOCAL, entry(&brand, &campaign, "", "2026-11-25"), Err(Fault::NotYet)),
        ] {
            let found = read(number, &typed);
            assert_eq!(found.as_ref().map(Option::is_some), expected.as_ref().map(|is| *is), "{typed:?}");
            if let Ok(Some(registration)) = found {
                assert!(registration.covers(number), "{typed:?}");
                assert_eq!(read(number, &Entry::of(&registration)), Ok(Some(registration)), "{typed:?}");
            }
        }
    }

    #[test]
    fn p50_a_registration_belongs_to_one_number_and_its_kind() {
        let typed = entry("BABC123", "CDEF456", "", "2026-11-24");
        let mut registration = read(LOCAL, &typed).unwrap().unwrap();
        assert!(!registration.covers("+15125550198"), "another number");
        FREE.clone_into(&mut registration.number);
        assert!(!registration.covers(FREE), "no verification");
    }

    #[test]
    fn p50_toll_free_numbers_are_known_by_their_area_code() {
        for code in TOLL_FREE {
            assert!(is_toll_free(&format!("+1{code}5550199")), "{code}");
        }
        for number in ["+15125550199", "+14168005550", "+448005550199", "+1800", "8005550199", ""] {
            assert!(!is_toll_free(number), "{number}");
        }
    }
}
