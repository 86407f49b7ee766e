//! What is sealed in an import's row, and an import as the wizard sees it.

use super::{
    reader::{Origin, TablePlan},
    trust::Standing,
};
use crate::{jobs::JobStatus, vault::Record};
use realtoros_domain::{
    ids::ImportId,
    imports::{ImportCounts, Mapping},
};
use serde::{Deserialize, Serialize};

/// What is known of an uploaded file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ImportRecord {
    /// The file's name.
    pub file_name: String,
    /// Whether the name promises another kind of file.
    pub wrong_extension: bool,
    /// Whether the file was cut off.
    pub cut_off: bool,
    /// Its tables.
    pub tables: Vec<TableRecord>,
    /// What the dry run found.
    pub counts: ImportCounts,
    /// Rows that are somebody whom the account knows already.
    pub known: u64,
    /// Of which account's export this installation has signed the file; `None` for every other file.
    #[serde(default)]
    pub signed_by_us: Option<Origin>,
}

impl ImportRecord {
    /// The table in which the row `number` stands.
    pub fn table_of(&self, number: i64) -> Option<usize> {
        match self.tables.as_slice() {
            [_] => Some(0),
            tables => tables.iter().position(|table| table.end.is_some_and(|end| number <= i64::from(end))),
        }
    }
}

impl Record for ImportRecord {
    const TABLE: &'static str = "import";
}

/// A table of the file. Cells of sensitive columns are not in the sample.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TableRecord {
    /// The name of the sheet.
    pub sheet: Option<String>,
    /// What happens to the table.
    pub plan: TablePlan,
    /// The first rows.
    pub sample: Vec<Vec<String>>,
    /// The number of its last row in the whole file; uploads of earlier versions do not have it.
    #[serde(default)]
    pub end: Option<u32>,
}

/// A mapping that the realtor has corrected, for the next file with the same columns.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RememberedMapping(pub Mapping);

impl Record for RememberedMapping {
    const TABLE: &'static str = "import_mapping";
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Read and counted; the realtor looks at it.
    Preview,
    /// Its rows are being written.
    Running,
    /// All rows are written.
    Done,
    /// Stopped half-way; what was written stays and can be undone.
    Canceled,
    /// What it wrote is being taken back.
    Undoing,
    /// What it wrote was taken back.
    Undone,
}

impl ImportState {
    const ALL: [Self; 6] =
        [Self::Preview, Self::Running, Self::Done, Self::Canceled, Self::Undoing, Self::Undone];

    /// The name under which the state is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Running => "running",
            Self::Done => "done",
            Self::Canceled => "canceled",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// The state of that name; a name that is none counts as stopped.
    pub fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(Self::Canceled)
    }
}

/// An import as the wizard shows it.
#[derive(Clone, Debug)]
pub struct ImportView {
    /// Which import.
    pub id: ImportId,
    /// Where it stands.
    pub state: ImportState,
    /// What is known of the file, and what the dry run found.
    pub record: ImportRecord,
    /// Whether consent comes back with it, as it stands now.
    pub standing: Standing,
    /// Rows in the file.
    pub rows: i64,
    /// Rows written so far: new leads, rows joined to known leads, rejected rows.
    pub written: [i64; 3],
    /// The job that works on it.
    pub job: Option<JobStatus>,
    /// Leads of which an undo kept something because it was changed meanwhile.
    pub kept: Vec<realtoros_domain::ids::LeadId>,
    /// Milliseconds since 1970 UTC.
    pub created_at: i64,
}
