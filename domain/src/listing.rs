//! Properties for sale or rent that a realtor shows.

use serde::{Deserialize, Serialize};

/// How a listing stands on the market.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListingStatus {
    /// For sale, or for rent.
    #[default]
    Active,
    /// Announced, and not yet on the market.
    ComingSoon,
    /// Under contract.
    Pending,
    /// Sold.
    Sold,
    /// No longer shown.
    Archived,
}

impl ListingStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Active, Self::ComingSoon, Self::Pending, Self::Sold, Self::Archived];

    /// The name under which the status is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::ComingSoon => "coming_soon",
            Self::Pending => "pending",
            Self::Sold => "sold",
            Self::Archived => "archived",
        }
    }

    /// The name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "For sale",
            Self::ComingSoon => "Coming soon",
            Self::Pending => "Under contract",
            Self::Sold => "Sold",
            Self::Archived => "Archived",
        }
    }

    /// The status of a stored name; an unknown one counts as archived.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|status| status.as_str() == text).unwrap_or(Self::Archived)
    }
}

/// What is known of a property.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Listing {
    /// Street and number.
    pub address: String,
    /// City.
    pub city: String,
    /// State, two letters.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// Price in US cents; of a home to rent, that of a month.
    pub price_cents: i64,
    /// Whether the home is to rent.
    pub per_month: bool,
    /// Bedrooms.
    pub beds: u32,
    /// Full bathrooms.
    pub baths: u32,
    /// Bathrooms without a tub or shower.
    pub half_baths: u32,
    /// Living area in square feet; 0 when not known.
    pub sqft: u32,
    /// How it stands on the market.
    pub status: ListingStatus,
    /// A few sentences.
    pub description: String,
    /// A picture of our own site, such as `/house-1.svg`, or empty.
    pub picture: String,
    /// A page about it, `https://`, or empty.
    pub url: String,
    /// What the multiple listing service calls it, or empty. A second import knows it again by this.
    pub key: String,
}

impl Listing {
    /// What has to be mended, one sentence each.
    pub fn problems(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        let mut need = |sound: bool, sentence| {
            if !sound {
                found.push(sentence);
            }
        };
        need(!self.address.trim().is_empty(), "Enter the street and number.");
        need(self.price_cents > 0, "Enter a price above zero.");
        need(self.zip.is_empty() || is_zip(&self.zip), "Enter the ZIP code as five digits.");
        need(self.state.is_empty() || is_state(&self.state), "Enter the state as two letters.");
        need(
            self.url.is_empty() || crate::newsletter::is_allowed_link(&self.url),
            "Enter a link that begins with https://.",
        );
        need(
            self.picture.is_empty() || crate::newsletter::is_own_path(&self.picture),
            "Choose a picture of this site, such as /house-1.svg.",
        );
        need(self.description.chars().count() <= 5_000, "Shorten the description to 5,000 characters.");
        found
    }

    /// City, state and ZIP code on one line; empty when the address ends with them already.
    pub fn place(&self) -> String {
        let region = [&self.state, &self.zip].map(|part| part.trim()).join(" ").trim().to_owned();
        let parts: Vec<_> = [self.city.trim(), &region].into_iter().filter(|part| !part.is_empty()).collect();
        let place = parts.join(", ");
        if self.address.trim().ends_with(&place) { String::new() } else { place }
    }

    /// The price as people write it: `$418,000`, `$2,110 a month`.
    pub fn price(&self) -> String {
        let price = format!("${}", thousands(self.price_cents / 100));
        if self.per_month { price + " a month" } else { price }
    }

    /// How it stands on the market, for people.
    pub const fn standing(&self) -> &'static str {
        match self.status {
            ListingStatus::Active if self.per_month => "For rent",
            ListingStatus::Sold if self.per_month => "Rented",
            status => status.name(),
        }
    }

    /// What has to be said beside it because it cannot be bought or rented now, such as `Under contract`.
    pub fn remark(&self) -> Option<&'static str> {
        (self.status != ListingStatus::Active).then(|| self.standing())
    }

    /// Whether it is the same home as `other`, offered in the same way. Two that the multiple listing service tells
    /// apart are the same when they have one address: a home that is listed again gets a new number.
    pub fn is_same_home(&self, other: &Self) -> bool {
        let is_here =
            || fold(&self.address).eq(fold(&other.address)) && fold(&self.city).eq(fold(&other.city));
        self.is_same_key(other) || self.per_month == other.per_month && is_here()
    }

    /// Whether the multiple listing service calls both by one number.
    pub fn is_same_key(&self, other: &Self) -> bool {
        !self.key.is_empty() && self.key == other.key
    }

    /// Rooms and area, such as `3 beds`, `2.5 baths`, `1,480 sq ft`; what is not known is left out.
    pub fn facts(&self) -> Vec<String> {
        let mut facts = Vec::new();
        if self.beds > 0 {
            facts.push(format!("{} bed{}", self.beds, if self.beds == 1 { "" } else { "s" }));
        }
        match (self.baths, self.half_baths) {
            (0, 0) => {}
            (1, 0) => facts.push("1 bath".to_owned()),
            (full, 0) => facts.push(format!("{full} baths")),
            (full, 1) => facts.push(format!("{full}.5 baths")),
            (full, half) => facts.push(format!("{full} baths, {half} half baths")),
        }
        if self.sqft > 0 {
            facts.push(format!("{} sq ft", thousands(i64::from(self.sqft))));
        }
        facts
    }
}

