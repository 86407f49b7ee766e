//! Everything that leaves for a lead: the send gate, the outbox and its dispatcher.
//!
//! The way of a message: [`preview`] shows the decision, [`submit`] decides and stores in one transaction,
//! [`dispatch_due`] decides again when it claims the message, marks it as being handed over, calls the provider and
//! records the outcome. A STOP that arrives before the hand-over takes the claim away. After a crash texts are
//! looked up at Twilio; mail cannot be looked up and becomes `unconfirmed`, for the realtor to decide, and so does a call that is not
//! found. Calls are in `spoken`. What code adds is in `disclosure` (who writes), `introduction` (a first text) and `imprint`
//! (commercial mail).

mod account;
mod call;
mod callback;
mod captured;
mod disclosure;
mod dispatch;
mod draft;
mod drafts;
pub(crate) mod entity;
mod facts;
mod gate;
mod handover;
mod imprint;
mod introduction;
mod names;
mod preview;
mod reconcile;
mod record;
pub(crate) mod repository;
mod settle;
mod spoken;
mod state;
mod stop;
mod submit;
#[cfg(test)]
pub(crate) mod tests;
mod thread;
mod traces;
mod worker;

pub use account::AccountFacts;
pub use call::{CallRecord, CallState};
pub use callback::{StatusCallback, apply_status};
pub use captured::{Captured, captured};
pub use dispatch::{dispatch_account, dispatch_due};
pub use draft::{Draft, Submitted};
pub use drafts::{
    DraftPreview, NewDraft, approve, discard, discard_drafts, preview_draft, resend, save_draft,
};
pub use gate::Preview;
pub use preview::{preview, preview_all};
pub use record::{AUTOMATIC_REPLY, HISTORY, MessageRecord, UNVERIFIED};
pub use spoken::{apply_call, preview_spoken, say, script};
pub use state::MessageState;
pub use stop::{stop, stop_all};
pub use submit::{submit, submit_all, submit_in};
pub use thread::answer_subject;
pub use traces::{Traces, traces};
pub use worker::run;
#[cfg(test)]
pub(crate) use {dispatch::claim as claim_due, facts::live_threads, settle::settle as settle_all};
