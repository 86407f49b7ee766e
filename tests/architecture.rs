//! What holds the parts apart: the arrows of ARCHITECTURE.md, and settings that two files say.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

use std::{collections::BTreeSet, process::Command};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The names of all packages in the graph that `arguments` ask for.
fn graph(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

/// Our own packages among them.
fn ours(graph: &BTreeSet<String>) -> Vec<&str> {
    graph.iter().map(String::as_str).filter(|name| name.starts_with("realtoros")).collect()
}

#[test]
fn the_browser_half_holds_nothing_of_the_server() {
    let browser = graph(&["-p", "realtoros", "--features", "hydrate", "--target", "wasm32-unknown-unknown"]);
    assert_eq!(ours(&browser), ["realtoros", "realtoros-app", "realtoros-domain"]);
    assert!(browser.contains("leptos") && browser.contains("wasm-bindgen"), "this is the browser's graph");
    for name in ["tokio", "axum", "sea-orm", "sqlx", "hyper", "reqwest", "aes-gcm", "tracing-subscriber"] {
        assert!(!browser.contains(name), "{name} would go to browsers");
    }
}

#[test]
fn the_arrows_between_our_packages() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["-p", "realtoros-domain"], &["realtoros-domain"]),
        (&["-p", "realtoros-migrations"], &["realtoros-migrations"]),
        (&["-p", "realtoros-server"], &["realtoros-domain", "realtoros-migrations", "realtoros-server"]),
        (&["-p", "realtoros-app", "--features", "hydrate"], &["realtoros-app", "realtoros-domain"]),
        (
            &["-p", "realtoros-app", "--features", "ssr"],
            &["realtoros-app", "realtoros-domain", "realtoros-migrations", "realtoros-server"],
        ),
    ];
    for (arguments, expected) in cases {
        assert_eq!(ours(&graph(arguments)), *expected, "{arguments:?}");
    }
}

/// Of the model library only answering is built: no files, batches, fine-tuning, evaluations, vector stores or uploads.
#[test]
fn p26_the_model_library_is_built_for_answering_only() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "--edges",
            "normal,features",
            "--prefix",
            "none",
            "--format",
            "{p} {f}",
        ])
        .args(["-p", "realtoros-server"])
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let line = text.lines().find(|line| line.starts_with("async-openai v")).expect("the library is there");
    let features: BTreeSet<&str> = line.rsplit(' ').next().unwrap_or_default().split(',').collect();
    assert!(features.contains("chat-completion"), "{line}");
    for never in [
        "finetuning",
        "file",
        "batch",
        "evals",
        "vectorstore",
        "upload",
        "assistant",
        "administration",
        "container",
    ] {
        assert!(!features.contains(never), "{never}: {line}");
    }
}

#[test]
fn the_domain_reads_and_writes_nothing() {
    let domain = graph(&["-p", "realtoros-domain"]);
    for name in ["tokio", "axum", "sea-orm", "leptos", "reqwest", "getrandom"] {
        assert!(!domain.contains(name), "{name} has no place among pure rules");
    }
}

/// The `key = value` lines below a table's heading.
fn table<'a>(text: &'a str, heading: &str) -> Vec<(&'a str, &'a str)> {
    let after = text.split_once(heading).unwrap_or_else(|| panic!("{heading} is there")).1;
    let lines = after.lines().skip(1).take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split_once('=')).map(|(key, value)| (key.trim(), value.trim())).collect()
}

#[test]
fn leptos_toml_says_what_cargo_toml_says() {
    let read = |file: &str| std::fs::read_to_string(format!("{ROOT}/{file}")).expect(file);
    let (cargo, leptos) = (read("Cargo.toml"), read("Leptos.toml"));
    let build = table(&cargo, "[[workspace.metadata.leptos]]");
    let run = table(&leptos, "[package.metadata.leptos]");
    assert!(run.len() >= 5, "{run:?}");
    for (key, value) in run {
        // How the server runs is no matter of the build.
        if key != "env" {
            assert!(build.contains(&(key, value)), "{key} = {value} is not what Cargo.toml says");
        }
    }
}

#[test]
fn paths_named_in_the_readme_exist() {
    let mut looked_at = 0;
    for file in ["README.md", "ARCHITECTURE.md"] {
        let text = std::fs::read_to_string(format!("{ROOT}/{file}")).expect(file);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") {
                continue;
            }
            looked_at += 1;
            assert!(std::path::Path::new(ROOT).join(path).exists(), "{file} names {path}");
        }
    }
    assert!(looked_at > 0, "some path is named");
}
