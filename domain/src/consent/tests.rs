use super::*;
use crate::Channel;
use crate::quiet_hours::{self, Place, ZoneSource};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::{America, Tz};

const ZONE: Tz = America::Chicago;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-12-08T18:00:00Z")
}

fn hours(outcome: quiet_hours::Outcome, state: &'static str) -> quiet_hours::Decision {
    quiet_hours::Decision {
        outcome,
        place: Place { zones: vec![ZONE], states: vec![state], source: ZoneSource::Phone },
    }
}

fn open() -> quiet_hours::Decision {
    hours(quiet_hours::Outcome::Allowed { closes: at("2026-12-09T02:00:00Z") }, "IL")
}

fn closed() -> quiet_hours::Decision {
    let until = Some(at("2026-12-09T14:00:00Z"));
    hours(quiet_hours::Outcome::Deferred { until, reason: quiet_hours::Reason::Window }, "IL")
}

fn written() -> [Evidence; 1] {
    [Evidence { level: Level::ExpressWritten, given_at: at("2026-06-01T15:00:00Z") }]
}

fn action(channel: Channel, automation: Automation, purpose: Purpose) -> Action {
    Action { channel, automation, purpose }
}

fn automatic_sales_text() -> Action {
    action(Channel::Sms, Automation::Automatic, Purpose::Sales)
}

/// Everything in order: the tests take one fact away or make it bad.
fn good<'a>(action: Action, evidence: &'a [Evidence], quiet_hours: &'a quiet_hours::Decision) -> Inputs<'a> {
    Inputs {
        account: Some(AccountState::Active),
        feature_enabled: Some(true),
        recipient_found: Some(true),
        restriction: Some(Restriction::None),
        suppression: Some(Suppression::None),
        pending_review: Some(false),
        live_thread: Some(false),
        evidence: Some(evidence),
        sales_contacts: Some(&[]),
        content_findings: Some(&[]),
        quiet_hours: Some(quiet_hours),
        claim: Some(Claim::First),
        ..Inputs::unknown(action, now(), ZONE)
    }
}

/// Decides after `change` was made to inputs that would be allowed.
#[track_caller]
fn after(action: Action, change: impl FnOnce(&mut Inputs)) -> Decision {
    let (evidence, quiet_hours) = (written(), open());
    let mut inputs = good(action, &evidence, &quiet_hours);
    assert_eq!(decide(&inputs).decision, Decision::Allow, "{action:?}");
    change(&mut inputs);
    decide(&inputs).decision
}

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
        (Purpose::Reminder, "inquiry express express"),
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

#[test]
fn p54_every_missing_fact_denies() {
    let changes: [fn(&mut Inputs); 11] = [
        |inputs| inputs.account = None,
        |inputs| inputs.feature_enabled = None,
        |inputs| inputs.recipient_found = None,
        |inputs| inputs.restriction = None,
        |inputs| inputs.suppression = None,
        |inputs| inputs.pending_review = None,
        |inputs| inputs.evidence = None,
        |inputs| inputs.sales_contacts = None,
        |inputs| inputs.content_findings = None,
        |inputs| inputs.quiet_hours = None,
        |inputs| inputs.claim = None,
    ];
    for (n, change) in changes.into_iter().enumerate() {
        assert_eq!(after(automatic_sales_text(), change), Decision::Deny(Reason::MissingFact), "change {n}");
    }
    let nothing = decide(&Inputs::unknown(automatic_sales_text(), now(), ZONE));
    assert_eq!(nothing.decision, Decision::Deny(Reason::MissingFact));
}

