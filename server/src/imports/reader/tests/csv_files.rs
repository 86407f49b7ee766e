//! CSV: separators, encodings, quotes, rows (import rules 1 to 3).

use super::*;
use proptest::prelude::*;

#[test]
fn every_separator_and_encoding_gives_the_same_table() {
    let text =
        "Name,Email,Notes\r\nZoë Voss,zoe@example.com,\"two\nlines\"\r\n\r\n,,\r\nÁl,al@example.com,ok\r\n";
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for (what, bytes) in [
        ("plain", text.as_bytes().to_vec()),
        ("byte order mark", format!("\u{feff}{text}").into_bytes()),
        ("semicolon", text.replace(',', ";").into_bytes()),
        ("tab", text.replace(',', "\t").into_bytes()),
        ("declared", format!("sep=|\r\n{}", text.replace(',', "|")).into_bytes()),
        ("UTF-16", utf16(&format!("\u{feff}{text}"))),
        ("UTF-16 without a mark", utf16(text)),
        ("Windows-1252", windows),
        ("a title above", format!("Leads of spring\r\n\r\n{text}").into_bytes()),
        ("old line ends", text.replace("\r\n", "\r").into_bytes()),
    ] {
        let (header, (rows, cut_off)) = read("leads.csv", &bytes).unwrap();
        assert_eq!(header, ["Name", "Email", "Notes"], "{what}");
        assert_eq!(
            rows,
            [cells("Zoë Voss|zoe@example.com|two\nlines"), cells("Ál|al@example.com|ok")],
            "{what}"
        );
        assert!(!cut_off, "{what}");
    }
}

#[test]
fn quotes_are_read_leniently() {
    for (line, expected) in [
        ("\"Voss, Ada\",\"said \"\"hi\"\"\"", "Voss, Ada|said \"hi\""),
        ("Ada \"Addie\" Voss,x", "Ada \"Addie\" Voss|x"),
        ("\"Ada\" Voss,x", "Ada Voss|x"),
        ("\"\",x", "|x"),
    ] {
        assert_eq!(rows(format!("Name,Email\n{line}\n").as_bytes()).0, [cells(expected)], "{line:?}");
    }
}

#[test]
fn an_open_quote_costs_one_row_and_not_the_rest_of_the_file() {
    let text = "Name,Email,Notes\nA,a@example.com,x\nB,b@example.com,\"open\nC,c@example.com,x\nD,d@example.com,x\nE,e@example.com,\"fine\"\n";
    for text in [text.to_owned(), text.replace("\"fine\"", "fine")] {
        let (rows, cut_off) = rows(text.as_bytes());
        assert_eq!(rows.len(), 5, "{rows:?}");
        assert_eq!(rows[1], Err(RejectReason::UnterminatedQuote));
        assert_eq!(rows[4], cells("E|e@example.com|fine"));
        assert!(!cut_off);
    }
}

#[test]
fn a_cut_is_told_apart_from_a_short_row() {
    for (text, last, cut_off) in [
        (
            "Name,Email,City\nA,a@example.com,X\nB,b@example.com,\"half a\nnote",
            Err(RejectReason::UnterminatedQuote),
            true,
        ),
        (
            "Email,Notes\na@example.com,x\nb@example.com,\"wants\n- light, air\n- a yard, a porch\n- no sta",
            Err(RejectReason::UnterminatedQuote),
            true,
        ),
        ("Name,Email,City\nA,a@example.com,X\nB,b@exam", Err(RejectReason::MalformedRow), true),
        ("Name,Email,City\nA,a@example.com,X\nB,b@example.com\n", cells("B|b@example.com"), false),
        ("Name,Email,City\nA,a@example.com\nB,b@example.com", cells("B|b@example.com"), false),
        ("Name,Email,City\nA,a@example.com,X\nB,b@example.com,Y", cells("B|b@example.com|Y"), false),
    ] {
        let (rows, cut) = rows(text.as_bytes());
        assert_eq!((rows.last(), cut), (Some(&last), cut_off), "{text:?}");
    }
}

#[test]
fn a_table_without_a_header_is_read_by_what_its_columns_hold() {
    let text = "Ada Voss,ada@example.com,617-555-0123\nBen Ott,ben@example.com,617-555-0124\n";
    let (header, (rows, _)) = read("leads.csv", text.as_bytes()).unwrap();
    assert_eq!(header, ["Column 1", "Email", "Phone"]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_list_of_opt_outs_is_no_list_of_leads() {
    let prediction = predict("do-not-call.csv", b"Phone\n617-555-0123\n");
    assert_eq!(prediction["leads"].as_array().map(Vec::len), Some(0));
    assert_eq!(prediction["suppressions_without_lead"][0]["e164"], "+16175550123");
}

proptest! {
    #[test]
    fn any_table_reads_back(rows in proptest::collection::vec(proptest::collection::vec("[a-zé,\"\n;]{0,8}", 3), 1..8)) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(",");
        let text = format!("Name,Email,Notes\n{}\n", rows.iter().map(line).collect::<Vec<_>>().join("\n"));
        let kept: Vec<_> = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).cloned().map(Ok).collect();
        prop_assume!(!kept.is_empty());
        prop_assert_eq!(super::rows(text.as_bytes()).0, kept);
    }
}
