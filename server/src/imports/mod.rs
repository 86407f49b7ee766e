//! Importing leads from the files of other tools.
//!
//! An upload is read once, row by row; what may not be kept (sensitive columns, P-11) is dropped before anything is
//! stored, and the rest is stored sealed, in chunks. The dry run and the commit both run over those chunks, so they
//! agree. The commit is a job: each batch is one transaction that also moves the import's mark, so a crash neither
//! loses nor doubles a row.

mod analysis;
mod batch;
mod commit;
mod discard;
mod entity;
mod erased;
mod forget;
mod halt;
mod history;
mod known;
mod outcomes;
pub mod reader;
mod record;
mod rejected;
mod remembered;
mod repository;
mod service;
mod stored;
#[cfg(test)]
mod tests;
mod trust;
mod undo;
mod upload;

pub use commit::perform as perform_commit;
pub use discard::{discard, tidy};
pub use forget::{Person, forget_person};
pub use halt::halt_all;
pub use record::{ImportState, ImportView, TableRecord};
pub use rejected::rejected_csv;
#[cfg(test)]
pub(crate) use repository::stored_text;
pub use repository::sweep;
pub use service::{TableChoice, cancel, choose, list, start, undo, view};
pub(crate) use stored::chunk_row;
pub use trust::{BELIEVED_FOR, Standing};
pub use undo::perform as perform_undo;
pub use upload::upload;
