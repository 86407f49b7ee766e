use super::*;
use chrono::{DateTime, Duration, Timelike, Utc};
use chrono_tz::{America, Pacific, Tz};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn phone(number: &str) -> Recipient<'_> {
    Recipient { number: Some(number), ..Recipient::default() }
}

fn zip(zip: &str) -> Recipient<'_> {
    Recipient { address: Some(Address { state: None, zip: Some(zip) }), ..Recipient::default() }
}

fn state(state: &str) -> Recipient<'_> {
    Recipient { address: Some(Address { state: Some(state), zip: None }), ..Recipient::default() }
}

fn outcome(instant: &str, recipient: &Recipient) -> Outcome {
    decide(at(instant), recipient, &StateRules::default()).outcome
}

#[track_caller]
fn allowed(instant: &str, recipient: &Recipient) {
    let outcome = outcome(instant, recipient);
    assert!(matches!(outcome, Outcome::Allowed { .. }), "{instant} {recipient:?}: {outcome:?}");
}

#[track_caller]
fn deferred(instant: &str, recipient: &Recipient, until: &str, reason: Reason) {
    assert_eq!(
        outcome(instant, recipient),
        Outcome::Deferred { until: Some(at(until)), reason },
        "{instant} {recipient:?}"
    );
}

#[test]
fn p43_the_window_is_eight_to_eight_to_the_second() {
    let boston = phone("+16175550134");
    deferred("2026-12-08T12:59:59Z", &boston, "2026-12-08T13:00:00Z", Reason::Window);
    allowed("2026-12-08T13:00:00Z", &boston);
    allowed("2026-12-09T00:59:59Z", &boston);
    deferred("2026-12-09T01:00:00Z", &boston, "2026-12-09T13:00:00Z", Reason::Window);
}

#[test]
fn p43_vectors_across_the_changes_of_the_clocks() {
    let new_york = phone("+12125550123");
    deferred("2026-10-31T11:59:59Z", &new_york, "2026-10-31T12:00:00Z", Reason::Window);
    allowed("2026-10-31T12:00:00Z", &new_york);
    deferred("2026-11-01T12:30:00Z", &new_york, "2026-11-01T13:00:00Z", Reason::Window);
    deferred("2027-03-14T01:00:00Z", &new_york, "2027-03-14T12:00:00Z", Reason::Window);
    allowed("2027-03-14T23:59:59Z", &new_york);
    deferred("2027-03-15T00:00:00Z", &new_york, "2027-03-15T12:00:00Z", Reason::Window);
    for denver_or_phoenix in ["+13035550142", "+16025550142"] {
        deferred("2026-11-01T14:59:59Z", &phone(denver_or_phoenix), "2026-11-01T15:00:00Z", Reason::Window);
    }
    allowed("2027-07-02T02:30:00Z", &phone("+16025550142"));
    deferred("2027-07-02T02:30:00Z", &phone("+13035550142"), "2027-07-02T14:00:00Z", Reason::Window);
    deferred("2027-07-02T06:00:00Z", &phone("+18085550142"), "2027-07-02T18:00:00Z", Reason::Window);
}