#[test]
fn p54_the_trace_has_every_step_in_order_and_stops_where_the_decision_fell() {
    let (evidence, open) = (written(), open());
    let inputs = good(automatic_sales_text(), &evidence, &open);
    let names =
        |verdict: &Verdict| verdict.steps.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(" ");
    let order = "tenant_active feature_enabled recipient_resolved restriction suppression consent_level dnc_freshness \
                 frequency_cap content_guards quiet_hours idempotency";
    assert_eq!(names(&decide(&inputs)), order);

    let stopped =
        decide(&Inputs { suppression: Some(Suppression::Everything), claim: Some(Claim::Taken), ..inputs });
    assert_eq!(names(&stopped), order);
    let outcomes: Vec<_> = stopped.steps.iter().map(|step| step.outcome).collect();
    assert_eq!(outcomes[..4], [Outcome::Passed; 4]);
    assert_eq!(outcomes[4], Outcome::Stopped(Reason::Suppressed));
    assert_eq!(outcomes[5..], [Outcome::NotEvaluated; 6]);
    for name in StepName::ALL {
        assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
    }
}

#[test]
fn p56_a_closing_account_sends_nothing() {
    for channel in Channel::ALL {
        for purpose in [Purpose::Sales, Purpose::Reminder, Purpose::Help] {
            for state in [AccountState::Closing, AccountState::Purged] {
                let action = action(channel, Automation::HumanTyped, purpose);
                let decision = after(action, |inputs| inputs.account = Some(state));
                assert_eq!(decision, Decision::Deny(Reason::TenantClosing));
            }
        }
    }
}

#[test]
fn p50_and_the_other_plain_denials() {
    let denied = |change: fn(&mut Inputs)| after(automatic_sales_text(), change);
    assert_eq!(
        denied(|inputs| inputs.feature_enabled = Some(false)),
        Decision::Deny(Reason::FeatureDisabled)
    );
    assert_eq!(denied(|inputs| inputs.recipient_found = Some(false)), Decision::Deny(Reason::NoRecipient));
    assert_eq!(denied(|inputs| inputs.claim = Some(Claim::Taken)), Decision::Deny(Reason::Duplicate));
    let findings = ["no_postal_address".to_owned()];
    let (evidence, open) = (written(), open());
    let found =
        Inputs { content_findings: Some(&findings), ..good(automatic_sales_text(), &evidence, &open) };
    assert_eq!(decide(&found).decision, Decision::Deny(Reason::ContentFinding), "P-51");
}

#[test]
fn restriction_leaves_only_the_persons_own_request_and_objection_ends_marketing() {
    let mail = |purpose| action(Channel::Email, Automation::Automatic, purpose);
    let with = |purpose, restriction| after(mail(purpose), |inputs| inputs.restriction = Some(restriction));
    for purpose in [Purpose::Sales, Purpose::Newsletter, Purpose::Reminder, Purpose::Help] {
        assert_eq!(with(purpose, Restriction::Everything), Decision::Deny(Reason::Restricted), "{purpose:?}");
    }
    assert_eq!(with(Purpose::PrivacyRequest, Restriction::Everything), Decision::Allow);
    assert_eq!(with(Purpose::Newsletter, Restriction::Marketing), Decision::Deny(Reason::Objected));
    assert_eq!(with(Purpose::Reminder, Restriction::Marketing), Decision::Allow);
}

#[test]
fn p45_a_stop_stops_people_too() {
    for channel in Channel::ALL {
        for automation in Automation::ALL {
            for purpose in [Purpose::Conversation, Purpose::Sales, Purpose::Newsletter, Purpose::Reminder] {
                let (evidence, open) = (written(), open());
                let mut inputs = good(action(channel, automation, purpose), &evidence, &open);
                inputs.live_thread = Some(true);
                inputs.suppression = Some(Suppression::Everything);
                assert_eq!(
                    decide(&inputs).decision,
                    Decision::Deny(Reason::Suppressed),
                    "{:?}",
                    inputs.action
                );
            }
        }
    }
}

#[test]
fn p52_unsubscribing_ends_marketing_and_leaves_appointments() {
    let with = |purpose| {
        let mail = action(Channel::Email, Automation::Automatic, purpose);
        after(mail, |inputs| inputs.suppression = Some(Suppression::Marketing))
    };
    assert_eq!(with(Purpose::Newsletter), Decision::Deny(Reason::Suppressed));
    assert_eq!(with(Purpose::Sales), Decision::Deny(Reason::Suppressed));
    assert_eq!(with(Purpose::Conversation), Decision::Deny(Reason::Suppressed), "no live thread: sales");
    assert_eq!(with(Purpose::Reminder), Decision::Allow);
}

