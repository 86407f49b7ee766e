//! What is allowed when.

use super::*;

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
