//! The privacy policy, word for word, and under each line what stands behind it.

mod clause;
mod page;
mod standing;
mod tests_of;
mod versions;

pub use page::routes;
pub use tests_of::ClauseTest;
