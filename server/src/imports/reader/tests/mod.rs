//! Files written in place: what they are, their rows, and what goes wrong with them.

mod bad_input;
mod cards;
mod csv_files;
mod exports;
pub mod workbook;

use super::*;
use chrono::NaiveDate;
use realtoros_domain::imports::RejectReason;

type Read = (Vec<Result<Vec<String>, RejectReason>>, bool);

/// The header and rows of a file's first table, and whether it was cut off.
fn read(name: &str, bytes: &[u8]) -> Result<(Vec<String>, Read), FileProblem> {
    let mut file = open(name, bytes)?;
    let headers = file.tables[0].headers.clone();
    let mut rows = file.rows(0)?;
    let cells = rows.by_ref().map(|row| row.map(|row| row.cells).map_err(|row| row.reason)).collect();
    Ok((headers, (cells, rows.is_cut_off())))
}

fn rows(bytes: &[u8]) -> Read {
    read("leads.csv", bytes).unwrap().1
}

#[expect(clippy::unnecessary_wraps, reason = "compared with rows, which may be refused")]
fn cells(line: &str) -> Result<Vec<String>, RejectReason> {
    Ok(line.split('|').map(str::to_owned).collect())
}

fn predict(name: &str, bytes: &[u8]) -> serde_json::Value {
    let as_of = NaiveDate::from_ymd_opt(2026, 3, 10).unwrap();
    serde_json::to_value(evaluate(name, bytes, as_of)).unwrap()
}
