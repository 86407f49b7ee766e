//! Missing facts, the trace and the words.

use super::*;

#[test]
fn p54_every_missing_fact_denies() {
    let changes: [fn(&mut Inputs); 12] = [
        |inputs| inputs.account = None,
        |inputs| inputs.feature_enabled = None,
        |inputs| inputs.sender_registered = None,
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
fn reasons_have_unique_names_and_a_sentence() {
    for (n, reason) in Reason::ALL.iter().enumerate() {
        assert!(Reason::ALL[..n].iter().all(|other| other.as_str() != reason.as_str()));
        assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        assert!(reason.sentence().ends_with('.') && reason.sentence().len() > 20);
    }
}
