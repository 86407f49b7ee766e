//! Tests of what a lead's text does, on both databases.

mod calls;
mod durable;
mod inbox;
mod minors;
mod notes;
mod opt_out;
mod rights;
mod signed;
mod spoken;
mod ways;
