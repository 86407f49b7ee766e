//! Properties for sale or rent that a realtor shows.

use serde::{Deserialize, Serialize};

/// How a listing stands on the market.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListingStatus {
    /// For sale.
    #[default]
    Active,
    /// Under contract.
    Pending,
    /// Sold.
    Sold,
    /// No longer shown.
    Archived,
}

impl ListingStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Active, Self::Pending, Self::Sold, Self::Archived];

    /// The name under which the status is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Pending => "pending",
            Self::Sold => "sold",
            Self::Archived => "archived",
        }
    }

    /// The name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "For sale",
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
    /// Price in US cents.
    pub price_cents: i64,
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

    /// City, state and ZIP code on one line.
    pub fn place(&self) -> String {
        let region = [&self.state, &self.zip].map(|part| part.trim()).join(" ").trim().to_owned();
        [self.city.trim(), &region].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The price as people write it: `$418,000`.
    pub fn price(&self) -> String {
        format!("${}", thousands(self.price_cents / 100))
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
