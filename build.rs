//! Which automated tests stand behind which clause of the policy: read from the sources, so that the public page names
//! the tests that exist and no other (P-05).
//!
//! A test carries the ids of its clauses at the head of its name: `p01_p08_no_canary_reaches_disk`. A browser test
//! carries them in its title: `P-21 …`. An id that the policy does not have fails the build.

use std::{
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// Where tests are.
const FOLDERS: [&str; 7] =
    ["domain/src", "server/src", "app/src", "src", "tests", "migrations/src", "end2end/tests"];
/// The highest number of a clause.
const CLAUSES: usize = 70;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    // The browser's half shows no policy page.
    if env::var_os("CARGO_FEATURE_SSR").is_none() {
        return Ok(());
    }
    let mut found = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        for file in files(Path::new(folder))? {
            let text = fs::read_to_string(&file)?;
            let names = if file.extension().is_some_and(|it| it == "rs") {
                in_rust(&text)
            } else {
                in_browser(&text)
            };
            for (name, ids) in names {
                for id in ids {
                    if id == 0 || id > CLAUSES {
                        return Err(format!(
                            "{}: the policy has no clause P-{id:02} ({name})",
                            file.display()
                        )
                        .into());
                    }
                    found.push((id, name.clone(), file.display().to_string()));
                }
            }
        }
    }
    found.sort();
    found.dedup();
    let mut code =
        String::from("/// The tests of this build, by clause.\npub const TESTS: &[ClauseTest] = &[\n");
    for (id, name, file) in found {
        writeln!(code, "    ClauseTest {{ clause: \"P-{id:02}\", name: {name:?}, file: {file:?} }},")?;
    }
    code.push_str("];\n");
    Ok(fs::write(PathBuf::from(env::var("OUT_DIR")?).join("clause_tests.rs"), code)?)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs" || it == "ts") {
            all.push(path);
        }
    }
    Ok(all)
}

/// Functions, and tests on both databases, whose names begin with ids.
fn in_rust(text: &str) -> Vec<(String, Vec<usize>)> {
    let mut names = Vec::new();
    for (start, _) in text.match_indices('p') {
        let (before, rest) = text.split_at(start);
        let before = before.trim_end();
        let is_test = before.ends_with(" fn")
            || before.ends_with("\nfn")
            || before.ends_with("on_both!(")
            || before.ends_with(']')
                && before.rfind("on_both!(").is_some_and(|at| !before[at..].contains(';'));
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let ids = ids(&name);
        if is_test && !ids.is_empty() {
            names.push((name, ids));
        }
    }
    names
}

/// The numbers at the head of `p01_p08_name`.
fn ids(name: &str) -> Vec<usize> {
    let number = |part: &str| part.strip_prefix('p').filter(|digits| digits.len() == 2)?.parse().ok();
    name.split('_').map_while(number).collect()
}

/// Titles of browser tests that name clauses.
fn in_browser(text: &str) -> Vec<(String, Vec<usize>)> {
    let titles = text.lines().filter_map(|line| {
        let rest = line.trim_start().strip_prefix("test(")?;
        let quote = rest.chars().next().filter(|c| "'\"`".contains(*c))?;
        rest[1..].split(quote).next()
    });
    titles
        .map(|title| {
            let number = |(at, _): (usize, &str)| title.get(at + 2..at + 4)?.parse().ok();
            (title.to_owned(), title.match_indices("P-").filter_map(number).collect())
        })
        .filter(|(_, ids): &(String, Vec<usize>)| !ids.is_empty())
        .collect()
}
