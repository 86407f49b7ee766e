//! Where a person may be: every time zone and every state that has to be reckoned with.

use super::{ranges, states};
use chrono_tz::Tz;

/// North American numbers by area code and exchange; source and licence in the file.
const PHONES: &str = include_str!("data/phone.txt");
/// ZIP codes; source and licence in the file.
const ZIPS: &str = include_str!("data/zip.txt");

/// What is known about where a person is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recipient<'a> {
    /// The number in E.164, or its first seven digits or more.
    pub number: Option<&'a str>,
    /// Where the person lives or gets mail.
    pub address: Option<Address<'a>>,
    /// The zone that the person named.
    pub stated_zone: Option<Tz>,
}

/// The parts of an address that tell the time. The town does not: its name is rarely the only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Address<'a> {
    /// The state, as an abbreviation or a name.
    pub state: Option<&'a str>,
    /// The ZIP code, with or without its last four digits.
    pub zip: Option<&'a str>,
}

/// What the zones were taken from; the first that answers wins (rules.md B1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneSource {
    /// The person named the zone.
    Stated,
    /// The address.
    Address,
    /// The telephone number.
    Phone,
    /// Nothing is known.
    Nothing,
}

impl ZoneSource {
    /// The name under which the source is recorded.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Nothing => "none",
        }
    }
}

/// Every zone in which a person may be and every state whose rules may protect them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Candidate zones, sorted by name. Empty when nothing is known.
    pub zones: Vec<Tz>,
    /// Postal abbreviations of the states of the address and of the area code, sorted.
    pub states: Vec<&'static str>,
    /// What the zones were taken from.
    pub source: ZoneSource,
}

impl Place {
    /// Finds the place of a recipient.
    pub fn of(recipient: &Recipient) -> Self {
        let address = recipient.address.map(of_address).unwrap_or_default();
        let phone = recipient.number.and_then(of_number).unwrap_or_default();
        let (mut zones, source) = if let Some(zone) = recipient.stated_zone {
            (vec![zone], ZoneSource::Stated)
        } else if !address.zones.is_empty() {
            (address.zones, ZoneSource::Address)
        } else if !phone.zones.is_empty() {
            (phone.zones, ZoneSource::Phone)
        } else {
            (Vec::new(), ZoneSource::Nothing)
        };
        zones.sort_unstable_by_key(|zone| zone.name());
        zones.dedup();
        // A stated zone, or an address elsewhere, does not take a state's protection away.
        let mut states = [address.states, phone.states].concat();
        states.sort_unstable();
        states.dedup();
        Self { zones, states, source }
    }
}

/// What one source says.
#[derive(Default)]
struct Found {
    zones: Vec<Tz>,
    states: Vec<&'static str>,
}

impl Found {
    fn from((state, zones): (&'static str, &'static str)) -> Self {
        Self {
            zones: zones.split_ascii_whitespace().filter_map(zone).collect(),
            states: states::find(state).map(|state| state.code).into_iter().collect(),
        }
    }
}

/// The tables leave `America/` out.
fn zone(name: &str) -> Option<Tz> {
    name.parse().or_else(|_| format!("America/{name}").parse()).ok()
}

/// The ZIP's zones, or all main zones of the state. An address that contradicts itself counts as both.
fn of_address(address: Address) -> Found {
    let zip = address.zip.and_then(of_zip).unwrap_or_default();
    match address.state.and_then(states::find) {
        Some(state) if zip.states.contains(&state.code) => zip,
        Some(state) => Found {
            zones: [&zip.zones, state.zones].concat(),
            states: [&*zip.states, &[state.code]].concat(),
        },
        None => zip,
    }
}

fn of_zip(zip: &str) -> Option<Found> {
    let five = zip.trim().get(..5).filter(|five| five.bytes().all(|byte| byte.is_ascii_digit()))?;
    ranges::lookup(ZIPS, five).map(Found::from)
}

/// Toll-free numbers and those of other continents tell nothing.
fn of_number(number: &str) -> Option<Found> {
    let digits: String = number.chars().filter(char::is_ascii_digit).take(7).collect();
    (digits.len() == 7 && digits.starts_with('1')).then_some(())?;
    ranges::lookup(PHONES, &digits).map(Found::from)
}
