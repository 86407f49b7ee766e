//! Contact cards (RFC 2426, RFC 6350).

use super::*;

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Voss;Ada;Mae;Dr.;Jr.\r\nFN:Dr. Ada Voss\r\n\
    item1.TEL;type=CELL:617-555-0123\r\nTEL;VALUE=uri:tel:+1-617-555-0124;ext=9\r\nEMAIL;TYPE=HOME:ada@example.com\r\n\
    ADR;TYPE=HOME:;;1 Elm St\\, Apt 2;Salem;MA;01970;USA\r\nCATEGORIES:Hot,Do Not Text\r\nNOTE:Wants:\\n- a porch\\, a\r\n  yard\r\n\
    BDAY:1970-01-02\r\nPHOTO;ENCODING=b:AAAA\r\n AAAA\r\nEND:VCARD\r\n";

#[test]
fn a_card_becomes_a_lead_and_its_sensitive_lines_are_passed_over() {
    let prediction = predict("me.vcf", CARD.as_bytes());
    assert_eq!(
        prediction["leads"][0],
        serde_json::json!({
            "row": 1, "first_name": "Ada", "last_name": "Voss Jr.", "emails": ["ada@example.com"],
            "phones": [{"e164": "+16175550123"}, {"e164": "+16175550124", "ext": "9"}],
            "address": ["1 Elm St, Apt 2", "Salem", "MA", "01970"], "tags": ["Hot", "Do Not Text"],
            "consent": {"sms": "opted_out", "voice": "no_evidence", "email": "no_evidence"},
        })
    );
    let file = open("me.vcf", CARD.as_bytes()).unwrap();
    assert_eq!(file.tables[0].headers[12..], ["BDAY", "PHOTO"]);
    let (_, (rows, _)) = read("me.vcf", CARD.as_bytes()).unwrap();
    assert_eq!(rows[0].as_ref().unwrap()[11], "Wants:\n- a porch, a yard");
}

#[test]
fn version_2_1_writes_quoted_printable() {
    let card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCl=\r\nler;Zo=C3=AB;;;\r\nTEL;CELL:617-555-0123\r\nEND:VCARD\r\n";
    let lead = &predict("me.vcf", card.as_bytes())["leads"][0];
    assert_eq!((lead["first_name"].as_str(), lead["last_name"].as_str()), (Some("Zoë"), Some("Müller")));
}

#[test]
fn a_broken_card_costs_itself_and_a_cut_is_reported() {
    let half = "BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:half@example.com\r\n";
    let huge = format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nEMAIL:a@example.com\r\nNOTE:{}\r\nEND:VCARD\r\n",
        "x".repeat(70_000)
    );
    let (_, (rows, cut_off)) = read("me.vcf", format!("{half}{CARD}{huge}{CARD}{half}").as_bytes()).unwrap();
    let outcome: Vec<_> = rows.iter().map(|row| row.as_ref().err().copied()).collect();
    let (malformed, large) = (Some(RejectReason::MalformedRow), Some(RejectReason::CellTooLarge));
    assert_eq!(outcome, [malformed, None, large, None, malformed]);
    assert!(cut_off);
}

#[test]
fn a_large_picture_does_not_spoil_a_card() {
    let card = CARD.replace("AAAA\r\n AAAA", &"A".repeat(200_000));
    let (_, (rows, _)) = read("me.vcf", card.as_bytes()).unwrap();
    assert!(rows[0].is_ok());
}
