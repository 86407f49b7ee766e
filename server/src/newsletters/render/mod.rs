//! What a newsletter looks like for one lead: as a page, as a mail in HTML, and as plain text.
//!
//! None of the three loads anything from another host, holds a script or watches whether it is opened (P-21).

mod html;
mod mail;
mod markdown;
mod page;
mod parts;
#[cfg(test)]
mod tests;
mod text;

pub use mail::mail;
pub use page::page;
pub use parts::{Letter, Links, Part};
pub use text::text;
