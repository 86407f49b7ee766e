//! How a lead will pay: the state of their financing and the kind of loan.

use super::extract::Facts;
use super::reading::Reading;
use serde::{Deserialize, Serialize};

/// How far the financing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinancingState {
    /// Pays without a loan.
    Cash,
    /// A lender has approved an amount.
    Preapproved,
    /// A lender has named an amount without checking.
    Prequalified,
    /// The application is running.
    InProgress,
    /// No lender yet.
    NotStarted,
}

/// The kind of loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanType {
    /// Backed by the Department of Veterans Affairs.
    Va,
    /// Backed by the Federal Housing Administration.
    Fha,
    /// Backed by the Department of Agriculture.
    Usda,
    /// Not backed by the government.
    Conventional,
    /// Above the conforming limit.
    Jumbo,
}

/// What people say before they have a lender.
const NOT_STARTED: [&str; 16] = [
    "havent|have|havnt|hasnt not? talked|spoken|started|gotten|got|looked|been|gone|met|applied|done|begun|contacted|reached",
    "no lender",
    "need|needs a lender",
    "not preapproved|prequalified",
    "not pre approved|qualified",
    "no pre? approval|preapproval|loan",
    "dont|doesnt have a lender|preapproval|pre|loan|mortgage",
    "need to get|be pre|preapproved|prequalified|approved",
    "need|needs|want to talk|speak to|with a lender",
    "not yet pre|preapproved|approved",
    "no financing",
    "havent preapproved|pre",
    "who|which lender",
    "recommend a|any lender",
    "still need to? get? a? preapproval|preapproved|pre|lender|financing",
    "do|should i|we need a? pre|preapproval|lender",
];
const IN_PROGRESS: [&str; 16] = [
    "working on a|the|my|our|getting? pre|preapproval|loan|preapproved|financing|mortgage|prequal|approval",
    "application in|submitted|running|pending|is|going",
    "applied for|with|to|at|last|yesterday|this",
    "applying",
    "in the? process",
    "waiting on|for|to a|the|my|our|hear? pre|preapproval|lender|bank|loan|approval|underwriting|letter|back|from",
    "getting pre|preapproved|prequalified|approved",
    "underwriting",
    "talking|speaking to|with a|my|our|the|some|two lender|bank|mortgage|credit|lenders|loan",
    "paperwork in|to|submitted",
    "started the|our|my|an? loan|application|pre|preapproval|mortgage",
    "lender has our|my",
    "preapproval|approval pending",
    "preapproval|approval is? in progress|process|works",
    "met with a|the|our lender|bank",
    "sent in|off our|my|the application|documents|paperwork|docs",
];
const PREQUALIFIED: [&str; 4] =
    ["prequalified", "prequal", "prequaled", "pre qualified|qual|qualification|qualed"];
const PREAPPROVED: [&str; 9] = [
    "preapproved",
    "pre approved",
    "pre approval",
    "preapproval",
    "preapp",
    "approved for|by|at|up|through|with|to|already|us|me",
    "have approval",
    "got|been|am|are|i'm|we're|were|fully approved",
    "already approved",
];
const CASH: [&str; 10] = [
    "cash buyer|offer|purchase|deal|only",
    "all|in|full|pure cash",
    "pay|paying|paid in? all? cash",
    "buy|buying|purchase|purchasing with|in|for? all? cash",
    "cash",
    "no mortgage|loan|financing needed|required|necessary|here",
    "no mortgage|financing contingency",
    "without a? mortgage|loan|financing",
    "outright",
    "wont need a? loan|mortgage|financing",
];
const NOT_CASH: [&str; 12] = [
    "cash flow|flowing",
    "cash out",
    "cash back",
    "cash to close",
    "no|not|low|short|little on? cash",
    "cash for closing|down|a",
    "cash on hand",
    "cash down",
    "cash reserves",
    "cash poor",
    "not paying|a cash",
    "cash for the? down|deposit",
];

/// Fills the state of the financing and the kind of loan.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    let cash = (0..reading.len()).any(|at| {
        let says = CASH.iter().any(|pattern| reading.matches(at, pattern).is_some());
        says && !(at.saturating_sub(2)..=at + 1)
            .any(|i| NOT_CASH.iter().any(|p| reading.matches(i, p).is_some_and(|end| end > at)))
    });
    facts.financing_state = if reading.says(&NOT_STARTED) {
        Some(FinancingState::NotStarted)
    } else if reading.says(&IN_PROGRESS)
        && !reading.says(&["already? preapproved", "already pre approved", "am|are|got preapproved"])
    {
        Some(FinancingState::InProgress)
    } else if reading.says(&PREQUALIFIED) {
        Some(FinancingState::Prequalified)
    } else if reading.says(&PREAPPROVED) {
        Some(FinancingState::Preapproved)
    } else {
        cash.then_some(FinancingState::Cash)
    };
    facts.loan_type = loan(reading);
}

/// The one loan named; two joined by "or" leave it open.
fn loan(reading: &mut Reading<'_>) -> Option<LoanType> {
    let mut found: Vec<LoanType> = Vec::new();
    for at in 0..reading.len() {
        let loan = match reading.word(at) {
            "va" if is_va_loan(reading, at) => LoanType::Va,
            "fha" => LoanType::Fha,
            "usda" => LoanType::Usda,
            "conventional" => LoanType::Conventional,
            "jumbo" => LoanType::Jumbo,
            _ if reading.whole(at) == Some(203) && reading.is(at + 1, &["k"]) => {
                reading.take(at, at + 2);
                LoanType::Fha
            }
            _ => continue,
        };
        let refused = reading.follows(
            at,
            &[
                "not|no|non a|an?",
                "instead of",
                "isnt",
                "dont|doesnt want|qualify a|an|for?",
                "than",
                "wont do|use|take",
            ],
        );
        if !refused && !found.contains(&loan) {
            found.push(loan);
        }
        reading.take(at, at + 1);
    }
    if found.len() == 1 { found.pop() } else { None }
}

/// "VA" is a loan unless it is Virginia or the hospital.
fn is_va_loan(reading: &Reading<'_>, at: usize) -> bool {
    let loan_follows = reading.is(
        at + 1,
        &[
            "loan",
            "loans",
            "eligible",
            "buyer",
            "financing",
            "approved",
            "preapproved",
            "mortgage",
            "benefits",
            "entitlement",
        ],
    );
    let place = |i: usize| {
        reading
            .tokens
            .get(i)
            .is_some_and(|token| token.is_capitalised() && token.raw.chars().skip(1).any(char::is_lowercase))
    };
    let after_place = (reading.mark(at.wrapping_sub(1)) == Some(',') && place(at.wrapping_sub(2)))
        || place(at.wrapping_sub(1));
    let state = after_place && !reading.is(at.wrapping_sub(1), &["with", "using"]);
    let in_state =
        reading.is(at.wrapping_sub(1), &["in", "near", "northern", "the", "my", "at"]) && !loan_follows;
    loan_follows || !(state || in_state || reading.is(at + 1, &["hospital", "clinic", "center"]))
}
