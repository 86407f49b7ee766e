//! The registry, the daily limit and the hours.

use super::*;

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
