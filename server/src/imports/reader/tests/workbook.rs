//! Excel workbooks, built here byte by byte.

use super::*;

/// A ZIP archive of stored parts.
fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = archive.len();
        let sizes = [crc32(content.as_bytes()), content.len(), content.len()]
            .map(|n| u32::try_from(n).unwrap().to_le_bytes())
            .concat();
        let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let common = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &name_length, &[0, 0]].concat();
        archive.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), content.as_bytes()].concat());
        let offset = u32::try_from(offset).unwrap().to_le_bytes();
        directory.extend([&b"PK\x01\x02\x14\x00"[..], &common, &[0; 10], &offset, name.as_bytes()].concat());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let [size, start] = [directory.len(), archive.len()].map(|n| u32::try_from(n).unwrap().to_le_bytes());
    archive.extend([&directory[..], b"PK\x05\x06\0\0\0\0", &count, &count, &size, &start, &[0, 0]].concat());
    archive
}

fn crc32(bytes: &[u8]) -> usize {
    let step = |crc: u32, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step)) as usize
}

/// A workbook of sheets, each with the XML of its rows.
pub fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let numbered = || (1..).zip(sheets);
    let all = |write: &dyn Fn(usize, &str) -> String| {
        numbered().map(|(n, (name, _))| write(n, name)).collect::<String>()
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>{}</sheets></workbook>",
                all(&|n, name| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
                all(&|n, _| format!(
                    "<Relationship Id=\"r{n}\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"
                ))
            ),
        ),
    ];
    for (n, (_, rows)) in numbered() {
        parts.push((
            format!("xl/worksheets/sheet{n}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    let parts: Vec<(&str, String)> =
        parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    zip(&parts)
}

/// A row of text cells.
pub fn row(number: usize, texts: &[&str]) -> String {
    let cell = |(column, text): (char, &&str)| {
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    format!("<row r=\"{number}\">{}</row>", ('A'..).zip(texts).map(cell).collect::<String>())
}

#[test]
fn numbers_truth_values_and_formulas_become_text() {
    let cells_of_3 = "<row r=\"3\"><c r=\"A3\"><v>6175550123</v></c><c r=\"B3\"><v>1970</v></c><c r=\"C3\" t=\"b\"><v>1</v></c>\
        <c r=\"D3\" t=\"str\"><f>1+1</f><v>2</v></c><c r=\"E3\"><f>HYPERLINK(\"x\")</f></c></row>";
    let sheet = format!(
        "{}{}{cells_of_3}",
        row(1, &["Leads of spring"]),
        row(2, &["Phone", "Zip", "Do not text", "Notes", "Tags"])
    );
    let (header, (rows, _)) = read("leads.xlsx", &workbook(&[("Leads", &sheet)])).unwrap();
    assert_eq!(header, ["Phone", "Zip", "Do not text", "Notes", "Tags"]);
    assert_eq!(rows, [cells("6175550123|1970|TRUE|2|=HYPERLINK(\"x\")")]);
}

#[test]
fn a_sheet_of_opt_outs_reaches_the_sheet_of_leads_wherever_it_stands() {
    let leads = format!(
        "{}{}{}",
        row(1, &["Name", "Email", "Phone"]),
        row(2, &["Ada Voss", "ada@example.com", "617-555-0123"]),
        row(4, &["Ben Ott", "", ""])
    );
    let outs = format!(
        "{}{}{}",
        row(1, &["Phone or Email", "Channel"]),
        row(2, &["(617) 555-0123", "Text"]),
        row(3, &["gone@example.com", "All"])
    );
    let prediction =
        predict("leads.xlsx", &workbook(&[("Leads", &leads), ("Notes", ""), ("Do Not Contact", &outs)]));
    assert_eq!(prediction["file_status"], "ok");
    assert_eq!(
        prediction["leads"][0]["consent"],
        serde_json::json!({"sms": "opted_out", "voice": "no_evidence", "email": "no_evidence"})
    );
    assert_eq!(prediction["rejects"], serde_json::json!([{"row": 2, "reason": "no_contact_point"}]));
    assert_eq!(prediction["suppressions_without_lead"][0]["email"], "gone@example.com");
}

#[test]
fn a_cell_far_away_does_not_make_a_huge_row() {
    let far = "<row r=\"1048576\"><c r=\"A1048576\" t=\"inlineStr\"><is><t>a@example.com</t></is></c><c r=\"XFD1048576\"><v>1</v></c></row>";
    let sheet = format!("{}{far}", row(1, &["Email", "Name"]));
    let (_, (rows, _)) = read("leads.xlsx", &workbook(&[("Leads", &sheet)])).unwrap();
    assert_eq!(rows, [Err(RejectReason::MalformedRow)]);
}

#[test]
fn half_a_workbook_is_refused() {
    let whole = workbook(&[("Leads", &format!("{}{}", row(1, &["Email"]), row(2, &["a@example.com"])))]);
    assert!(open("leads.xlsx", &whole).is_ok());
    for end in [whole.len() / 2, whole.len() - 30] {
        assert_eq!(open("leads.xlsx", &whole[..end]).err(), Some(FileProblem::Damaged), "{end}");
    }
    assert!(open("leads.csv", &whole).is_ok_and(|file| file.wrong_extension));
}
