//! `realtoros evaluate`

use super::print;
use chrono::NaiveDate;
use clap::{Args, ValueEnum, builder::PossibleValue};
use realtoros_server::{
    Result,
    evaluate::{Task, evaluate},
};
use std::{path::PathBuf, process::ExitCode};

#[derive(Debug, Args)]
pub struct Arguments {
    /// What is to be predicted
    task: TaskName,
    /// A file of JSON Lines; for imports a folder of files
    path: PathBuf,
    /// The day of the imports, to which "in three months" refers
    #[arg(long, default_value = "2026-11-23")]
    as_of: NaiveDate,
}

/// A [`Task`] as the command line writes it.
#[derive(Clone, Debug)]
struct TaskName(Task);

impl ValueEnum for TaskName {
    fn value_variants<'a>() -> &'a [Self] {
        const {
            &[
                TaskName(Task::Imports),
                TaskName(Task::Replies),
                TaskName(Task::Facts),
                TaskName(Task::QuietHours),
                TaskName(Task::Clocks),
            ]
        }
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.0.as_str());
        Some(if self.0 == Task::QuietHours { value.alias("quiet_hours") } else { value })
    }
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    evaluate(arguments.task.0, &arguments.path, arguments.as_of, |line| print(line))?;
    Ok(ExitCode::SUCCESS)
}
