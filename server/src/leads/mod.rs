//! Leads: the people whom an account works with or wants to.

pub mod import_reader;
