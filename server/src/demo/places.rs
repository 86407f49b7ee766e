//! Area codes with a town in each, mostly in Texas.

/// Where a lead is.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// An area code of the town.
    pub area_code: &'static str,
    /// The town.
    pub city: &'static str,
    /// The state, two letters.
    pub state: &'static str,
    /// A ZIP code of the town.
    pub zip: &'static str,
}

const fn place(area_code: &'static str, city: &'static str, state: &'static str, zip: &'static str) -> Place {
    Place { area_code, city, state, zip }
}

/// The places.
pub const PLACES: [Place; 27] = [
    place("512", "Austin", "TX", "78704"),
    place("737", "Round Rock", "TX", "78664"),
    place("512", "Georgetown", "TX", "78626"),
    place("512", "San Marcos", "TX", "78666"),
    place("737", "Pflugerville", "TX", "78660"),
    place("210", "San Antonio", "TX", "78209"),
    place("830", "New Braunfels", "TX", "78130"),
    place("713", "Houston", "TX", "77008"),
    place("281", "Katy", "TX", "77494"),
    place("832", "Sugar Land", "TX", "77479"),
    place("214", "Dallas", "TX", "75214"),
    place("469", "Plano", "TX", "75023"),
    place("972", "Frisco", "TX", "75034"),
    place("817", "Fort Worth", "TX", "76107"),
    place("254", "Waco", "TX", "76710"),
    place("361", "Corpus Christi", "TX", "78411"),
    place("915", "El Paso", "TX", "79912"),
    place("806", "Lubbock", "TX", "79410"),
    place("979", "College Station", "TX", "77840"),
    place("956", "McAllen", "TX", "78504"),
    place("903", "Tyler", "TX", "75701"),
    place("512", "Leander", "TX", "78641"),
    place("737", "Buda", "TX", "78610"),
    place("303", "Denver", "CO", "80206"),
    place("602", "Phoenix", "AZ", "85016"),
    place("415", "San Francisco", "CA", "94110"),
    place("718", "Brooklyn", "NY", "11215"),
];

/// The place and the telephone number of the lead with this number.
pub fn place_and_phone(n: usize) -> (Place, String) {
    let place = PLACES[n % PLACES.len()];
    // Eight leads at most in a place, and places with one area code differ in their number modulo 12.
    // 61 shares no divisor with 100, so different numbers stay different.
    let ending = (n % PLACES.len() % 12 * 8 + n / PLACES.len()) * 61 % 100;
    (place, format!("+1{}55501{:02}", place.area_code, ending))
}
