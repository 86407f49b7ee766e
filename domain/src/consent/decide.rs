//! The gate: the checks in their order, and a trace of what each said.

use super::{Inputs, Reason, checks};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What happens with the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It may leave now.
    Allow,
    /// It will not leave.
    Deny(Reason),
    /// It may leave later.
    Defer {
        /// The first instant at which to ask again.
        until: DateTime<Utc>,
        /// What stands against it now.
        reason: Reason,
    },
    /// It waits until a person has done something.
    Hold(Reason),
}

impl Decision {
    /// Whether the message leaves, now or later.
    pub const fn goes_on(&self) -> bool {
        !matches!(self, Self::Deny(_))
    }

    /// What stands against sending now, if anything.
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::Allow => None,
            Self::Deny(reason) | Self::Defer { reason, .. } | Self::Hold(reason) => Some(reason),
        }
    }
}

/// The decision and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What happens with the message.
    pub decision: Decision,
    /// Every check in its order. Holds no personal data.
    pub steps: Vec<Step>,
}

/// One line of the trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The check.
    pub name: StepName,
    /// What it said.
    pub outcome: Outcome,
    /// On what it rests.
    pub detail: String,
}

/// What a check said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing stands against sending.
    Passed,
    /// It does not concern this message, or an earlier check stopped it.
    NotEvaluated,
    /// It stopped the message.
    Stopped(Reason),
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident = $check:ident;)+) => {
        /// The checks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum StepName { $($(#[$doc])* $name,)+ }

        impl StepName {
            /// Every check, in the order of rules.md B6.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name under which the check is recorded.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => stringify!($check),)+ }
            }

            fn check(self, inputs: &Inputs) -> checks::Check {
                match self { $(Self::$name => checks::$check(inputs),)+ }
            }
        }
    };
}

steps! {
    /// The account is in use.
    TenantActive = tenant_active;
    /// The feature is switched on.
    FeatureEnabled = feature_enabled;
    /// The lead belongs to the account and can be reached.
    RecipientResolved = recipient_resolved;
    /// The person has not restricted the use of their data.
    Restriction = restriction;
    /// The person has not opted out.
    Suppression = suppression;
    /// The ledger holds the consent that the action needs.
    ConsentLevel = consent_level;
    /// The do-not-call registry was asked recently enough.
    DncFreshness = dnc_freshness;
    /// The person has not heard from us too often.
    FrequencyCap = frequency_cap;
    /// The text is fit to send.
    ContentGuards = content_guards;
    /// It is a decent hour.
    QuietHours = quiet_hours;
    /// The message has not been sent before.
    Idempotency = idempotency;
}

/// Decides whether a message may leave now. The first check that stands against it decides.
pub fn decide(inputs: &Inputs) -> Verdict {
    let mut decision = Decision::Allow;
    let steps = StepName::ALL.iter().map(|&name| {
        if decision != Decision::Allow {
            return Step { name, outcome: Outcome::NotEvaluated, detail: String::new() };
        }
        let (outcome, detail) = match name.check(inputs) {
            Ok(checks::Passed::Checked(detail)) => (Outcome::Passed, detail),
            Ok(checks::Passed::NotConcerned(detail)) => (Outcome::NotEvaluated, detail.to_owned()),
            Err(stop) => {
                decision = stop.decision;
                (stop.decision.reason().map_or(Outcome::Passed, Outcome::Stopped), stop.detail)
            }
        };
        Step { name, outcome, detail }
    });
    let steps = steps.collect();
    Verdict { decision, steps }
}
