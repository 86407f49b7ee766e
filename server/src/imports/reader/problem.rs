//! Why a whole file is refused.

/// Why a whole file is refused (import rule 3). Nothing of it is imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// No content.
    #[error("The file is empty.")]
    Empty,
    /// A header and nothing below it.
    #[error("The file has column names but no rows.")]
    NoRows,
    /// Another kind of file.
    #[error("This is {0}. Choose a CSV, Excel (.xlsx) or vCard file, or an export of RealtorOS (.zip).")]
    WrongFormat(&'static str),
    /// A workbook that cannot be read to its end.
    #[error("The workbook is damaged or only half downloaded. Export it again.")]
    Damaged,
    /// An export of RealtorOS that another version wrote.
    #[error("This export was made by another version of RealtorOS, which this one cannot read.")]
    OtherVersion,
    /// A file of an export of RealtorOS is not as it was written.
    #[error(
        "{0} in this export is not as it was exported: its fingerprint is not the one in manifest.json. Use the file as you downloaded it."
    )]
    Changed(&'static str),
    /// More than a file may hold.
    #[error("The file is larger than 200 MB. Split it and import the parts.")]
    TooLarge,
}

impl FileProblem {
    /// The reason as predictions of labelled samples name it.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::NoRows => "no_rows",
            Self::WrongFormat(_) | Self::Damaged | Self::OtherVersion | Self::Changed(_) | Self::TooLarge => {
                "wrong_format"
            }
        }
    }
}
