//! Evidence of express written consent (import rule 9, P-41).

use super::{Field, ImportContext, Mapping};
use crate::{
    ChannelSet,
    contact::{PhoneNumber, tidy},
};
use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What a row says about how the person agreed, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsentEvidence {
    /// The wording that the person agreed to.
    pub wording: String,
    /// What the person did.
    pub act: String,
    /// When.
    pub time: String,
    /// On which page.
    pub url: String,
    /// From which internet address.
    pub ip: String,
    /// For which number.
    pub phone: String,
}

impl ConsentEvidence {
    /// The cells of a row that are evidence.
    pub(super) fn from_row(mapping: &Mapping, cells: &[String]) -> Self {
        let cell = |field| tidy(mapping.cell(cells, field));
        Self {
            wording: cell(Field::ConsentWording),
            act: cell(Field::ConsentAct),
            time: cell(Field::ConsentTime),
            url: cell(Field::ConsentUrl),
            ip: cell(Field::ConsentIp),
            phone: cell(Field::ConsentPhone),
        }
    }

    /// Whether the row carries no evidence at all.
    pub const fn is_empty(&self) -> bool {
        self.wording.is_empty()
            && self.act.is_empty()
            && self.time.is_empty()
            && self.url.is_empty()
            && self.ip.is_empty()
            && self.phone.is_empty()
    }

    /// The channels for which the evidence is complete; none when anything is missing.
    pub(super) fn express_written(&self, phones: &[PhoneNumber], context: &ImportContext) -> ChannelSet {
        let number = self.phone.parse::<PhoneNumber>();
        let is_own_number = number.is_ok_and(|number| phones.iter().any(|own| own.e164() == number.e164()));
        let complete = is_own_number
            && is_act(&self.act)
            && is_time(&self.time, context.as_of)
            && is_no_condition(&self.wording)
            && names_one_seller(&self.wording, context.seller.as_deref());
        if complete { channels_agreed(&self.wording) } else { ChannelSet::NONE }
    }
}

/// Something that the person did in writing: no box that was ticked beforehand, nothing said aloud.
fn is_act(act: &str) -> bool {
    let act = act.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| act.contains(part));
    has(&["tick", "check", "typed", "sign", "clicked"])
        && !has(&[
            "pre-",
            "pre ",
            "pretick",
            "precheck",
            "default",
            "oral",
            "verbal",
            "spoken",
            "phone",
            "unticked",
            "unchecked",
            "not ",
            "no ",
            "implied",
            "assumed",
            "agent",
        ])
}

/// A date with a time of day that is not in the future.
fn is_time(text: &str, as_of: NaiveDate) -> bool {
    const FORMATS: [&str; 8] = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%m/%d/%Y %H:%M:%S",
        "%m/%d/%Y %H:%M",
        "%m/%d/%Y %I:%M %p",
        "%m/%d/%Y %I:%M:%S %p",
    ];
    let plain = text.trim_end_matches('Z').trim_end_matches(" UTC").split('.').next().unwrap_or_default();
    let date = DateTime::parse_from_rfc3339(text).map(|time| time.date_naive()).ok().or_else(|| {
        FORMATS
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(plain, format).ok())
            .map(|time| time.date())
    });
    date.is_some_and(|date| date <= as_of + Days::new(1))
}

/// "Consent is not a condition of purchase", in its usual forms.
fn is_no_condition(wording: &str) -> bool {
    let wording = wording.to_lowercase();
    let is_free = [
        "not a condition",
        "not required as a condition",
        "not required to",
        "not required for",
        "not conditioned",
        "no condition of",
    ];
    is_free.iter().any(|form| wording.contains(form))
}

/// Whether the wording names this seller, or some seller when ours is not known, and nobody else.
fn names_one_seller(wording: &str, seller: Option<&str>) -> bool {
    const OTHERS: [&str; 13] = [
        "partner",
        "affiliate",
        "third part",
        "third-part",
        "other compan",
        "and others",
        "network",
        "vendors",
        "sponsors",
        "its agents",
        "subsidiar",
        "lenders",
        "other businesses",
    ];
    let lower = wording.to_lowercase();
    if OTHERS.iter().any(|others| lower.contains(others)) {
        return false;
    }
    match seller {
        Some(seller) => lower.contains(&seller.to_lowercase()),
        None => names_someone(wording),
    }
}

