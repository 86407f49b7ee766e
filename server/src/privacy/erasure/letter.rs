//! The last letter to somebody who asked to be erased (GDPR art. 12(3)), who cannot be found here any more.

use super::repository::Deletion;
use crate::clock::from_millis;

/// What it says. It is stored in the transaction that erases, so that nobody is erased without being told.
pub(super) fn words(brokerage: &str, deletion: &Deletion) -> String {
    let day = |millis: i64| from_millis(millis).format("%B %-d, %Y").to_string();
    format!(
        "You asked {brokerage} to erase your data, and that was done on {}. Copies in backups cannot be read any more, \
         and the last of them is deleted by {}.\n\nKept is a scrambled mark of each of your addresses and messages, so \
         that a list that names you does not bring you back. Your links no longer work.\n\nNumber of the deletion, for \
         questions: {}\n\nThis is the last mail. Your address is forgotten within a day.\n",
        day(deletion.erased_at),
        day(deletion.backups_until),
        deletion.id,
    )
}
