//! Whoever and whenever.

use super::*;
use proptest::prelude::*;

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
