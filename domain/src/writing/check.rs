//! The guard over everything that is about to be sent, whoever drafted it.

use super::housing;
use super::reach::{has_markup, leads_out};
use crate::reply::normalise::{fold, visible};
use crate::reply::{pattern, words};
use serde::{Deserialize, Serialize};

/// Why a text must not go out as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objection {
    /// It describes people or areas in a way that fair housing law forbids (P-31).
    FairHousing,
    /// It claims or implies that a person writes (P-30).
    ClaimsToBeHuman,
    /// It holds a link, the name of a web site or a telephone number that no code put there (P-32).
    Link,
    /// It holds an image, which could carry data out, or other markup (P-32).
    Image,
}

const HUMAN: &[&str] = &[
    "i am ..2 human|person|real|live !estate|automated",
    "i am not ..2 bot|robot|machine|ai|automated|computer|program",
    "not a|an|any bot|robot|machine|ai|automated|computer",
    "this is ..2 real|human|live person|agent|being",
    "a|real human|person typing|writing|here|texting",
    "soy ..2 humano|humana|persona|real",
    "no soy ..2 robot|bot|maquina",
];
const SAYS_OTHERWISE: &[&str] = &["not|no ..2 human|person|real", "automated assistant not|and"];

/// What speaks against sending `text`, in a fixed order and each once; empty when nothing does.
pub fn check_outgoing(text: &str) -> Vec<Objection> {
    let text = visible(text);
    let low = fold(&text);
    let parts = words::sentences(&text);
    let any = |patterns: &[&str]| parts.iter().any(|s| pattern::any(patterns, &s.words()));
    let claims = parts.iter().any(|s| {
        let words = s.words();
        pattern::any(&HUMAN[1..], &words)
            || (pattern::any(&HUMAN[..1], &words) && !pattern::any(SAYS_OTHERWISE, &words))
    });
    let found = [
        (any(housing::COPY) || any(housing::ASKED), Objection::FairHousing),
        (claims, Objection::ClaimsToBeHuman),
        (leads_out(&low), Objection::Link),
        (has_markup(&low), Objection::Image),
    ];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, objection)| objection).collect()
}
