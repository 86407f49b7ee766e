//! Reading a list: line by line, in memory that grows with the account's own numbers only.

use super::{FileProblem, pipe::BROKEN};
use crate::imports::reader::LARGEST_FILE;
use realtoros_domain::do_not_call::{Line, Number, read_line};
use std::{
    collections::{BTreeMap, HashSet},
    io::{BufRead, BufReader, Cursor, Read},
};
use zip::ZipArchive;

/// The longest line that may be one of a list, in bytes.
const LONGEST_LINE: u64 = 1_024;
/// How many lines of words may stand above the first number.
const HEADER: u64 = 20;
/// How much a file may be when it is unpacked, in bytes, however many lists are in it: all numbers that there are fit several
/// times.
const LARGEST_LIST: u64 = 8 * 1024 * 1024 * 1024;

/// What a file says about the numbers of an account.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// How many numbers the file lists in each area code.
    pub areas: BTreeMap<u16, u64>,
    /// Those of the account's numbers that are listed.
    pub listed: HashSet<Number>,
}

/// Reads a text file, or the text files in a ZIP file, against these numbers.
pub(super) fn read(source: impl Read, numbers: &HashSet<Number>) -> Result<Found, FileProblem> {
    read_within(source, numbers, LARGEST_LIST)
}

/// The same for a file that is at most `left` bytes when it is unpacked.
pub(super) fn read_within(
    source: impl Read,
    numbers: &HashSet<Number>,
    mut left: u64,
) -> Result<Found, FileProblem> {
    let mut found = Found::default();
    let mut source = BufReader::new(source);
    if source.fill_buf().map_err(broken)?.starts_with(b"PK\x03\x04") {
        read_zip(source, numbers, &mut found, &mut left)?;
    } else {
        read_text(source, numbers, &mut found, &mut left)?;
    }
    if found.areas.is_empty() { Err(FileProblem::Empty) } else { Ok(found) }
}

/// An archive tells at its end what is in it, so it is held as it comes: packed.
fn read_zip(
    source: impl Read,
    numbers: &HashSet<Number>,
    found: &mut Found,
    left: &mut u64,
) -> Result<(), FileProblem> {
    let mut bytes = Vec::new();
    source.take(LARGEST_FILE as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() > LARGEST_FILE {
        return Err(FileProblem::TooLarge);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblem::Damaged)?;
    let mut lists = 0;
    for at in 0..zip.len() {
        let file = zip.by_index(at).map_err(|_| FileProblem::Damaged)?;
        let path = file.name().map_err(|_| FileProblem::Damaged)?.to_lowercase();
        let name = path.rsplit('/').next().unwrap_or_default();
        if file.is_dir() || name.starts_with('.') || name.contains("readme") {
            continue;
        }
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        if ending == Some("xml") {
            return Err(FileProblem::WrongFormat("an XML file"));
        }
        if ending.is_some_and(|ending| !["txt", "csv"].contains(&ending)) {
            return Err(FileProblem::WrongFormat("a ZIP file with something other than text in it"));
        }
        lists += 1;
        // A list that breaks off while it is unpacked is not what was packed.
        read_text(BufReader::new(file), numbers, found, left).map_err(|problem| match problem {
            FileProblem::Broken => FileProblem::Damaged,
            other => other,
        })?;
    }
    if lists == 0 { Err(FileProblem::Empty) } else { Ok(()) }
}

fn read_text(
    mut source: impl BufRead,
    numbers: &HashSet<Number>,
    found: &mut Found,
    left: &mut u64,
) -> Result<(), FileProblem> {
    refuse_other_kinds(source.fill_buf().map_err(broken)?)?;
    let (mut line, mut at, mut has_begun) = (Vec::with_capacity(64), 0_u64, false);
    loop {
        line.clear();
        let read = source.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(broken)?;
        if read == 0 {
            return Ok(());
        }
        at += 1;
        *left = left.checked_sub(read as u64).ok_or(FileProblem::TooLarge)?;
        if read as u64 == LONGEST_LINE {
            return Err(FileProblem::Line(at));
        }
        match read_line(&line) {
            Line::Blank => {}
            Line::Number(number) => {
                has_begun = true;
                *found.areas.entry(number.area_code()).or_default() += 1;
                if numbers.contains(&number) {
                    found.listed.insert(number);
                }
            }
            Line::Change => return Err(FileProblem::Changes),
            Line::Words if !has_begun && at <= HEADER => {}
            Line::Words => return Err(FileProblem::Line(at)),
        }
    }
}

/// What files of other kinds begin with, and what people call them.
const SIGNATURES: [(&[u8], &str); 7] = [
    (b"<", "a web page or XML file"),
    (b"\xef\xbb\xbf<", "a web page or XML file"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an Excel file"),
    (b"\x1f\x8b", "a file packed in another way than ZIP"),
    (b"\xff\xfe", "a text file in another encoding than UTF-8"),
    (b"\xfe\xff", "a text file in another encoding than UTF-8"),
];

fn refuse_other_kinds(head: &[u8]) -> Result<(), FileProblem> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| head.starts_with(signature)) {
        return Err(FileProblem::WrongFormat(what));
    }
    if head.contains(&0) { Err(FileProblem::WrongFormat("not a text file")) } else { Ok(()) }
}

fn broken(error: std::io::Error) -> FileProblem {
    if error.kind() != BROKEN {
        tracing::debug!(kind = %error.kind(), "a do-not-call list could not be read");
    }
    FileProblem::Broken
}
