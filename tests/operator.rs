//! What the operator sees on the command line: ids, counts and states, and nothing of anybody (P-07).
#![cfg(feature = "ssr")]
#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

use std::{path::Path, process::Command};

fn realtoros(data: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_realtoros"))
        .args(arguments)
        .env_clear()
        .env("REALTOROS_DATA_DIR", data)
        .output()
        .expect("the binary runs");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// How often the files of an installation say something.
fn count(data: &Path, what: &str) -> usize {
    let files = std::fs::read_dir(data).expect("a folder").map(|file| file.expect("a file").path());
    let bytes = files.filter(|path| path.is_file()).map(|path| std::fs::read(path).expect("a file"));
    bytes.map(|bytes| bytes.windows(what.len()).filter(|window| *window == what.as_bytes()).count()).sum()
}

#[test]
fn an_import_that_is_only_tried_or_is_refused_leaves_no_upload() {
    let data = tempfile::tempdir().expect("a folder");
    realtoros(data.path(), &["migrate"]);
    let made = realtoros(data.path(), &["demo"]);
    let email =
        made.lines().find_map(|line| line.strip_prefix("e-mail:")).expect("the demo's address").trim();
    let import = |rows: &str, more: &[&str]| {
        let list = data.path().join("leads.csv");
        std::fs::write(&list, rows).expect("a list");
        let path = list.display().to_string();
        let before = count(data.path(), "import.discarded");
        let shown = realtoros(data.path(), &[&["import", email, path.as_str()][..], more].concat());
        (shown, count(data.path(), "import.discarded") > before)
    };
    let (shown, discarded) = import("Name,Email\nAda Voss,ada@example.com\n", &["--dry-run"]);
    assert!(discarded && shown.contains("1 rows: 1 new"), "{shown}");
    let (shown, discarded) = import("Who,What\nAda Voss,a friend\n", &[]);
    assert!(discarded && shown.contains("Say first which column"), "{shown}");
}

#[test]
fn p66_p15_no_control_is_red_right_after_the_demo() {
    let data = tempfile::tempdir().expect("a folder");
    realtoros(data.path(), &["migrate"]);
    realtoros(data.path(), &["demo"]);
    let shown = realtoros(data.path(), &["controls"]);
    for control in ["P-15 pass technical-data-expires", "P-66 pass signed-heads", "P-66 pass audit-chain"] {
        assert!(shown.contains(control), "{control}: {shown}");
    }
    assert!(!shown.contains(" fail "), "{shown}");
}

#[test]
fn p07_the_operator_is_shown_counts_and_ids_but_nobodys_data() {
    let data = tempfile::tempdir().expect("a folder");
    let list = data.path().join("leads.csv");
    let rows =
        "First Name,Last Name,Email,Phone\nZephyrine,Quillfeather,zephyrine@leads.example,(512) 555-0142\n";
    std::fs::write(&list, rows).expect("a list");
    realtoros(data.path(), &["migrate"]);
    let made = realtoros(data.path(), &["demo"]);
    let email =
        made.lines().find_map(|line| line.strip_prefix("e-mail:")).expect("the demo's address").trim();
    let imported = realtoros(data.path(), &["import", email, &list.display().to_string()]);
    assert!(imported.contains('1'), "something was imported: {imported}");
    std::fs::remove_file(&list).expect("the list goes");
    for arguments in [&["keys", "status"][..], &["audit", "verify"], &["controls"]] {
        let shown = format!("{imported}{}", realtoros(data.path(), arguments)).to_lowercase();
        for canary in ["zephyrine", "quillfeather", "leads.example", "5550142", "555-0142"] {
            assert!(!shown.contains(canary), "{arguments:?} shows {canary}: {shown}");
        }
    }
}
