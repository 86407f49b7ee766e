//! The states and territories, and the zones in which their people mainly live.

use chrono_tz::{America, Pacific, Tz};

/// A state, a district or a territory.
pub(super) struct State {
    /// The postal abbreviation.
    pub code: &'static str,
    name: &'static str,
    /// Every main zone, for an address of which nothing but the state is known.
    pub zones: &'static [Tz],
}

/// The state with that abbreviation or name, in any case.
pub(super) fn find(text: &str) -> Option<&'static State> {
    let text = text.trim();
    STATES.iter().find(|state| state.code.eq_ignore_ascii_case(text) || state.name.eq_ignore_ascii_case(text))
}

/// Postal abbreviation and name of every state, district and territory, for a choice in a form.
pub fn state_names() -> impl Iterator<Item = (&'static str, &'static str)> {
    STATES.iter().map(|state| (state.code, state.name))
}

const EASTERN: &[Tz] = &[America::New_York];
const CENTRAL: &[Tz] = &[America::Chicago];
const MOUNTAIN: &[Tz] = &[America::Denver];
const PACIFIC: &[Tz] = &[America::Los_Angeles];
const EASTERN_CENTRAL: &[Tz] = &[America::New_York, America::Chicago];
const CENTRAL_MOUNTAIN: &[Tz] = &[America::Chicago, America::Denver];
const BOISE_PACIFIC: &[Tz] = &[America::Boise, America::Los_Angeles];

macro_rules! states {
    ($($code:literal $name:literal $zones:expr;)+) => {
        const STATES: &[State] = &[$(State { code: $code, name: $name, zones: $zones },)+];
    };
}

states! {
    "AL" "Alabama" CENTRAL;
    "AK" "Alaska" &[America::Anchorage, America::Adak];
    "AZ" "Arizona" &[America::Phoenix, America::Denver]; // the Navajo Nation moves its clocks
    "AR" "Arkansas" CENTRAL;
    "CA" "California" PACIFIC;
    "CO" "Colorado" MOUNTAIN;
    "CT" "Connecticut" EASTERN;
    "DE" "Delaware" EASTERN;
    "DC" "District of Columbia" EASTERN;
    "FL" "Florida" EASTERN_CENTRAL;
    "GA" "Georgia" EASTERN;
    "HI" "Hawaii" &[Pacific::Honolulu];
    "ID" "Idaho" BOISE_PACIFIC;
    "IL" "Illinois" CENTRAL;
    "IN" "Indiana" &[America::Indiana::Indianapolis, America::Chicago];
    "IA" "Iowa" CENTRAL;
    "KS" "Kansas" CENTRAL_MOUNTAIN;
    "KY" "Kentucky" EASTERN_CENTRAL;
    "LA" "Louisiana" CENTRAL;
    "ME" "Maine" EASTERN;
    "MD" "Maryland" EASTERN;
    "MA" "Massachusetts" EASTERN;
    "MI" "Michigan" &[America::Detroit, America::Menominee];
    "MN" "Minnesota" CENTRAL;
    "MS" "Mississippi" CENTRAL;
    "MO" "Missouri" CENTRAL;
    "MT" "Montana" MOUNTAIN;
    "NE" "Nebraska" CENTRAL_MOUNTAIN;
    "NV" "Nevada" PACIFIC;
    "NH" "New Hampshire" EASTERN;
    "NJ" "New Jersey" EASTERN;
    "NM" "New Mexico" MOUNTAIN;
    "NY" "New York" EASTERN;
    "NC" "North Carolina" EASTERN;
    "ND" "North Dakota" CENTRAL_MOUNTAIN;
    "OH" "Ohio" EASTERN;
    "OK" "Oklahoma" CENTRAL;
    "OR" "Oregon" BOISE_PACIFIC;
    "PA" "Pennsylvania" EASTERN;
    "RI" "Rhode Island" EASTERN;
    "SC" "South Carolina" EASTERN;
    "SD" "South Dakota" CENTRAL_MOUNTAIN;
    "TN" "Tennessee" EASTERN_CENTRAL;
    "TX" "Texas" CENTRAL_MOUNTAIN;
    "UT" "Utah" MOUNTAIN;
    "VT" "Vermont" EASTERN;
    "VA" "Virginia" EASTERN;
    "WA" "Washington" PACIFIC;
    "WV" "West Virginia" EASTERN;
    "WI" "Wisconsin" CENTRAL;
    "WY" "Wyoming" MOUNTAIN;
    "AS" "American Samoa" &[Pacific::Pago_Pago];
    "GU" "Guam" &[Pacific::Guam];
    "MP" "Northern Mariana Islands" &[Pacific::Saipan];
    "PR" "Puerto Rico" &[America::Puerto_Rico];
    "VI" "Virgin Islands" &[America::St_Thomas];
}
