//! The privacy policy, word for word, and under each line what stands behind it.

mod clause;
mod page;
mod standing;
mod tests_of;

pub use page::routes;
pub use tests_of::ClauseTest;
