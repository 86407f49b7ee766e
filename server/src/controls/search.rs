//! Finding a word in bytes, in the forms in which programs write words.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE},
};
use std::{
    io::{self, Read},
    path::Path,
    process::{Command, Stdio},
};

/// How much of a file is looked at at once.
const CHUNK: usize = 1 << 20;

/// A word that is looked for, in one of its forms.
#[derive(Debug)]
struct Form {
    name: String,
    bytes: Vec<u8>,
}

/// Looks for many words at once.
#[derive(Debug)]
pub struct Searcher {
    forms: Vec<Form>,
    /// Whether some form begins with these two bytes.
    begins: Vec<bool>,
}

impl Searcher {
    /// A searcher for `words`, each as written, in lower case and in upper case.
    pub fn new(words: &[&str]) -> Self {
        let mut forms = Vec::new();
        for word in words {
            let mut cases = vec![(*word).to_owned(), word.to_lowercase(), word.to_uppercase()];
            cases.dedup();
            for case in cases {
                forms.extend(encodings(&case));
            }
        }
        let mut begins = vec![false; 1 << 16];
        for form in &forms {
            begins[pair(&form.bytes)] = true;
        }
        Self { forms, begins }
    }

    /// What is found in `bytes`: the word and the form in which it is there.
    pub fn find(&self, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        for at in 0..bytes.len().saturating_sub(1) {
            if self.begins[pair(&bytes[at..])] {
                let hits = self.forms.iter().filter(|form| bytes[at..].starts_with(&form.bytes));
                found.extend(hits.map(|form| form.name.clone()));
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The same in a file of any size. A file that is gone holds nothing.
    ///
    /// Another process reads the file. Were it opened here, closing it would take away every lock that this process has on
    /// it (POSIX `fcntl`), those under which SQLite works included, and a command beside the server could ruin the database.
    pub fn find_in_file(&self, path: &Path) -> io::Result<Vec<String>> {
        if !path.exists() {
            return Ok(Vec::new());
        }
        let mut cat =
            Command::new("cat").arg("--").arg(path).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let file = cat.stdout.take().ok_or_else(|| io::Error::other("the file cannot be piped"))?;
        let found = self.find_in(file);
        if cat.wait()?.success() || !path.exists() {
            return found;
        }
        Err(io::Error::other("the file cannot be read"))
    }

    /// The same in whatever can be read.
    fn find_in(&self, mut file: impl Read) -> io::Result<Vec<String>> {
        // A word may lie across the border of two chunks, so the end of each is looked at again with the next.
        let overlap = self.forms.iter().map(|form| form.bytes.len()).max().unwrap_or_default();
        let (mut found, mut window) = (Vec::new(), Vec::with_capacity(CHUNK + overlap));
        loop {
            let read = (&mut file).take(CHUNK as u64).read_to_end(&mut window)?;
            found.extend(self.find(&window));
            if read == 0 {
                break;
            }
            window.drain(..window.len().saturating_sub(overlap));
        }
        found.sort();
        found.dedup();
        Ok(found)
    }
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn encodings(word: &str) -> Vec<Form> {
    let form = |kind: &str, bytes: Vec<u8>| Form { name: format!("{word} as {kind}"), bytes };
    let mut forms = vec![
        form("UTF-8", word.as_bytes().to_vec()),
        form("UTF-16LE", word.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        form("UTF-16BE", word.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        form("hex", hex::encode(word).into_bytes()),
        form("HEX", hex::encode_upper(word).into_bytes()),
    ];
    // In base64 a word looks different at each of three alignments; the characters at both ends also depend on what
    // stands beside it and are left out.
    for before in 0..3 {
        let bytes = [vec![0; before], word.as_bytes().to_vec()].concat();
        let (from, to) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
        for (kind, text) in [("base64", STANDARD.encode(&bytes)), ("base64url", URL_SAFE.encode(&bytes))] {
            forms.push(form(&format!("{kind} +{before}"), text[from..to].into()));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p01_a_word_across_the_border_of_two_chunks_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large");
        for before in [0, CHUNK - 4, CHUNK, 2 * CHUNK - 9] {
            std::fs::write(&path, [vec![b'x'; before], b"qxkvzjwpq".to_vec(), vec![b'y'; CHUNK]].concat())
                .unwrap();
            assert!(
                !Searcher::new(&["qxkvzjwpq"]).find_in_file(&path).unwrap().is_empty(),
                "after {before} bytes"
            );
        }
        assert!(Searcher::new(&["other"]).find_in_file(&path).unwrap().is_empty());
    }

    #[test]
    fn p01_every_form_of_a_canary_is_found_wherever_it_stands() {
        let searcher = Searcher::new(&["qxkvzjwpq"]);
        for word in ["qxkvzjwpq", "QXKVZJWPQ", "Grüße, qxkvzjwpq!"] {
            for before in 0..5 {
                let text = format!("{}{word} and more", "x".repeat(before));
                let written: [Vec<u8>; 7] = [
                    text.clone().into_bytes(),
                    text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                    text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                    hex::encode(&text).into_bytes(),
                    hex::encode_upper(&text).into_bytes(),
                    STANDARD.encode(&text).into_bytes(),
                    URL_SAFE.encode(&text).into_bytes(),
                ];
                for (n, bytes) in written.iter().enumerate() {
                    let buried = [vec![0xff; 1_001], bytes.clone(), vec![0; 77]].concat();
                    assert!(!searcher.find(&buried).is_empty(), "form {n} of {text}");
                }
            }
        }
        assert!(searcher.find(b"qxkvzjwp q, nothing of the kind").is_empty());
    }
}
