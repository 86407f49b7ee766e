//! A transfer of the business (policy section 11, P-67): it is announced to every account, each has at least thirty days to
//! take its data along, close, or keep its data out, and what is handed over holds the others only.

mod entity;
mod package;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use package::{Left, Package, package};
pub use repository::Transfer;
pub use service::{
    Standing, WINDOW_DAYS, announce, announced, call_off, keep_out, own_choice, standing, take_part_again,
};
