//! Which zones and states are reckoned with.

use super::*;

#[test]
fn p43_exchanges_override_their_area_code() {
    let zones = |number| Place::of(&phone(number)).zones;
    assert_eq!(
        zones("+19285550123"),
        [America::Denver, America::Phoenix],
        "the Navajo Nation moves its clocks"
    );
    assert_eq!(zones("+1850572"), [America::Chicago]);
    assert_eq!(zones("+1850351"), [America::New_York]);
    assert_eq!(zones("+1423431"), [America::New_York]);
    assert_eq!(zones("+14235550123"), [America::Chicago]);
    assert_eq!(zones("+12085550123"), [America::Boise, America::Los_Angeles]);
    assert_eq!(zones("+1 (671) 555-0123"), [Pacific::Guam]);
}

#[test]
fn p43_stated_before_address_before_phone_and_all_states_count() {
    let mut recipient = phone("+15125550123");
    let facts = |recipient: &Recipient| {
        let place = Place::of(recipient);
        (place.source, place.zones, place.states)
    };
    assert_eq!(facts(&recipient), (ZoneSource::Phone, vec![America::Chicago], vec!["TX"]));
    recipient.address = Some(Address { state: Some("me"), zip: Some("04101-2200") });
    assert_eq!(facts(&recipient), (ZoneSource::Address, vec![America::New_York], vec!["ME", "TX"]));
    recipient.stated_zone = Some(America::Denver);
    assert_eq!(facts(&recipient), (ZoneSource::Stated, vec![America::Denver], vec!["ME", "TX"]));
    allowed("2026-12-04T23:59:59Z", &recipient);
    deferred("2026-12-05T00:00:00Z", &recipient, "2026-12-07T16:00:00Z", Reason::StateRule);
}

#[test]
fn zip_codes_know_zone_and_state() {
    for (code, zone, state) in [
        ("79901", America::Denver, "TX"),
        ("77002", America::Chicago, "TX"),
        ("32502", America::Chicago, "FL"),
        ("33130", America::New_York, "FL"),
        ("46402", America::Chicago, "IN"),
        ("46204", America::Indiana::Indianapolis, "IN"),
        ("37405", America::New_York, "TN"),
        ("37203", America::Chicago, "TN"),
        ("42301", America::Chicago, "KY"),
        ("86515", America::Denver, "AZ"),
        ("86039", America::Phoenix, "AZ"),
        ("97914", America::Boise, "OR"),
        ("99546", America::Adak, "AK"),
        ("49801", America::Menominee, "MI"),
        ("96913", Pacific::Guam, "GU"),
        ("00901", America::Puerto_Rico, "PR"),
    ] {
        let place = Place::of(&zip(code));
        assert_eq!((place.zones, place.states), (vec![zone], vec![state]), "{code}");
    }
    assert!(Place::of(&zip("09012")).zones.is_empty(), "military mail abroad");
}

#[test]
fn an_address_that_contradicts_itself_counts_as_both() {
    let address = Some(Address { state: Some("CA"), zip: Some("75201") });
    let place = Place::of(&Recipient { address, ..Recipient::default() });
    assert_eq!(place.zones, [America::Chicago, America::Los_Angeles]);
    assert_eq!(place.states, ["CA", "TX"]);
}

#[test]
fn states_with_two_zones_have_two() {
    for code in "FL IN KY TN KS NE SD ND TX OR ID MI AK AZ".split(' ') {
        assert_eq!(Place::of(&state(code)).zones.len(), 2, "{code}");
    }
    assert_eq!(Place::of(&state("oh")).zones, [America::New_York]);
}

#[test]
fn every_zone_in_the_tables_exists() {
    for table in [include_str!("../data/phone.txt"), include_str!("../data/zip.txt")] {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            for name in line.rsplit('|').next().unwrap().split_ascii_whitespace() {
                assert!(
                    name.parse::<Tz>().or_else(|_| format!("America/{name}").parse::<Tz>()).is_ok(),
                    "{line}"
                );
            }
        }
    }
}
