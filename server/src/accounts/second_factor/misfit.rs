//! What of a form with several fields is to be put right.

use crate::Error;

/// An error, and the field that it is about.
#[derive(Debug)]
pub struct Misfit {
    /// `name`, `password` or `code`; nothing when it is about none of them.
    pub field: &'static str,
    /// What is wrong.
    pub error: Error,
}

impl Misfit {
    /// Says of which field an error is.
    pub fn of(field: &'static str) -> impl FnOnce(Error) -> Self {
        move |error| Self { field, error }
    }
}

impl<E: Into<Error>> From<E> for Misfit {
    fn from(error: E) -> Self {
        Self { field: "", error: error.into() }
    }
}
