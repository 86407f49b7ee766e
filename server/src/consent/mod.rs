//! The consent ledger: what people agreed to, took back and forbade, with the evidence (P-41 to P-48).
//!
//! Events are append-only and sealed under the lead's key. Suppressions are kept apart as keyed hashes of addresses,
//! so that they outlive the lead's erasure (policy tension T4).

mod bound;
mod by_index;
mod entity;
mod erased;
mod event;
mod faults;
mod here;
mod imported;
mod reach;
pub mod receipt;
mod repository;
mod returned;
mod service;
mod source;
mod state;

pub use by_index::{address_index, suppress_index};
pub use erased::{
    deletion_of_address, erased, erased_hashes, has_erased, lift_erased, remember_erased, remember_messages,
    was_erased,
};
pub use event::{Act, ConsentEvent, Proof};
pub use faults::changed_entries;
pub use imported::{Imported, record_imported, suppress_points};
pub use reach::reach;
pub use repository::{Recorded, Suppressed, events, forget_lead, forget_returned, ledgers, suppressions};
pub use returned::{PastEvent, Returned, Trusted, is_readable, keep_returned, same_seller};
pub use service::{lift, opt_out, record, record_all, restart, reviewed, state, suppress, suppress_all};
pub use source::Source;
pub use state::{ChannelConsent, ConsentState, Ledger};