#[test]
fn p45_a_doubtful_reply_holds_what_nobody_typed() {
    let with = |automation| {
        let text = action(Channel::Sms, automation, Purpose::Sales);
        after(text, |inputs| inputs.pending_review = Some(true))
    };
    assert_eq!(with(Automation::HumanTyped), Decision::Allow);
    assert_eq!(with(Automation::Approved), Decision::Hold(Reason::PendingReview));
    assert_eq!(with(Automation::Automatic), Decision::Hold(Reason::PendingReview));
}

#[test]
fn p46_the_confirmation_passes_the_stop_for_five_minutes_at_any_hour() {
    let (closed, confirmation) =
        (closed(), action(Channel::Sms, Automation::Automatic, Purpose::OptOutConfirmation));
    let seconds_later = |seconds| {
        let mut inputs = good(confirmation, &[], &closed);
        inputs.suppression = Some(Suppression::Everything);
        inputs.opted_out_at = Some(now() - Duration::seconds(seconds));
        decide(&inputs).decision
    };
    assert_eq!(seconds_later(0), Decision::Allow);
    assert_eq!(seconds_later(300), Decision::Allow);
    assert_eq!(seconds_later(301), Decision::Deny(Reason::ConfirmationLate));
    assert_eq!(decide(&good(confirmation, &[], &closed)).decision, Decision::Deny(Reason::MissingFact));
}

#[test]
fn help_is_answered_after_a_stop() {
    let help = action(Channel::Sms, Automation::Automatic, Purpose::Help);
    assert_eq!(after(help, |inputs| inputs.suppression = Some(Suppression::Everything)), Decision::Allow);
}

#[test]
fn p48_the_registry_counts_for_31_days_unless_a_relationship_exempts() {
    let express = Evidence { level: Level::Express, given_at: at("2026-12-01T15:00:00Z") };
    let inquiry = Evidence { level: Level::Inquiry, given_at: at("2026-12-01T15:00:00Z") };
    let old_inquiry = Evidence { level: Level::Inquiry, given_at: at("2026-06-01T15:00:00Z") };
    let scrubbed = |at_text: &str, listed| Registry::Scrubbed { at: at(at_text), listed };
    let open = open();
    let with = |evidence: &[Evidence], registry| {
        let typed = action(Channel::Voice, Automation::HumanTyped, Purpose::Sales);
        decide(&Inputs { registry, ..good(typed, evidence, &open) }).decision
    };
    assert_eq!(with(&[express], Registry::NotEvaluated), Decision::Deny(Reason::DncUnchecked));
    assert_eq!(with(&[express, old_inquiry], Registry::NotEvaluated), Decision::Deny(Reason::DncUnchecked));
    assert_eq!(with(&[express, inquiry], Registry::NotEvaluated), Decision::Allow);
    assert_eq!(with(&written(), Registry::NotEvaluated), Decision::Allow);
    assert_eq!(with(&[express], scrubbed("2026-11-07T15:00:00Z", false)), Decision::Allow, "day 31");
    assert_eq!(
        with(&[express], scrubbed("2026-11-06T15:00:00Z", false)),
        Decision::Deny(Reason::DncStale),
        "day 32"
    );
    assert_eq!(
        with(&[express], scrubbed("2026-12-09T15:00:00Z", false)),
        Decision::Deny(Reason::DncUnchecked)
    );
    assert_eq!(with(&[express], scrubbed("2026-12-01T15:00:00Z", true)), Decision::Deny(Reason::DncListed));
    assert_eq!(with(&[inquiry], scrubbed("2026-12-01T15:00:00Z", true)), Decision::Allow);
}

