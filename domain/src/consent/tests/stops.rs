//! What stops a message whatever the consent.

use super::*;

#[test]
fn p56_a_closing_account_sends_nothing() {
    for channel in Channel::ALL {
        for automation in Automation::ALL {
            for purpose in Purpose::ALL.iter().copied().filter(|purpose| *purpose != Purpose::PrivacyRequest)
            {
                for state in [AccountState::Closing, AccountState::Purged] {
                    let action = action(channel, automation, purpose);
                    let (evidence, open) = (written(), open());
                    let inputs = Inputs { account: Some(state), ..good(action, &evidence, &open) };
                    let decision = decide(&inputs).decision;
                    assert_eq!(decision, Decision::Deny(Reason::TenantClosing), "{action:?}");
                }
            }
        }
    }
}

#[test]
fn p56_p64_answers_to_requests_about_data_leave_a_closing_account_and_no_purged_one() {
    for channel in [Channel::Email, Channel::Sms] {
        let answer = action(channel, Automation::Automatic, Purpose::PrivacyRequest);
        let in_state = |state| after(answer, |inputs| inputs.account = Some(state));
        assert_eq!(in_state(AccountState::Closing), Decision::Allow);
        assert_eq!(in_state(AccountState::Purged), Decision::Deny(Reason::TenantClosing));
    }
}

#[test]
fn p50_texts_of_every_kind_need_a_registered_number_and_mail_needs_none() {
    for automation in Automation::ALL {
        for purpose in Purpose::ALL {
            let with = |channel| {
                let action = action(channel, automation, purpose);
                let (evidence, open) = (written(), open());
                let mut inputs = good(action, &evidence, &open);
                (inputs.live_thread, inputs.opted_out_at) = (Some(true), Some(now()));
                inputs.sender_registered = Some(false);
                decide(&inputs).decision
            };
            let expected = if purpose.answers_request() {
                Decision::Deny(Reason::NotRegistered)
            } else {
                Decision::Hold(Reason::NotRegistered)
            };
            assert_eq!(with(Channel::Sms), expected, "{automation:?} {purpose:?}");
            assert_eq!(with(Channel::Email), Decision::Allow, "{automation:?} {purpose:?}");
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
fn p68_who_may_be_a_minor_gets_nothing_that_a_machine_sends() {
    let with = |automation, purpose| {
        after(action(Channel::Sms, automation, purpose), |inputs| {
            inputs.restriction = Some(Restriction::Automation);
        })
    };
    for purpose in [Purpose::Sales, Purpose::Newsletter, Purpose::Reminder] {
        for automation in [Automation::Automatic, Automation::Approved] {
            assert_eq!(
                with(automation, purpose),
                Decision::Deny(Reason::MaybeMinor),
                "{automation:?} {purpose:?}"
            );
        }
        assert_eq!(with(Automation::HumanTyped, purpose), Decision::Allow);
    }
    assert_eq!(with(Automation::Automatic, Purpose::Help), Decision::Allow, "an answer to their own request");
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
