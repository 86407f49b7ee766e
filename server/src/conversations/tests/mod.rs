//! Tests of what a lead's text does, on both databases.

mod calls;
mod durable;
mod notes;
mod opt_out;
mod signed;