/// Whether a capitalised name acts or follows a word that introduces the seller, and no second name is
/// joined to it.
fn names_someone(wording: &str) -> bool {
    const INTRODUCTIONS: [&str; 12] = [
        "that",
        "from",
        "by",
        "authorize",
        "authorise",
        "allow",
        "permit",
        "to",
        "let",
        "give",
        "agree",
        "consent",
    ];
    const NO_NAMES: [&str; 9] = ["I", "You", "We", "SMS", "STOP", "HELP", "Consent", "My", "This"];
    let words: Vec<&str> = wording.split_whitespace().collect();
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = |word: &str| is_capital(word) && !NO_NAMES.contains(&word);
    let is_form = |word: &str| ["Inc", "LLC", "Ltd", "Co"].contains(&word.trim_end_matches(['.', ',']));
    let before = |at: usize, back: usize| at.checked_sub(back).map_or("", |before| words[before]);
    let introduced = |at: usize| INTRODUCTIONS.contains(&before(at, 1).to_lowercase().as_str());
    let acts = |at: usize| matches!(words.get(at + 1), Some(&("may" | "can" | "will")));
    let joined = |at: usize| {
        matches!(before(at, 1), "and" | "or") && is_capital(before(at, 2))
            || before(at, 1).ends_with(',') && is_capital(before(at, 1))
    };
    let names: Vec<usize> = (0..words.len()).filter(|at| is_name(words[*at])).collect();
    names.iter().any(|at| introduced(*at) || acts(*at))
        && !names.iter().any(|at| joined(*at) && !is_form(words[*at]))
}

/// Texts alone, or calls and texts when automated technology and an artificial voice are named.
fn channels_agreed(wording: &str) -> ChannelSet {
    let wording = wording.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| wording.contains(part));
    let texts = has(&["text", "sms"]);
    let calls = has(&[" call"]);
    let automated =
        has(&["automat", "autodial", "auto-dial"]) && has(&["artificial", "prerecorded", "pre-recorded"]);
    match (texts, calls) {
        (true, false) => ChannelSet { sms: true, voice: false, email: false },
        (_, true) if automated => ChannelSet { sms: texts, voice: true, email: false },
        _ => ChannelSet::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLS: &str = "I agree that Harbor Realty may call and text me with automated technology and an artificial voice. Consent is not a condition of purchase.";
    const TEXTS: &str = "I want texts from Harbor Realty. Not a condition of any purchase.";

    fn proven(change: impl Fn(&mut ConsentEvidence)) -> ChannelSet {
        let mut evidence = ConsentEvidence {
            wording: CALLS.into(),
            act: "box ticked".into(),
            time: "2026-05-01T10:00:00Z".into(),
            phone: "617-555-0123".into(),
            ..ConsentEvidence::default()
        };
        change(&mut evidence);
        let context = ImportContext { as_of: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(), seller: None };
        evidence.express_written(&["+16175550123".parse().unwrap()], &context)
    }

    #[test]
    fn p41_complete_evidence_covers_the_channels_of_its_wording() {
        assert_eq!(proven(|_| ()), ChannelSet::PHONE);
        assert_eq!(
            proven(|e| e.wording = TEXTS.into()),
            ChannelSet { sms: true, voice: false, email: false }
        );
        let firm = "Harbor Realty, LLC may text me. It is not required to agree as a condition of purchase.";
        assert!(proven(|e| e.wording = firm.into()).sms);
        assert_eq!(proven(|e| e.act = "typed name".into()), ChannelSet::PHONE);
    }

    #[test]
    fn p41_anything_less_proves_nothing() {
        type Change = fn(&mut ConsentEvidence);
        let changes: [(&str, Change); 12] = [
            ("no seller", |e| e.wording = "I agree to get texts. Not a condition of purchase.".into()),
            ("partners", |e| e.wording = CALLS.replace("may call", "and its partners may call")),
            ("two sellers", |e| e.wording = CALLS.replace("Realty may", "Realty and Summit Lending may")),
            ("a list of sellers", |e| e.wording = TEXTS.replace("Realty.", "Realty, Summit Lending.")),
            ("a condition", |e| e.wording = CALLS.replace("is not a", "is a")),
            ("no automation", |e| {
                e.wording = "Harbor may call and text me, says Harbor. I agree that Harbor may. Not a condition of purchase.".into();
            }),
            ("pre-ticked", |e| e.act = "pre-ticked box".into()),
            ("oral", |e| e.act = "oral, signed by agent".into()),
            ("no act", |e| e.act.clear()),
            ("no time", |e| e.time = "2026-05-01".into()),
            ("later than the import", |e| e.time = "2026-07-01T10:00:00Z".into()),
            ("another number", |e| e.phone = "617-555-0124".into()),
        ];
        for (what, change) in changes {
            assert_eq!(proven(change), ChannelSet::NONE, "{what}");
        }
    }

    #[test]
    fn p41_the_account_may_say_whose_name_has_to_be_there() {
        assert!(names_one_seller(CALLS, Some("harbor realty")));
        assert!(!names_one_seller(CALLS, Some("Summit Homes")));
    }
}
