//! Tests of the outbox, on both databases, with a provider that records what it gets.

mod callbacks;
mod crash;
mod dispatching;
mod drafts;
pub mod fixture;
mod gate;
mod imprint;
mod kill;
mod registration;
