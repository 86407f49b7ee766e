//! Tables of phrasings, and properties that hold for all of them.

mod intents;
mod mail;
mod phrasings;
mod properties;

use super::{Class, Reading, Reply, Source, read};

pub(super) fn sms(text: &str) -> Reading {
    read(&Reply {
        source: Source::Sms,
        subject: None,
        text,
        prior_outbound: None,
        automatic: false,
        media: 0,
    })
}

pub(super) fn answer(prior: &str, text: &str) -> Reading {
    read(&Reply {
        source: Source::Sms,
        subject: None,
        text,
        prior_outbound: Some(prior),
        automatic: false,
        media: 0,
    })
}

pub(super) fn mail(subject: &str, text: &str) -> Reading {
    read(&Reply {
        source: Source::Email,
        subject: Some(subject),
        text,
        prior_outbound: None,
        automatic: false,
        media: 0,
    })
}

pub(super) fn note(text: &str) -> Reading {
    read(&Reply {
        source: Source::Note,
        subject: None,
        text,
        prior_outbound: None,
        automatic: false,
        media: 0,
    })
}

/// The scope as words: "sms voice".
pub(super) fn reached(reading: &Reading) -> String {
    reading.scope.iter().map(crate::Channel::as_str).collect::<Vec<_>>().join(" ")
}

/// Asserts one class for many texts and shows every miss at once.
pub(super) fn all_are(class: Class, texts: &[&str], read: impl Fn(&str) -> Reading) {
    let misses: Vec<_> =
        texts.iter().filter(|t| read(t).class != class).map(|t| (t, read(t).class)).collect();
    assert!(misses.is_empty(), "wanted {class:?}: {misses:?}");
}