#[test]
fn p44_the_fourth_automated_contact_waits_until_the_first_is_a_day_old() {
    let first = at("2026-12-07T19:00:00Z");
    let contacts = [first + Duration::hours(2), first, first + Duration::hours(1)];
    let (evidence, open) = (written(), open());
    let with = |action, contacts: &[DateTime<Utc>], limit, now| {
        let inputs = good(action, &evidence, &open);
        decide(&Inputs { now, sales_contacts: Some(contacts), sales_contacts_limit: limit, ..inputs })
            .decision
    };
    let sales = automatic_sales_text();
    let day = first + Duration::hours(24);
    let wait = |until| Decision::Defer { until, reason: Reason::FrequencyCap };
    assert_eq!(with(sales, &contacts, 3, day - Duration::minutes(1)), wait(day), "23:59");
    assert_eq!(with(sales, &contacts, 3, day + Duration::seconds(1)), Decision::Allow, "24:00:01");
    assert_eq!(with(sales, &contacts, 3, day), Decision::Allow, "what was told is kept");
    assert_eq!(with(sales, &contacts[..2], 3, now()), Decision::Allow);
    assert_eq!(with(sales, &contacts, 9, now()), wait(day), "cannot be raised");
    assert_eq!(
        with(sales, &contacts, 1, now()),
        wait(day + Duration::hours(2)),
        "lowered: the newest counts"
    );
    assert_eq!(with(sales, &[], 0, now()), Decision::Deny(Reason::FrequencyCap));
    let typed = action(Channel::Sms, Automation::HumanTyped, Purpose::Sales);
    assert_eq!(with(typed, &contacts, 3, now()), Decision::Allow);
    let reminder = action(Channel::Sms, Automation::Automatic, Purpose::Reminder);
    assert_eq!(with(reminder, &contacts, 3, now()), Decision::Allow);
}

#[test]
fn p43_texts_and_calls_wait_for_a_decent_hour_and_mail_does_not() {
    let (evidence, closed) = (written(), closed());
    let wait = Decision::Defer { until: at("2026-12-09T14:00:00Z"), reason: Reason::QuietHours };
    for automation in Automation::ALL {
        for purpose in [Purpose::Conversation, Purpose::Sales, Purpose::Newsletter, Purpose::Reminder] {
            for (channel, expected) in
                [(Channel::Sms, wait), (Channel::Voice, wait), (Channel::Email, Decision::Allow)]
            {
                let mut inputs = good(action(channel, automation, purpose), &evidence, &closed);
                inputs.live_thread = Some(true);
                assert_eq!(decide(&inputs).decision, expected, "{:?}", inputs.action);
            }
        }
    }
}

#[test]
fn p43_an_unknown_zone_waits_for_a_person() {
    let unknown = quiet_hours::Outcome::Deferred { until: None, reason: quiet_hours::Reason::UnknownZone };
    let (evidence, unknown) = (written(), hours(unknown, "IL"));
    let decision = decide(&good(automatic_sales_text(), &evidence, &unknown)).decision;
    assert_eq!(decision, Decision::Hold(Reason::UnknownZone));
}

#[test]
fn p54_only_a_typed_answer_in_a_live_thread_overrides_quiet_hours() {
    let (evidence, closed) = (written(), closed());
    let mut allowed = Vec::new();
    for automation in Automation::ALL {
        for purpose in [Purpose::Conversation, Purpose::Sales, Purpose::Newsletter, Purpose::Reminder] {
            for live_thread in [true, false] {
                let mut inputs = good(action(Channel::Sms, automation, purpose), &evidence, &closed);
                inputs.live_thread = Some(live_thread);
                inputs.quiet_hours_override = true;
                let verdict = decide(&inputs);
                if verdict.decision == Decision::Allow {
                    let detail = verdict
                        .steps
                        .into_iter()
                        .find(|step| step.name == StepName::QuietHours)
                        .unwrap()
                        .detail;
                    allowed.push((automation, purpose, live_thread, detail.contains("overridden")));
                }
            }
        }
    }
    assert_eq!(allowed, [(Automation::HumanTyped, Purpose::Conversation, true, true)]);
}

#[test]
fn reasons_have_unique_names_and_a_sentence() {
    for (n, reason) in Reason::ALL.iter().enumerate() {
        assert!(Reason::ALL[..n].iter().all(|other| other.as_str() != reason.as_str()));
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        assert!(reason.sentence().ends_with('.') && reason.sentence().len() > 20);
    }
}
