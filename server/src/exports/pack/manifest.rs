//! `README.txt` and `manifest.json`: what is here, how much, and the SHA-256 of every file.

use super::{Sink, VERSION, archive::Archive, order::Work, value::instant};
use crate::Result;
use serde::Serialize;
use serde_json::json;
use std::fmt::Write;

/// A file of the archive.
#[derive(Clone, Debug, Serialize)]
pub struct FileEntry {
    /// Its name in the archive.
    pub name: String,
    /// What is in it.
    pub what: &'static str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its fingerprint, in hexadecimal.
    pub sha256: String,
}

/// Writes both files, which end the archive.
pub async fn write<S: Sink>(work: &Work<'_>, archive: &mut Archive<'_, S>) -> Result<()> {
    archive.begin("README.txt".to_owned(), "What is here, in plain words", 0)?;
    archive.write(readme(work.order.lead.is_some()).as_bytes()).await?;
    let files = archive.files().to_vec();
    let manifest = json!({
        "format": "realtoros-export",
        "version": VERSION,
        "made_at": instant(work.order.made_at.timestamp_millis()),
        "scope": if work.order.lead.is_some() { "lead" } else { "account" },
        "account": work.order.account,
        "lead": work.order.lead,
        "counts": work.counts,
        "left_out": {
            "erased_meanwhile": work.left_out,
            "restricted_in_data_json_and_leads_csv_only": work.restricted,
        },
        "notes": NOTES,
        "files": files,
    });
    archive.begin("manifest.json".to_owned(), "This list", 0)?;
    archive.write(&serde_json::to_vec_pretty(&manifest)?).await
}

/// What whoever reads the archive should know.
const NOTES: [&str; 7] = [
    "data.json holds every record; the other files hold the same in formats that other programs read.",
    "There is no calendar feature yet: calendar.ics holds the dates by which leads want to move, as tasks.",
    "Passwords, provider secrets and the secret links of leads are left out.",
    "Opt-outs of addresses without a lead are kept as keyed hashes only and cannot be read by anybody.",
    "People whose data may only be stored (GDPR art. 18) are in data.json and, as Only Stored, in leads.csv; the other files leave them out.",
    "RealtorOS imports this ZIP as it is: leads with their opt-outs and marks, messages, calls, notes and listings. Newsletters, drafts, settings, uses of AI and the audit history stay here as records; consent is judged anew from its evidence.",
    "Cells of CSV files that a spreadsheet would run begin with an apostrophe.",
];

fn readme(of_one: bool) -> String {
    let whose = if of_one {
        "This is a copy of everything that is stored about one person."
    } else {
        "This is a copy of everything that your account has stored at RealtorOS. It is yours."
    };
    let files = [
        ("data.json", "everything, record by record, with the names of the fields"),
        ("leads.csv", "leads, for a spreadsheet or another CRM"),
        ("leads.vcf", "leads as contact cards for a telephone or an address book"),
        ("calendar.ics", "dates by which leads want to move"),
        ("messages.csv", "texts, mails, calls and notes"),
        ("mail/", "each mail as a file that mail programs open"),
        ("consents.csv", "who agreed to what, when and how"),
        ("ai.csv", "what AI was used for and what it proposed"),
        ("recipients.csv", "which companies process data for us and what went out"),
        ("history.csv", "who saw and did what"),
        ("manifest.json", "the list of all files with their SHA-256 fingerprints"),
    ];
    let mut text = format!("{whose}\r\n\r\nFiles\r\n");
    for (name, what) in files {
        let _ = write!(text, "  {name:<16}{what}\r\n");
    }
    text.push_str("\r\nGood to know\r\n");
    for note in NOTES {
        let _ = write!(text, "  - {note}\r\n");
    }
    text.push_str("\r\nKeep this file safe: unlike at RealtorOS, nothing in it is encrypted.\r\n");
    text
}
