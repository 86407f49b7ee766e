//! Everything that is logged, at every level, kept in memory.

use std::{
    fmt::{Debug, Write},
    sync::{Mutex, PoisonError},
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

static LINES: Mutex<String> = Mutex::new(String::new());

struct Keep;

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

fn keep(record: impl FnOnce(&mut Line<'_>)) {
    let mut lines = LINES.lock().unwrap_or_else(PoisonError::into_inner);
    record(&mut Line(&mut lines));
    lines.push('\n');
}

impl Subscriber for Keep {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        keep(|line| span.record(line));
        span::Id::from_u64(1)
    }
    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        keep(|line| values.record(line));
    }
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn event(&self, event: &Event<'_>) {
        keep(|line| event.record(line));
    }
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// Keeps everything that this process logs from now on.
pub fn start() {
    // The second test of a process finds it started.
    let _ = tracing::subscriber::set_global_default(Keep);
}

/// What has been logged.
pub fn lines() -> String {
    LINES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
