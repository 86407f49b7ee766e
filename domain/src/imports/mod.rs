//! What an imported file means: which column is what, what a row becomes, and which rows are one person.
//!
//! Pure rules; the file formats are read in the server. The rules are numbered in the specification of
//! imports, and the comments name them ("import rule 9").
//!
//! ```text
//! headers ── layout, header_words, sensitive ──▶ Mapping
//! cells + Mapping ── row ──▶ ImportedLead | RejectReason
//! opt-out list ──▶ Suppressions ◀── every ImportedLead     then Suppressions::apply
//! every ImportedLead ──▶ DuplicateIndex ──▶ groups
//! ```

mod consent;
mod consent_cells;
mod deal_type;
mod duplicates;
mod evidence;
mod field;
mod flag;
mod formula;
mod header;
mod header_words;
mod layout;
mod layouts;
mod lead;
mod mapping;
mod note_wish;
mod opt_out_list;
mod reject;
mod row;
mod sensitive;
mod summary;
mod suppressions;
mod tags;

pub use consent::{Consent, ConsentState};
pub use deal_type::DealType;
pub use duplicates::{DuplicateGroup, DuplicateIndex, Strength};
pub use evidence::ConsentEvidence;
pub use field::Field;
pub use flag::{Flag, TextField};
pub use formula::{escape_for_export, is_formula_like, unescape_from_export};
pub use header::{find_header_row, normalise_header};
pub use layout::Layout;
pub use layouts::realtoros::COLUMNS as REALTOROS_COLUMNS;
pub use lead::ImportedLead;
pub use mapping::{Column, Mapping, RefusedColumn, Target};
pub use note_wish::wishes_in_note;
pub use opt_out_list::OptOutList;
pub use reject::RejectReason;
pub use row::{ImportContext, read_row};
pub use sensitive::is_sensitive;
pub use summary::ImportCounts;
pub use suppressions::{ContactPoint, Suppression, Suppressions};
pub use tags::TagSeparator;

#[cfg(test)]
mod tests;
