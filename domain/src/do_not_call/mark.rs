//! What the lists say together about one number.

use super::List;
use crate::consent::Registry;
use chrono::{DateTime, Utc};

/// What the newest copy of a list said about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which list.
    pub list: List,
    /// When the copy was downloaded: the beginning of that day where the realtor works.
    pub at: DateTime<Utc>,
    /// Whether the number was on it.
    pub listed: bool,
}

/// What the gate is told of a number with these marks, at most one of each list.
///
/// On any list is listed, also when that copy has grown old: nobody leaves a list because the realtor stopped looking.
/// Only the federal list makes a number checked; lists of states add to it.
pub fn registry(marks: &[Mark]) -> Registry {
    let federal = marks.iter().find(|mark| mark.list == List::Federal);
    match marks.iter().filter(|mark| mark.listed).max_by_key(|mark| mark.at).or(federal) {
        Some(mark) => Registry::Scrubbed { at: mark.at, listed: mark.listed },
        None => Registry::NotEvaluated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p48_any_list_closes_a_number_and_only_the_federal_one_opens_it() {
        let at = |day: i64| DateTime::from_timestamp(1_795_000_000 + day * 86_400, 0).unwrap();
        let mark = |list, day, listed| Mark { list, at: at(day), listed };
        let (federal, texas) = (List::Federal, List::State("TX"));
        assert_eq!(registry(&[]), Registry::NotEvaluated);
        assert_eq!(registry(&[mark(texas, 9, false)]), Registry::NotEvaluated);
        let clear = Registry::Scrubbed { at: at(3), listed: false };
        assert_eq!(registry(&[mark(federal, 3, false), mark(texas, 9, false)]), clear);
        let listed = |day| Registry::Scrubbed { at: at(day), listed: true };
        assert_eq!(registry(&[mark(federal, 3, true)]), listed(3));
        assert_eq!(registry(&[mark(federal, 9, false), mark(texas, 1, true)]), listed(1));
    }
}
