//! What a file really is, by its content. Names lie (import rule 3).

use super::FileProblem;
use serde::{Deserialize, Serialize};

/// The formats that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with a separator.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// Contact cards.
    VCard,
    /// An export of RealtorOS.
    Export,
}

impl Format {
    /// Whether the ending of a file name promises something else. Endings that promise nothing never do.
    pub(super) fn contradicts_name(self, name: &str) -> bool {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match ending.as_str() {
            "csv" | "txt" | "tsv" | "tab" => self != Self::Csv,
            "xlsx" | "xlsm" => self != Self::Xlsx,
            "vcf" | "vcard" => self != Self::VCard,
            "zip" => self != Self::Export,
            "xls" | "ods" | "numbers" | "json" | "pdf" => true,
            _ => false,
        }
    }
}

/// Signatures of files that are no import files, and what people call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls) or a workbook with a password"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format", "a database"),
];

/// The format of raw bytes; text is decided after decoding, by [`text_format`].
pub(super) fn is_workbook(bytes: &[u8]) -> Result<bool, FileProblem> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(FileProblem::WrongFormat(what));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(false);
    }
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    match (has(b"xl/"), has(b"[Content_Types].xml")) {
        (true, _) => Ok(true),
        // A download that stopped before the first sheet still says that it is an Office file.
        (false, true) => Err(FileProblem::Damaged),
        (false, false) => Err(FileProblem::WrongFormat("a compressed file")),
    }
}

/// The format of text in UTF-8 or an encoding of one byte per character.
pub(super) fn text_format(text: &[u8]) -> Result<Format, FileProblem> {
    let head = &text[..text.len().min(8192)];
    let start = head.trim_ascii_start();
    if start.is_empty() && text.trim_ascii_start().is_empty() {
        return Err(FileProblem::Empty);
    }
    let controls =
        head.iter().filter(|b| b.is_ascii_control() && !b.is_ascii_whitespace() && **b != 0x0b).count();
    if controls * 50 > head.len() || head.contains(&0) {
        return Err(FileProblem::WrongFormat("not a text file"));
    }
    let begins = |word: &[u8]| start.get(..word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
    if begins(b"BEGIN:VCARD") {
        Ok(Format::VCard)
    } else if begins(b"<") {
        Err(FileProblem::WrongFormat("a web page or XML file"))
    } else if begins(b"BEGIN:VCALENDAR") {
        Err(FileProblem::WrongFormat("a calendar"))
    } else if begins(b"{") || begins(b"[{") || begins(b"[\n") {
        Err(FileProblem::WrongFormat("a JSON file"))
    } else {
        Ok(Format::Csv)
    }
}
