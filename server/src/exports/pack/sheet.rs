//! CSV in UTF-8. Cells that a spreadsheet would run are defused (OWASP, "CSV injection").

use crate::{Error, Result};
use realtoros_domain::imports::escape_for_export;

/// Lines of a table.
pub struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    /// No lines yet.
    pub fn new() -> Self {
        Self(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new()))
    }

    /// Adds a line.
    pub fn line<I>(&mut self, cells: I) -> Result<()>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let safe: Vec<String> =
            cells.into_iter().map(|cell| escape_for_export(cell.as_ref()).into_owned()).collect();
        self.0.write_record(&safe).map_err(|error| Error::Internal(format!("csv: {error}")))
    }

    /// The lines as bytes.
    pub fn into_bytes(self) -> Result<Vec<u8>> {
        self.0.into_inner().map_err(|error| Error::Internal(format!("csv: {error}")))
    }
}

/// One line as bytes.
pub fn line<I>(cells: I) -> Result<Vec<u8>>
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    let mut sheet = Sheet::new();
    sheet.line(cells)?;
    sheet.into_bytes()
}
