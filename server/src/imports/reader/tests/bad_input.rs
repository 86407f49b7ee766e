//! Bad input: a clear message, nothing half done (import rule 3).

use super::*;
use proptest::prelude::*;

#[test]
fn a_file_that_cannot_be_imported_says_why() {
    for (name, bytes, reason) in [
        ("a.csv", &b""[..], "empty_file"),
        ("a.csv", b"\xef\xbb\xbf \r\n", "empty_file"),
        ("a.csv", b"\n\n\n", "empty_file"),
        ("a.csv", b",,\n , ,\n", "empty_file"),
        ("a.csv", b"Name,Email,Phone\n", "no_rows"),
        ("a.csv", b"Name,Email,Phone\n,,\n\n", "no_rows"),
        ("a.csv", b"%PDF-1.7 ...", "wrong_format"),
        ("a.csv", b"PK\x03\x04 some archive", "wrong_format"),
        ("a.xlsx", b"PK\x03\x04 [Content_Types].xml half of it", "wrong_format"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wrong_format"),
        ("a.xls", b"<html><table><tr><td>Email</td></tr></table>", "wrong_format"),
        ("a.csv", b"{\"email\": \"a@example.com\"}", "wrong_format"),
        ("a.csv", b"\x00\x01\x02\x03\x04\x05\x06\x07\x08", "wrong_format"),
        ("a.csv", b"Dear Ann,\nthe roof leaks.\nYours, Ben\n", "wrong_format"),
        ("a.vcf", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "wrong_format"),
    ] {
        let prediction = predict(name, bytes);
        assert_eq!(
            (&prediction["file_status"], &prediction["reason"]),
            (&"rejected".into(), &reason.into()),
            "{bytes:?}"
        );
        assert_eq!(prediction["leads"].as_array().map(Vec::len), Some(0));
    }
}

#[test]
fn a_wrong_extension_is_seen_and_the_file_read_as_what_it_is() {
    for (name, bytes) in [
        ("leads.xlsx", &b"Name,Email\nA,a@example.com\n"[..]),
        ("leads.csv", b"BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:a@example.com\r\nEND:VCARD\r\n"),
    ] {
        let prediction = predict(name, bytes);
        assert_eq!(prediction["file_status"], "imported_as_real_format", "{name}");
        assert_eq!(prediction["leads"][0]["emails"][0], "a@example.com");
    }
    assert_eq!(predict("leads.txt", b"Name\tEmail\nA\ta@example.com\n")["file_status"], "ok");
}

#[test]
fn a_cell_of_two_megabytes_costs_its_row() {
    let text = format!(
        "Name,Email,Notes\nA,a@example.com,{}\nB,b@example.com,\"{}\"\nC,c@example.com,x\n",
        "x".repeat(2_000_000),
        "y".repeat(65_537)
    );
    let large = Err(RejectReason::CellTooLarge);
    assert_eq!(rows(text.as_bytes()).0, [large.clone(), large, cells("C|c@example.com|x")]);
    let mut file = open("a.csv", text.as_bytes()).unwrap();
    let kept = file.rows(0).unwrap().next().unwrap().unwrap_err().cells;
    assert_eq!(kept[..2], ["A", "a@example.com"], "what can be read of it is not lost");
    let fits = format!("Name,Email,Notes\nA,a@example.com,{}\n", "x".repeat(65_536));
    assert!(rows(fits.as_bytes()).0[0].is_ok());
}

#[test]
fn a_line_of_a_million_cells_keeps_few_of_them() {
    let text = format!("Name,Email\nA,a@example.com{}\nB,b@example.com\n", ",".repeat(1_000_000));
    let prediction = predict("a.csv", text.as_bytes());
    assert_eq!(prediction["rejects"][0]["reason"], "malformed_row");
    assert_eq!(prediction["leads"][0]["row"], 2);
}

#[test]
fn a_hundred_thousand_rows_are_read_one_by_one() {
    use std::fmt::Write;
    let mut text = String::from("Name,Email\n");
    for i in 0..100_000 {
        writeln!(text, "N{i},n{i}@example.com").unwrap();
    }
    let mut file = open("a.csv", text.as_bytes()).unwrap();
    let last = file.rows(0).unwrap().last().unwrap().unwrap();
    assert_eq!(last, RawRow { number: 100_000, cells: vec!["N99999".into(), "n99999@example.com".into()] });
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0..5usize) {
        const STARTS: [&[u8]; 5] = [b"", b"PK\x03\x04[Content_Types].xmlxl/", b"BEGIN:VCARD\r\n", b"Name,Email\n\"", b"\xff\xfe"];
        predict("leads.csv", &[STARTS[kind], &bytes].concat());
    }
}
