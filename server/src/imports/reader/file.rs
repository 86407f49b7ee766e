//! An import file: what it is, its tables, and their rows.

use super::{
    FileProblem, Format, LARGEST_FILE, Rows, SignedManifest,
    csv::CsvRecords,
    encoding,
    export::Export,
    records::Records,
    sniff,
    vcard::{self, CardRecords},
    xlsx::Workbook,
};
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber},
    imports::find_header_row,
};
use std::borrow::Cow;

/// How many rows are looked at to find the header.
const HEADER_SEARCH: usize = 20;
/// How many rows below the header are shown to the realtor and to the mapping.
const SAMPLE: usize = 50;

/// An import file that can be read.
pub struct ImportFile<'a> {
    /// What the file really is.
    pub format: Format,
    /// Whether its name promises something else.
    pub wrong_extension: bool,
    /// Its tables, those without rows left out.
    pub tables: Vec<Table>,
    source: Source<'a>,
}

/// A table of an import file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet; CSV files and cards have none.
    pub sheet: Option<String>,
    /// The names of the columns.
    pub headers: Vec<String>,
    /// The first rows below the header.
    pub sample: Vec<Vec<String>>,
    /// Whether it is the history of an export of RealtorOS, which has no columns to choose.
    pub(super) is_history: bool,
    /// How many rows that are not blank stand above the first data row.
    above: usize,
}

enum Source<'a> {
    Text(Cow<'a, [u8]>),
    Cards(Cow<'a, [u8]>),
    Workbook(Box<Workbook<'a>>),
    Export(Vec<u8>, Box<Export<'a>>),
}

/// Opens a file: finds out what it is and where its tables are. `name` is the file's name.
pub fn open<'a>(name: &str, bytes: &'a [u8]) -> Result<ImportFile<'a>, FileProblem> {
    if bytes.len() > LARGEST_FILE {
        return Err(FileProblem::TooLarge);
    }
    if let Some(mut export) = Export::recognise(bytes)? {
        let leads = export.leads()?;
        export.check_data()?;
        return ImportFile::new(name, Format::Export, Source::Export(leads, Box::new(export)));
    }
    if sniff::is_workbook(bytes)? {
        let source = Source::Workbook(Box::new(Workbook::open(bytes)?));
        return ImportFile::new(name, Format::Xlsx, source);
    }
    let text = encoding::to_byte_text(bytes);
    match sniff::text_format(&text)? {
        Format::VCard => ImportFile::new(name, Format::VCard, Source::Cards(text)),
        _ => ImportFile::new(name, Format::Csv, Source::Text(text)),
    }
}

impl<'a> ImportFile<'a> {
    fn new(name: &str, format: Format, mut source: Source<'a>) -> Result<Self, FileProblem> {
        let tables = match &mut source {
            Source::Text(text) => Table::find(None, CsvRecords::new(text)).into_iter().collect(),
            Source::Cards(text) => {
                let rows = Rows::new(CardRecords::new(text), 0);
                let sample =
                    rows.take(SAMPLE).map(|row| row.map(|row| row.cells).unwrap_or_default()).collect();
                vec![Table { sheet: None, headers: vcard::header(text), sample, is_history: false, above: 0 }]
            }
            Source::Workbook(workbook) => {
                let mut tables = Vec::new();
                for sheet in workbook.sheets() {
                    tables.extend(Table::find(Some(sheet.clone()), workbook.records(&sheet)?));
                }
                tables
            }
            Source::Export(leads, export) => {
                let mut tables: Vec<Table> = Table::find(None, CsvRecords::new(leads)).into_iter().collect();
                if Rows::new(export.history()?, 0).next().is_some() {
                    tables.push(Table::history());
                }
                tables
            }
        };
        let is_blank = tables.is_empty();
        let tables: Vec<Table> =
            tables.into_iter().filter(|table: &Table| table.is_history || !table.sample.is_empty()).collect();
        if tables.is_empty() {
            return Err(if is_blank { FileProblem::Empty } else { FileProblem::NoRows });
        }
        Ok(Self { format, wrong_extension: format.contradicts_name(name), tables, source })
    }

    /// What the signature of an export says, once it is checked; `None` for other files and exports without one.
    pub fn signed_manifest(&self) -> Option<SignedManifest> {
        match &self.source {
            Source::Export(_, export) => export.signed(),
            Source::Text(_) | Source::Cards(_) | Source::Workbook(_) => None,
        }
    }

    /// The rows of a table, from the first, as often as needed.
    pub fn rows(&mut self, table: usize) -> Result<Rows<'_>, FileProblem> {
        let table = self.tables.get(table).ok_or(FileProblem::NoRows)?;
        let above = table.above;
        Ok(match &mut self.source {
            Source::Export(_, export) if table.is_history => Rows::new(export.history()?, 0),
            Source::Export(leads, _) => {
                Rows::new(CsvRecords::new(leads).with_columns(table.headers.len()), above)
            }
            Source::Text(text) => Rows::new(CsvRecords::new(text).with_columns(table.headers.len()), above),
            Source::Cards(text) => Rows::new(CardRecords::new(text), above),
            Source::Workbook(workbook) => {
                Rows::new(workbook.records(table.sheet.as_deref().unwrap_or_default())?, above)
            }
        })
    }
}

impl Table {
    /// Finds the header of a table. A table without content is none.
    fn find(sheet: Option<String>, records: impl Records) -> Option<Self> {
        let mut rows = Rows::new(records, 0).map(|row| row.map(|row| row.cells).unwrap_or_default());
        let first: Vec<Vec<String>> = rows.by_ref().take(HEADER_SEARCH).collect();
        if first.is_empty() {
            return None;
        }
        let header = find_header_row(&first);
        let above = header.map_or(0, |row| row + 1);
        let mut sample: Vec<Vec<String>> = first[above..].to_vec();
        sample.extend(rows.take(SAMPLE));
        let headers = header.map_or_else(|| made_up_headers(&sample), |row| trimmed(&first[row]));
        Some(Self { sheet, headers, sample, is_history: false, above })
    }

    /// The history of an export: none of it is shown as a sample.
    const fn history() -> Self {
        Self { sheet: None, headers: Vec::new(), sample: Vec::new(), is_history: true, above: 0 }
    }
}

/// A spreadsheet may count empty columns to the right of the header; a CSV file may too.
fn trimmed(header: &[String]) -> Vec<String> {
    header.iter().map(|name| name.trim().to_owned()).collect()
}

/// Names for the columns of a table without a header, by what the columns hold.
fn made_up_headers(sample: &[Vec<String>]) -> Vec<String> {
    let columns = sample.iter().map(Vec::len).max().unwrap_or(0);
    let column = |at: usize| {
        let cells: Vec<&str> = sample
            .iter()
            .filter_map(|row| row.get(at))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let most = |is: &dyn Fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count() * 2 > cells.len();
        if most(&|cell| !EmailAddress::split(cell).is_empty()) {
            "Email".to_owned()
        } else if most(&|cell| !PhoneNumber::split(cell).is_empty()) {
            "Phone".to_owned()
        } else {
            format!("Column {}", at + 1)
        }
    };
    (0..columns).map(column).collect()
}
