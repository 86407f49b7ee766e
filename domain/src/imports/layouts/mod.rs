//! One file per export that is recognised. Names of columns are folded: lower case, no punctuation; `#`
//! stands for any digit.

pub(super) mod follow_up_boss;
pub(super) mod google_contacts;
pub(super) mod kvcore;
pub(super) mod lofty;
pub(super) mod outlook;
pub(super) mod realtoros;
pub(super) mod vcard;
pub(super) mod zillow;