/// What of an address counts when two are compared.
fn fold(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn is_zip(text: &str) -> bool {
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        Some((five, four)) => digits(five, 5) && digits(four, 4),
        None => digits(text, 5),
    }
}

fn is_state(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn thousands(n: i64) -> String {
    let digits = n.abs().to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cottage() -> Listing {
        Listing {
            address: "18 Alder Lane".into(),
            city: "Portland".into(),
            state: "OR".into(),
            zip: "97201".into(),
            price_cents: 41_800_000,
            beds: 3,
            baths: 2,
            half_baths: 1,
            sqft: 1_480,
            ..Listing::default()
        }
    }

    #[test]
    fn a_listing_reads_like_one() {
        let cottage = cottage();
        assert_eq!(cottage.price(), "$418,000");
        assert_eq!(cottage.place(), "Portland, OR 97201");
        assert_eq!(cottage.facts(), ["3 beds", "2.5 baths", "1,480 sq ft"]);
        let bare = Listing { price_cents: 99_900, beds: 1, baths: 1, ..Listing::default() };
        assert_eq!(
            (bare.price(), bare.place(), bare.facts()),
            ("$999".into(), String::new(), vec!["1 bed".to_owned(), "1 bath".to_owned()])
        );
    }

    #[test]
    fn a_home_to_rent_says_the_price_of_a_month() {
        let rent = Listing { price_cents: 211_000, per_month: true, ..cottage() };
        assert_eq!(
            (rent.price().as_str(), rent.standing(), rent.remark()),
            ("$2,110 a month", "For rent", None)
        );
        let taken = Listing { status: ListingStatus::Sold, ..rent };
        assert_eq!(taken.remark(), Some("Rented"));
        let soon = Listing { status: ListingStatus::ComingSoon, ..cottage() };
        assert_eq!((soon.remark(), ListingStatus::parse("coming_soon")), (Some("Coming soon"), soon.status));
    }

    #[test]
    fn a_place_that_stands_in_the_address_is_not_said_again() {
        let whole = Listing { address: "18 Alder Lane, Portland, OR 97201".into(), ..cottage() };
        assert_eq!(whole.place(), "");
    }

    #[test]
    fn a_home_is_known_by_its_number_or_by_its_address() {
        let known = Listing { key: "hc1".into(), ..cottage() };
        for (other, is_same) in [
            (Listing { key: "hc1".into(), address: "18 Alder Ln".into(), ..cottage() }, true),
            (Listing { address: "18 ALDER LANE".into(), price_cents: 1, ..cottage() }, true),
            (Listing { key: "hc2".into(), ..cottage() }, true),
            (Listing { address: "18 Alder Lane #2".into(), ..cottage() }, false),
            (Listing { city: "Salem".into(), ..cottage() }, false),
            (Listing { per_month: true, ..cottage() }, false),
        ] {
            assert_eq!(known.is_same_home(&other), is_same, "{other:?}");
        }
        assert!(!cottage().is_same_key(&cottage()), "no number is no sign");
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(cottage().problems(), Vec::<&str>::new());
        for (listing, part) in [
            (Listing { address: " ".into(), ..cottage() }, "street"),
            (Listing { price_cents: 0, ..cottage() }, "price"),
            (Listing { zip: "9720".into(), ..cottage() }, "ZIP"),
            (Listing { state: "Oregon".into(), ..cottage() }, "state"),
            (Listing { url: "http://x.example".into(), ..cottage() }, "https://"),
            (Listing { url: "javascript:x".into(), ..cottage() }, "https://"),
            (Listing { picture: "https://x.example/a.png".into(), ..cottage() }, "picture"),
        ] {
            let found = listing.problems();
            assert!(found.len() == 1 && found[0].contains(part), "{part}: {found:?}");
        }
    }
}
