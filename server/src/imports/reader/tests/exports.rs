//! Exports of RealtorOS, built here file by file.

use super::*;
use realtoros_domain::imports::{Layout, REALTOROS_COLUMNS};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An archive of these files, with a manifest that says what `listed` are.
fn export(version: u32, files: &[(&str, &[u8])], listed: &[(&str, &[u8])]) -> Vec<u8> {
    let entries = listed.iter().map(
        |(name, content)| serde_json::json!({ "name": name, "sha256": hex::encode(Sha256::digest(content)) }),
    );
    let manifest = serde_json::json!({
        "format": "realtoros-export", "version": version, "files": entries.collect::<Vec<_>>(),
    });
    let manifest = manifest.to_string();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files.iter().copied().chain([("manifest.json", manifest.as_bytes())]) {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Records without history.
const DATA: &[u8] = b"{\"tables\":{\n\"lead\":[]\n}}\n";

fn leads_csv(rows: &str) -> Vec<u8> {
    format!("{}\r\n{rows}", REALTOROS_COLUMNS.join(",")).into_bytes()
}

#[test]
fn p33_an_export_is_recognised_by_its_manifest() {
    let leads = leads_csv("1,Ida,Moss,ida@example.com\r\n");
    let files = [("leads.csv", leads.as_slice()), ("data.json", DATA)];
    let bytes = export(1, &files, &files);
    let mut file = open("export.zip", &bytes).unwrap();
    assert_eq!((file.format, file.wrong_extension), (Format::Export, false));
    let plan = prepare("export.zip", &file);
    let TablePlan::Leads(mapping) = &plan.tables[0] else { panic!("no leads") };
    assert_eq!(mapping.layout(), Layout::RealtorOs);
    let cells = file.rows(0).unwrap().next().unwrap().unwrap().cells;
    assert_eq!(cells[1..4], ["Ida", "Moss", "ida@example.com"]);
    assert!(open("export.csv", &bytes).unwrap().wrong_extension);
    assert_eq!(open("a.zip", &export(2, &files, &files)).err(), Some(FileProblem::OtherVersion));
}

#[test]
fn p60_a_file_that_was_changed_after_the_export_is_refused() {
    let (was, is) =
        (leads_csv("1,Ida,Moss,ida@example.com\r\n"), leads_csv("1,Eve,Moss,eve@example.com\r\n"));
    for files in [&[("leads.csv", is.as_slice())][..], &[]] {
        let refused = open("export.zip", &export(1, files, &[("leads.csv", &was)])).err();
        assert_eq!(refused, Some(FileProblem::Changed("leads.csv")));
    }
    let (files, listed) = (
        [("leads.csv", was.as_slice()), ("data.json", b"[]")],
        [("leads.csv", was.as_slice()), ("data.json", DATA)],
    );
    let refused = open("export.zip", &export(1, &files, &listed)).err();
    assert_eq!(refused, Some(FileProblem::Changed("data.json")));
    let unlisted = export(1, &[("leads.csv", &is)], &[]);
    assert_eq!(open("export.zip", &unlisted).err(), Some(FileProblem::Changed("leads.csv")));
}

#[test]
fn another_archive_with_a_manifest_is_no_export() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("manifest.json", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"{\"format\":\"another\",\"version\":1,\"files\":[]}").unwrap();
    let other = zip.finish().unwrap().into_inner();
    assert_eq!(open("other.zip", &other).err(), Some(FileProblem::WrongFormat("a compressed file")));
}
