//! An import as the wizard shows it.

use realtoros_domain::{
    ids::{ImportId, LeadId},
    imports::Column,
};
use serde::{Deserialize, Serialize};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Counted; the realtor looks at it.
    Preview,
    /// Being written.
    Running,
    /// Written.
    Done,
    /// Stopped half-way.
    Canceled,
    /// Being taken back.
    Undoing,
    /// Taken back.
    Undone,
}

impl State {
    /// The word that people read, and the class that gives its colour.
    pub const fn word(self) -> (&'static str, &'static str) {
        match self {
            Self::Preview => ("To look at", "chip info"),
            Self::Running => ("Importing", "chip info"),
            Self::Done => ("Imported", "chip ok"),
            Self::Canceled => ("Stopped", "chip warn"),
            Self::Undoing => ("Being undone", "chip warn"),
            Self::Undone => ("Undone", "chip"),
        }
    }

    /// Whether what it wrote can be taken back.
    pub const fn can_undo(self) -> bool {
        matches!(self, Self::Done | Self::Canceled)
    }
}

/// An import in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportLine {
    /// Which import.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// Where it stands.
    pub state: State,
    /// Rows in the file.
    pub rows: u64,
    /// New leads, joined rows, rejected rows.
    pub written: [u64; 3],
    /// When the file came, in milliseconds since 1970 UTC.
    pub created_at: i64,
}

/// What the dry run found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Rows that become new leads.
    pub new: u64,
    /// Rows that repeat an earlier row of the file.
    pub duplicate: u64,
    /// Rows that are somebody whom the account has already.
    pub known: u64,
    /// Rejected rows, by the sentence that says why.
    pub rejected: Vec<(String, u64)>,
    /// Rows with an opt-out.
    pub opted_out: u64,
    /// Rows whose notes read like an opt-out.
    pub review: u64,
    /// Messages, calls and notes that come along.
    pub messages: u64,
    /// Listings that come along.
    pub listings: u64,
}

/// What happens to a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plan {
    /// Its rows become leads.
    Leads,
    /// Its rows are opt-outs.
    OptOuts,
    /// Nobody can be reached by what is known of its columns.
    Unknown,
    /// It is the history of an export.
    History,
}

/// What becomes of the consent in an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentView {
    /// Whether it comes back.
    pub comes_back: bool,
    /// Why, or why not.
    pub words: String,
}

/// A table of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableView {
    /// The name of the sheet.
    pub sheet: Option<String>,
    /// What happens to it.
    pub plan: Plan,
    /// Its columns, for a table of leads.
    pub columns: Vec<Column>,
    /// Its first rows; cells of sensitive columns are empty.
    pub sample: Vec<Vec<String>>,
}

/// How far the work has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Rows done.
    pub done: u64,
    /// Rows in all; 0 while unknown.
    pub of: u64,
    /// Whether the work was given up after many attempts.
    pub is_dead: bool,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRun {
    /// The same as in the list.
    pub line: ImportLine,
    /// Whether the name promises another kind of file.
    pub wrong_extension: bool,
    /// Whether the file was cut off.
    pub cut_off: bool,
    /// What the dry run found.
    pub found: Found,
    /// Whether the consent in the file comes back, as a sentence; none for a file without a ledger.
    pub consent: Option<ConsentView>,
    /// The tables.
    pub tables: Vec<TableView>,
    /// How far the work has come.
    pub progress: Progress,
    /// Leads that an undo kept, with their names.
    pub kept: Vec<(LeadId, String)>,
}
