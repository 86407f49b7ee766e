//! Contact cards, versions 2.1 to 4.0. Only what a lead record can hold is taken out of a card; pictures
//! and other data are passed over before anything is decoded.

use super::{
    LARGEST_CELL,
    encoding::decode,
    records::{Record, Records, Spoiled},
};
use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue};
use realtoros_domain::imports::RejectReason;

/// The columns that a card becomes; [`realtoros_domain::imports::Layout::VCard`] knows them.
const COLUMNS: [&str; 12] = [
    "N given",
    "N family",
    "N suffix",
    "FN",
    "TEL",
    "EMAIL",
    "ADR street",
    "ADR city",
    "ADR state",
    "ADR zip",
    "CATEGORIES",
    "NOTE",
];
/// The properties that fill these columns.
const USED: [&str; 8] = ["VERSION", "N", "FN", "TEL", "EMAIL", "ADR", "CATEGORIES", "NOTE"];
/// What is kept of one card, in bytes.
const LARGEST_CARD: usize = 16 * LARGEST_CELL;
const BETWEEN_VALUES: &str = " ::: ";

/// The header of a file of cards: our columns, then every other property that occurs, so that the realtor
/// sees what is refused and what is ignored.
pub(super) fn header(text: &[u8]) -> Vec<String> {
    let mut header: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    for line in lines(text) {
        let name = property_name(line);
        let is_new = !name.is_empty()
            && !USED.contains(&name.as_str())
            && !matches!(name.as_str(), "BEGIN" | "END")
            && !header.contains(&name);
        if is_new && header.len() < 100 {
            header.push(name);
        }
    }
    header
}

/// The cards of a file.
pub(super) struct CardRecords<'a> {
    text: &'a [u8],
    at: usize,
    cut_off: bool,
}

impl<'a> CardRecords<'a> {
    /// The cards of `text`.
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0, cut_off: false }
    }

    /// The next line of the file, without its end.
    fn next_line(&mut self) -> Option<&'a [u8]> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = lines(rest).next()?;
        self.at += line.len() + 1;
        Some(line)
    }
}

impl Records for CardRecords<'_> {
    fn next_record(&mut self) -> Option<Record> {
        while !is_line(self.next_line()?, "BEGIN:VCARD") {}
        let mut card = String::from("BEGIN:VCARD\r\n");
        let (mut keeps, mut soft_break, mut too_large, mut property) = (false, false, false, 0);
        loop {
            let before = self.at;
            let Some(line) = self.next_line() else {
                self.cut_off = true;
                return Some(spoiled(RejectReason::MalformedRow, card));
            };
            if is_line(line, "BEGIN:VCARD") {
                // The card above was never closed: this one is not to blame.
                self.at = before;
                return Some(spoiled(RejectReason::MalformedRow, card));
            }
            if is_line(line, "END:VCARD") {
                break;
            }
            let continues = soft_break || line.starts_with(b" ") || line.starts_with(b"\t");
            if !continues {
                keeps = USED.contains(&property_name(line).as_str());
                property = 0;
            }
            property += line.len();
            // Quoted-printable of version 2.1 continues after `=` at the end of a line.
            let quoted_printable = contains_ignore_case(line, b"QUOTED-PRINTABLE");
            soft_break = (soft_break || quoted_printable) && line.trim_ascii_end().ends_with(b"=");
            if keeps && (property > LARGEST_CELL || card.len() > LARGEST_CARD) {
                too_large = true;
            } else if keeps {
                card.push_str(&decode(line.strip_suffix(b"\r").unwrap_or(line)));
                card.push_str("\r\n");
            }
        }
        if too_large {
            return Some(spoiled(RejectReason::CellTooLarge, card));
        }
        let nothing = Spoiled { reason: RejectReason::MalformedRow, cells: Vec::new() };
        Some(closed(card).ok_or(nothing))
    }

    fn is_cut_off(&self) -> bool {
        self.cut_off
    }
}

/// A card that cannot be used, with what can be read of it.
fn spoiled(reason: RejectReason, card: String) -> Record {
    Err(Spoiled { reason, cells: closed(card).unwrap_or_default() })
}

/// The cells of a card up to here.
fn closed(card: String) -> Option<Vec<String>> {
    VCard::parse(card + "END:VCARD\r\n").ok().map(|card| cells(&card))
}

fn cells(card: &VCard) -> Vec<String> {
    let all = |property: &VCardProperty| -> Vec<&VCardEntry> {
        card.entries.iter().filter(|entry| entry.name == *property).collect()
    };
    let joined = |property: &VCardProperty| {
        let values: Vec<String> =
            all(property).into_iter().flat_map(values).filter(|value| !value.trim().is_empty()).collect();
        values.join(BETWEEN_VALUES)
    };
    let parts =
        |property: &VCardProperty| all(property).first().map(|entry| values(entry)).unwrap_or_default();
    let part = |parts: &[String], at: usize| parts.get(at).cloned().unwrap_or_default();
    let (name, address) = (parts(&VCardProperty::N), parts(&VCardProperty::Adr));
    vec![
        part(&name, 1),
        part(&name, 0),
        part(&name, 4),
        joined(&VCardProperty::Fn),
        joined(&VCardProperty::Tel),
        joined(&VCardProperty::Email),
        part(&address, 2),
        part(&address, 3),
        part(&address, 4),
        part(&address, 5),
        joined(&VCardProperty::Categories),
        all(&VCardProperty::Note).into_iter().flat_map(values).collect::<Vec<_>>().join("\n"),
    ]
}

/// The values of a property: the components of a name or address, the items of a list, or one text.
fn values(entry: &VCardEntry) -> Vec<String> {
    let text = |value: &VCardValue| match value {
        VCardValue::Component(parts) => parts.join(" "),
        VCardValue::Integer(number) => number.to_string(),
        other => other.as_text().unwrap_or_default().to_owned(),
    };
    entry.values.iter().map(text).collect()
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|b| *b == b'\n')
}

fn is_line(line: &[u8], expected: &str) -> bool {
    line.trim_ascii().eq_ignore_ascii_case(expected.as_bytes())
}

/// `item1.TEL;TYPE=cell:…` is the property `TEL`. A line that begins with a space continues another.
fn property_name(line: &[u8]) -> String {
    let end = line.iter().position(|b| matches!(b, b':' | b';')).unwrap_or(0);
    let name = line[..end].rsplit(|b| *b == b'.').next().unwrap_or_default();
    let is_name = !line.starts_with(b" ")
        && name.len() <= 40
        && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-');
    if is_name { String::from_utf8_lossy(name).to_ascii_uppercase() } else { String::new() }
}

fn contains_ignore_case(line: &[u8], part: &[u8]) -> bool {
    line.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}
