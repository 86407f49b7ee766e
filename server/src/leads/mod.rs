//! Leads: the people whom an account works with.
//!
//! A lead's row holds its stage and a few switches; everything personal is one sealed record. E-mail addresses and
//! telephone numbers are also blind-indexed, for look-ups. Lists, search and duplicates run over the in-memory
//! [`directory`], because sealed records cannot be sorted by a database.

mod change;
mod correction;
pub mod directory;
mod entity;
mod hold;
mod merge;
mod record;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use change::{LeadPatch, is_same_tag, spellings};
pub use hold::{hold, records};
pub use merge::{DuplicateLeads, Duplicates, Merge, duplicates, merge, merges, undo_merge};
pub use record::{Lead, LeadRecord, NewLead, OwnWishes};
pub use repository::{
    delete, find_by_email, find_by_phone, load, load_by_email, load_by_phone, load_many, merged_into,
    phone_holders, phone_index, touch,
};
pub use service::{
    Switch, add_tags, create, create_batch, get, learn_in, patch, set_stage, set_switch, turn_switch,
    update_record, update_record_in,
};
