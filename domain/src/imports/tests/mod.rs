//! The rules of imports, over rows written in place.

mod consent;
mod duplicates;
mod mapping;
mod rows;

use super::*;
use chrono::NaiveDate;

/// Cells of a line separated by bars.
fn cells(line: &str) -> Vec<String> {
    line.split('|').map(str::to_owned).collect()
}

fn context() -> ImportContext {
    ImportContext { as_of: NaiveDate::from_ymd_opt(2026, 3, 10).unwrap(), seller: None }
}

/// Reads one line under a header line.
fn read(header: &str, line: &str) -> Result<ImportedLead, RejectReason> {
    let mapping = Mapping::suggest(&cells(header), &[cells(line)]);
    read_row(&mapping, 1, &cells(line), &context())
}

/// Reads lines under a header line, numbered from 1.
fn read_all(header: &str, lines: &[&str]) -> Vec<ImportedLead> {
    let sample: Vec<Vec<String>> = lines.iter().map(|line| cells(line)).collect();
    let mapping = Mapping::suggest(&cells(header), &sample);
    (1..).zip(&sample).map(|(number, row)| read_row(&mapping, number, row, &context()).unwrap()).collect()
}
