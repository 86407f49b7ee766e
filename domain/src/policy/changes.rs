//! The difference between two wordings, line by line.

/// A line of the newer wording, of the older one, or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// In both.
    Same(&'a str),
    /// Only in the newer one.
    Added(&'a str),
    /// Only in the older one.
    Removed(&'a str),
}

/// The lines of two wordings in order. Empty lines and indentation say nothing.
pub fn changes<'a>(old: &'a str, new: &'a str) -> Vec<Change<'a>> {
    let lines = |text: &'a str| -> Vec<&'a str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    };
    let (old, new) = (lines(old), lines(new));
    // The length of the longest common run of lines from (i, j) to the ends.
    let mut common = vec![vec![0_u32; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::with_capacity(old.len().max(new.len()));
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            found.push(Change::Same(old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || i < old.len() && common[i + 1][j] >= common[i][j + 1] {
            found.push(Change::Removed(old[i]));
            i += 1;
        } else {
            found.push(Change::Added(new[j]));
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::TEXT;
    use proptest::prelude::*;

    #[test]
    fn p69_a_changed_line_is_shown_as_it_was_and_as_it_is() {
        let found = changes("Title\n\nWe keep it.\nEnd.", "Title\n  We keep it for a year.\n  New.\nEnd.");
        assert_eq!(
            found,
            [
                Change::Same("Title"),
                Change::Removed("We keep it."),
                Change::Added("We keep it for a year."),
                Change::Added("New."),
                Change::Same("End."),
            ]
        );
        assert!(changes(TEXT, TEXT).iter().all(|change| matches!(change, Change::Same(_))));
    }

    proptest! {
        #[test]
        fn p69_both_wordings_can_be_read_out_of_the_difference(old in "[ab\n]{0,24}", new in "[ab\n]{0,24}") {
            let lines = |text: &str| -> Vec<String> {
                text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
            };
            let (mut left, mut right) = (Vec::new(), Vec::new());
            for change in changes(&old, &new) {
                let (Change::Same(line) | Change::Added(line) | Change::Removed(line)) = change;
                if !matches!(change, Change::Added(_)) { left.push(line.to_owned()); }
                if !matches!(change, Change::Removed(_)) { right.push(line.to_owned()); }
            }
            prop_assert_eq!(left, lines(&old));
            prop_assert_eq!(right, lines(&new));
        }
    }
}
