//! Encodings of text files: UTF-8 with or without mark, UTF-16, Windows-1252.

use std::borrow::Cow;

/// The bytes in an encoding in which commas, quotes and line ends are single bytes: UTF-16 becomes UTF-8,
/// everything else stays, without its byte order mark.
pub(super) fn to_byte_text(bytes: &[u8]) -> Cow<'_, [u8]> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Cow::Borrowed(rest);
    }
    let utf16 = match bytes {
        [0xff, 0xfe, ..] => Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => Some(encoding_rs::UTF_16BE),
        _ => guess_utf16(bytes),
    };
    match utf16 {
        Some(encoding) => Cow::Owned(encoding.decode_with_bom_removal(bytes).0.into_owned().into_bytes()),
        None => Cow::Borrowed(bytes),
    }
}

/// UTF-16 without a mark shows in the zero half of its letters.
fn guess_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (even, odd) if half >= 4 && odd * 10 > half * 8 && even * 10 < half => Some(encoding_rs::UTF_16LE),
        (even, odd) if half >= 4 && even * 10 > half * 8 && odd * 10 < half => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The text of a cell. What is not UTF-8 is Windows-1252, in which every byte has a meaning; decided cell
/// by cell, so that one stray byte does not spoil the names of a whole file.
pub(super) fn decode(cell: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(cell) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, to_byte_text};

    #[test]
    fn every_encoding_gives_the_same_text() {
        let little_endian: Vec<u8> = "Zoë,Gül".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big_endian: Vec<u8> = "Zoë,Gül".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            "Zoë,Gül".as_bytes().to_vec(),
            [b"\xef\xbb\xbf", "Zoë,Gül".as_bytes()].concat(),
            [b"\xff\xfe", little_endian.as_slice()].concat(),
            [b"\xfe\xff", big_endian.as_slice()].concat(),
            little_endian,
            big_endian,
            b"Zo\xeb,G\xfcl".to_vec(),
        ] {
            assert_eq!(decode(&to_byte_text(&bytes)), "Zoë,Gül", "{bytes:?}");
        }
        assert_eq!(decode(b"\x93quoted\x94 \x80"), "“quoted” €");
    }
}
