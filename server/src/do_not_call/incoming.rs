//! A file on its way in: its parts go to a thread that reads them as they come, and nothing of it is kept.

use super::{
    FileProblem, ListForm,
    file::{self, Found},
    pipe::{Part, Pipe},
    upload,
};
use crate::{Core, Error, Result, Scope, leads::directory::directory};
use realtoros_domain::{do_not_call::Number, ids::ScrubId};
use std::{collections::HashSet, sync::Arc};
use tokio::{sync::mpsc, task::JoinHandle};

/// The largest list as text, in bytes. It is never held, so this only keeps a mistake from taking hours.
pub const LARGEST_TEXT: usize = 2 * 1024 * 1024 * 1024;

/// A file on its way in.
pub struct Incoming {
    core: Core,
    scope: Scope,
    numbers: Arc<HashSet<Number>>,
    parts: Option<mpsc::Sender<Part>>,
    size: usize,
    reading: JoinHandle<Result<Found, FileProblem>>,
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Incoming {
    /// Begins to read. The numbers that the account has now are the ones that are checked.
    pub async fn begin(core: &Core, scope: &Scope) -> Result<Self> {
        let directory = directory(core, scope).await?;
        let phones = directory.rows().iter().flat_map(|row| &row.phones);
        let numbers: Arc<HashSet<Number>> =
            Arc::new(phones.filter_map(|phone| Number::from_e164(phone)).collect());
        let (sender, parts) = mpsc::channel(8);
        let known = numbers.clone();
        let reading = tokio::task::spawn_blocking(move || file::read(Pipe::new(parts), &known));
        Ok(Self { core: core.clone(), scope: *scope, numbers, parts: Some(sender), size: 0, reading })
    }

    /// Takes the next bytes. After a problem the rest is let go by; [`Self::finish`] says what it was.
    pub async fn add(&mut self, bytes: Vec<u8>) {
        self.size = self.size.saturating_add(bytes.len());
        if self.size > LARGEST_TEXT {
            self.parts = None;
        }
        if let Some(parts) = &self.parts
            && parts.send(Part::Bytes(bytes)).await.is_err()
        {
            self.parts = None;
        }
    }

    /// The file has ended: what was found waits for the realtor to look at it. A file that cannot be used leaves nothing.
    pub async fn finish(mut self, form: &ListForm) -> Result<ScrubId> {
        if let Some(parts) = self.parts.take() {
            // A reader that has stopped says below why.
            let _ = parts.send(Part::End).await;
        }
        let read = self.reading.await;
        let found = read.map_err(|error| Error::Internal(format!("reading a list failed: {error}")))?;
        let problem = |problem: FileProblem| {
            let too_large = problem == FileProblem::Broken && self.size > LARGEST_TEXT;
            Error::invalid(if too_large { FileProblem::TooLarge } else { problem }.to_string())
        };
        upload::keep(&self.core, &self.scope, form, &found.map_err(problem)?, &self.numbers).await
    }
}
