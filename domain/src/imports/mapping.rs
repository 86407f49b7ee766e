//! Which column fills which field: suggested by us, corrected by the realtor.

use super::{Field, Layout, TagSeparator, is_sensitive};
use serde::{Deserialize, Serialize};

/// What happens to a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// It fills a field of the lead.
    Field(Field),
    /// It is not imported.
    Ignored,
    /// It is sensitive: not imported, and no correction changes that (import rule 10, P-11).
    Refused,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name in the header line.
    pub header: String,
    /// What happens to the column.
    pub target: Target,
}

/// Which column fills which field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Untrusted")]
pub struct Mapping {
    columns: Vec<Column>,
    layout: Layout,
    tag_separator: TagSeparator,
}

/// The column is sensitive, or there is none at the position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this column is sensitive and cannot be imported")]
pub struct RefusedColumn;

impl Mapping {
    /// The mapping that the header names suggest. The sample, some rows of the file, shows how tags are
    /// separated.
    pub fn suggest(headers: &[String], sample: &[Vec<String>]) -> Self {
        let layout = Layout::recognise(headers);
        let columns = headers
            .iter()
            .map(|header| Column {
                header: header.clone(),
                target: if is_sensitive(header) {
                    Target::Refused
                } else {
                    layout.field(header).map_or(Target::Ignored, Target::Field)
                },
            })
            .collect();
        let mut mapping = Self { columns, layout, tag_separator: TagSeparator::default() };
        mapping.tag_separator = layout.tag_separator().unwrap_or_else(|| {
            let cells: Vec<&str> = sample.iter().flat_map(|row| mapping.cells_of(row, Field::Tags)).collect();
            TagSeparator::detect(&cells)
        });
        mapping
    }

    /// The columns, in the order of the file.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The layout that the headers carry.
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// How the tags of a cell are set apart.
    pub const fn tag_separator(&self) -> TagSeparator {
        self.tag_separator
    }

    /// The same mapping with another separator of tags.
    #[must_use]
    pub const fn with_tag_separator(mut self, separator: TagSeparator) -> Self {
        self.tag_separator = separator;
        self
    }

    /// The realtor's correction: the column fills `field`, or is ignored.
    pub fn set(&mut self, column: usize, field: Option<Field>) -> Result<(), RefusedColumn> {
        let column = self.columns.get_mut(column).ok_or(RefusedColumn)?;
        if column.target == Target::Refused {
            return Err(RefusedColumn);
        }
        column.target = field.map_or(Target::Ignored, Target::Field);
        Ok(())
    }

    /// The names of the columns that are refused.
    pub fn refused(&self) -> impl Iterator<Item = &str> {
        self.headers_of(Target::Refused)
    }

    /// The names of the columns that are ignored.
    pub fn ignored(&self) -> impl Iterator<Item = &str> {
        self.headers_of(Target::Ignored)
    }

    /// Whether a lead can be reached at all: some column holds addresses or numbers.
    pub fn has_contact_column(&self) -> bool {
        let is_contact =
            |column: &Column| matches!(column.target, Target::Field(Field::Email | Field::Phone));
        self.columns.iter().any(is_contact)
    }

    /// The cells of `row` that fill `field`, empty ones left out, in order.
    pub fn cells_of<'a>(
        &self,
        row: &'a [String],
        field: Field,
    ) -> impl Iterator<Item = &'a str> + use<'a, '_> {
        self.columns
            .iter()
            .zip(row)
            .filter(move |(column, _)| column.target == Target::Field(field))
            .map(|(_, cell)| cell.as_str())
            .filter(|cell| !cell.trim().is_empty())
    }

    /// The first cell of `row` that fills `field`, or an empty text.
    pub fn cell<'a>(&self, row: &'a [String], field: Field) -> &'a str {
        self.cells_of(row, field).next().unwrap_or_default()
    }

    fn headers_of(&self, target: Target) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(move |column| column.target == target).map(|column| column.header.as_str())
    }
}

/// A mapping as it comes back from the browser. Sensitive columns are refused again, whatever it says.
#[derive(Deserialize)]
struct Untrusted {
    columns: Vec<Column>,
    #[serde(default)]
    layout: Layout,
    #[serde(default)]
    tag_separator: TagSeparator,
}

impl From<Untrusted> for Mapping {
    fn from(Untrusted { mut columns, layout, tag_separator }: Untrusted) -> Self {
        for column in &mut columns {
            if is_sensitive(&column.header) {
                column.target = Target::Refused;
            }
        }
        Self { columns, layout, tag_separator }
    }
}
