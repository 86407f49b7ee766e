//! What each action needs, and what counts as having it.

use super::*;

#[test]
fn p42_levels_are_ordered() {
    use Level::{Express, ExpressWritten, Inquiry, None, Transaction};
    assert!([None, Inquiry, Transaction, Express, ExpressWritten].is_sorted_by(|a, b| a < b));
}

#[test]
fn p42_evidence_ends_with_its_last_local_day() {
    let holds = |level, given: &str, now: &str| Evidence { level, given_at: at(given) }.holds(at(now), ZONE);
    // 23 November, 21:00 in Chicago: the last day is 23 February, to midnight there.
    assert!(holds(Level::Inquiry, "2026-11-24T03:00:00Z", "2027-02-24T05:59:59Z"));
    assert!(!holds(Level::Inquiry, "2026-11-24T03:00:00Z", "2027-02-24T06:00:00Z"));
    assert!(holds(Level::Transaction, "2026-08-31T15:00:00Z", "2028-02-29T15:00:00Z"));
    assert!(!holds(Level::Transaction, "2026-08-31T15:00:00Z", "2028-03-01T15:00:00Z"));
    assert!(holds(Level::Express, "2016-01-01T15:00:00Z", "2026-12-08T15:00:00Z"));
    assert!(
        !holds(Level::ExpressWritten, "2026-12-09T00:00:00Z", "2026-12-08T23:59:59Z"),
        "not before it was given"
    );
}

#[test]
fn p42_the_strongest_live_evidence_counts() {
    let old_inquiry = Evidence { level: Level::Inquiry, given_at: at("2026-01-05T15:00:00Z") };
    let sale = Evidence { level: Level::Transaction, given_at: at("2026-03-05T15:00:00Z") };
    assert_eq!(effective_level(&[], now(), ZONE), Level::None);
    assert_eq!(effective_level(&[old_inquiry], now(), ZONE), Level::None);
    assert_eq!(effective_level(&[sale, old_inquiry], now(), ZONE), Level::Transaction);
}

/// Rows are purposes, columns typed, approved, automatic.
#[test]
fn p42_every_cell_of_the_table() {
    let sms = [
        (Purpose::Conversation, "inquiry inquiry inquiry"),
        (Purpose::Sales, "inquiry express express_written"),
        (Purpose::Newsletter, "express_written express_written express_written"),
        (Purpose::Reminder, "inquiry express express"),
        (Purpose::OptOutConfirmation, "none none none"),
        (Purpose::Help, "none none none"),
        (Purpose::PrivacyRequest, "none none none"),
    ];
    let voice = [
        (Purpose::Conversation, "inquiry express_written express_written"),
        (Purpose::Sales, "inquiry express_written express_written"),
        (Purpose::Newsletter, "express_written express_written express_written"),
        (Purpose::Reminder, "inquiry express_written express_written"),
        (Purpose::OptOutConfirmation, "none express express"),
        (Purpose::Help, "none express express"),
        (Purpose::PrivacyRequest, "none express express"),
    ];
    let email = Purpose::ALL.map(|purpose| (purpose, "none none none"));
    for (channel, rows) in [(Channel::Sms, sms), (Channel::Voice, voice), (Channel::Email, email)] {
        assert_eq!(rows.map(|(purpose, _)| purpose), Purpose::ALL);
        for (purpose, expected) in rows {
            let found =
                Automation::ALL.map(|automation| required(channel, automation, purpose).as_str()).join(" ");
            assert_eq!(found, expected, "{channel} {purpose:?}");
        }
    }
}

#[test]
fn p42_each_cell_denies_below_and_allows_at_its_level() {
    let levels = [Level::Inquiry, Level::Transaction, Level::Express, Level::ExpressWritten];
    let (open, scrub) = (open(), Registry::Scrubbed { at: at("2026-12-01T15:00:00Z"), listed: false });
    for channel in Channel::ALL {
        for automation in Automation::ALL {
            for purpose in Purpose::ALL {
                let needed = required(channel, automation, purpose);
                for level in levels {
                    let evidence = [Evidence { level, given_at: at("2026-12-01T15:00:00Z") }];
                    let mut inputs = good(action(channel, automation, purpose), &evidence, &open);
                    inputs.live_thread = Some(true);
                    inputs.registry = scrub;
                    inputs.opted_out_at = Some(now());
                    let allowed = decide(&inputs).decision == Decision::Allow;
                    assert_eq!(
                        allowed,
                        level >= needed,
                        "{channel} {automation:?} {purpose:?} with {level:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn p41_an_automatic_text_needs_the_written_agreement() {
    for evidence in [&[][..], &[Evidence { level: Level::Express, given_at: at("2026-12-01T15:00:00Z") }]] {
        let open = open();
        let verdict = decide(&good(automatic_sales_text(), evidence, &open));
        assert_eq!(verdict.decision, Decision::Deny(Reason::NoWrittenConsent));
        assert_eq!(Reason::NoWrittenConsent.as_str(), "no_pewc");
    }
}

#[test]
fn p49_artificial_voice_needs_the_written_agreement_even_in_a_live_thread() {
    let (evidence, open) =
        ([Evidence { level: Level::Express, given_at: at("2026-12-01T15:00:00Z") }], open());
    let mut inputs =
        good(action(Channel::Voice, Automation::Automatic, Purpose::Conversation), &evidence, &open);
    inputs.live_thread = Some(true);
    assert_eq!(decide(&inputs).decision, Decision::Deny(Reason::NoWrittenConsent));
}

#[test]
fn p49_no_person_speaks_in_a_call_that_the_software_places() {
    for automation in Automation::ALL {
        let call = action(Channel::Voice, automation, Purpose::Sales).carried_out();
        assert_eq!(call.automation, Automation::Automatic);
        let text = action(Channel::Sms, automation, Purpose::Sales);
        assert_eq!(text.carried_out(), text);
    }
}

#[test]
fn washington_wants_consent_for_texts_that_a_person_types() {
    let evidence = [Evidence { level: Level::Inquiry, given_at: at("2026-12-01T15:00:00Z") }];
    let typed = |purpose| action(Channel::Sms, Automation::HumanTyped, purpose);
    let in_state = |state, purpose| {
        let open = hours(open().outcome, state);
        decide(&Inputs { live_thread: Some(true), ..good(typed(purpose), &evidence, &open) }).decision
    };
    assert_eq!(in_state("IL", Purpose::Sales), Decision::Allow);
    assert_eq!(in_state("WA", Purpose::Sales), Decision::Deny(Reason::NoConsent));
    assert_eq!(in_state("WA", Purpose::Conversation), Decision::Allow);
}

#[test]
fn a_conversation_without_a_live_thread_is_sales() {
    let (evidence, open) =
        ([Evidence { level: Level::Inquiry, given_at: at("2026-12-01T15:00:00Z") }], open());
    let answer = action(Channel::Sms, Automation::Automatic, Purpose::Conversation);
    let with = |live_thread| decide(&Inputs { live_thread, ..good(answer, &evidence, &open) }).decision;
    assert_eq!(with(Some(true)), Decision::Allow);
    assert_eq!(with(Some(false)), Decision::Deny(Reason::NoWrittenConsent));
    assert_eq!(with(None), Decision::Deny(Reason::MissingFact));
}
