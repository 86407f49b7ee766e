//! Excel workbooks, cell by cell. Formulas are never evaluated: a stored result is taken as text.

use super::{
    FileProblem, LARGEST_CELL, inflated,
    records::{Record, Records, Spoiled},
};
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, Xlsx, XlsxCellReader};
use realtoros_domain::imports::RejectReason;
use std::io::Cursor;

/// A workbook may grow to this many bytes when it is unpacked.
const LARGEST_UNPACKED: u64 = 2 * 1024 * 1024 * 1024;
/// The table of shared texts is held in memory, so it has a limit of its own.
const LARGEST_TEXTS: u64 = 256 * 1024 * 1024;
/// More columns than any export has; a cell far to the right must not make a row of a million cells.
const MOST_COLUMNS: u32 = 1024;

/// A workbook.
pub(super) struct Workbook<'a>(Xlsx<Cursor<&'a [u8]>>);

impl<'a> Workbook<'a> {
    /// Opens a workbook.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, FileProblem> {
        let (total, texts) = inflated::sizes(bytes, b"sharedStrings.xml").ok_or(FileProblem::Damaged)?;
        if total > LARGEST_UNPACKED || texts > LARGEST_TEXTS {
            return Err(FileProblem::TooLarge);
        }
        Xlsx::new(Cursor::new(bytes)).map(Self).map_err(|_| FileProblem::Damaged)
    }

    /// The names of the sheets with cells.
    pub(super) fn sheets(&self) -> Vec<String> {
        let sheets = self.0.sheets_metadata().iter();
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
    }

    /// The rows of a sheet.
    pub(super) fn records(&mut self, sheet: &str) -> Result<SheetRecords<'_, 'a>, FileProblem> {
        let cells = self.0.worksheet_cells_reader(sheet).map_err(|_| FileProblem::Damaged)?;
        Ok(SheetRecords { cells, ahead: None, cut_off: false, ended: false })
    }
}

/// The rows of a sheet.
pub(super) struct SheetRecords<'s, 'a> {
    cells: XlsxCellReader<'s, Cursor<&'a [u8]>>,
    /// The first cell of the next row.
    ahead: Option<(u32, u32, String)>,
    cut_off: bool,
    ended: bool,
}

impl SheetRecords<'_, '_> {
    /// The next cell that is not empty.
    fn next_cell(&mut self) -> Option<(u32, u32, String)> {
        if let Some(cell) = self.ahead.take() {
            return Some(cell);
        }
        while !self.ended {
            match self.cells.next_cell_with_formula() {
                Ok(Some(cell)) => {
                    let text = cell_text(&cell.value, cell.formula.as_deref());
                    if !text.is_empty() {
                        return Some((cell.pos.0, cell.pos.1, text));
                    }
                }
                Ok(None) => self.ended = true,
                Err(_) => (self.ended, self.cut_off) = (true, true),
            }
        }
        None
    }
}

impl Records for SheetRecords<'_, '_> {
    fn next_record(&mut self) -> Option<Record> {
        let (row, column, text) = self.next_cell()?;
        let mut cells: Vec<String> = Vec::new();
        let mut wrong = None;
        let mut put = |column: u32, text: String| {
            if column >= MOST_COLUMNS {
                wrong = Some(RejectReason::MalformedRow);
            } else {
                if text.len() > LARGEST_CELL {
                    wrong = Some(RejectReason::CellTooLarge);
                }
                let column = column as usize;
                cells.resize(cells.len().max(column + 1), String::new());
                cells[column] = text;
            }
        };
        put(column, text);
        while let Some(cell) = self.next_cell() {
            if cell.0 != row {
                self.ahead = Some(cell);
                break;
            }
            put(cell.1, cell.2);
        }
        Some(match wrong {
            Some(reason) => Err(Spoiled { reason, cells }),
            None => Ok(cells),
        })
    }

    fn is_cut_off(&self) -> bool {
        self.cut_off
    }
}

/// A cell as text. A formula without a stored result is kept as its own text.
fn cell_text(value: &DataRef<'_>, formula: Option<&str>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            without_empty(text, formula)
        }
        DataRef::SharedString(text) => without_empty(text, formula),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(time) => date_text(time),
        DataRef::Error(_) | DataRef::Empty => without_empty("", formula),
    }
}

fn without_empty(text: &str, formula: Option<&str>) -> String {
    match formula {
        Some(formula) if text.is_empty() && !formula.is_empty() => {
            format!("={}", formula.trim_start_matches('='))
        }
        _ => text.to_owned(),
    }
}

fn date_text(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}