#[test]
fn p43_every_candidate_zone_has_to_be_open() {
    let south_dakota = state("South Dakota");
    deferred("2026-12-08T14:30:00Z", &south_dakota, "2026-12-08T15:00:00Z", Reason::Window);
    allowed("2026-12-08T15:00:00Z", &south_dakota);
    deferred("2026-12-09T02:00:00Z", &south_dakota, "2026-12-09T15:00:00Z", Reason::Window);
}

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
fn p43_unknown_waits_without_an_end() {
    for number in
        ["+18005550123", "+18885550123", "+18335550123", "+447700900123", "+1617", "", "+15005550123"]
    {
        let decision = decide(at("2026-12-08T18:00:00Z"), &phone(number), &StateRules::default());
        assert_eq!(
            decision.outcome,
            Outcome::Deferred { until: None, reason: Reason::UnknownZone },
            "{number}"
        );
        assert_eq!(decision.place.source, ZoneSource::Nothing);
    }
    let nobody = Recipient {
        address: Some(Address { state: Some("Atlantis"), zip: Some("0210") }),
        ..Recipient::default()
    };
    assert_eq!(
        outcome("2026-12-08T18:00:00Z", &nobody),
        Outcome::Deferred { until: None, reason: Reason::UnknownZone }
    );
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
fn p43_texas_starts_at_nine_and_on_sunday_at_noon() {
    let dallas = phone("+12145550123");
    deferred("2026-12-08T14:30:00Z", &dallas, "2026-12-08T15:00:00Z", Reason::StateRule);
    deferred("2026-12-08T13:30:00Z", &dallas, "2026-12-08T15:00:00Z", Reason::Window);
    allowed("2026-12-08T15:00:00Z", &dallas);
    deferred("2026-12-13T17:59:59Z", &dallas, "2026-12-13T18:00:00Z", Reason::StateRule);
    allowed("2026-12-13T18:00:00Z", &dallas);
    deferred("2026-12-13T02:30:00Z", &dallas, "2026-12-13T18:00:00Z", Reason::Window);
}

#[test]
fn p43_kentucky_starts_at_ten() {
    let lexington = zip("40507");
    deferred("2026-12-08T14:00:00Z", &lexington, "2026-12-08T15:00:00Z", Reason::StateRule);
    allowed("2026-12-08T15:00:00Z", &lexington);
    deferred("2026-12-09T01:00:00Z", &lexington, "2026-12-09T15:00:00Z", Reason::Window);
}

#[test]
fn p43_maine_works_office_hours() {
    let bangor = zip("04401");
    allowed("2026-12-04T21:59:59Z", &bangor);
    deferred("2026-12-04T22:00:00Z", &bangor, "2026-12-07T14:00:00Z", Reason::StateRule);
    deferred("2026-12-06T16:00:00Z", &bangor, "2026-12-07T14:00:00Z", Reason::StateRule);
    deferred("2026-12-07T13:30:00Z", &bangor, "2026-12-07T14:00:00Z", Reason::StateRule);
}

#[test]
fn p43_pennsylvania_rests_on_sundays_from_its_date_on() {
    let erie = phone("+18145550123");
    allowed("2026-10-11T15:00:00Z", &erie);
    deferred("2026-10-18T15:00:00Z", &erie, "2026-10-19T12:00:00Z", Reason::StateRule);
    allowed("2026-10-17T23:59:59Z", &erie);
    deferred("2026-10-18T00:00:00Z", &erie, "2026-10-19T12:00:00Z", Reason::Window);
}

#[test]
fn rules_are_data_and_an_account_may_only_narrow() {
    let new_york = phone("+12125550123");
    let rows = [StateRule {
        state: "NY",
        from: None,
        days: Days::Daily,
        window: Some(Window::hours(0, 24)),
        source: "test",
        as_of: None,
    }];
    let wide = StateRules { rows: &rows, account: Some(Window::hours(0, 24)) };
    let late = decide(at("2026-12-09T01:30:00Z"), &new_york, &wide).outcome;
    assert_eq!(late, Outcome::Deferred { until: Some(at("2026-12-09T13:00:00Z")), reason: Reason::Window });

    let narrow = StateRules { account: Some(Window::hours(10, 16)), ..StateRules::default() };
    let early = decide(at("2026-12-08T14:00:00Z"), &new_york, &narrow).outcome;
    assert_eq!(
        early,
        Outcome::Deferred { until: Some(at("2026-12-08T15:00:00Z")), reason: Reason::AccountWindow }
    );
    let open = decide(at("2026-12-08T15:00:00Z"), &new_york, &narrow).outcome;
    assert_eq!(open, Outcome::Allowed { closes: at("2026-12-08T21:00:00Z") });

    let never = StateRules { account: Some(Window::hours(20, 22)), ..StateRules::default() };
    let stopped = decide(at("2026-12-08T15:00:00Z"), &new_york, &never).outcome;
    assert_eq!(stopped, Outcome::Deferred { until: None, reason: Reason::AccountWindow });
}

#[test]
fn a_provider_may_queue_until_the_first_zone_closes() {
    assert_eq!(
        outcome("2026-12-08T18:00:00Z", &state("SD")),
        Outcome::Allowed { closes: at("2026-12-09T02:00:00Z") },
        "20:00 in Chicago comes before 20:00 in Denver"
    );
}

#[test]
fn every_row_has_a_source_a_date_and_a_known_state() {
    for row in STATE_RULES {
        assert!(!row.source.is_empty() && row.as_of.is_some(), "{row:?}");
        assert!(states::find(row.state).is_some(), "{row:?}");
    }
}

#[test]
fn every_zone_in_the_tables_exists() {
    for table in [include_str!("data/phone.txt"), include_str!("data/zip.txt")] {
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

fn any_recipient() -> impl Strategy<Value = (Option<String>, Option<String>, Option<String>, Option<usize>)> {
    let states =
        "FL TX ME PA KY AK HI GU SD AZ NY CA WA IN".split(' ').map(str::to_owned).collect::<Vec<_>>();
    (
        prop::option::of("\\+1[2-9][0-9]{2}[2-9][0-9]{6}"),
        prop::option::of("[0-9]{5}"),
        prop::option::of(prop::sample::select(states)),
        prop::option::weighted(0.2, 0_usize..4),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn p43_allowed_is_inside_and_deferred_ends_exactly(
        (number, zip, state, zone) in any_recipient(),
        seconds in 1_760_000_000_i64..1_900_000_000,
    ) {
        let zones = [America::New_York, America::Phoenix, Pacific::Guam, Pacific::Honolulu];
        let recipient = Recipient {
            number: number.as_deref(),
            address: Some(Address { state: state.as_deref(), zip: zip.as_deref() }),
            stated_zone: zone.map(|n| zones[n]),
        };
        let rules = StateRules::default();
        let now = DateTime::from_timestamp(seconds, 0).unwrap();
        let decision = decide(now, &recipient, &rules);
        let open = |instant| matches!(decide(instant, &recipient, &rules).outcome, Outcome::Allowed { .. });
        match decision.outcome {
            Outcome::Allowed { closes } => {
                prop_assert!(!decision.place.zones.is_empty());
                for zone in &decision.place.zones {
                    prop_assert!((8..20).contains(&now.with_timezone(zone).hour()));
                }
                prop_assert!(closes > now && open(closes - Duration::seconds(1)) && !open(closes));
            }
            Outcome::Deferred { until: Some(until), .. } => {
                prop_assert!(until > now && open(until) && !open(until - Duration::seconds(1)));
                let minutes = (until - now).num_minutes();
                prop_assert!((0..minutes).step_by(15).all(|m| !open(now + Duration::minutes(m))), "nothing earlier");
            }
            Outcome::Deferred { until: None, .. } => {
                let far_apart = decision.place.zones.len() > 1;
                prop_assert!(decision.place.zones.is_empty() || far_apart, "{:?}", decision.place);
            }
        }
    }
}
