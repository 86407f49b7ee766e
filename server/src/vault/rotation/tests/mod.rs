//! Changing keys loses nothing, wherever it stops.

mod account;
mod fixture;
mod kill;
mod master;
mod transit;
