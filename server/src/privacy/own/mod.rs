//! What a lead does about their own data on `/me/{token}`: see it, correct it, ask for a copy or for erasure, have it
//! stored only, and find out who saw it and why a message came.
//!
//! Less use of data needs nothing but the link. What shows, changes or loses data takes a [`Proven`], which only the
//! right code makes (see [`super::identity`]): a use case that forgot to ask for it would not compile.

mod access;
mod choices;
mod copy;
mod correct;
mod proven;
mod seen;
mod standing;
#[cfg(test)]
mod tests;
mod why;

pub use access::{Held, Item, Section, access, held};
pub use choices::{object, set_restricted};
pub use copy::{copy, take_copy};
pub use correct::{Correction, correct};
pub use proven::{Proven, ask, ask_code, ask_erasure, enter_code, proven};
pub use seen::{Seen, who_has_seen};
pub use standing::{Asked, Standing, standing};
pub use why::{Why, why, why_of};
