//! A message while it is being read.

use super::text::Text;
use chrono::NaiveDate;
use std::ops::Deref;

/// The tokens of a message and which of them have been read.
pub(super) struct Reading<'a> {
    text: Text<'a>,
    used: Vec<bool>,
    /// The local date of the message.
    pub(super) today: NaiveDate,
}

impl<'a> Deref for Reading<'a> {
    type Target = Text<'a>;
    fn deref(&self) -> &Text<'a> {
        &self.text
    }
}

impl<'a> Reading<'a> {
    /// Splits `source` and starts with nothing read.
    pub(super) fn new(source: &'a str, today: NaiveDate) -> Self {
        let text = Text::new(source);
        Self { used: vec![false; text.len()], text, today }
    }

    /// Marks the tokens from `from` up to `to` as read.
    pub(super) fn take(&mut self, from: usize, to: usize) {
        for used in self.used.iter_mut().take(to).skip(from) {
            *used = true;
        }
    }

    /// Whether none of the tokens from `from` up to `to` has been read.
    pub(super) fn is_free(&self, from: usize, to: usize) -> bool {
        !self.used.iter().take(to).skip(from).any(|used| *used)
    }

    /// Whether the token at `at` has been read.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.used.get(at).is_some_and(|used| *used)
    }
}
