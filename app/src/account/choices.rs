//! What forms offer for a state and for a time zone.

use realtoros_domain::quiet_hours;

/// Zones in which realtors of the United States work: IANA name and the name that people use.
const TIME_ZONES: [(&str, &str); 11] = [
    ("America/New_York", "Eastern Time"),
    ("America/Chicago", "Central Time"),
    ("America/Denver", "Mountain Time"),
    ("America/Phoenix", "Arizona (no daylight saving)"),
    ("America/Los_Angeles", "Pacific Time"),
    ("America/Anchorage", "Alaska"),
    ("America/Adak", "Aleutian Islands"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Puerto_Rico", "Puerto Rico and the Virgin Islands"),
    ("Pacific/Guam", "Guam and the Northern Marianas"),
    ("Pacific/Pago_Pago", "American Samoa"),
];

/// `(abbreviation, name)` of every state.
pub fn states() -> Vec<(String, String)> {
    quiet_hours::state_names().map(owned).collect()
}

/// `(IANA name, name)` of every time zone on offer.
pub fn time_zones() -> Vec<(String, String)> {
    TIME_ZONES.into_iter().map(owned).collect()
}

fn owned((key, name): (&str, &str)) -> (String, String) {
    (key.to_owned(), name.to_owned())
}
