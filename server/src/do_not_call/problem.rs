//! Why a whole file is refused.

/// Why a file cannot be used. Nothing of it is: a list that is read in part would open numbers that are on it (P-48).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// No number in it.
    #[error("There are no telephone numbers in this file.")]
    Empty,
    /// Another kind of file.
    #[error(
        "This is {0}. Choose the list as a text file, as it comes from the registry, or the ZIP file that holds it."
    )]
    WrongFormat(&'static str),
    /// The archive cannot be read to its end.
    #[error("The ZIP file is damaged or only half downloaded. Download it again.")]
    Damaged,
    /// A line that is no number.
    #[error(
        "Line {0} is not a telephone number. The file may have been cut off or changed. Download the list again and use the file as it comes."
    )]
    Line(u64),
    /// A list of what changed says nothing about all other numbers.
    #[error(
        "This file lists changes: numbers that were added or removed since another day. Download the full list for your area codes."
    )]
    Changes,
    /// More than a file may hold.
    #[error(
        "The file is too large: up to 2 GB as text, 200 MB as a ZIP file. Download fewer area codes at a time."
    )]
    TooLarge,
    /// The connection broke.
    #[error("The file did not arrive whole. Try again.")]
    Broken,
}
