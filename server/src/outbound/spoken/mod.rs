//! Spoken messages: a person writes a few words, and an artificial voice reads them out by telephone (P-49).
//!
//! They are automatic messages on the channel of calls, so that nothing leaves without the written agreement to
//! artificial voices, and everything else that the gate asks holds besides. Whose call it is and how to end such calls is
//! put around the words when they are handed over; what the person answers is read in `conversations`.

mod say;
mod script;
mod status;

pub(super) use say::check;
pub use say::{preview_spoken, say};
pub(super) use script::call_out;
pub use script::script;
pub use status::apply_call;
