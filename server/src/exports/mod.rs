//! Copies of an account's data, or of one lead's, to be taken away: access, portability, and the full copy before an
//! account closes (P-33, P-59, P-60).
//!
//! A job puts the ZIP together ([`pack`]) and stores it in sealed parts; nothing of it is ever on a disk in the clear.
//! The one who asked fetches it once, within 24 hours. What is in it comes from the data map, so that no table can be
//! forgotten.

mod download;
mod entity;
mod file;
mod job;
pub mod pack;
mod record;
mod report;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use download::{Download, Taken, take};
pub use file::write_file;
pub use job::perform;
pub use record::{Export, ExportState};
pub use report::{Report, Section, report};
pub(crate) use repository::part_row;
pub use service::{
    Asked, asked_by_job, asked_for_everything, cancel, find, forget_lead, list, newest_of_lead, overdue,
    request, request_for_lead, request_for_lead_in, tidy,
};
