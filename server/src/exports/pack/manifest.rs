//! `README.txt` and `manifest.json`: what is here, how much, and the SHA-256 of every file. `manifest.sig` signs the list of
//! an account's export, so that the import knows the ledger of consent again (P-41, decision 0029).

use super::{Sink, VERSION, archive::Archive, order::Work, value::instant};
use crate::{
    Result,
    audit::signing::{self, Purpose},
    outbound::AccountFacts,
};
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
    // The copy that one person gets is theirs, and no import brings its ledger back: it names no seller and is not signed.
    let is_whole = work.order.lead.is_none();
    let brokerage = if is_whole {
        Some(AccountFacts::load(work.core, work.order.account).await?.brokerage)
    } else {
        None
    };
    let manifest = json!({
        "format": "realtoros-export",
        "version": VERSION,
        "made_at": instant(work.order.made_at.timestamp_millis()),
        "scope": if work.order.lead.is_some() { "lead" } else { "account" },
        "account": work.order.account,
        "brokerage": brokerage,
        "lead": work.order.lead,
        "counts": work.counts,
        "left_out": {
            "erased_meanwhile": work.left_out,
            "restricted_in_data_json_and_leads_csv_only": work.restricted,
        },
        "notes": NOTES,
        "files": files,
    });
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    archive.begin("manifest.json".to_owned(), "This list", 0)?;
    archive.write(&manifest).await?;
    if is_whole { sign(work, archive, &manifest).await } else { Ok(()) }
}

/// Signs the bytes of the list: anybody can check them with the published key, and our own import does.
async fn sign<S: Sink>(work: &Work<'_>, archive: &mut Archive<'_, S>, manifest: &[u8]) -> Result<()> {
    let core = work.core;
    let tx = core.db.begin().await?;
    let signed = signing::sign(&tx, core, Purpose::ExportManifest, manifest).await?;
    tx.commit().await?;
    let keys = signing::keys_url(core);
    let file = json!({
        "format": SIGNATURE_FORMAT,
        "purpose": Purpose::ExportManifest.as_str(),
        "signed": "the bytes of manifest.json",
        "key_id": signed.key_id,
        "signature": signed.signature,
        "keys": keys,
    });
    archive.begin(SIGNATURE.to_owned(), "The signature of that list", 0)?;
    archive.write(&serde_json::to_vec_pretty(&file)?).await
}

/// The file with the signature.
pub const SIGNATURE: &str = "manifest.sig";
/// Its format.
pub const SIGNATURE_FORMAT: &str = "realtoros-export-signature/1";

/// What whoever reads the archive should know.
const NOTES: [&str; 8] = [
    "data.json holds every record; the other files hold the same in formats that other programs read.",
    "calendar.ics holds the dates by which leads want to move, as tasks; the times when you are busy are in data.json.",
    "Passwords, provider secrets and the secret links of leads are left out.",
    "Opt-outs of addresses without a lead are kept as keyed hashes only and cannot be read by anybody.",
    "People whose data may only be stored (GDPR art. 18) are in data.json and, as Only Stored, in leads.csv; the other files leave them out.",
    "RealtorOS imports this ZIP as it is: leads with their opt-outs and marks, messages, calls, notes and listings. Newsletters, drafts, settings, uses of AI and the audit history stay here as records.",
    "Consent comes back as it was where the installation that signed manifest.json reads it for the same brokerage. Elsewhere it is judged anew from its evidence; opt-outs count everywhere.",
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
        (SIGNATURE, "the signature of that list (Ed25519, RFC 8032)"),
    ];
    let mut text = format!("{whose}\r\n\r\nFiles\r\n");
    for (name, what) in files.into_iter().filter(|(name, _)| !of_one || *name != SIGNATURE) {
        let _ = write!(text, "  {name:<16}{what}\r\n");
    }
    text.push_str("\r\nGood to know\r\n");
    for note in NOTES {
        let _ = write!(text, "  - {note}\r\n");
    }
    text.push_str("\r\nKeep this file safe: unlike at RealtorOS, nothing in it is encrypted.\r\n");
    text
}
