//! Showing who one is without an account: a one-time code to an address on file (rules B2.2, P-59 to P-64).
//!
//! A lead's link opens their page; it never shows, corrects or erases anything by itself, because a mail can be passed
//! on. For that a code goes to a number or address that is on file already, never to one that was typed in. The right
//! code leaves a proof in the browser that is good for this link and a quarter of an hour. Nobody is logged in by it.

mod code;
mod destination;
mod entity;
mod letter;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use destination::{Destination, destinations};
pub(in crate::privacy) use service::address_index;
pub use service::{Asked, PROOF_SECONDS, Proof, ask, proof, prove};
