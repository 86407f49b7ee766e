//! The privacy policy, word for word. A new wording is a new file with a new version; the old files stay, because
//! people have accepted them.

mod changes;
mod clauses;
mod outline;
mod version;

pub use changes::{Change, changes};
pub use clauses::{CLAUSES, Caveat, Clause, Extent};
pub use outline::{Block, contact, outline};
pub use version::{VERSIONS, Version, in_force, is_covered, to_accept};

/// The version in force: the day from which it applies.
pub const CURRENT_VERSION: &str = "2026-04-01";

/// The wording of [`CURRENT_VERSION`].
pub const TEXT: &str = include_str!("2026-04-01.txt");
