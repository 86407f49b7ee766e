//! Runs the product's own rules over labelled samples and gives one prediction per sample.
//!
//! Samples are JSON Lines with an `id`; what they are labelled with is never read. The shapes are those of
//! `docs/figures.md`.

mod samples;

use crate::{Error, Result, imports::reader};
use chrono::NaiveDate;
use samples::{clock, facts, quiet_hours, reply};
use serde_json::Value;
use std::{fs, path::Path};

/// What is to be predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// What an import of each file of a folder would store.
    Imports,
    /// Whether a reply is an opt-out.
    Replies,
    /// Facts in a message.
    Facts,
    /// Whether a text may be sent at an instant.
    QuietHours,
    /// When a deadline ends.
    Clocks,
}

impl Task {
    /// Every task.
    pub const ALL: [Self; 5] = [Self::Imports, Self::Replies, Self::Facts, Self::QuietHours, Self::Clocks];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imports => "imports",
            Self::Replies => "replies",
            Self::Facts => "facts",
            Self::QuietHours => "quiet-hours",
            Self::Clocks => "clocks",
        }
    }
}

/// Predicts every sample of a file, or every file of a folder of imports; hands each line to `print`.
pub fn evaluate(task: Task, path: &Path, as_of: NaiveDate, mut print: impl FnMut(&str)) -> Result<()> {
    if task == Task::Imports {
        return imports(path, as_of, print);
    }
    let text = fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let sample: Value = serde_json::from_str(line)
            .map_err(|error| Error::invalid(format!("{} line {number}: {error}", path.display())))?;
        let predict = match task {
            Task::Replies => reply,
            Task::Facts => facts,
            Task::QuietHours => quiet_hours,
            Task::Clocks | Task::Imports => clock,
        };
        let mut prediction = predict(&sample)
            .ok_or_else(|| Error::invalid(format!("{} line {number} is no such sample", path.display())))?;
        prediction["id"] = sample["id"].clone();
        print(&prediction.to_string());
    }
    Ok(())
}

fn imports(folder: &Path, as_of: NaiveDate, mut print: impl FnMut(&str)) -> Result<()> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(|error| unreadable(folder, &error))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_file() && path.extension().is_none_or(|extension| extension != "json"))
        .collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bytes = fs::read(&file).map_err(|error| unreadable(&file, &error))?;
        print(&serde_json::to_string(&reader::evaluate(&name, &bytes, as_of))?);
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::invalid(format!("{}: {error}", path.display()))
}
